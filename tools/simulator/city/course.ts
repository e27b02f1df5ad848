import type { Random } from '../random.ts';
import { distance, encodePolyline, turnAt, type Point } from './geometry.ts';
import type { Junction, Streets } from './streets.ts';

/** A way through the streets with its stops: `stops[i]` is the place in `points` of the i-th stop. */
export interface Track {
  readonly points: readonly Point[];
  /** Usual metres a second from each point to the next. */
  readonly speeds: readonly number[];
  readonly stops: readonly number[];
}

/** How a vehicle moved: straight lines between moments, in seconds since the run should have left its first stop. */
export interface Drive {
  readonly at: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly arrivals: readonly number[];
  readonly departures: readonly number[];
  /** From when until when it was held on its way, if it was. */
  readonly held: readonly [from: number, until: number] | undefined;
}

export interface Manner {
  /** 1 is usual, 1.1 a tenth faster. */
  readonly pace: number;
  readonly leavesAt: number;
  readonly waitsAtLights: (point: number) => number;
  readonly dwells: (stop: number) => number;
  /** Seconds before which a stop is not left. */
  readonly holdsUntil: (stop: number) => number;
  /** Seconds lost somewhere along the way, by metres from the start. */
  readonly holds: readonly { readonly metres: number; readonly seconds: number }[];
}

export function trackOf(streets: Streets, nodes: readonly number[], stops: readonly number[]): Track {
  const points = nodes.map((node) => streets.junctions[node] as Junction);
  const speeds = nodes.slice(1).map((to, i) => points[i]?.ways.find((way) => way.to === to)?.speed ?? 8);
  return { points: points.map(({ x, y }) => ({ x, y })), speeds, stops };
}

export function reversed(track: Track): Track {
  const last = track.points.length - 1;
  return { points: [...track.points].reverse(), speeds: [...track.speeds].reverse(), stops: track.stops.map((stop) => last - stop).reverse() };
}

export const lengthOf = (track: Track): number => track.points.reduce((sum, point, i) => sum + (i === 0 ? 0 : distance(track.points[i - 1] as Point, point)), 0);
export const polylineOf = (track: Track): string => encodePolyline(track.points);

const slowZone = 22;
const slowSpeed = 5;

/** Drives a track: slower at turns and stops, waiting at lights, dwelling at stops. */
export function drive(track: Track, manner: Manner): Drive {
  const at: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  const arrivals: number[] = [];
  const departures: number[] = [];
  const holds = [...manner.holds].sort((a, b) => a.metres - b.metres);
  const stopAt = new Map(track.stops.map((point, stop) => [point, stop]));
  let now = manner.leavesAt;
  let metres = 0;
  let hold = 0;
  let held: [number, number] | undefined;
  const mark = (x: number, y: number): void => {
    at.push(now);
    xs.push(x);
    ys.push(y);
  };
  track.points.forEach((point, i) => {
    mark(point.x, point.y);
    const stop = stopAt.get(i);
    if (stop !== undefined) {
      arrivals[stop] = now;
      if (i > 0 && i < track.points.length - 1) now = Math.max(now + manner.dwells(stop), manner.holdsUntil(stop));
      departures[stop] = now;
      mark(point.x, point.y);
    } else if (i > 0) {
      const wait = manner.waitsAtLights(i);
      if (wait > 0) {
        now += wait;
        mark(point.x, point.y);
      }
    }
    const next = track.points[i + 1];
    if (next === undefined) return;
    const length = distance(point, next);
    const speed = (track.speeds[i] ?? 8) * manner.pace;
    const slowHere = stop !== undefined || (i > 0 && turnAt(track.points[i - 1] as Point, point, next) > 35);
    const beyond = track.points[i + 2];
    const slowThere = stopAt.has(i + 1) || beyond === undefined || turnAt(point, next, beyond) > 35;
    const from = slowHere ? Math.min(slowZone, length / 3) : 0;
    const until = length - (slowThere ? Math.min(slowZone, length / 3) : 0);
    let done = 0;
    const go = (to: number, metresASecond: number): void => {
      if (to <= done) return;
      now += (to - done) / metresASecond;
      done = to;
      mark(point.x + ((next.x - point.x) * done) / length, point.y + ((next.y - point.y) * done) / length);
    };
    go(from, slowSpeed);
    for (let stay = holds[hold]; stay !== undefined && stay.metres < metres + length; stay = holds[++hold]) {
      go(Math.min(until, stay.metres - metres), speed);
      held = [held?.[0] ?? now, now + stay.seconds];
      now += stay.seconds;
      mark(point.x + ((next.x - point.x) * done) / length, point.y + ((next.y - point.y) * done) / length);
    }
    go(until, speed);
    if (until < length) now += (length - until) / slowSpeed;
    metres += length;
  });
  return { at: Float64Array.from(at), x: Float64Array.from(xs), y: Float64Array.from(ys), arrivals, departures, held };
}

/** Whole minutes after the start at which each stop is planned, from a usual drive. */
export function plannedMinutes(track: Track, dwells: (stop: number) => number): number[] {
  const usual = drive(track, { pace: 0.97, leavesAt: 0, waitsAtLights: () => 5, dwells, holdsUntil: () => 0, holds: [] });
  return usual.departures.map((departure) => Math.round(departure / 60));
}

/** A reader of a drive that only goes forward. */
export class DriveReader {
  readonly #drive: Drive;
  #place = 0;

  constructor(drive: Drive) {
    this.#drive = drive;
  }

  /** Where the vehicle is at a moment, how fast it goes, and where to (undefined at rest). */
  at(seconds: number): { x: number; y: number; speed: number; dx: number; dy: number } {
    const { at, x, y } = this.#drive;
    const last = at.length - 1;
    while (this.#place < last && (at[this.#place + 1] as number) <= seconds) this.#place++;
    const i = this.#place;
    const from = at[i] as number;
    if (i >= last || seconds <= from) return { x: x[i] as number, y: y[i] as number, speed: 0, dx: 0, dy: 0 };
    const span = (at[i + 1] as number) - from;
    const dx = (x[i + 1] as number) - (x[i] as number);
    const dy = (y[i + 1] as number) - (y[i] as number);
    const share = (seconds - from) / span;
    return { x: (x[i] as number) + dx * share, y: (y[i] as number) + dy * share, speed: Math.hypot(dx, dy) / span, dx, dy };
  }
}

/** Lights that are red for some, the same for one run however often it is asked. */
export function lightsOf(random: Random): (point: number) => number {
  return () => (random.chance(0.22) ? random.between(8, 36) : 0);
}
