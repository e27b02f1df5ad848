import type { GtfsFiles, GtfsProblem, GtfsTable } from './feed.js';

/** More problems than this tell nobody more: the rest is counted. */
export const mostProblems = 1000;

/** A row with its columns by name. An absent column is empty. */
export interface Row {
  readonly line: number;
  get(column: string): string;
}

/** Reads the files of a feed row by row, and gathers what is wrong with them. */
export class Rows {
  readonly problems: GtfsProblem[] = [];
  problemCount = 0;

  constructor(private readonly files: GtfsFiles) {}

  has(file: string): boolean {
    return this.files.has(file);
  }

  /** How many rows a file has, whether or not it is read. */
  count(file: string): number {
    return this.files.get(file)?.rows.length ?? 0;
  }

  problem(file: string, line: number, column: string, value: string, reason: string): void {
    this.problemCount += 1;
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

  /** Whether a name can be one of ours: not empty, of a length that can be kept, without odd characters. */
  name(file: string, row: Row, column: string, most = 200): string | undefined {
    const text = row.get(column);
    if (text === '') this.problem(file, row.line, column, '', 'must not be empty');
    else if (text.length > most) this.problem(file, row.line, column, text, `must be at most ${most} characters`);
    else if (!/^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(text)) this.problem(file, row.line, column, text, 'must not begin or end with white space, nor contain control characters');
    else return text;
    return undefined;
  }

  /** A number within limits; `undefined`, with a problem, where there is none. */
  number(file: string, row: Row, column: string, least: number, most: number): number | undefined {
    const text = row.get(column).trim();
    const value = Number(text);
    if (text !== '' && Number.isFinite(value) && value >= least && value <= most) return value;
    this.problem(file, row.line, column, text, `must be a number between ${least} and ${most}`);
    return undefined;
  }

  /** The place of something in an order: a whole number that the database can hold. */
  sequence(file: string, row: Row, column: string): number | undefined {
    const value = Number(row.get(column).trim() || Number.NaN);
    if (Number.isInteger(value) && value >= 0 && value <= 2_147_483_647) return value;
    this.problem(file, row.line, column, row.get(column), 'must be a whole number of at least 0');
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
