import { bearingOfStep, eastOf, northOf, projectionAt } from './metric.js';
import type { Place, Projection } from './metric.js';
import type { LatitudeLongitude } from './polyline.js';

/** A line on the ground, measured: `metres[i]` is how far along it point `i` lies. */
export interface Path {
  readonly projection: Projection;
  readonly east: Float64Array;
  readonly north: Float64Array;
  readonly metres: Float64Array;
  /** Of each segment, degrees clockwise from north. */
  readonly bearings: Float32Array;
  readonly length: number;
}

/** Where on a path something is: how far along it, and how far beside it, both in metres. */
export interface OnPath {
  metres: number;
  beside: number;
  segment: number;
}

/** Measures a line of at least two different points; `undefined` where there are not so many. */
export function measurePath(points: readonly LatitudeLongitude[]): Path | undefined {
  const first = points[0];
  if (first === undefined) return undefined;
  const projection = projectionAt(first[0]);
  const kept = points.filter((point, i) => i === 0 || point[0] !== points[i - 1]?.[0] || point[1] !== points[i - 1]?.[1]);
  if (kept.length < 2) return undefined;
  const east = Float64Array.from(kept, ([, longitude]) => eastOf(projection, longitude));
  const north = Float64Array.from(kept, ([latitude]) => northOf(latitude));
  const metres = new Float64Array(kept.length);
  const bearings = new Float32Array(kept.length - 1);
  for (let i = 1; i < kept.length; i++) {
    const dx = at(east, i) - at(east, i - 1);
    const dy = at(north, i) - at(north, i - 1);
    metres[i] = at(metres, i - 1) + Math.hypot(dx, dy);
    bearings[i - 1] = bearingOfStep(dx, dy);
  }
  return { projection, east, north, metres, bearings, length: at(metres, kept.length - 1) };
}

/** The last segment that begins at or before `metres`. */
export function segmentAt(path: Path, metres: number): number {
  let low = 0;
  let high = path.bearings.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(path.metres, middle) <= metres) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place on the path that lies `metres` along it. */
export function placeAt(path: Path, metres: number): Place {
  const i = segmentAt(path, metres);
  const from = at(path.metres, i);
  const share = Math.max(0, Math.min(1, (metres - from) / (at(path.metres, i + 1) - from)));
  const east = at(path.east, i) + share * (at(path.east, i + 1) - at(path.east, i));
  const north = at(path.north, i) + share * (at(path.north, i + 1) - at(path.north, i));
  return { latitude: north / northOf(1), longitude: east / path.projection.metresPerLongitude };
}

/**
 * The point of a path between `from` and `until` (metres along it) that costs least: metres beside the path, plus
 * what `cost` adds for a segment and a place on it. Costs are in metres. Looks only at the window's segments, or at
 * `among` where they are given in the order of the path. `beside` is infinite where there is none.
 */
export function nearestOnPath(
  path: Path,
  east: number,
  north: number,
  from: number,
  until: number,
  cost?: (segment: number, metres: number) => number,
  among?: readonly number[],
): OnPath {
  const best: OnPath = { metres: Math.max(0, Math.min(path.length, from)), beside: Number.POSITIVE_INFINITY, segment: 0 };
  let bestCost = Number.POSITIVE_INFINITY;
  const first = among === undefined ? segmentAt(path, from) : 0;
  const count = among === undefined ? path.bearings.length - first : among.length;
  for (let k = 0; k < count; k++) {
    const i = among === undefined ? first + k : (among[k] as number);
    const start = at(path.metres, i);
    if (start > until) break;
    if (at(path.metres, i + 1) < from) continue;
    const ax = at(path.east, i);
    const ay = at(path.north, i);
    const dx = at(path.east, i + 1) - ax;
    const dy = at(path.north, i + 1) - ay;
    const length = at(path.metres, i + 1) - start;
    let along = ((east - ax) * dx + (north - ay) * dy) / length;
    along = Math.max(0, from - start, Math.min(along, length, until - start));
    const share = along / length;
    const offEast = ax + share * dx - east;
    const offNorth = ay + share * dy - north;
    // Squares are compared first: most segments are too far, and this is the hottest line of the product.
    const squared = offEast * offEast + offNorth * offNorth;
    if (squared >= bestCost * bestCost) continue;
    const beside = Math.sqrt(squared);
    const total = cost === undefined ? beside : beside + cost(i, start + along);
    if (total >= bestCost) continue;
    bestCost = total;
    best.metres = start + along;
    best.beside = beside;
    best.segment = i;
  }
  return best;
}

/** A number that the arrays of a path surely hold. */
const at = (numbers: Float64Array, index: number): number => numbers[index] as number;
