import type { GlyphKind, GlyphPart } from './glyphs';
import { glyphs, schoolFlag } from './glyphs';

type Picture = ImageBitmap;

/** Headings are drawn to the nearest of these many: a step is under six degrees. */
const headings = 64;
const half = 14;

/** Colours of the theme in force, read from the tokens. */
export type Palette = (token: string) => string;
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (token) => {
    let colour = known.get(token);
    if (colour === undefined) {
      colour = style.getPropertyValue(`--${token}`).trim() || '#888';
      known.set(token, colour);
    }
    return colour;
  };
}

/** The glyphs as small pictures, drawn once a kind, heading, theme and pixel ratio: a frame only copies them. */
export class Sprites {
  private readonly pictures: (Picture | undefined)[] = [];
  private readonly words = new Map<string, { picture: Picture; width: number; height: number }>();
  private readonly numbers = new Map<GlyphKind, number>();

  constructor(
    private readonly palette: Palette,
    private readonly ratio: number,
    private readonly size = 1,
  ) {
    (Object.keys(glyphs) as GlyphKind[]).forEach((kind, index) => this.numbers.set(kind, index));
  }

  /** Draws the glyph centred on x, y (CSS pixels). */
  draw(context: CanvasRenderingContext2D, kind: GlyphKind, x: number, y: number, bearing: number): void {
    const points = glyphs[kind].points && bearing === bearing;
    const step = points ? Math.round((bearing / 360) * headings) % headings : 0;
    const key = (this.numbers.get(kind) ?? 0) * headings + step;
    const picture = (this.pictures[key] ??= this.paint(kind, (step / headings) * 2 * Math.PI));
    const edge = 2 * half * this.size;
    context.drawImage(picture, this.whole(x - edge / 2), this.whole(y - edge / 2), edge, edge);
  }

  school(context: CanvasRenderingContext2D, x: number, y: number, ground: string): void {
    context.save();
    context.translate(x, y);
    context.lineJoin = 'round';
    context.strokeStyle = ground;
    context.lineWidth = 3;
    context.stroke(new Path2D(schoolFlag.cloth));
    context.strokeStyle = this.palette('map-school');
    context.fillStyle = this.palette('map-school');
    context.lineWidth = 1.8;
    context.stroke(new Path2D(schoolFlag.pole));
    context.fill(new Path2D(schoolFlag.cloth));
    context.restore();
  }

  /** Draws a label with its halo, its left end's middle at x, y: words are painted once, since text is dear. */
  label(context: CanvasRenderingContext2D, text: string, width: number, x: number, y: number, font: string, lineHeight: number): void {
    let label = this.words.get(text);
    if (label === undefined) {
      if (this.words.size > 2000) this.words.clear();
      const size = { width: Math.ceil(width) + 8, height: lineHeight + 8 };
      const picture = this.picture(size.width, size.height, this.ratio, (paper) => {
        paper.font = font;
        paper.textBaseline = 'middle';
        paper.lineJoin = 'round';
        paper.lineWidth = 3.5;
        paper.strokeStyle = this.palette('map-halo');
        paper.strokeText(text, 4, size.height / 2);
        paper.fillStyle = this.palette('ink');
        paper.fillText(text, 4, size.height / 2);
      });
      label = { picture, ...size };
      this.words.set(text, label);
    }
    context.drawImage(label.picture, this.whole(x - 4), this.whole(y - label.height / 2), label.width, label.height);
  }

  /** Whole device pixels: a picture is then copied, not blended from its neighbours. */
  private whole(value: number): number {
    return Math.round(value * this.ratio) / this.ratio;
  }

  private paint(kind: GlyphKind, angle: number): Picture {
    return this.picture(2 * half, 2 * half, this.ratio * this.size, (paper) => {
      paper.translate(half, half);
      paper.rotate(angle);
      paper.lineJoin = 'round';
      for (const part of glyphs[kind].parts) this.part(paper, part);
    });
  }

  private picture(width: number, height: number, scale: number, draw: (paper: OffscreenCanvasRenderingContext2D) => void): Picture {
    const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
    const paper = canvas.getContext('2d');
    if (paper !== null) {
      paper.scale(scale, scale);
      draw(paper);
    }
    return canvas.transferToImageBitmap();
  }

  private part(context: OffscreenCanvasRenderingContext2D, part: GlyphPart): void {
    const path = new Path2D(part.d);
    if (part.fill === 'hatch') this.hatch(context, path);
    else if (part.fill !== undefined) {
      context.fillStyle = this.palette(part.fill);
      context.fill(path);
    }
    if (part.stroke === undefined) return;
    context.strokeStyle = this.palette(part.stroke);
    context.lineWidth = part.width ?? 1;
    context.setLineDash([...(part.dash ?? [])]);
    context.stroke(path);
    context.setLineDash([]);
  }

  private hatch(context: OffscreenCanvasRenderingContext2D, path: Path2D): void {
    context.fillStyle = this.palette('v-mute-fill');
    context.fill(path);
    context.save();
    context.clip(path);
    context.strokeStyle = this.palette('v-mute');
    context.lineWidth = 1.4;
    context.beginPath();
    for (let offset = -16; offset <= 16; offset += 4) {
      context.moveTo(offset - 12, 12);
      context.lineTo(offset + 12, -12);
    }
    context.stroke();
    context.restore();
  }
}
