import { LabelPlacer } from './labels';

const wish = (row: number, x: number, y: number, weight = 1) => ({ row, text: String(row), weight, x, y, width: 30 });

describe('LabelPlacer', () => {
  it('places a lone label to the right of its marker', () => {
    expect(new LabelPlacer().place([wish(0, 100, 100)])).toEqual([{ row: 0, text: '0', dx: 12, dy: 0 }]);
  });

  it('gives the better place to the heavier of two', () => {
    const placed = new LabelPlacer().place([wish(0, 100, 100, 1), wish(1, 102, 104, 9)]);
    expect(placed[0]).toMatchObject({ row: 1, dx: 12 });
    expect(placed.find((label) => label.row === 0)?.dx).not.toBe(12);
  });

  it('covers no marker', () => {
    const placer = new LabelPlacer();
    placer.block(125, 100, 8);
    expect(placer.place([wish(0, 100, 100)])[0]?.dx).toBe(-42);
  });

  it('leaves the lighter out where nothing is free', () => {
    const placer = new LabelPlacer();
    for (const [x, y] of [[125, 100], [75, 100], [100, 80], [100, 120]] as const) placer.block(x, y, 12);
    expect(placer.place([wish(0, 100, 100)])).toEqual([]);
  });
});
