/** Metres in a degree of latitude, on a sphere of the earth's mean radius. */
const metresPerDegree = 111_195;
const radians = Math.PI / 180;

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A flat map of metres around a latitude: exact to a few in a thousand over a city, and cheap. */
export interface Projection {
  readonly metresPerLongitude: number;
}

export const projectionAt = (latitude: number): Projection => ({ metresPerLongitude: metresPerDegree * Math.cos(latitude * radians) });
export const eastOf = (projection: Projection, longitude: number): number => longitude * projection.metresPerLongitude;
export const northOf = (latitude: number): number => latitude * metresPerDegree;

/** Metres between two places of one city. */
export function distanceMetres(a: Place, b: Place): number {
  const north = (a.latitude - b.latitude) * metresPerDegree;
  const east = (a.longitude - b.longitude) * metresPerDegree * Math.cos(((a.latitude + b.latitude) / 2) * radians);
  return Math.hypot(north, east);
}

/** Degrees clockwise from north, 0 to 360, of a step of so many metres. */
export function bearingOfStep(east: number, north: number): number {
  const degrees = Math.atan2(east, north) / radians;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** The angle between two bearings, 0 to 180 degrees. */
export function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}
