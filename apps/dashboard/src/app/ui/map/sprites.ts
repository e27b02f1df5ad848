import type { GlyphKind, GlyphPart } from './glyphs';
import { glyphs, schoolFlag } from './glyphs';

/** Headings are drawn to the nearest of these many: a step is under six degrees. */
const headings = 64;
const half = 16;

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
  private readonly pictures = new Map<number, HTMLCanvasElement>();
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
    let picture = this.pictures.get(key);
    if (picture === undefined) {
      picture = this.paint(kind, (step / headings) * 2 * Math.PI);
      this.pictures.set(key, picture);
    }
    const edge = 2 * half * this.size;
    context.drawImage(picture, x - edge / 2, y - edge / 2, edge, edge);
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

  private paint(kind: GlyphKind, angle: number): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const scale = this.ratio * this.size;
    canvas.width = canvas.height = Math.ceil(2 * half * scale);
    const context = canvas.getContext('2d');
    if (context === null) return canvas;
    context.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height / 2);
    context.rotate(angle);
    context.lineJoin = 'round';
    for (const part of glyphs[kind].parts) this.part(context, part);
    return canvas;
  }

  private part(context: CanvasRenderingContext2D, part: GlyphPart): void {
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

  private hatch(context: CanvasRenderingContext2D, path: Path2D): void {
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
