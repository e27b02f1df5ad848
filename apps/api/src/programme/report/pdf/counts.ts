import type { ReportBlockOf, ReportWords } from '@sightline/contracts';
import type { Box } from './flow.js';
import { ink, sheet, styles, tags, textWidth } from './ink.js';
import type { Style } from './ink.js';
import type { Sheets, Tag } from './sheet.js';
import { linesOf } from './typeset.js';

const shares = { all: 1.42, other: 1 } as const;
const pad = 8;

/** The row of figures at the head of the paper: a table of one row under its tags. */
export function counts(sheets: Sheets, parent: Tag, { caption, total, note, cells }: ReportBlockOf<'counts'>): Box[] {
  const tag = sheets.tag(parent, 'Table');
  const captionTag = sheets.tag(tag, 'Caption');
  const heads = sheets.tag(sheets.tag(tag, 'THead'), 'TR');
  const figures = sheets.tag(sheets.tag(tag, 'TBody'), 'TR');
  const one = textWidth / (shares.all + cells.length * shares.other);
  let x = sheet.left;
  const columns = [{ head: ['All actions'] as ReportWords, figure: total.toLocaleString('en-GB'), beside: '', below: note }, ...cells.map(({ rating, count, percent, change }) => ({ head: [{ rating }] as ReportWords, figure: count.toLocaleString('en-GB'), beside: percent, below: change }))].map((column, index) => {
    const width = one * (index === 0 ? shares.all : shares.other);
    const set = { ...column, x: x + pad, width: width - pad - 3, edge: x, th: sheets.tag(heads, 'TH', { scope: 'Column' }), td: sheets.tag(figures, 'TD') };
    x += width;
    return set;
  });
  const title = linesOf([caption], styles.note, textWidth, sheets.faces);
  const below = columns.map((column) => linesOf([column.below], styles.note, column.width, sheets.faces));
  const noteStep = styles.note.size * styles.note.leading;
  const height = 30 + styles.figure.size * styles.figure.leading + Math.max(...below.map((lines, index) => lines.length + (columns[index]?.beside === '' ? 0 : 1))) * noteStep + 9;
  const titleHeight = styles.note.size * styles.note.leading + 4;
  const set = (words: ReportWords, style: Style, width: number) => linesOf(words, style, width, sheets.faces);
  return [
    {
      height: titleHeight + height,
      gap: 10,
      draw: (y) => {
        sheets.lines(title, styles.note, sheet.left, y, { tag: captionTag, kind: 'Caption' });
        const top = y + titleHeight;
        sheets.artifact(() => {
          sheets.doc.roundedRect(sheet.left, top, textWidth, height, 3).lineWidth(0.7).strokeColor(ink.line).stroke();
          for (const { edge } of columns.slice(1)) sheets.doc.moveTo(edge, top).lineTo(edge, top + height).lineWidth(0.6).strokeColor(ink.line).stroke();
        });
        for (const column of columns) sheets.lines(set(column.head, styles.entry, column.width), styles.entry, column.x, top + 9, { tag: column.th, kind: 'TH' });
        columns.forEach((column, index) => {
          const figure = set([column.figure], styles.figure, column.width);
          let at = sheets.lines(figure, styles.figure, column.x, top + 30, { tag: column.td, kind: 'TD' });
          if (column.beside !== '') sheets.lines(set([column.beside], styles.note, column.width), styles.note, column.x, at, { tag: column.td, kind: 'TD' });
          at += column.beside === '' ? 0 : styles.note.size * styles.note.leading;
          sheets.lines(below[index] ?? [], styles.note, column.x, at, { tag: column.td, kind: 'TD' });
        });
      },
    },
  ];
}

/** Bars of the actions by rating, one below the other; a figure, with what it says in words. */
export function bars(sheets: Sheets, parent: Tag, { caption, alt, bars: all }: ReportBlockOf<'bars'>): Box[] {
  const thick = 20;
  const step = thick + 8;
  const label = 62;
  const most = Math.max(1, ...all.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const title = linesOf([caption], styles.note, textWidth, sheets.faces);
  const titleHeight = styles.note.size * styles.note.leading + 4;
  const height = titleHeight + all.length * step;
  const caption_ = sheets.tag(parent, 'P');
  return [
    {
      height,
      gap: 12,
      draw: (y) => {
        sheets.lines(title, styles.note, sheet.left, y, { tag: caption_, kind: 'P' });
        const figure = sheets.tag(parent, 'Figure', { alt, bbox: [sheet.left, y + titleHeight, sheet.left + textWidth, y + height] });
        sheets.content(figure, 'Figure', () => all.forEach((bar, index) => drawBar(sheets, bar, y + titleHeight + index * step, { thick, label, most })));
      },
    },
  ];
}

function drawBar(sheets: Sheets, { label, parts }: ReportBlockOf<'bars'>['bars'][number], y: number, shape: { thick: number; label: number; most: number }): void {
  const { doc, faces } = sheets;
  const middle = (style: Style): number => y + shape.thick / 2 - (style.size * style.leading) / 2;
  sheets.text(linesOf([label], styles.cell, shape.label, faces)[0]?.pieces ?? [], styles.cell, sheet.left, middle(styles.cell));
  let x = sheet.left + shape.label;
  for (const { rating, count } of parts) {
    const width = ((textWidth - shape.label) * count) / shape.most;
    const { fill, text } = tags[rating];
    doc.rect(x, y, width, shape.thick).fillColor(fill).fill();
    doc.rect(x, y, width, shape.thick).lineWidth(0.7).strokeColor('#ffffff').stroke();
    const style: Style = { ...styles.total, color: text };
    const pieces = linesOf([String(count)], style, 100, faces)[0]?.pieces ?? [];
    const wide = 8 + 3 + pieces.reduce((sum, piece) => sum + piece.width, 0);
    if (width > wide + 6) {
      sheets.mark(rating, x + 5, y + shape.thick / 2 - 4, 8);
      sheets.text(pieces, style, x + 5 + 11, middle(style));
    }
    x += width;
  }
}
