/** Web Mercator on a world one unit wide: x grows eastward, y southward. One multiplication leads to pixels at any zoom. */
export const worldX = (longitude: number): number => longitude / 360 + 0.5;

export function worldY(latitude: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** What the map shows: the pixel at a world position is `x * scale - left`, `y * scale - top`. */
export interface MapView {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}
export const scaleAt = (zoom: number): number => 256 * 2 ** zoom;

/** Decodes an encoded polyline of precision 5 into latitude and longitude in turn. */
export function decodePath(encoded: string): Float64Array {
  const values: number[] = [];
  let index = 0;
  let latitude = 0;
  let longitude = 0;
  const next = (): number => {
    let shift = 0;
    let result = 0;
    for (let byte = 0x20; byte >= 0x20 && index < encoded.length; shift += 5) {
      byte = encoded.charCodeAt(index++) - 63;
      result |= (byte & 0x1f) << shift;
    }
    return result & 1 ? ~(result >> 1) : result >> 1;
  };
  while (index < encoded.length) {
    latitude += next();
    longitude += next();
    values.push(latitude / 1e5, longitude / 1e5);
  }
  return Float64Array.from(values);
}

/** The same path in world units, x and y in turn. */
export function worldPath(encoded: string): Float64Array {
  const path = decodePath(encoded);
  for (let at = 0; at + 1 < path.length; at += 2) {
    const latitude = path[at] ?? 0;
    path[at] = worldX(path[at + 1] ?? 0);
    path[at + 1] = worldY(latitude);
  }
  return path;
}
