import type { GtfsFiles, GtfsProblem, GtfsTable } from './feed.js';

/** More problems than this tell nobody more. */
export const mostProblems = 200;

/** A row with its columns by name. An absent column is empty. */
export interface Row {
  readonly line: number;
  get(column: string): string;
}

/** Reads the files of a feed row by row, and gathers what is wrong with them. */
export class Rows {
  readonly problems: GtfsProblem[] = [];

  constructor(private readonly files: GtfsFiles) {}

  has(file: string): boolean {
    return this.files.has(file);
  }

  problem(file: string, line: number, column: string, value: string, reason: string): void {
    if (this.problems.length < mostProblems) this.problems.push({ file, line, column, value: value.slice(0, 100), reason });
  }

  /** Calls `read` for each row of a file that must have some columns. */
  each(file: string, columns: readonly string[], read: (row: Row) => void): void {
    const table = this.files.get(file);
    if (table === undefined) {
      this.problem(file, 0, '', '', 'is missing');
      return;
    }
    const places = new Map(table.header.map((name, place) => [name, place]));
    const absent = columns.filter((column) => !places.has(column));
    for (const column of absent) this.problem(file, 1, column, '', 'the column is missing');
    if (absent.length === 0) readRows(table, places, read);
  }

  /** A number within limits; `undefined`, with a problem, where there is none. */
  number(file: string, row: Row, column: string, least: number, most: number): number | undefined {
    const text = row.get(column).trim();
    const value = Number(text);
    if (text !== '' && Number.isFinite(value) && value >= least && value <= most) return value;
    this.problem(file, row.line, column, text, `must be a number between ${least} and ${most}`);
    return undefined;
  }

  /** `YYYYMMDD`. */
  date(file: string, row: Row, column: string): string | undefined {
    const text = row.get(column).trim();
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
    const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
    if (year !== undefined && new Date(time).toISOString().slice(0, 10).replaceAll('-', '') === text) return text;
    this.problem(file, row.line, column, text, 'must be a date, such as 20261110');
    return undefined;
  }
}

function readRows(table: GtfsTable, places: ReadonlyMap<string, number>, read: (row: Row) => void): void {
  let cells: readonly string[] = [];
  const row = {
    line: 0,
    get: (column: string): string => {
      const place = places.get(column);
      return place === undefined ? '' : (cells[place] ?? '');
    },
  };
  table.rows.forEach((next, index) => {
    cells = next;
    row.line = table.lines[index] ?? index + 2;
    read(row);
  });
}

/** Seconds of `H:MM:SS`; hours may pass 24. `undefined` where it is no time. */
export function secondsOf(text: string): number | undefined {
  const [, hours, minutes, seconds] = /^\s*(\d{1,3}):([0-5]\d):([0-5]\d)\s*$/.exec(text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
