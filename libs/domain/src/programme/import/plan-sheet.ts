import { textOf } from '../../sheets/cells.js';
import type { Cell, SheetRow } from '../../sheets/cells.js';

/** No cell of a plan says more than this in earnest, and nothing takes long on it: characters. */
const longestText = 4000;

/** A rectangle of merged cells: rows and columns from 0, both ends included. */
export type Merge = readonly [top: number, left: number, bottom: number, right: number];

/** How a sheet of a workbook looks, besides what it says; a CSV looks like nothing. */
export interface SheetLooks {
  readonly merges: readonly Merge[];
  /** By row from 0, by column from 0: the fill of a cell, `RRGGBB`. */
  readonly fills: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** Rows from 0 that nobody sees. */
  readonly hidden: ReadonlySet<number>;
}

/** A sheet of a plan; of a CSV the only one, without a name. `lines`: of each row, from 1. */
export interface PlanSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly lines: readonly number[];
  readonly looks?: SheetLooks | undefined;
}

/** A sheet whose cells can be asked for by row and column, merged ones by what was written into them. */
export class PlanGrid {
  private readonly rowsOfMerges = new Map<number, Merge[]>();

  constructor(readonly sheet: PlanSheet) {
    for (const merge of sheet.looks?.merges ?? []) {
      const [top, , bottom] = merge;
      for (let row = top; row <= Math.min(bottom, sheet.rows.length - 1); row++) this.mergesIn(row).push(merge);
    }
  }

  private mergesIn(row: number): Merge[] {
    let merges = this.rowsOfMerges.get(row);
    if (merges === undefined) this.rowsOfMerges.set(row, (merges = []));
    return merges;
  }

  line(row: number): number {
    return this.sheet.lines[row] ?? row + 1;
  }

  /** What stands in the cell, or in the cell that it was merged with from above. */
  cell(row: number, column: number): Cell {
    return this.sheet.rows[this.originOf(row, column)]?.[column];
  }

  text(row: number, column: number): string {
    const cell = this.cell(row, column);
    return textOf(typeof cell === 'string' ? cell.slice(0, longestText) : cell);
  }

  /** The text with its line breaks. */
  lines(row: number, column: number): string {
    const cell = this.cell(row, column);
    return typeof cell === 'string' ? cell.slice(0, longestText).trim() : textOf(cell);
  }

  fill(row: number, column: number): string | undefined {
    return this.sheet.looks?.fills.get(this.originOf(row, column))?.get(column);
  }

  isHidden(row: number): boolean {
    return this.sheet.looks?.hidden.has(row) ?? false;
  }

  /** Cells of the row that say something of their own, and where. */
  own(row: number): { readonly index: number; readonly text: string }[] {
    return (this.sheet.rows[row] ?? []).flatMap((cell, index) => {
      const text = textOf(typeof cell === 'string' ? cell.slice(0, longestText) : cell);
      return text === '' ? [] : [{ index, text }];
    });
  }

  private originOf(row: number, column: number): number {
    const merge = this.rowsOfMerges.get(row)?.find(([, left]) => left === column);
    return merge === undefined ? row : merge[0];
  }
}
