/** A label's wish: beside its marker, the heavier first; the lighter gives way. CSS pixels. */
export interface LabelWish {
  row: number;
  text: string;
  weight: number;
  x: number;
  y: number;
  width: number;
}
/** Where the label went, from its marker's centre to the left end of its base line's box. */
export interface PlacedLabel {
  row: number;
  text: string;
  dx: number;
  dy: number;
}

const height = 14;
const cell = 24;

/** A coarse grid of what is taken: a label is tried right, left, above and below its marker, and left out if none is free. */
export class LabelPlacer {
  private readonly taken = new Map<number, [number, number, number, number][]>();

  /** `gap`: from a marker's centre to its label. */
  constructor(private readonly gap = 12) {}

  /** A marker: no label may cover it. */
  block(x: number, y: number, radius: number): void {
    this.add(x - radius, y - radius, x + radius, y + radius);
  }

  blockBox(left: number, top: number, right: number, bottom: number): void {
    this.add(left, top, right, bottom);
  }

  place(wishes: readonly LabelWish[]): PlacedLabel[] {
    const placed: PlacedLabel[] = [];
    for (const wish of [...wishes].sort((a, b) => b.weight - a.weight || a.row - b.row)) {
      const spot = this.spotFor(wish);
      if (spot === null) continue;
      const [dx, dy] = spot;
      this.add(wish.x + dx, wish.y + dy - height / 2, wish.x + dx + wish.width, wish.y + dy + height / 2);
      placed.push({ row: wish.row, text: wish.text, dx, dy });
    }
    return placed;
  }

  private spotFor({ x, y, width }: LabelWish): [number, number] | null {
    const gap = this.gap;
    const spots: [number, number][] = [
      [gap, 0],
      [-gap - width, 0],
      [-width / 2, -gap - 6],
      [-width / 2, gap + 6],
    ];
    return spots.find(([dx, dy]) => this.isFree(x + dx, y + dy - height / 2, x + dx + width, y + dy + height / 2)) ?? null;
  }

  private isFree(left: number, top: number, right: number, bottom: number): boolean {
    for (const key of cellsOf(left, top, right, bottom)) {
      for (const box of this.taken.get(key) ?? []) if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
    }
    return true;
  }

  private add(left: number, top: number, right: number, bottom: number): void {
    for (const key of cellsOf(left, top, right, bottom)) {
      const boxes = this.taken.get(key);
      if (boxes === undefined) this.taken.set(key, [[left, top, right, bottom]]);
      else boxes.push([left, top, right, bottom]);
    }
  }
}

function* cellsOf(left: number, top: number, right: number, bottom: number): Generator<number> {
  for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row += 1) {
    for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column += 1) yield row * 4096 + column;
  }
}
