import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { delimited } from './delimited.js';
import { sheetLimits } from './sheet-limits.js';
import type { SheetJob, SheetMessage, SheetRefusal, SheetTable } from './sheet.messages.js';

/** Reads a spreadsheet or a CSV on a thread of its own, so that the live stream goes on. */
const answer = (message: SheetMessage): void => parentPort?.postMessage(message);
const refusal = (reason: string, line = 0): SheetRefusal => ({ kind: 'refused', line, reason });

async function tableOf({ bytes, sheet, textOnly }: SheetJob): Promise<SheetTable | SheetRefusal> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!textOnly) {
    // Only a workbook needs the library that reads them.
    const workbook = await import('./workbook.js');
    if (workbook.isOldWorkbook(buffer)) return refusal(workbook.oldWorkbookReason);
    if (workbook.isZip(buffer)) {
      const read = await workbook.readWorkbookSheet(buffer, sheet);
      return 'reason' in read ? refusal(read.reason) : { rows: read.rows, lines: read.rows.map((_, index) => index + 1), sheets: read.sheets };
    }
  }
  const read = delimited(buffer);
  return 'reason' in read ? refusal(read.reason, read.line) : { ...read, sheets: [] };
}

async function read(job: SheetJob): Promise<void> {
  const table = await tableOf(job);
  if ('kind' in table) return answer(table);
  const { rows, lines, sheets } = table;
  if (rows.length - 1 > job.mostRows) return answer(refusal(`The file has more than ${job.mostRows.toLocaleString('en-GB')} rows: part it`));
  const { portion } = sheetLimits;
  for (let at = 0; at < Math.max(1, rows.length); at += portion) {
    const last = at + portion >= rows.length;
    answer({ kind: 'rows', rows: rows.slice(at, at + portion), lines: lines.slice(at, at + portion), sheets, last });
    // The next portion is asked for: all at once they would hold up whoever takes them.
    if (!last && parentPort) await once(parentPort, 'message');
  }
}

read(workerData as SheetJob).catch(() => answer(refusal('The file cannot be read: it is damaged, or no spreadsheet. Save it as .xlsx or as "CSV UTF-8" and send it again.')));
