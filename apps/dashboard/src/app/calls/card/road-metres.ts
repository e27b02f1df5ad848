import { decodePolyline, eastOf, measurePath, nearestOnPath, northOf } from '@sightline/domain';

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Further beside the way than this, metres, a place is not on it. */
const reach = 250;

/** How far along the way of a run one place lies before another, in metres; null where that cannot be said. */
export function roadMetres(path: string | undefined, from: Place, to: Place | null): number | null {
  const points = path === undefined ? undefined : decodePolyline(path);
  const way = points && measurePath(points);
  if (way === undefined || to === null) return null;
  const on = ({ latitude, longitude }: Place, after: number) => nearestOnPath(way, eastOf(way.projection, longitude), northOf(latitude), after, way.length);
  const start = on(from, 0);
  const end = on(to, start.metres);
  return start.beside > reach || end.beside > reach || end.metres <= start.metres ? null : end.metres - start.metres;
}
