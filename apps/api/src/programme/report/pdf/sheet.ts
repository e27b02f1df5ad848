import type { Rating } from '@sightline/contracts';
import PDFDocument from 'pdfkit';
import { Faces } from './faces.js';
import { ink, sheet, tags } from './ink.js';
import type { Style } from './ink.js';
import { tagShape } from './typeset.js';
import type { Line, Piece } from './typeset.js';

/** Of Source Sans 3, in sizes: how far its text reaches above the base line, and how high a capital is. */
const metrics = { ascent: 1.024, capital: 0.66 } as const;

export type Doc = InstanceType<typeof PDFDocument>;
export type Tag = ReturnType<Doc['struct']>;

/** What a structure element may say of itself beyond its kind. */
interface TagOptions {
  readonly alt?: string;
  readonly scope?: 'Row' | 'Column';
  readonly bbox?: [left: number, top: number, right: number, bottom: number];
}

/** The sheets of a document: text goes into the tagged structure, everything drawn for the eye alone is an artifact. */
export class Sheets {
  readonly faces: Faces;
  readonly root: Tag;

  constructor(readonly doc: Doc) {
    this.faces = new Faces(doc);
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  tag(parent: Tag, kind: string, options: TagOptions = {}): Tag {
    const tag = this.doc.struct(kind, options);
    parent.add(tag);
    return tag;
  }

  /** Attributes that the library has no option for, such as `ColSpan` of a table's cell. */
  attribute(tag: Tag, attributes: Readonly<Record<string, string | number>>): void {
    const { data } = (tag as Tag & { readonly dictionary: { readonly data: { A?: object } } }).dictionary;
    data.A = { ...data.A, ...attributes };
  }

  /** What is drawn within is content of this tag. */
  content(tag: Tag, kind: string, draw: () => void): void {
    const content = this.doc.markStructureContent(kind);
    draw();
    this.doc.endMarkedContent();
    tag.add(content);
  }

  /** What is drawn within is for the eye alone. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout', attached?: 'Top' | 'Bottom'): void {
    this.doc.markContent('Artifact', { type, ...(attached === undefined ? {} : { attached: [attached] }) });
    draw();
    this.doc.endMarkedContent();
  }

  rule(x: number, y: number, width: number, color: string = ink.line, thick = 0.6): void {
    this.artifact(() => this.doc.moveTo(x, y).lineTo(x + width, y).lineWidth(thick).strokeColor(color).stroke());
  }

  /** Lines of one tag from `y` down; gives the next `y`. Right-aligned ones end at `x + width`. */
  lines(lines: readonly Line[], style: Style, x: number, y: number, options: { tag: Tag; kind: string; width?: number; align?: 'right' | undefined }): number {
    const step = style.size * style.leading;
    const left = (line: Line): number => (options.align === 'right' ? x + (options.width ?? 0) - line.width : x);
    lines.forEach((line, index) => this.chips(line.pieces, style, left(line), y + index * step));
    this.content(options.tag, options.kind, () => lines.forEach((line, index) => this.text(line.pieces, style, left(line), y + index * step, index < lines.length - 1)));
    return y + lines.length * step;
  }

  /** Lines for the eye alone, with their tags' grounds; right-aligned where a width is given. */
  drawing(lines: readonly Line[], style: Style, x: number, y: number, alignWidth?: number): void {
    lines.forEach((line, index) => {
      const left = alignWidth === undefined ? x : x + alignWidth - line.width;
      const top = y + index * style.size * style.leading;
      this.chips(line.pieces, style, left, top);
      this.artifact(() => this.text(line.pieces, style, left, top), 'Pagination');
    });
  }

  /** Text without a tag of its own: within an artifact or a figure. */
  text(pieces: readonly Piece[], style: Style, x: number, y: number, goesOn = false): void {
    // Capitals stand in the middle of the line's height.
    const base = y + style.size * (style.leading / 2 + metrics.capital / 2);
    let at = x;
    let run = { text: '', face: '', color: '', x, size: style.size };
    const flush = (): void => {
      if (run.text !== '') this.doc.font(run.face).fontSize(run.size).fillColor(run.color).text(run.text, run.x, base - run.size * metrics.ascent, { lineBreak: false });
    };
    for (const piece of goesOn ? pieces : withoutLastSpace(pieces)) {
      const next = piece.kind === 'tag' ? { text: piece.label, face: piece.face, color: tags[piece.rating].text, x: at + piece.before, size: style.size * tagShape.size } : { text: piece.text, face: piece.face, color: piece.color, x: at, size: style.size };
      if (next.face === run.face && next.color === run.color && piece.kind === 'text' && next.size === run.size) run = { ...run, text: run.text + next.text };
      else {
        flush();
        run = next;
      }
      at += piece.width;
    }
    flush();
  }

  /** The grounds and marks of the tags of a line. */
  private chips(pieces: readonly Piece[], style: Style, x: number, y: number): void {
    let at = x;
    for (const piece of pieces) {
      if (piece.kind === 'tag') this.chip(piece.rating, at, y + (style.size * style.leading) / 2, piece.width, style.size * tagShape.size);
      at += piece.width;
    }
  }

  private chip(rating: Rating, x: number, middle: number, width: number, size: number): void {
    const { fill, edge } = tags[rating];
    const height = size * tagShape.height;
    this.artifact(() => {
      this.doc.roundedRect(x, middle - height / 2, width, height, 2).lineWidth(0.6).fillAndStroke(fill, edge);
      this.mark(rating, x + size * tagShape.edge, middle - (size * tagShape.mark) / 2, size * tagShape.mark);
    });
  }

  /** The shape that says a rating without its colour, on a square of `side` points. */
  mark(rating: Rating, x: number, y: number, side: number): void {
    const { mark, solid, text } = tags[rating];
    this.doc.save().translate(x, y).scale(side / 12).path(mark);
    if (solid) this.doc.fill(text);
    else this.doc.lineWidth(2).strokeColor(text).stroke();
    this.doc.restore();
  }
}

const withoutLastSpace = (pieces: readonly Piece[]): readonly Piece[] => {
  const last = pieces.at(-1);
  return last?.kind === 'text' && last.text === ' ' ? pieces.slice(0, -1) : pieces;
};

export const newDocument = (info: { readonly title: string; readonly subject: string; readonly at: Date }): Doc =>
  new PDFDocument({
    size: [sheet.width, sheet.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    // The library knows this one too; its types do not yet.
    subset: 'PDF/UA' as 'PDF/A-2',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: info.title, Subject: info.subject, Author: 'Sightline', Creator: 'Sightline', Producer: 'PDFKit', CreationDate: info.at, ModDate: info.at },
  });
