import type { FleetRun, TopicChange } from '@sightline/contracts';
import type { GlyphKind } from './glyphs';
import { glyphKinds } from './glyphs';
import { worldX, worldY } from './mercator';
import { glyphOf } from './vehicle-kind';

/** A glide lasts as long as the vehicle's own interval between fixes, within these bounds. Milliseconds. */
const shortestGlide = 800;
const longestGlide = 15_000;
/** Further than this is not driven but corrected: the marker jumps. World units, about 4 km at 52° north. */
const furthestGlide = 1.6e-4;

const kindNumber = Object.fromEntries(glyphKinds.map((kind, index) => [kind, index])) as Record<GlyphKind, number>;

/**
 * Every vehicle that has a place, in typed arrays outside the signals: the map reads them once a frame.
 * Rows stay dense: the last one takes the place of one that is gone.
 */
export class VehicleStore {
  count = 0;
  /** Grows with every change, so that a drawer knows whether there is anything new. */
  version = 0;
  fromX = new Float64Array(1024);
  fromY = new Float64Array(1024);
  toX = new Float64Array(1024);
  toY = new Float64Array(1024);
  startAt = new Float64Array(1024);
  glide = new Float32Array(1024);
  bearing = new Float32Array(1024);
  kind = new Uint8Array(1024);
  shown = new Uint8Array(1024);
  /** Until when something glides: after it nothing needs a new frame. */
  movesUntil = 0;

  private readonly rows = new Map<string, number>();
  private runs: FleetRun[] = [];
  private filter: (run: FleetRun) => boolean = () => true;

  /** Jumps instead of gliding: the reader asked for less motion. */
  still = false;

  apply(changes: readonly TopicChange<'fleet'>[], reset: boolean, at: number, now: number): void {
    if (reset) {
      const present = new Set(changes.map((change) => change.key));
      for (const key of [...this.rows.keys()]) if (!present.has(key)) this.remove(key);
    }
    for (const { key, value } of changes) {
      if (value === null || value.latitude === null || value.longitude === null) this.remove(key);
      else this.put(key, value, value.latitude, value.longitude, at, now);
    }
    this.version += 1;
  }

  /** Ages grow without any message: looks again at every shape. Now in milliseconds since 1970. */
  refresh(now: number): void {
    for (let row = 0; row < this.count; row += 1) this.look(row, now);
    this.version += 1;
  }

  show(filter: (run: FleetRun) => boolean): void {
    this.filter = filter;
    for (let row = 0; row < this.count; row += 1) this.shown[row] = this.isShown(row);
    this.version += 1;
  }

  run(row: number): FleetRun | undefined {
    return this.runs[row];
  }
  rowOf(runRef: string): number | undefined {
    return this.rows.get(runRef);
  }
  glyph(row: number): GlyphKind {
    return glyphKinds[this.kind[row] ?? 0] ?? 'on-time';
  }

  /** Where the row is drawn at this moment of its glide. World units. */
  x(row: number, at: number): number {
    return between(this.fromX[row] ?? 0, this.toX[row] ?? 0, this.progress(row, at));
  }
  y(row: number, at: number): number {
    return between(this.fromY[row] ?? 0, this.toY[row] ?? 0, this.progress(row, at));
  }

  /** World units a millisecond of the fastest glide under way. */
  fastest(at: number): number {
    let fastest = 0;
    for (let row = 0; row < this.count; row += 1) {
      const glide = this.glide[row] ?? 0;
      if (glide <= 0 || at >= (this.startAt[row] ?? 0) + glide) continue;
      const way = Math.abs((this.toX[row] ?? 0) - (this.fromX[row] ?? 0)) + Math.abs((this.toY[row] ?? 0) - (this.fromY[row] ?? 0));
      if (way > fastest * glide) fastest = way / glide;
    }
    return fastest;
  }

  private progress(row: number, at: number): number {
    const glide = this.glide[row] ?? 0;
    if (glide <= 0) return 1;
    const part = (at - (this.startAt[row] ?? 0)) / glide;
    return part <= 0 ? 0 : part >= 1 ? 1 : part;
  }

  private put(key: string, run: FleetRun, latitude: number, longitude: number, at: number, now: number): void {
    const x = worldX(longitude);
    const y = worldY(latitude);
    let row = this.rows.get(key);
    if (row === undefined) {
      row = this.count;
      if (row >= this.kind.length) this.grow();
      this.count += 1;
      this.rows.set(key, row);
      this.place(row, x, y, x, y, at, 0);
    } else if (x !== this.toX[row] || y !== this.toY[row]) {
      const fromX = this.x(row, at);
      const fromY = this.y(row, at);
      const jumps = this.still || Math.hypot(x - fromX, y - fromY) > furthestGlide;
      const glide = jumps ? 0 : Math.min(longestGlide, Math.max(shortestGlide, at - (this.startAt[row] ?? at)));
      this.place(row, jumps ? x : fromX, jumps ? y : fromY, x, y, at, glide);
    }
    this.runs[row] = run;
    this.look(row, now);
    this.shown[row] = this.isShown(row);
  }

  private place(row: number, fromX: number, fromY: number, toX: number, toY: number, at: number, glide: number): void {
    this.fromX[row] = fromX;
    this.fromY[row] = fromY;
    this.toX[row] = toX;
    this.toY[row] = toY;
    this.startAt[row] = at;
    this.glide[row] = glide;
    this.movesUntil = Math.max(this.movesUntil, at + glide);
  }

  private look(row: number, now: number): void {
    const run = this.runs[row];
    if (run === undefined) return;
    const age = run.recordedAt === null ? null : (now - Date.parse(run.recordedAt)) / 1000;
    this.kind[row] = kindNumber[glyphOf(run, age, run.bearing)];
    this.bearing[row] = run.bearing ?? Number.NaN;
  }

  private isShown(row: number): number {
    const run = this.runs[row];
    return run !== undefined && this.filter(run) ? 1 : 0;
  }

  private remove(key: string): void {
    const row = this.rows.get(key);
    if (row === undefined) return;
    const last = this.count - 1;
    this.rows.delete(key);
    const moved = this.runs[last];
    if (row !== last && moved !== undefined) {
      for (const array of this.arrays()) array[row] = array[last] ?? 0;
      this.runs[row] = moved;
      this.rows.set(moved.runRef, row);
    }
    this.runs.length = last;
    this.count = last;
  }

  private arrays(): (Float64Array | Float32Array | Uint8Array)[] {
    return [this.fromX, this.fromY, this.toX, this.toY, this.startAt, this.glide, this.bearing, this.kind, this.shown];
  }

  private grow(): void {
    const size = this.kind.length * 2;
    const larger = <A extends Float64Array | Float32Array | Uint8Array>(array: A, fresh: A): A => {
      fresh.set(array);
      return fresh;
    };
    this.fromX = larger(this.fromX, new Float64Array(size));
    this.fromY = larger(this.fromY, new Float64Array(size));
    this.toX = larger(this.toX, new Float64Array(size));
    this.toY = larger(this.toY, new Float64Array(size));
    this.startAt = larger(this.startAt, new Float64Array(size));
    this.glide = larger(this.glide, new Float32Array(size));
    this.bearing = larger(this.bearing, new Float32Array(size));
    this.kind = larger(this.kind, new Uint8Array(size));
    this.shown = larger(this.shown, new Uint8Array(size));
  }
}

const between = (from: number, to: number, part: number): number => from + (to - from) * part;
