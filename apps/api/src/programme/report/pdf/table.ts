import type { ReportBlockOf, ReportCell, ReportColumn, ReportRow, ReportWords } from '@sightline/contracts';
import type { Box } from './flow.js';
import { ink, sheet, styles, textBottom, textWidth } from './ink.js';
import type { Style } from './ink.js';
import type { Sheets, Tag } from './sheet.js';
import { linesOf, longestWord } from './typeset.js';
import type { Line } from './typeset.js';

const pad = { side: 4, top: 4.2, bottom: 4.6 } as const;

interface Column extends ReportColumn {
  readonly x: number;
  readonly width: number;
}
interface SetCell {
  readonly lines: readonly Line[];
  readonly x: number;
  readonly width: number;
  readonly align: 'right' | undefined;
  readonly tag: Tag | undefined;
  readonly kind: 'TH' | 'TD';
  readonly elsewhere: boolean;
}

/** A table with its heads, which are repeated on each page that it goes on to. A row is parted only when a page cannot hold it. */
export function table(sheets: Sheets, parent: Tag, { caption, columns: asked, rows }: ReportBlockOf<'table'>): Box[] {
  const columns = columnsOf(sheets, asked, rows);
  const tag = sheets.tag(parent, 'Table');
  const title = linesOf([caption], styles.note, textWidth, sheets.faces);
  const captionTag = sheets.tag(tag, 'Caption');
  const titleHeight = title.length * styles.note.size * styles.note.leading;
  const head = headBoxes(sheets, tag, columns);
  const body = sheets.tag(tag, 'TBody');
  return [
    { height: titleHeight + 2, gap: 10, keep: true, draw: (y) => void sheets.lines(title, styles.note, sheet.left, y, { tag: captionTag, kind: 'Caption' }) },
    head.box,
    ...rows.flatMap((row, index) => rowBoxes(sheets, body, columns, row, head.again, index === 0 || index === rows.length - 2)),
  ];
}

/** Columns share the width as they were asked to, but none is narrower than its longest word, as long as that leaves room for the others. */
function columnsOf(sheets: Sheets, asked: readonly ReportColumn[], rows: readonly ReportRow[]): Column[] {
  const need = asked.map((column, index) => {
    const cells = rows.flatMap(({ cells: of }) => (of.some(({ span }) => span !== undefined) && index > 0 ? [] : (of[index]?.words ?? [])));
    const words = Math.max(longestWord(headWords(column), column.rating === undefined ? styles.head : styles.cell, sheets.faces), ...cells.map((span) => longestWord([span], styles.total, sheets.faces)));
    return Math.min(words + 2 * pad.side + 1, textWidth / 3);
  });
  const widths = shared(asked.map(({ share }) => share), need);
  let x = sheet.left;
  return asked.map((column, index) => {
    const width = widths[index] ?? 0;
    const set = { ...column, x, width };
    x += width;
    return set;
  });
}

/** Who gets less by its share than it needs gets what it needs; the others share the rest. */
function shared(shares: readonly number[], need: readonly number[]): number[] {
  const fixed = new Set<number>();
  for (;;) {
    const left = textWidth - [...fixed].reduce((sum, index) => sum + (need[index] ?? 0), 0);
    const all = shares.reduce((sum, share, index) => sum + (fixed.has(index) ? 0 : share), 0);
    const widths = shares.map((share, index) => (fixed.has(index) ? (need[index] ?? 0) : (left * share) / all));
    const short = widths.findIndex((width, index) => !fixed.has(index) && width < (need[index] ?? 0));
    if (short < 0 || fixed.size === shares.length - 1) return widths;
    fixed.add(short);
  }
}

const headWords = ({ label, rating }: ReportColumn): ReportWords => (rating === undefined ? [label] : [{ rating }]);

function headBoxes(sheets: Sheets, table_: Tag, columns: readonly Column[]): { box: Box; again: Box } {
  const row = sheets.tag(sheets.tag(table_, 'THead'), 'TR');
  const cells = columns.map((column): SetCell => ({
    lines: linesOf(headWords(column), column.rating === undefined ? styles.head : styles.cell, column.width - 2 * pad.side, sheets.faces),
    x: column.x,
    width: column.width,
    align: column.align,
    tag: sheets.tag(row, 'TH', { scope: 'Column' }),
    kind: 'TH',
    elsewhere: false,
  }));
  const styleOf = (index: number): Style => (columns[index]?.rating === undefined ? styles.head : styles.cell);
  const height = Math.max(...cells.map(({ lines }, index) => lines.length * styleOf(index).size * styleOf(index).leading)) + pad.top + pad.bottom;
  const rule = (y: number): void => sheets.rule(sheet.left, y + height, textWidth, ink.strong, 0.9);
  // Heads stand on the rule, as in a printed table.
  const top = (cell: SetCell, index: number, y: number): number => y + height - pad.bottom - cell.lines.length * styleOf(index).size * styleOf(index).leading;
  return {
    box: {
      height,
      keep: true,
      draw: (y) => {
        rule(y);
        cells.forEach((cell, index) => drawCell(sheets, cell, cell.lines, styleOf(index), top(cell, index, y)));
      },
    },
    // The heads were read once: on the next page they are for the eye.
    again: {
      height,
      draw: (y) => {
        rule(y);
        cells.forEach((cell, index) => drawCell(sheets, { ...cell, tag: undefined }, cell.lines, styleOf(index), top(cell, index, y)));
      },
    },
  };
}

function rowBoxes(sheets: Sheets, body: Tag, columns: readonly Column[], row: ReportRow, again: Box, keep: boolean): Box[] {
  const tag = sheets.tag(body, 'TR');
  const style = row.total === undefined ? styles.cell : styles.total;
  const cells = cellsOf(sheets, tag, columns, row, style);
  const step = style.size * style.leading;
  const most = Math.max(...cells.map(({ lines }) => lines.length), 1);
  const fits = Math.max(1, Math.floor((textBottom - sheet.top - again.height - pad.top - pad.bottom) / step));
  return Array.from({ length: Math.ceil(most / fits) }, (_, part): Box => {
    const lines = Math.min(fits, most - part * fits);
    const height = lines * step + pad.top + pad.bottom;
    return {
      height,
      again,
      keep,
      draw: (y) => {
        if (row.total === true) sheets.rule(sheet.left, y, textWidth, ink.strong, 1.2);
        for (const cell of cells) {
          if (cell.elsewhere) hatch(sheets, cell.x, y, cell.width, height);
          const shown = cell.lines.slice(part * fits, part * fits + lines);
          if (shown.length > 0) drawCell(sheets, cell, shown, style, y + pad.top);
        }
        sheets.rule(sheet.left, y + height, textWidth);
      },
    };
  });
}

function cellsOf(sheets: Sheets, row: Tag, columns: readonly Column[], { cells }: ReportRow, style: Style): SetCell[] {
  let at = 0;
  return cells.map((cell: ReportCell, index): SetCell => {
    const spanned = columns.slice(at, at + (cell.span ?? 1));
    at += cell.span ?? 1;
    const kind = index === 0 ? 'TH' : 'TD';
    const tag = sheets.tag(row, kind, index === 0 ? { scope: 'Row' } : {});
    if (cell.span !== undefined) sheets.attribute(tag, { O: 'Table', ColSpan: cell.span });
    const width = spanned.reduce((sum, column) => sum + column.width, 0);
    const align = cell.span === undefined ? spanned[0]?.align : undefined;
    return { lines: linesOf(cell.words, style, width - 2 * pad.side, sheets.faces), x: spanned[0]?.x ?? sheet.left, width, align, tag, kind, elsewhere: cell.elsewhere === true };
  });
}

function drawCell(sheets: Sheets, { x, width, align, tag, kind }: SetCell, lines: readonly Line[], style: Style, y: number): void {
  const left = x + (x === sheet.left ? 0 : pad.side);
  const inner = width - pad.side - (x === sheet.left ? 0 : pad.side);
  if (tag === undefined) sheets.drawing(lines, style, left, y, align === 'right' ? inner : undefined);
  else sheets.lines(lines, style, left, y, { tag, kind, width: inner, align });
}

/** Hatching means one thing: not current, or not ours to rate. */
function hatch(sheets: Sheets, x: number, y: number, width: number, height: number): void {
  sheets.artifact(() => {
    const { doc } = sheets;
    doc.save().rect(x, y, width, height).clip();
    for (let at = -height; at < width; at += 7) doc.moveTo(x + at, y + height).lineTo(x + at + height, y);
    doc.lineWidth(0.5).strokeColor(ink.hatch).stroke().restore();
  });
}
