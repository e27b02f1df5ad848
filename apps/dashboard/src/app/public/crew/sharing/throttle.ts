/** A fix of this phone. `at` in epoch milliseconds, lengths in metres, speed in metres a second, bearing in degrees from north. */
export interface PhoneFix {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracy: number;
  readonly speed?: number;
  readonly bearing?: number;
}

/** A moving bus tells where it is this often, a standing one that often: enough for the map, little for the battery. Milliseconds. */
export const movingEvery = 5_000;
export const standingEvery = 30_000;
const movingSpeed = 1;
const leastMoved = 12;
/** Browsers give fixes about once a second, not on the second. */
const slack = 500;

/** [LINK-75] Whether a fix is worth telling after the one that was told last. */
export function worthTelling(last: PhoneFix | undefined, fix: PhoneFix): boolean {
  if (last === undefined) return true;
  const since = fix.at - last.at;
  if (since <= 0) return false;
  return since >= (isMoving(last, fix) ? movingEvery : standingEvery) - slack;
}

function isMoving(last: PhoneFix, fix: PhoneFix): boolean {
  if (fix.speed !== undefined) return fix.speed >= movingSpeed;
  return metresBetween(last, fix) > Math.max(leastMoved, fix.accuracy);
}

/** As the crow flies; exact enough over a town. */
export function metresBetween(a: { readonly latitude: number; readonly longitude: number }, b: { readonly latitude: number; readonly longitude: number }): number {
  const metresPerDegree = 111_195;
  const east = (a.longitude - b.longitude) * Math.cos(((a.latitude + b.latitude) / 2) * (Math.PI / 180));
  return metresPerDegree * Math.hypot(a.latitude - b.latitude, east);
}

const furthestOff = 60_000;
const numberIn = (value: number | null): number | undefined => (value === null || !Number.isFinite(value) || value < 0 ? undefined : value);

/**
 * What a browser says of its place, with the moment at which it was there: the browser's own where that can be, for a fix
 * may come late; some tell a time since they were started. `now` by this phone's clock, `skew` what to add to it.
 */
export function phoneFix({ coords, timestamp }: Pick<GeolocationPosition, 'timestamp'> & { coords: Pick<GeolocationCoordinates, 'latitude' | 'longitude' | 'accuracy' | 'speed' | 'heading'> }, now: number, skew: number): PhoneFix {
  const at = Math.abs(now - timestamp) <= furthestOff ? timestamp : now;
  const speed = numberIn(coords.speed);
  const bearing = numberIn(coords.heading);
  return { at: Math.round(at + skew), latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy), ...(speed !== undefined && { speed }), ...(bearing !== undefined && { bearing }) };
}
