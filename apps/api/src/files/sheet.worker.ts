import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { delimited } from './delimited.js';
import { sheetLimits } from './sheet-limits.js';
import type { BookSheet, SheetJob, SheetMessage, SheetRefusal, SheetTable } from './sheet.messages.js';

/** Reads a spreadsheet or a CSV on a thread of its own, so that the live stream goes on. */
const answer = (message: SheetMessage): void => parentPort?.postMessage(message);
const refusal = (reason: string, line = 0): SheetRefusal => ({ kind: 'refused', line, reason });

/** A sheet, with the names of all sheets beside it where it is not all of them that are read. */
type Table = BookSheet & Pick<SheetTable, 'sheets'>;

async function tablesOf({ bytes, sheet, textOnly, whole = false }: SheetJob): Promise<Table[] | SheetRefusal> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!textOnly) {
    // Only a workbook needs the library that reads them.
    const workbook = await import('./workbook.js');
    if (workbook.isOldWorkbook(buffer)) return refusal(workbook.oldWorkbookReason);
    if (workbook.isZip(buffer) && whole) {
      const read = await workbook.readWorkbookWhole(buffer);
      return 'reason' in read ? refusal(read.reason) : read.map((each) => ({ ...each, sheets: read.map(({ name }) => name) }));
    }
    if (workbook.isZip(buffer)) {
      const read = await workbook.readWorkbookSheet(buffer, sheet);
      return 'reason' in read ? refusal(read.reason) : [{ name: sheet ?? '', rows: read.rows, lines: read.rows.map((_, index) => index + 1), sheets: read.sheets }];
    }
  }
  const read = delimited(buffer);
  return 'reason' in read ? refusal(read.reason, read.line) : [{ ...read, name: '', sheets: [] }];
}

async function read(job: SheetJob): Promise<void> {
  const tables = await tablesOf(job);
  if ('kind' in tables) return answer(tables);
  if (tables.reduce((sum, { rows }) => sum + Math.max(0, rows.length - 1), 0) > job.mostRows) return answer(refusal(`The file has more than ${job.mostRows.toLocaleString('en-GB')} rows: part it`));
  const { portion } = sheetLimits;
  for (const [place, { name, rows, lines, sheets, look }] of tables.entries()) {
    for (let at = 0; at < Math.max(1, rows.length); at += portion) {
      const last = place === tables.length - 1 && at + portion >= rows.length;
      answer({ kind: 'rows', name, rows: rows.slice(at, at + portion), lines: lines.slice(at, at + portion), sheets, last, ...(look !== undefined && at === 0 && { look }) });
      // The next portion is asked for: all at once they would hold up whoever takes them.
      if (!last && parentPort) await once(parentPort, 'message');
    }
  }
  if (tables.length === 0) answer(refusal('The workbook has no sheet.'));
}

read(workerData as SheetJob).catch(() => answer(refusal('The file cannot be read: it is damaged, or no spreadsheet. Save it as .xlsx or as "CSV UTF-8" and send it again.')));
