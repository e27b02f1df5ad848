import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { gtfsFiles } from '@sightline/domain';
import type { GtfsFiles, GtfsProblem, GtfsRefusal, GtfsTable } from '@sightline/domain';
import { ZipError, unzip } from '../../files/zip.js';

const wanted: ReadonlySet<string> = new Set(gtfsFiles);
const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
const problem = (file: string, line: number, reason: string): GtfsProblem => ({ file, line, column: '', value: '', reason });
const refusal = (problems: readonly GtfsProblem[]): GtfsRefusal => ({ problems, problemCount: problems.length });

/** Unpacks a feed and reads its files as tables; nothing but the files that are read is unpacked. They may lie in one folder of the archive. */
export function readArchive(bytes: Uint8Array): GtfsFiles | GtfsRefusal {
  let files: Map<string, Buffer>;
  try {
    files = unzip(bytes, (name) => wanted.has(nameOf(name)) && !name.startsWith('__MACOSX/'));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return refusal([problem(nameOf(error.file), 0, error.message)]);
  }
  const tables = new Map<string, GtfsTable>();
  const problems: GtfsProblem[] = [];
  for (const [path, content] of files) {
    const file = nameOf(path);
    const table = tableOf(file, content);
    if (tables.has(file)) problems.push(problem(file, 0, 'is there twice, in different folders'));
    else if ('reason' in table) problems.push(table);
    else tables.set(file, table);
  }
  return problems.length > 0 ? refusal(problems) : tables;
}

interface WithInfo {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function tableOf(file: string, content: Buffer): GtfsTable | GtfsProblem {
  if (!isUtf8(content)) return problem(file, lineOfBadText(content), 'is not UTF-8 text: save it as "CSV UTF-8"');
  try {
    const records = parse(content, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true }) as unknown as WithInfo[];
    const [header, ...rows] = records;
    if (!header) return problem(file, 0, 'is empty');
    return { header: header.record.map((name) => name.trim()), rows: rows.map(({ record }) => record), lines: rows.map(({ record, info }) => firstLineOf(record, info.lines)) };
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 0;
    return problem(file, line, `is no CSV: ${error instanceof Error && 'code' in error ? csvFaults[String(error.code)] ?? 'it cannot be read' : 'it cannot be read'}`);
  }
}

/** A record is told by the line on which it ends; a quoted cell with line breaks begins earlier. */
const firstLineOf = (record: readonly string[], lastLine: number): number => lastLine - record.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);

/** What the parser says, without the text that it quotes. */
const csvFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote is closed in the middle of a cell',
  INVALID_OPENING_QUOTE: 'a quote opens in the middle of a cell',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'there is text after a closing quote',
};

function lineOfBadText(content: Buffer): number {
  let line = 1;
  for (let from = 0; from < content.length; line++) {
    const end = content.indexOf(0x0a, from);
    const until = end < 0 ? content.length : end + 1;
    if (!isUtf8(content.subarray(from, until))) return line;
    from = until;
  }
  return 0;
}
