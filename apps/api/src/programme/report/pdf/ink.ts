import type { Rating } from '@sightline/contracts';
import type { Weight } from './faces.js';

/** A4 in points, and where its text stands. */
export const sheet = { width: 595.28, height: 841.89, left: 54, right: 54, top: 74, bottom: 64 } as const;
export const textWidth = sheet.width - sheet.left - sheet.right;
export const textBottom = sheet.height - sheet.bottom;

/** Each pair has at least 4.5:1 on white (the design's tokens of the light theme). */
export const ink = { text: '#14181e', quiet: '#434b57', warn: '#994006', line: '#c3c9d1', strong: '#59626f', hatch: '#dde1e6', band: '#f3f4f6' } as const;

export interface Style {
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
  /** Of a line, in sizes. */
  readonly leading: number;
}
const style = (size: number, weight: Weight, color: string = ink.text, leading = 1.36): Style => ({ size, weight, color, leading });

export const styles = {
  kicker: style(11, 600),
  title: style(22, 600, ink.text, 1.16),
  lead: style(15, 600, ink.text, 1.3),
  section: style(16, 600, ink.text, 1.25),
  subsection: style(12.5, 600, ink.text, 1.3),
  body: style(11, 400, ink.text, 1.42),
  note: style(9.5, 400, ink.quiet),
  entry: style(11, 600),
  cell: style(9.5, 400, ink.text, 1.3),
  total: style(9.5, 600, ink.text, 1.3),
  head: style(9, 600, ink.quiet, 1.25),
  figure: style(22, 600, ink.text, 1.15),
  running: style(8.5, 400, ink.quiet),
} as const;

/** A rating's tag: fill, text, edge and mark; the mark is drawn on a square of 12 (the same as on the pages). */
export const tags: Readonly<Record<Rating, { readonly fill: string; readonly text: string; readonly edge: string; readonly mark: string; readonly solid: boolean }>> = {
  blue: { fill: '#16548a', text: '#ffffff', edge: '#16548a', mark: 'M6 .8l1.55 3.4 3.7.4-2.76 2.5.77 3.65L6 8.9l-3.26 1.85.77-3.65L.75 4.6l3.7-.4z', solid: true },
  green: { fill: '#4b9b7d', text: '#000000', edge: '#000000', mark: 'M1.8 6.4l2.9 2.9 5.5-6.4', solid: false },
  amber: { fill: '#f47738', text: '#000000', edge: '#000000', mark: 'M6 1.4l5.2 9.2H.8z', solid: true },
  red: { fill: '#982828', text: '#ffffff', edge: '#982828', mark: 'M2.2 2.2l7.6 7.6M9.8 2.2L2.2 9.8', solid: false },
  grey: { fill: '#cecece', text: '#000000', edge: '#000000', mark: 'M2 6h8', solid: false },
};
