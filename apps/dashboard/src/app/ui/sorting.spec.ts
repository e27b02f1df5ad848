import { heldOrder, sortFromText, sortToText, sorted } from './sorting';

const rows = [
  { route: '12', late: 60 },
  { route: '9', late: null },
  { route: '101', late: -30 },
];

describe('sorted', () => {
  it('orders figures by size and words as people count', () => {
    expect(sorted(rows, { by: 'route', descending: false }, (row) => row.route).map((row) => row.route)).toEqual(['9', '12', '101']);
    expect(sorted(rows, { by: 'late', descending: true }, (row) => row.late).map((row) => row.late)).toEqual([60, -30, null]);
  });

  it('leaves what is not known last whichever way', () => {
    expect(sorted(rows, { by: 'late', descending: false }, (row) => row.late).at(-1)?.late).toBeNull();
  });

  it('keeps the order of equals and the original as it was', () => {
    const equal = [{ id: 1 }, { id: 2 }, { id: 3 }];
    expect(sorted(equal, { by: 'x', descending: true }, () => 0)).toEqual(equal);
    expect(rows[0]?.route).toBe('12');
  });

  it('stands in a URL', () => {
    expect(sortFromText(sortToText({ by: 'late', descending: true }))).toEqual({ by: 'late', descending: true });
    expect(sortToText({ by: 'late', descending: false })).toBe('late');
  });
});

describe('heldOrder', () => {
  it('keeps places, lets go of what is gone and puts what is new last', () => {
    expect(heldOrder(['c', 'a', 'b'], ['a', 'b', 'n', 'c'])).toEqual(['c', 'a', 'b', 'n']);
    expect(heldOrder(['c', 'a'], ['a'])).toEqual(['a']);
  });
});
