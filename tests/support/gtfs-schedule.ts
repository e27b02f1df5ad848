import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';

/** A GTFS schedule as a consumer of realtime feeds reads it: written apart from the product's own reader. */
export interface Schedule {
  readonly routes: ReadonlySet<string>;
  readonly agencies: ReadonlySet<string>;
  /** location_type by stop_id. */
  readonly stops: ReadonlyMap<string, { type: string; latitude: number; longitude: number }>;
  readonly trips: ReadonlyMap<string, { routeId: string; directionId: string; blockId: string; times: readonly { sequence: number; stopId: string; arrival: string; departure: string }[]; shape: readonly (readonly [number, number])[] }>;
}

type Row = Readonly<Record<string, string>>;

export function readSchedule(zip: Uint8Array): Schedule {
  const files = unzipSync(zip);
  const rows = (name: string): Row[] => (files[name] ? (parse(strFromU8(files[name]), { columns: true, bom: true, skip_empty_lines: true }) as unknown as Row[]) : []);
  const shapes = new Map<string, [number, readonly [number, number]][]>();
  for (const row of rows('shapes.txt')) {
    const points = shapes.get(row['shape_id'] ?? '') ?? [];
    shapes.set(row['shape_id'] ?? '', points);
    points.push([Number(row['shape_pt_sequence']), [Number(row['shape_pt_lat']), Number(row['shape_pt_lon'])]]);
  }
  const times = Map.groupBy(rows('stop_times.txt'), (row) => row['trip_id'] ?? '');
  return {
    routes: new Set(rows('routes.txt').map((row) => row['route_id'] ?? '')),
    agencies: new Set(rows('agency.txt').map((row) => row['agency_id'] ?? '')),
    stops: new Map(rows('stops.txt').map((row) => [row['stop_id'] ?? '', { type: row['location_type'] ?? '', latitude: Number(row['stop_lat']), longitude: Number(row['stop_lon']) }])),
    trips: new Map(
      rows('trips.txt').map((row) => [
        row['trip_id'] ?? '',
        {
          routeId: row['route_id'] ?? '',
          directionId: row['direction_id'] ?? '',
          blockId: row['block_id'] ?? '',
          times: (times.get(row['trip_id'] ?? '') ?? [])
            .map((time) => ({ sequence: Number(time['stop_sequence']), stopId: time['stop_id'] ?? '', arrival: time['arrival_time'] ?? '', departure: time['departure_time'] ?? '' }))
            .sort((a, b) => a.sequence - b.sequence),
          shape: (shapes.get(row['shape_id'] ?? '') ?? []).sort((a, b) => a[0] - b[0]).map(([, point]) => point),
        },
      ]),
    ),
  };
}

/** Metres from a point to the nearest of a line's segments: flat earth, good for a few kilometres. */
export function metresToLine([latitude, longitude]: readonly [number, number], line: readonly (readonly [number, number])[]): number {
  const metresPerDegree = 111_195;
  const squeeze = Math.cos((latitude * Math.PI) / 180);
  const points = line.map(([lat, lon]) => [(lon - longitude) * metresPerDegree * squeeze, (lat - latitude) * metresPerDegree] as const);
  let best = Number.POSITIVE_INFINITY;
  points.forEach(([bx, by], index) => {
    const [ax, ay] = points[Math.max(0, index - 1)] ?? [bx, by];
    const [dx, dy] = [bx - ax, by - ay];
    const share = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    best = Math.min(best, Math.hypot(ax + share * dx, ay + share * dy));
  });
  return best;
}
