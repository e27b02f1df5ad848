import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { sheetLimits } from './sheet-limits.js';
import type { BookSheet, SheetCell } from './sheet.messages.js';
import { boundsProblem } from './workbook-bounds.js';
import { WorkbookLooks } from './workbook-looks.js';
import { ZipError, unzip } from './zip.js';

/** The sheet of a workbook that was asked for, with the names of all; or a sentence that says why it cannot be read. */
export type WorkbookSheet = { readonly rows: SheetCell[][]; readonly sheets: string[] } | { readonly reason: string };

const oldWorkbook = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const damaged = 'The workbook is damaged and cannot be read: open it, save it anew as .xlsx, and send that.';

/** What a file is by its first bytes, whatever its name says. */
export const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';
/** A workbook before 2007, and also a newer one that has a password. */
export const isOldWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(oldWorkbook);
export const oldWorkbookReason = 'The file is a workbook of the old kind (.xls), whatever its name says, or one with a password. Open it, save it as "Excel Workbook (.xlsx)" without a password, and send that.';

/** Reads one sheet of an .xlsx, the first where none is named. */
export async function readWorkbookSheet(bytes: Buffer, wanted: string | undefined): Promise<WorkbookSheet> {
  const book = await open(bytes);
  if ('reason' in book) return book;
  const { sheets } = book;
  const names = sheets.map(({ sheet }) => sheet);
  const found = wanted === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === wanted);
  if (found === undefined) return { reason: wanted === undefined ? 'The workbook has no sheet.' : `The workbook has no sheet “${wanted.slice(0, 60)}”. It has ${names.map((name) => `“${name}”`).join(', ')}.` };
  return { rows: found.data as SheetCell[][], sheets: names };
}

/** Reads all sheets of an .xlsx, with how they look. */
export async function readWorkbookWhole(bytes: Buffer): Promise<readonly BookSheet[] | { readonly reason: string }> {
  const book = await open(bytes);
  if ('reason' in book) return book;
  const looks = new WorkbookLooks(book.files);
  return book.sheets.map(({ sheet, data }) => {
    const rows = data as SheetCell[][];
    return { name: sheet, rows, lines: rows.map((_, index) => index + 1), look: looks.of(sheet, rows.length) };
  });
}

/**
 * Opens an .xlsx. The archive is unpacked by our own reader, which believes nothing that it says of itself, and what
 * was checked is packed anew for the library: that one never sees a byte that we have not.
 */
async function open(bytes: Buffer): Promise<{ readonly sheets: Awaited<ReturnType<typeof readWorkbook>>; readonly files: Map<string, Buffer> } | { readonly reason: string }> {
  let files: Map<string, Buffer>;
  try {
    files = unzip(bytes, (name) => /\.(xml|rels)$/i.test(name), sheetLimits.zip);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return { reason: error.message.startsWith('is a broken') ? damaged : `The workbook cannot be read: ${error.file === '' ? 'it' : 'a part of it'} ${error.message}.` };
  }
  if (!files.has('xl/workbook.xml')) return { reason: 'The file is a zip archive and no workbook: unpack it, and send the workbook or the CSV that is in it.' };
  const reason = boundsProblem(files);
  if (reason !== undefined) return { reason };
  const checked = zipSync(Object.fromEntries(files), { level: 0 });
  const sheets = await readWorkbook(Buffer.from(checked.buffer, checked.byteOffset, checked.byteLength)).catch(() => undefined);
  return sheets === undefined ? { reason: damaged } : { sheets, files };
}
