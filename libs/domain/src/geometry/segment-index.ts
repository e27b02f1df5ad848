import Flatbush from 'flatbush';
import type { Path } from './path.js';

const indexes = new WeakMap<Path, Flatbush>();

/** An index over a path's segments: made when it is first needed, and let go with its path. */
function indexOf(path: Path): Flatbush {
  const known = indexes.get(path);
  if (known) return known;
  const { east, north } = path;
  const segments = path.bearings.length;
  const index = new Flatbush(segments);
  for (let i = 0; i < segments; i++) {
    const [ax, ay, bx, by] = [east[i] as number, north[i] as number, east[i + 1] as number, north[i + 1] as number];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  indexes.set(path, index);
  return index;
}

/** The segments that may come within `reach` metres of a place, in the order of the path. */
export const segmentsNear = (path: Path, east: number, north: number, reach: number): number[] =>
  indexOf(path)
    .search(east - reach, north - reach, east + reach, north + reach)
    .sort((a, b) => a - b);
