/** A flat map in metres around the middle of the city, and its way to and from degrees. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Degrees {
  readonly latitude: number;
  readonly longitude: number;
}

export const middle: Degrees = { latitude: 52.4785, longitude: -1.8925 };
const metresNorth = 111_250;
const metresEast = 111_320 * Math.cos((middle.latitude * Math.PI) / 180);

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export function toDegrees(x: number, y: number): Degrees {
  return { latitude: rounded(middle.latitude + y / metresNorth), longitude: rounded(middle.longitude + x / metresEast) };
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Metres from a place to the nearest point of a line. */
export function distanceToLine(place: Point, line: readonly Point[]): number {
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as Point;
    const b = line[i] as Point;
    const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / squared));
    least = Math.min(least, Math.hypot(a.x + along * (b.x - a.x) - place.x, a.y + along * (b.y - a.y) - place.y));
  }
  return least;
}

/** Degrees clockwise from north. */
export function bearingBetween(a: Point, b: Point): number {
  return ((Math.atan2(b.x - a.x, b.y - a.y) * 180) / Math.PI + 360) % 360;
}

/** How sharply a way turns at `b`, in degrees from straight on. */
export function turnAt(a: Point, b: Point, c: Point): number {
  const turn = Math.abs(bearingBetween(a, b) - bearingBetween(b, c));
  return turn > 180 ? 360 - turn : turn;
}

export function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Encoded polyline, precision 5. */
export function encodePolyline(points: readonly Point[]): string {
  let text = '';
  let latitude = 0;
  let longitude = 0;
  for (const point of points) {
    const degrees = toDegrees(point.x, point.y);
    const north = Math.round(degrees.latitude * 1e5);
    const east = Math.round(degrees.longitude * 1e5);
    text += encodeNumber(north - latitude) + encodeNumber(east - longitude);
    latitude = north;
    longitude = east;
  }
  return text;
}

function encodeNumber(value: number): string {
  let left = value < 0 ? ~(value << 1) : value << 1;
  let text = '';
  while (left >= 0x20) {
    text += String.fromCharCode((0x20 | (left & 0x1f)) + 63);
    left >>= 5;
  }
  return text + String.fromCharCode(left + 63);
}
