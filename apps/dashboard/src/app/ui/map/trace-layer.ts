import { CanvasLayer } from './canvas-layer';
import type { GlyphKind } from './glyphs';
import type { MapView } from './mercator';
import { worldX, worldY } from './mercator';
import type { Palette } from './sprites';
import { Sprites } from './sprites';

export interface TracePoint {
  at: number;
  latitude: number;
  longitude: number;
}
/** A trace to draw, in pieces: between two of them nobody knows where the vehicle was. */
export interface Trace {
  pieces: readonly (readonly TracePoint[])[];
  /** Words at points along it, such as times. */
  marks: readonly (TracePoint & { words: string })[];
}
/** The vehicle at the moment of the replay. */
export interface TraceMarker {
  latitude: number;
  longitude: number;
  bearing: number | null;
  kind: GlyphKind;
  words: string;
}

interface Piece {
  at: readonly number[];
  xy: Float64Array;
}

/** Where a vehicle was, up to a moment solid and after it faint; silences are left open, with a ring at each side. */
export class TraceLayer extends CanvasLayer {
  private palette: Palette = () => '#888';
  private sprites: Sprites | null = null;
  private family = 'system-ui, sans-serif';
  private pieces: Piece[] = [];
  private marks: { x: number; y: number; at: number; words: string }[] = [];
  private marker: TraceMarker | null = null;
  private moment = 0;

  constructor() {
    super('trace', 440);
  }

  override restyle(palette: Palette, family: string): void {
    this.palette = palette;
    this.family = family;
    this.sprites = new Sprites(palette, devicePixelRatio);
    this.schedule();
  }

  setTrace(trace: Trace): void {
    this.pieces = trace.pieces.map((points) => ({ at: points.map(({ at }) => at), xy: Float64Array.from(points.flatMap(({ latitude, longitude }) => [worldX(longitude), worldY(latitude)])) }));
    this.marks = trace.marks.map(({ latitude, longitude, at, words }) => ({ x: worldX(longitude), y: worldY(latitude), at, words }));
    this.schedule();
  }

  setMoment(at: number, marker: TraceMarker | null): void {
    this.moment = at;
    this.marker = marker;
    this.schedule();
  }

  protected override draw(context: CanvasRenderingContext2D, view: MapView): number {
    context.clearRect(0, 0, view.width, view.height);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    const behind = new Path2D();
    const ahead = new Path2D();
    for (const piece of this.pieces) addTo(behind, ahead, piece, view, this.moment);
    context.strokeStyle = this.palette('map-halo');
    context.lineWidth = 7;
    context.stroke(behind);
    context.strokeStyle = this.palette('ink-3');
    context.lineWidth = 1.5;
    context.setLineDash([2, 5]);
    context.stroke(ahead);
    context.setLineDash([]);
    context.strokeStyle = this.palette('accent');
    context.lineWidth = 3.5;
    context.stroke(behind);
    this.ends(context, view);
    this.times(context, view);
    this.vehicle(context, view);
    return Number.POSITIVE_INFINITY;
  }

  /** Rings where a silence begins and ends. */
  private ends(context: CanvasRenderingContext2D, view: MapView): void {
    this.pieces.forEach((piece, index) => {
      const last = piece.at.length - 1;
      for (const point of [...(index > 0 ? [0] : []), ...(index < this.pieces.length - 1 ? [last] : [])]) {
        context.beginPath();
        context.arc((piece.xy[2 * point] ?? 0) * view.scale - view.left, (piece.xy[2 * point + 1] ?? 0) * view.scale - view.top, 4.5, 0, 2 * Math.PI);
        context.fillStyle = this.palette('map-ground');
        context.fill();
        context.strokeStyle = this.palette('warn');
        context.lineWidth = 2;
        context.stroke();
      }
    });
  }

  private times(context: CanvasRenderingContext2D, view: MapView): void {
    context.font = `12px ${this.family}`;
    context.textBaseline = 'middle';
    const taken: [number, number][] = [];
    for (const { x, y, at, words } of this.marks) {
      const left = x * view.scale - view.left;
      const top = y * view.scale - view.top;
      if (taken.some(([otherX, otherY]) => Math.abs(otherX - left) < 64 && Math.abs(otherY - top) < 18)) continue;
      taken.push([left, top]);
      context.beginPath();
      context.arc(left, top, 2.5, 0, 2 * Math.PI);
      context.fillStyle = this.palette(at <= this.moment ? 'accent' : 'ink-3');
      context.fill();
      context.lineWidth = 3.5;
      context.strokeStyle = this.palette('map-halo');
      context.strokeText(words, left + 8, top);
      context.fillStyle = this.palette(at <= this.moment ? 'ink' : 'ink-3');
      context.fillText(words, left + 8, top);
    }
  }

  private vehicle(context: CanvasRenderingContext2D, view: MapView): void {
    if (this.marker === null) return;
    const { latitude, longitude, bearing, kind, words } = this.marker;
    const x = worldX(longitude) * view.scale - view.left;
    const y = worldY(latitude) * view.scale - view.top;
    context.strokeStyle = this.palette('accent');
    context.lineWidth = 2.5;
    context.fillStyle = this.palette('surface');
    context.beginPath();
    context.arc(x, y, 15.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    this.sprites?.draw(context, kind, x, y, bearing ?? Number.NaN);
    context.font = `600 12px ${this.family}`;
    const width = context.measureText(words).width + 18;
    context.fillStyle = this.palette('accent');
    context.beginPath();
    context.roundRect(x - width / 2, y + 22, width, 24, 4);
    context.fill();
    context.fillStyle = this.palette('surface');
    context.textAlign = 'center';
    context.fillText(words, x, y + 34.5);
    context.textAlign = 'left';
  }
}

/** The part of a piece until a moment, and the rest: they meet at the last fix before it. */
function addTo(behind: Path2D, ahead: Path2D, { at, xy }: Piece, view: MapView, moment: number): void {
  at.forEach((time, index) => {
    const x = (xy[2 * index] ?? 0) * view.scale - view.left;
    const y = (xy[2 * index + 1] ?? 0) * view.scale - view.top;
    const next = at[index + 1];
    if (time <= moment) {
      if (index === 0) behind.moveTo(x, y);
      else behind.lineTo(x, y);
    }
    if (next === undefined || next <= moment) {
      if (time > moment) ahead.lineTo(x, y);
      return;
    }
    if (time <= moment || index === 0) ahead.moveTo(x, y);
    else ahead.lineTo(x, y);
  });
}
