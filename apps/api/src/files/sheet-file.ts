import { Thread, handedOver, ranOutOfMemory } from '../threads/thread.js';
import { sheetLimits } from './sheet-limits.js';
import type { SheetCell, SheetJob, SheetMessage, SheetRefusal, SheetTable } from './sheet.messages.js';

/** Reads a spreadsheet or a CSV on a thread of its own; the bytes are handed over and gone afterwards. */
export async function readSheet({ bytes, ...job }: Omit<SheetJob, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<SheetTable | SheetRefusal> {
  const own = handedOver(bytes);
  const data: SheetJob = { ...job, bytes: own };
  const thread = Thread.start<'next', SheetMessage>(new URL('./sheet.worker.js', import.meta.url), data, [own.buffer], sheetLimits.memoryMegabytes);
  const rows: (readonly SheetCell[])[] = [];
  const lines: number[] = [];
  try {
    for (let message = await thread.first(); ; message = await thread.ask('next')) {
      if (message.kind === 'refused') return message;
      rows.push(...message.rows);
      lines.push(...message.lines);
      if (message.last) return { rows, lines, sheets: message.sheets };
    }
  } catch (error) {
    if (ranOutOfMemory(error)) return { kind: 'refused', line: 0, reason: 'The file holds more than can be read at once: part it.' };
    throw error;
  } finally {
    await thread.end();
  }
}
