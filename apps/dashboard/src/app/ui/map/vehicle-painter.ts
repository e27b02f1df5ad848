import type { GlyphKind } from './glyphs';
import { glyphKinds, glyphs } from './glyphs';
import type { PlacedLabel } from './labels';
import { LabelPlacer } from './labels';
import type { MapView } from './mercator';
import type { Palette } from './sprites';
import { Sprites } from './sprites';
import type { VehicleStore } from './vehicle-store';

/** What the frame shows beside the vehicles themselves. */
export interface Scene {
  /** The moment of the glides, in the clock of `performance.now()`. */
  at: number;
  selected: string | null;
  hovered: string | null;
  /** A label's words; null for none at this zoom. */
  label: (row: number, kind: GlyphKind, zoom: number) => string | null;
  /** The words of the run in hand's flag. */
  flag: (row: number) => string;
  blocks: readonly LabelBlock[];
}

/** A box around a world position that no label may cover, in CSS pixels. */
export interface LabelBlock {
  x: number;
  y: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Words that stand there, over everything: a name and a line under it. */
  name: string;
  note: string;
  /** Left out when the map is further away than this. */
  fromZoom: number;
}

/** Kinds from the lightest to the heaviest: the heavier are drawn on top. */
const order: readonly number[] = glyphKinds.map((_, index) => index).sort((a, b) => weightOf(a) - weightOf(b));
const labelsEvery = 400;

/** Draws all vehicles of a store into a canvas: a pass a kind, pictures copied, labels placed a few times a second. */
export class VehiclePainter {
  private readonly sprites: Sprites;
  private readonly widths = new Map<string, number>();
  private readonly font: string;
  private readonly lineHeight: number;
  private labels: PlacedLabel[] = [];
  private labelsAt = Number.NEGATIVE_INFINITY;
  private labelsFor = '';
  /** Vehicles shown within the view at the last frame, and those shown at all. */
  inView = 0;
  shown = 0;

  constructor(
    private readonly palette: Palette,
    ratio: number,
    private readonly size = 1,
    family = 'system-ui, sans-serif',
  ) {
    this.sprites = new Sprites(palette, ratio, size);
    // A wall is read from six metres: its few labels are as large as its other words.
    this.lineHeight = size > 1 ? Math.round(24 * size) : 12;
    this.font = `600 ${this.lineHeight}px ${family}`;
  }

  paint(context: CanvasRenderingContext2D, view: MapView, store: VehicleStore, scene: Scene): void {
    const blocks = scene.blocks.filter(({ fromZoom }) => view.zoom >= fromZoom);
    const near = { ...scene, blocks };
    context.clearRect(0, 0, view.width, view.height);
    context.imageSmoothingEnabled = false;
    const margin = 24 * this.size;
    let inView = 0;
    let shown = 0;
    for (const kind of order) {
      const name = glyphKinds[kind];
      if (name === undefined) continue;
      for (let row = 0; row < store.count; row += 1) {
        if (store.kind[row] !== kind || store.shown[row] !== 1) continue;
        shown += 1;
        const x = store.x(row, scene.at) * view.scale - view.left;
        const y = store.y(row, scene.at) * view.scale - view.top;
        if (x < -margin || y < -margin || x > view.width + margin || y > view.height + margin) continue;
        inView += 1;
        this.sprites.draw(context, name, x, y, store.bearing[row] ?? Number.NaN);
      }
    }
    this.inView = inView;
    this.shown = shown;
    this.ring(context, view, store, scene, scene.hovered, false);
    this.paintLabels(context, view, store, near);
    this.ring(context, view, store, near, scene.selected, true);
    for (const block of blocks) this.notes(context, view, block);
  }

  private notes(context: CanvasRenderingContext2D, view: MapView, { x, y, name, note }: LabelBlock): void {
    const left = x * view.scale - view.left + 16;
    const top = y * view.scale - view.top;
    if (name !== '') this.sprites.label(context, name, this.widthOf(context, name), left, top - (note === '' ? 0 : 8), this.font, this.lineHeight);
    if (note !== '') this.sprites.label(context, note, this.widthOf(context, note), left, top + 8, this.font, this.lineHeight);
  }

  /** The run under a point of the canvas, the heaviest of the nearest; null for none. */
  hit(view: MapView, store: VehicleStore, at: number, x: number, y: number): string | null {
    let best: string | null = null;
    let bestDistance = 15 * this.size;
    for (let row = 0; row < store.count; row += 1) {
      if (store.shown[row] !== 1) continue;
      const distance = Math.hypot(store.x(row, at) * view.scale - view.left - x, store.y(row, at) * view.scale - view.top - y) - glyphs[store.glyph(row)].weight / 10;
      if (distance < bestDistance) {
        bestDistance = distance;
        best = store.run(row)?.runRef ?? null;
      }
    }
    return best;
  }

  private ring(context: CanvasRenderingContext2D, view: MapView, store: VehicleStore, scene: Scene, runRef: string | null, inHand: boolean): void {
    const row = runRef === null ? undefined : store.rowOf(runRef);
    if (row === undefined) return;
    const x = store.x(row, scene.at) * view.scale - view.left;
    const y = store.y(row, scene.at) * view.scale - view.top;
    context.strokeStyle = this.palette('accent');
    if (inHand) {
      context.globalAlpha = 0.16;
      context.fillStyle = this.palette('accent');
      disc(context, x, y, 19 * this.size);
      context.fill();
      context.globalAlpha = 1;
    }
    context.lineWidth = inHand ? 2.5 : 1.5;
    disc(context, x, y, (inHand ? 15.5 : 14) * this.size);
    context.stroke();
    if (!inHand) return;
    this.sprites.draw(context, store.glyph(row), x, y, store.bearing[row] ?? Number.NaN);
    this.flag(context, scene.flag(row), x, y, scene.blocks.some((block) => this.meets(block, view, x, y)));
  }

  /** Whether the flag under a marker would cover the words at a stop. */
  private meets(block: LabelBlock, view: MapView, x: number, y: number): boolean {
    const left = block.x * view.scale - view.left;
    const top = block.y * view.scale - view.top;
    return left + block.left < x + 70 && left + block.right > x - 70 && top + block.top < y + 56 && top + block.bottom > y + 20;
  }

  private flag(context: CanvasRenderingContext2D, words: string, x: number, y: number, above: boolean): void {
    if (words === '') return;
    context.font = this.font;
    const width = this.widthOf(context, words) + 18;
    const top = above ? y - 52 * this.size : y + 28 * this.size;
    context.strokeStyle = this.palette('accent');
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x, y + (above ? -15.5 : 15.5) * this.size);
    context.lineTo(x, above ? top + 24 * this.size : top);
    context.stroke();
    context.fillStyle = this.palette('accent');
    context.beginPath();
    context.roundRect(x - width / 2, top, width, 24 * this.size, 4);
    context.fill();
    context.fillStyle = this.palette('surface');
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(words, x, top + 12.5 * this.size);
    context.textAlign = 'left';
  }

  private paintLabels(context: CanvasRenderingContext2D, view: MapView, store: VehicleStore, scene: Scene): void {
    context.font = this.font;
    const key = `${view.zoom}/${Math.round(view.left)}/${Math.round(view.top)}/${store.count}/${scene.selected}`;
    if (key !== this.labelsFor || scene.at - this.labelsAt > labelsEvery) {
      this.labelsFor = key;
      this.labelsAt = scene.at;
      this.placeLabels(context, view, store, scene);
    }
    for (const { row, text, dx, dy } of this.labels) {
      if (row >= store.count) continue;
      const x = store.x(row, scene.at) * view.scale - view.left + dx;
      const y = store.y(row, scene.at) * view.scale - view.top + dy;
      this.sprites.label(context, text, this.widthOf(context, text), x, y, this.font, this.lineHeight);
    }
  }

  private placeLabels(context: CanvasRenderingContext2D, view: MapView, store: VehicleStore, scene: Scene): void {
    const placer = new LabelPlacer(this.size > 1 ? 22 * this.size : 12);
    for (const { x, y, left, top, right, bottom } of scene.blocks) placer.blockBox(x * view.scale - view.left + left, y * view.scale - view.top + top, x * view.scale - view.left + right, y * view.scale - view.top + bottom);
    const wishes = [];
    for (let row = 0; row < store.count; row += 1) {
      if (store.shown[row] !== 1) continue;
      const x = store.x(row, scene.at) * view.scale - view.left;
      const y = store.y(row, scene.at) * view.scale - view.top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const kind = store.glyph(row);
      placer.block(x, y, kind === 'arrived' ? 4 : 8);
      if (store.run(row)?.runRef === scene.selected && scene.flag(row) !== '') {
        placer.block(x, y, 19);
        placer.block(x, y + 40, 24);
        continue;
      }
      const text = scene.label(row, kind, view.zoom);
      if (text !== null) wishes.push({ row, text, weight: glyphs[kind].weight, x, y, width: this.widthOf(context, text) });
    }
    this.labels = placer.place(wishes);
  }

  private widthOf(context: CanvasRenderingContext2D, text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = context.measureText(text).width;
      if (this.widths.size > 5000) this.widths.clear();
      this.widths.set(text, width);
    }
    return width;
  }
}

function weightOf(kind: number): number {
  const name = glyphKinds[kind];
  return name === undefined ? 0 : glyphs[name].weight;
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
