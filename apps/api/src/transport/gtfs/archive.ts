import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { gtfsFiles } from '@sightline/domain';
import type { GtfsFiles, GtfsProblem, GtfsTable } from '@sightline/domain';

/** The largest feed, packed and unpacked. A small zip can hold a very large nothing. */
export const feedLimits = { packedBytes: 100 * 2 ** 20, unpackedBytes: 400 * 2 ** 20 } as const;

const wanted: ReadonlySet<string> = new Set(gtfsFiles);
const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
const problem = (file: string, line: number, reason: string): { readonly problems: readonly GtfsProblem[] } => ({ problems: [{ file, line, column: '', value: '', reason }] });

/** Unpacks a feed and reads its files as tables; nothing but the files that are read is unpacked. */
export function readArchive(bytes: Uint8Array): GtfsFiles | { readonly problems: readonly GtfsProblem[] } {
  if (bytes.length > feedLimits.packedBytes) return problem('', 0, `is larger than ${feedLimits.packedBytes / 2 ** 20} MB`);
  let unpacked = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted.has(nameOf(name))) return false;
        unpacked += originalSize;
        if (unpacked > feedLimits.unpackedBytes) throw new TooLarge();
        return true;
      },
    });
  } catch (error) {
    return problem('', 0, error instanceof TooLarge ? `would be larger than ${feedLimits.unpackedBytes / 2 ** 20} MB unpacked` : 'is no zip archive, or a broken one');
  }
  const tables = new Map<string, GtfsTable>();
  for (const [path, content] of Object.entries(files)) {
    const file = nameOf(path);
    const table = tableOf(file, content);
    if ('problems' in table) return table;
    tables.set(file, table);
  }
  return tables;
}

class TooLarge extends Error {}

interface WithInfo {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function tableOf(file: string, content: Uint8Array): GtfsTable | { readonly problems: readonly GtfsProblem[] } {
  try {
    const records = parse(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as WithInfo[];
    const [header, ...rows] = records;
    if (!header) return problem(file, 0, 'is empty');
    return { header: header.record.map((name) => name.trim()), rows: rows.map(({ record }) => record), lines: rows.map(({ info }) => info.lines) };
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 0;
    return problem(file, line, `is no CSV: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
