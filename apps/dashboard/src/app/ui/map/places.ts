import type { VehicleStore } from './vehicle-store';

export const longitudeOf = (x: number): number => (x - 0.5) * 360;
export const latitudeOf = (y: number): number => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

/** What most vehicles lie in: the furthest one in two hundred on each side are left out, so that one stray fix does not shrink the city. */
export function boundsOf(store: VehicleStore): [[number, number], [number, number]] | null {
  if (store.count === 0) return null;
  const xs = store.toX.slice(0, store.count).sort();
  const ys = store.toY.slice(0, store.count).sort();
  const at = (values: Float64Array, part: number): number => values[Math.round(part * (values.length - 1))] ?? 0;
  const [west, east, north, south] = [at(xs, 0.005), at(xs, 0.995), at(ys, 0.005), at(ys, 0.995)];
  return [
    [latitudeOf(south), longitudeOf(west)],
    [latitudeOf(north), longitudeOf(east)],
  ];
}

