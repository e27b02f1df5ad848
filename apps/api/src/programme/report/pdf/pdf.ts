import type { ProgrammeReport, ReportBlock } from '@sightline/contracts';
import { bars, counts } from './counts.js';
import { entries, heading, list, paragraph } from './blocks.js';
import { place } from './flow.js';
import type { Box } from './flow.js';
import { ink, sheet, styles, textWidth } from './ink.js';
import { Sheets, newDocument } from './sheet.js';
import type { Tag } from './sheet.js';
import { table } from './table.js';
import { linesOf } from './typeset.js';

/**
 * The highlight report as a tagged PDF (A4, in the manner of PDF/UA-1): the same report gives the same bytes, since
 * its only time is the one at which its figures were true.
 */
export async function pdfOf(report: ProgrammeReport): Promise<Uint8Array> {
  const doc = newDocument({ title: `${report.title}: ${report.programme}, ${report.periodWords}`, subject: report.headline, at: new Date(report.trueAt) });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject));
  const sheets = new Sheets(doc);
  place(boxesOf(sheets, report), () => void doc.addPage());
  running(sheets, report);
  doc.end();
  await ended;
  return Uint8Array.from(Buffer.concat(chunks));
}

function boxesOf(sheets: Sheets, report: ProgrammeReport): Box[] {
  const { doc, root } = sheets;
  const boxes: Box[] = [
    ...paragraph(sheets, root, 'P', [report.programme], styles.kicker),
    ...paragraph(sheets, root, 'H1', [`${report.title}, ${report.periodWords}`], styles.title, { gap: 2, keep: true }),
    ...paragraph(sheets, root, 'P', [report.headline], styles.lead, { gap: 10 }),
    ...paragraph(sheets, root, 'P', [report.status], styles.note, { gap: 6 }),
  ];
  let above = doc.outline;
  for (const section of report.sections) {
    const part = sheets.tag(root, 'Sect');
    boxes.push(
      ...heading(sheets, part, section, () => {
        if (section.level === 2) above = doc.outline.addItem(section.heading, { expanded: true });
        else above.addItem(section.heading);
      }),
      ...section.blocks.flatMap((block) => blockBoxes(sheets, part, block)),
    );
  }
  return boxes;
}

function blockBoxes(sheets: Sheets, parent: Tag, block: ReportBlock): Box[] {
  switch (block.block) {
    case 'words':
      return paragraph(sheets, parent, 'P', block.words, block.tone === 'note' ? styles.note : block.tone === 'lead' ? styles.lead : styles.body, { gap: 6 });
    case 'list':
      return list(sheets, parent, block);
    case 'counts':
      return counts(sheets, parent, block);
    case 'bars':
      return bars(sheets, parent, block);
    case 'table':
      return table(sheets, parent, block);
    case 'entries':
      return entries(sheets, parent, block);
  }
}

/** What stands above and below the text of every page, for the eye: what paper this is, when it was true, and which page. */
function running(sheets: Sheets, report: ProgrammeReport): void {
  const { doc } = sheets;
  const { start, count } = doc.bufferedPageRange();
  const style = styles.running;
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    const write = (words: string, y: number, right: boolean): void => {
      const [line] = linesOf([words], style, textWidth, sheets.faces);
      if (line) sheets.text(line.pieces, style, right ? sheet.left + textWidth - line.width : sheet.left, y);
    };
    sheets.artifact(() => {
      write(`Board paper: ${report.programme.toLowerCase()}, ${report.periodWords}`, 36, false);
      if (report.demonstration) write('Demonstration data: invented', 36, true);
      doc.moveTo(sheet.left, 52).lineTo(sheet.left + textWidth, 52).lineWidth(0.6).strokeColor(ink.line).stroke();
    }, 'Pagination', 'Top');
    sheets.artifact(() => {
      write(report.status, sheet.height - 44, false);
      write(`Page ${page - start + 1} of ${count}`, sheet.height - 44, true);
    }, 'Pagination', 'Bottom');
  }
}
