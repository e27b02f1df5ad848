import { sheet, textBottom } from './ink.js';

/** A piece of the paper that is never parted. */
export interface Box {
  /** In points, without `gap`. */
  readonly height: number;
  /** Points above it, unless it is the first of its page. */
  readonly gap?: number;
  /** It stays with what follows, so that no heading ends a page. */
  readonly keep?: boolean;
  /** Drawn again above it where it is the first of its page: a table's head. */
  readonly again?: Box;
  draw(y: number): void;
}

/** Places boxes on pages, from the top down. `newPage` begins a page. */
export function place(boxes: readonly Box[], newPage: () => void): void {
  let y = Number.POSITIVE_INFINITY;
  let first = true;
  for (let index = 0; index < boxes.length; index++) {
    const box = boxes[index];
    if (box === undefined) continue;
    if (index === 0 || (boxes[index - 1]?.keep !== true && y + heightOfGroup(boxes, index) > textBottom) || y + (box.gap ?? 0) + box.height > textBottom) {
      newPage();
      y = sheet.top;
      first = true;
    }
    if (first && box.again !== undefined) {
      box.again.draw(y);
      y += box.again.height;
    }
    if (!first) y += box.gap ?? 0;
    box.draw(y);
    y += box.height;
    first = false;
  }
}

/** What a box and those that it stays with take. */
function heightOfGroup(boxes: readonly Box[], from: number): number {
  let height = 0;
  for (let index = from; index < boxes.length; index++) {
    const box = boxes[index];
    if (box === undefined) break;
    height += (box.gap ?? 0) + box.height;
    if (box.keep !== true) break;
  }
  return height;
}
