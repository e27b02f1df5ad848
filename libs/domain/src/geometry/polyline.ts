/**
 * Encoded polylines, precision 5 (a hundred-thousandth of a degree, about a metre).
 * Source: Google, "Encoded Polyline Algorithm Format".
 */

const precision = 1e5;

/** Points as `[latitude, longitude]` pairs, degrees. */
export type LatitudeLongitude = readonly [latitude: number, longitude: number];

/** Encodes points as text. */
export function encodePolyline(points: readonly LatitudeLongitude[]): string {
  let text = '';
  let lastLatitude = 0;
  let lastLongitude = 0;
  for (const [latitude, longitude] of points) {
    const y = Math.round(latitude * precision);
    const x = Math.round(longitude * precision);
    text += encodeNumber(y - lastLatitude) + encodeNumber(x - lastLongitude);
    lastLatitude = y;
    lastLongitude = x;
  }
  return text;
}

/** Decodes text into points; `undefined` where the text is no encoded polyline. */
export function decodePolyline(text: string): LatitudeLongitude[] | undefined {
  const points: LatitudeLongitude[] = [];
  let at = 0;
  let latitude = 0;
  let longitude = 0;
  const next = (): number | undefined => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const code = text.charCodeAt(at++) - 63;
      if (!(code >= 0 && code < 64) || shift > 30) return undefined;
      value += (code & 31) * 2 ** shift;
      shift += 5;
      if (code < 32) return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    }
  };
  while (at < text.length) {
    const dy = next();
    const dx = next();
    if (dy === undefined || dx === undefined) return undefined;
    latitude += dy;
    longitude += dx;
    if (Math.abs(latitude) > 90 * precision || Math.abs(longitude) > 180 * precision) return undefined;
    points.push([latitude / precision, longitude / precision]);
  }
  return points;
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  let text = '';
  while (rest >= 32) {
    text += String.fromCharCode(63 + 32 + (rest % 32));
    rest = Math.floor(rest / 32);
  }
  return text + String.fromCharCode(63 + rest);
}
