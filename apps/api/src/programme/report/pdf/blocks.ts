import type { ReportBlockOf, ReportEntry, ReportSection, ReportWords } from '@sightline/contracts';
import type { Box } from './flow.js';
import { ink, sheet, styles, textBottom, textWidth } from './ink.js';
import type { Style } from './ink.js';
import type { Sheets, Tag } from './sheet.js';
import { linesOf } from './typeset.js';
import type { Line } from './typeset.js';

/** Longer paragraphs may go on over the page, so many lines at a time. */
const linesTogether = 12;
const leftOf = { bullet: 14, path: 12 } as const;

/** A paragraph of one tag. */
export function paragraph(sheets: Sheets, parent: Tag, kind: string, words: ReportWords, style: Style, options: { gap?: number; keep?: boolean; x?: number; width?: number; beside?: (y: number, height: number) => void } = {}): Box[] {
  const { gap = 0, keep = false, x = sheet.left, width = textWidth, beside } = options;
  const tag = sheets.tag(parent, kind);
  const lines = linesOf(words, style, width, sheets.faces);
  const step = style.size * style.leading;
  return portions(lines).map((portion, index, all) => ({
    height: portion.length * step,
    gap: index === 0 ? gap : 0,
    keep: keep && index === all.length - 1,
    draw: (y) => {
      beside?.(y, portion.length * step);
      sheets.lines(portion, style, x, y, { tag, kind });
    },
  }));
}

const portions = (lines: readonly Line[]): (readonly Line[])[] => Array.from({ length: Math.ceil(lines.length / linesTogether) }, (_, index) => lines.slice(index * linesTogether, (index + 1) * linesTogether));

/** A section's heading, with its place in the outline. */
export function heading(sheets: Sheets, parent: Tag, { level, heading: words }: Pick<ReportSection, 'level' | 'heading'>, toOutline: () => void): Box[] {
  const style = level === 2 ? styles.section : styles.subsection;
  const [first, ...rest] = paragraph(sheets, parent, `H${level}`, [words], style, { gap: level === 2 ? 22 : 14, keep: true });
  if (first === undefined) return [];
  const withOutline: Box = { ...first, draw: (y) => (toOutline(), first.draw(y)) };
  return [withOutline, ...rest];
}

export function list(sheets: Sheets, parent: Tag, { items }: ReportBlockOf<'list'>): Box[] {
  const tag = bulleted(sheets, parent);
  return items.flatMap((words, index) => {
    const item = sheets.tag(tag, 'LI');
    const label = sheets.tag(item, 'Lbl');
    const bullet = linesOf(['•'], styles.body, leftOf.bullet, sheets.faces);
    const body = sheets.tag(item, 'LBody');
    const [first, ...rest] = paragraph(sheets, body, 'P', words, styles.body, { gap: index === 0 ? 8 : 3, x: sheet.left + leftOf.bullet, width: textWidth - leftOf.bullet });
    if (first === undefined) return [];
    return [{ ...first, draw: (y: number) => (sheets.lines(bullet, styles.body, sheet.left + 2, y, { tag: label, kind: 'Lbl' }), first.draw(y)) }, ...rest];
  });
}

function bulleted(sheets: Sheets, parent: Tag): Tag {
  const tag = sheets.tag(parent, 'L');
  sheets.attribute(tag, { O: 'List', ListNumbering: 'Disc' });
  return tag;
}

/** What asks for attention, one after the other: title, words, the path to Green, the facts. */
export function entries(sheets: Sheets, parent: Tag, { entries: all }: ReportBlockOf<'entries'>): Box[] {
  const tag = sheets.tag(parent, 'L');
  sheets.attribute(tag, { O: 'List', ListNumbering: 'None' });
  return all.flatMap((entry, index) => together(entryBoxes(sheets, sheets.tag(sheets.tag(tag, 'LI'), 'LBody'), entry, index === 0)));
}

function entryBoxes(sheets: Sheets, body: Tag, entry: ReportEntry, first: boolean): Box[] {
  const title: ReportWords = [...(entry.rating === undefined ? [] : [{ rating: entry.rating, overruled: entry.overruled }, '\u00a0 ']), ...(entry.kind === undefined ? [] : [`${entry.kind}: `]), entry.itemRef === undefined ? entry.title : `${entry.itemRef} ${entry.title}`];
  const rule = (y: number): void => {
    if (!first) sheets.rule(sheet.left, y - 5, textWidth, ink.hatch);
  };
  const [head, ...restOfHead] = paragraph(sheets, body, 'P', title, styles.entry, { gap: first ? 8 : 11 });
  return [
    ...(head === undefined ? [] : [{ ...head, draw: (y: number) => (rule(y), head.draw(y)) }]),
    ...restOfHead,
    ...entry.words.flatMap((words) => paragraph(sheets, body, 'P', words, styles.body, { gap: 2 })),
    ...(entry.path === undefined
      ? []
      : paragraph(sheets, body, 'P', [{ strong: 'Path to Green: ' }, ...entry.path], styles.body, {
          gap: 4,
          x: sheet.left + leftOf.path,
          width: textWidth - leftOf.path,
          beside: (y, height) => sheets.artifact(() => sheets.doc.rect(sheet.left, y + 1, 2.5, height - 2).fill(ink.strong)),
        })),
    ...(entry.facts === undefined ? [] : paragraph(sheets, body, 'P', [entry.facts], styles.note, { gap: 3 })),
  ];
}

/** Keeps boxes on one page, where a page holds them. */
function together(boxes: readonly Box[]): Box[] {
  const height = boxes.reduce((sum, box) => sum + box.height + (box.gap ?? 0), 0);
  const most = (textBottom - sheet.top) / 2;
  return height > most ? [...boxes] : boxes.map((box, index) => (index === boxes.length - 1 ? box : { ...box, keep: true }));
}
