import type { Rating, ReportWords } from '@sightline/contracts';
import { upperFirst } from '@sightline/domain';
import type { Faces, Weight } from './faces.js';
import { ink } from './ink.js';
import type { Style } from './ink.js';

interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  readonly face: string;
  readonly color: string;
  readonly width: number;
}
interface TagPiece {
  readonly kind: 'tag';
  readonly rating: Rating;
  readonly label: string;
  readonly face: string;
  /** Points that the mark and the edge take before the label. */
  readonly before: number;
  readonly width: number;
}
export type Piece = TextPiece | TagPiece;
export interface Line {
  readonly pieces: readonly Piece[];
  /** Without the space that ends it. */
  readonly width: number;
}

/** How a tag is set: its label's size and how far the edge is from it, in the size of the text around it. */
export const tagShape = { size: 0.92, mark: 0.78, gap: 0.36, edge: 0.5, height: 1.38 } as const;

/** Breaks words into lines of at most `width` points, between words; a word that is longer, within it. */
export function linesOf(words: ReportWords, style: Style, width: number, faces: Faces): Line[] {
  const lines: Line[] = [];
  let pieces: Piece[] = [];
  let used = 0;
  let space: Piece[] = [];
  const end = (): void => {
    lines.push({ pieces: [...pieces, ...(pieces.length > 0 ? space.slice(0, 1) : [])], width: used });
    pieces = [];
    used = 0;
    space = [];
  };
  const put = (word: readonly Piece[], wide: number): void => {
    const gap = pieces.length > 0 ? widthOf(space) : 0;
    if (pieces.length > 0 && used + gap + wide > width) end();
    else if (pieces.length > 0) {
      pieces.push(...space);
      used += gap;
    }
    space = [];
    pieces.push(...word);
    used += wide;
  };
  for (const word of wordsOf(words, style, faces)) {
    if (word.kind === 'space') {
      if (space.length === 0) space = [...word.pieces];
      continue;
    }
    for (const part of widthOf(word.pieces) > width ? split(word.pieces, width, style, faces) : [word.pieces]) put(part, widthOf(part));
  }
  space = [];
  if (pieces.length > 0 || lines.length === 0) end();
  return lines;
}

export const widthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.width, 0);

interface Word {
  readonly kind: 'word' | 'space';
  readonly pieces: Piece[];
}

/** A space that does not break holds its words together. */
const token = /[^\S\u00a0]+|[\S\u00a0]+/g;
const isSpace = (text: string): boolean => /^[^\S\u00a0]/.test(text);

/** Words and the spaces between them. A word may change its face, weight or colour within. */
function wordsOf(words: ReportWords, style: Style, faces: Faces): Word[] {
  const found: Word[] = [];
  const add = (kind: Word['kind'], pieces: readonly Piece[]): void => {
    const last = found.at(-1);
    if (last?.kind === kind && kind === 'word') last.pieces.push(...pieces);
    else found.push({ kind, pieces: [...pieces] });
  };
  for (const span of words) {
    if (typeof span === 'object' && 'rating' in span) {
      add('word', [tagPiece(span.rating, style, faces)]);
      if (span.overruled === true) {
        add('space', textPieces(' ', style.weight, style.color, style, faces));
        add('word', textPieces('overruled', style.weight, style.color, style, faces));
      }
      continue;
    }
    const [text, weight, color] = typeof span === 'string' ? ([span, style.weight, style.color] as const) : 'strong' in span ? ([span.strong, 600, style.color] as const) : ([span.warn, 600, ink.warn] as const);
    for (const word of printable(text).match(token) ?? []) add(isSpace(word) ? 'space' : 'word', textPieces(isSpace(word) ? ' ' : word, weight, color, style, faces));
  }
  return found;
}

function textPieces(text: string, weight: Weight, color: string, style: Style, faces: Faces): Piece[] {
  return faces.stretches(text, weight).map((stretch): Piece => ({ kind: 'text', ...stretch, color, width: faces.width(stretch, style.size) }));
}

function tagPiece(rating: Rating, style: Style, faces: Faces): Piece {
  const label = upperFirst(rating);
  const size = style.size * tagShape.size;
  const face = 'latin-600';
  const before = size * (tagShape.edge + tagShape.mark + tagShape.gap);
  return { kind: 'tag', rating, label, face, before, width: before + faces.width({ text: label, face }, size) + size * (tagShape.edge + 0.08) };
}

/** What the longest word needs: a column that is narrower would part it. */
export const longestWord = (words: ReportWords, style: Style, faces: Faces): number => Math.max(0, ...wordsOf(words, style, faces).map(({ pieces }) => widthOf(pieces)));

/** A word that is wider than its line is parted between letters. */
function split(pieces: readonly Piece[], width: number, style: Style, faces: Faces): Piece[][] {
  const parts: Piece[][] = [[]];
  let used = 0;
  for (const piece of pieces) {
    const letters = piece.kind === 'tag' ? [piece] : Array.from(piece.text, (text): Piece => ({ ...piece, text, width: faces.width({ text, face: piece.face }, style.size) }));
    for (const letter of letters) {
      if (used + letter.width > width && used > 0) {
        parts.push([]);
        used = 0;
      }
      parts.at(-1)?.push(letter);
      used += letter.width;
    }
  }
  return parts;
}

/** Composed letters, no control characters: what people typed may hold anything. */
const printable = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, (character) => (/\s/.test(character) ? ' ' : ''));
