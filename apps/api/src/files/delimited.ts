import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';

/** Rows of a text with separators, each with the line on which it begins, from 1; or why there are none. */
export type Delimited = { readonly rows: string[][]; readonly lines: number[] } | { readonly reason: string; readonly line: number };

/** Lines from which the separator is told: titles above the headings may have none. */
const linesLookedAt = 10;

interface WithInfo {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** Reads a CSV as forgiving of its making as it can be: any separator, any of the usual encodings. Rows without a word are left out. */
export function delimited(bytes: Buffer): Delimited {
  const text = textOf(bytes);
  if (text.trim() === '') return { line: 0, reason: 'The file is empty' };
  if (text.includes('\0')) return { line: 0, reason: 'The file is no CSV: save the sheet as "CSV UTF-8"' };
  try {
    const records = parse(text, { bom: true, info: true, delimiter: separatorOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: true }) as unknown as WithInfo[];
    const told = records.filter(({ record }) => record.some((cell) => cell.trim() !== ''));
    return { rows: told.map(({ record }) => record), lines: told.map(({ record, info }) => lineOf(record, info.lines)) };
  } catch (error) {
    // The parser's own words quote the file, which may be about people.
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 0;
    return { line, reason: 'The file is no CSV: a quoted cell is not closed, or the file is of another kind' };
  }
}

/** UTF-16 by its mark, UTF-8 where it is that, else what Windows has written for thirty years. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : new TextDecoder('windows-1252').decode(bytes);
}

/** The separator of which one of the first lines has most. */
function separatorOf(text: string): string {
  const lines = text.split(/\r?\n/, linesLookedAt).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: Math.max(...lines.map((line) => line.split(separator).length)) }));
  return counted.sort((a, b) => b.count - a.count)[0]?.separator ?? ',';
}

/** A record is told by the line on which it ends; a quoted cell with line breaks begins earlier. */
const lineOf = (record: readonly string[], lastLine: number): number => lastLine - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
