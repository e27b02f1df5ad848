import { eraseMark } from '@sightline/contracts';
import type { ImportColumn, ImportKind } from '@sightline/contracts';
import { readCell } from './cells.js';

/** A file's header, understood: which column each place is, and what could not be. */
export interface ReadHeader {
  readonly places: readonly (ImportColumn | undefined)[];
  /** Headings that are no column of this kind: they are left out. */
  readonly unknown: readonly string[];
  readonly problems: readonly CellProblem[];
}

export interface CellProblem {
  readonly column: string;
  readonly reason: string;
}

/** Columns of the file that we hand back to be corrected; they are no mistake when they come in again. */
export const ownColumns: readonly string[] = ['line', 'problem'];

const fold = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Finds the columns of a header by name, forgiving case, spaces and punctuation. */
export function readHeader(kind: ImportKind, header: readonly string[]): ReadHeader {
  const byName = new Map<string, ImportColumn>();
  for (const column of kind.columns) for (const name of [column.name, ...(column.also ?? [])]) byName.set(fold(name), column);
  for (const column of kind.columns) byName.set(fold(column.name), column);
  const places = header.map((name) => byName.get(fold(name)));
  const seen = new Set<ImportColumn>();
  const problems: CellProblem[] = [];
  for (const column of places) {
    if (column === undefined) continue;
    if (seen.has(column)) problems.push({ column: column.name, reason: 'the column is there twice' });
    seen.add(column);
  }
  const key = kind.columns.find(({ path }) => path === kind.key);
  if (key && !seen.has(key)) problems.push({ column: key.name, reason: 'the column is missing' });
  if (seen.size === 0) problems.push({ column: '', reason: `no heading is a column of this kind; they are ${kind.columns.map(({ name }) => name).join(', ')}` });
  return { places, unknown: header.filter((name, place) => places[place] === undefined && name.trim() !== '' && !ownColumns.includes(fold(name))), problems };
}

export interface ReadRow {
  /** The record as it would be from now on. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly problems: readonly CellProblem[];
}

/**
 * Reads a row over what is known of its record. An empty cell, and a column that is not there, leave what is known; a
 * cell with a single hyphen erases it.
 */
export function readRow(kind: ImportKind, places: ReadHeader['places'], cells: readonly string[], known: Readonly<Record<string, unknown>> | undefined): ReadRow {
  const data: Record<string, unknown> = { ...known };
  const problems: CellProblem[] = [];
  for (const column of kind.columns) if (column.otherwise !== undefined && valueAt(data, column.path) === undefined) put(data, column.path, column.otherwise);
  places.forEach((column, place) => {
    if (column === undefined) return;
    // A spreadsheet was kept from running the cell as a formula; that is no part of what it says.
    const text = (cells[place] ?? '').trim().replace(/^'(?=[=+\-@\t\r])/, '');
    if (text === '') return;
    if (text === eraseMark) {
      put(data, column.path, column.otherwise);
      return;
    }
    const read = readCell(column, text);
    if ('reason' in read) problems.push({ column: column.name, reason: read.reason });
    else put(data, column.path, read.value);
  });
  return { data, problems };
}

/** The text of a row's reference to its record; empty where it has none. */
export function keyIn(kind: ImportKind, places: ReadHeader['places'], cells: readonly string[]): string {
  const place = places.findIndex((column) => column?.path === kind.key);
  return place < 0 ? '' : (cells[place] ?? '').trim();
}

/** The column in which a field of the record is: of `bellTimes.starts`, or of something below it. */
export const columnOf = (kind: ImportKind, path: string): ImportColumn | undefined =>
  kind.columns.find((column) => column.path === path) ?? kind.columns.find((column) => path.startsWith(`${column.path}.`)) ?? kind.columns.find((column) => column.path.startsWith(`${path}.`));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function valueAt(data: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), data);
}

function put(data: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let into = data;
  for (const name of names) {
    const inner = into[name];
    // What is known stays as it is: only the copy is written to.
    const next = isRecord(inner) ? { ...inner } : {};
    into[name] = next;
    into = next;
  }
  if (value === undefined) Reflect.deleteProperty(into, last);
  else into[last] = value;
}

/** Whether two records say the same, whatever the order of their fields; a field without a value is none. */
export const sameRecord = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner));
