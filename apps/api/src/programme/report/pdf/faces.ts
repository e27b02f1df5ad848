import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

export const weights = [400, 600, 700] as const;
export type Weight = (typeof weights)[number];

/** The parts that the font comes in. The first that has a character draws it. */
const parts = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] as const;

/** What a line says of a character that no part has. */
const missing = '?';

/** What of the library's font is needed to know whether it has a character. */
interface OpenedFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
}

const resolve = createRequire(import.meta.url).resolve;

/** A stretch of text in one face. */
export interface Stretch {
  readonly text: string;
  readonly face: string;
}

/** The faces of one document: which of them draws a character, and how wide a text is. Only what is used is embedded, and of that only the glyphs used. */
export class Faces {
  private readonly covers = new Map<string, (codePoint: number) => boolean>();
  private readonly faceOf = new Map<string, string | undefined>();
  private readonly widths = new Map<string, number>();

  constructor(private readonly doc: InstanceType<typeof PDFDocument>) {
    for (const weight of weights) {
      for (const part of parts) doc.registerFont(`${part}-${weight}`, readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-${part}-${weight}-normal.woff`)));
    }
  }

  /** Parts a text where its face changes. What cannot be drawn becomes a question mark. */
  stretches(text: string, weight: Weight): Stretch[] {
    const found: { text: string; face: string }[] = [];
    for (const character of text) {
      const face = this.face(character, weight);
      const last = found.at(-1);
      const drawn = face === undefined ? missing : character;
      const name = face ?? `${parts[0]}-${weight}`;
      if (last?.face === name) last.text += drawn;
      else found.push({ text: drawn, face: name });
    }
    return found;
  }

  /** In points. */
  width({ text, face }: Stretch, size: number): number {
    const key = `${face} ${text}`;
    let atOne = this.widths.get(key);
    if (atOne === undefined) {
      atOne = this.doc.font(face).fontSize(1000).widthOfString(text) / 1000;
      this.widths.set(key, atOne);
    }
    return atOne * size;
  }

  private face(character: string, weight: Weight): string | undefined {
    const key = `${weight}${character}`;
    if (!this.faceOf.has(key)) this.faceOf.set(key, parts.map((part) => `${part}-${weight}`).find((face) => this.covered(face, character.codePointAt(0) ?? 0)));
    return this.faceOf.get(key);
  }

  private covered(face: string, codePoint: number): boolean {
    let covers = this.covers.get(face);
    if (covers === undefined) {
      this.doc.font(face);
      const { font } = Reflect.get(this.doc, '_font') as OpenedFont;
      covers = (of) => font.hasGlyphForCodePoint(of);
      this.covers.set(face, covers);
    }
    return covers(codePoint);
  }
}
