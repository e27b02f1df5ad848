/** A cell as a spreadsheet gives it; a CSV has texts alone. */
export type SheetCell = string | number | boolean | Date | null;

/** Rows of a sheet with the line on which each begins, from 1; names of the workbook's sheets, none of a CSV. */
export interface SheetTable {
  readonly rows: readonly (readonly SheetCell[])[];
  readonly lines: readonly number[];
  readonly sheets: readonly string[];
}

/** How a sheet of a workbook looks: merged cells (top, left, bottom, right), fills (row, column, `RRGGBB`), hidden rows; all from 0. */
export interface SheetLook {
  readonly merges: readonly (readonly [number, number, number, number])[];
  readonly fills: readonly (readonly [number, number, string])[];
  readonly hidden: readonly number[];
}

/** A sheet of a workbook with its name and its looks; of a CSV the only one, with neither. */
export interface BookSheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly lines: readonly number[];
  readonly look?: SheetLook;
}

export interface SheetJob {
  readonly bytes: Uint8Array;
  /** Whether only a CSV will do. */
  readonly textOnly: boolean;
  /** The first one where it is left out. */
  readonly sheet?: string | undefined;
  /** All sheets, with their looks. */
  readonly whole?: boolean;
  /** Rows below the headings. */
  readonly mostRows: number;
}

/** What is wrong with a file as a whole: a sentence, and a line where it is of one. */
export interface SheetRefusal {
  readonly kind: 'refused';
  readonly line: number;
  readonly reason: string;
}

/** A portion of the rows, or a refusal. */
export type SheetMessage = SheetRefusal | ({ readonly kind: 'rows'; readonly last: boolean } & SheetTable & Partial<Pick<BookSheet, 'name' | 'look'>>);
