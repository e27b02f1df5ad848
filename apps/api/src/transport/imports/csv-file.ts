import { importLimits } from '@sightline/contracts';
import { readSheet } from '../../files/sheet-file.js';
import type { SheetRefusal } from '../../files/sheet.messages.js';

/** A CSV as it was read: its header, its rows, and the line on which each begins. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** Reads a CSV whose first row is its header; the bytes are handed over and gone afterwards. */
export async function readCsv(bytes: Uint8Array<ArrayBuffer>): Promise<CsvTable | SheetRefusal> {
  const table = await readSheet({ bytes, textOnly: true, mostRows: importLimits.csvRows });
  if ('kind' in table) return table;
  const [header = [], ...rows] = table.rows.map((row) => row.map(String));
  return { header: header.map((name) => name.trim()), rows, lines: table.lines.slice(1) };
}
