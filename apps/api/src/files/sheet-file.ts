import { Thread, handedOver, ranOutOfMemory } from '../threads/thread.js';
import { sheetLimits } from './sheet-limits.js';
import type { BookSheet, SheetCell, SheetJob, SheetLook, SheetMessage, SheetRefusal, SheetTable } from './sheet.messages.js';

type Asked = Omit<SheetJob, 'bytes' | 'whole'> & { readonly bytes: Uint8Array<ArrayBuffer> };

/** Reads a spreadsheet or a CSV on a thread of its own; the bytes are handed over and gone afterwards. */
export async function readSheet(asked: Asked): Promise<SheetTable | SheetRefusal> {
  const rows: (readonly SheetCell[])[] = [];
  const lines: number[] = [];
  let sheets: readonly string[] = [];
  const refused = await eachPortion(asked, (message) => {
    rows.push(...message.rows);
    lines.push(...message.lines);
    sheets = message.sheets;
  });
  return refused ?? { rows, lines, sheets };
}

/** Reads all sheets of a workbook with their looks, or a CSV as a sheet without a name; otherwise like {@link readSheet}. */
export async function readBook(asked: Omit<Asked, 'sheet'>): Promise<BookSheet[] | SheetRefusal> {
  const book = new Map<string, { name: string; rows: (readonly SheetCell[])[]; lines: number[]; look?: SheetLook }>();
  const refused = await eachPortion({ ...asked, whole: true }, ({ name = '', rows, lines, look }) => {
    const sheet = book.get(name) ?? { name, rows: [], lines: [], ...(look && { look }) };
    book.set(name, sheet);
    sheet.rows.push(...rows);
    sheet.lines.push(...lines);
  });
  return refused ?? [...book.values()];
}

async function eachPortion({ bytes, ...job }: Omit<SheetJob, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> }, take: (message: Exclude<SheetMessage, SheetRefusal>) => void): Promise<SheetRefusal | undefined> {
  const own = handedOver(bytes);
  const data: SheetJob = { ...job, bytes: own };
  const thread = Thread.start<'next', SheetMessage>(new URL('./sheet.worker.js', import.meta.url), data, [own.buffer], sheetLimits.memoryMegabytes);
  try {
    for (let message = await thread.first(); ; message = await thread.ask('next')) {
      if (message.kind === 'refused') return message;
      take(message);
      if (message.last) return undefined;
    }
  } catch (error) {
    if (ranOutOfMemory(error)) return { kind: 'refused', line: 0, reason: 'The file holds more than can be read at once: part it.' };
    throw error;
  } finally {
    await thread.end();
  }
}
