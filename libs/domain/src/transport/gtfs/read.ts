import { encodePolyline } from '../../geometry/index.js';
import type { LatitudeLongitude } from '../../geometry/index.js';
import type { GtfsFeed, GtfsFiles, GtfsRefusal, GtfsStop, GtfsTrip } from './feed.js';
import { Rows } from './rows.js';
import { readServices } from './services.js';
import { readStopTimes } from './stop-times.js';

/** Files of a feed that are read; the others are ignored. */
export const gtfsFiles = ['agency.txt', 'routes.txt', 'trips.txt', 'stops.txt', 'stop_times.txt', 'calendar.txt', 'calendar_dates.txt', 'shapes.txt', 'frequencies.txt'] as const;

/** A run's ref is `<trip_id>:<YYYYMMDD>`, and a ref has at most 200 characters. */
const longestTripId = 200 - ':YYYYMMDD'.length;
const longestPath = 200_000;
const longestName = 300;

/**
 * Reads a GTFS schedule feed: every id must be known, every time a time. A feed with problems is not read at all.
 * Source: GTFS Schedule Reference.
 */
export function readFeed(files: GtfsFiles): GtfsFeed | GtfsRefusal {
  const rows = new Rows(files);
  const timeZone = readTimeZone(rows);
  const routes = readRoutes(rows);
  const stops = readStops(rows);
  const shapes = readShapes(rows);
  const services = readServices(rows);
  const trips = readTrips(rows, routes, services, shapes);
  const times = readStopTimes(rows, new Set(trips.keys()), stops);
  const { problems, problemCount } = rows;
  if (problems.length > 0) return { problems, problemCount };
  const read = [...trips.values()].flatMap((trip) => {
    const visits = times.get(trip.tripId) ?? [];
    return visits.length < 2 ? [] : [{ ...trip, times: visits }];
  });
  return { timeZone, routeCount: routes.size, stops, shapes, services, trips: read, warnings: warningsOf(rows, trips.size - read.length) };
}

function warningsOf(rows: Rows, withoutStops: number): string[] {
  const warnings: string[] = [];
  if (withoutStops > 0) warnings.push(`${withoutStops} ${withoutStops === 1 ? 'trip has' : 'trips have'} fewer than two stops and will make no runs.`);
  const frequencies = rows.count('frequencies.txt');
  if (frequencies > 0) warnings.push(`frequencies.txt (${frequencies} ${frequencies === 1 ? 'row' : 'rows'}) is not read: its trips run once a day, at the times in stop_times.txt.`);
  return warnings;
}

function readTimeZone(rows: Rows): string {
  let timeZone = '';
  rows.each('agency.txt', ['agency_timezone'], (row) => {
    const named = row.get('agency_timezone').trim();
    if (timeZone !== '' && named !== timeZone) rows.problem('agency.txt', row.line, 'agency_timezone', named, 'all agencies of a feed must have the same time zone');
    timeZone ||= named;
    try {
      new Intl.DateTimeFormat('en', { timeZone: named });
    } catch {
      rows.problem('agency.txt', row.line, 'agency_timezone', named, 'is no time zone');
    }
  });
  if (timeZone === '' && rows.problems.length === 0) rows.problem('agency.txt', 0, 'agency_timezone', '', 'no agency, so no time zone');
  return timeZone;
}

/** The agency of each route: the route's own, or the only one that there is. */
function readRoutes(rows: Rows): Map<string, string> {
  const agencies = new Set<string>();
  if (rows.has('agency.txt')) rows.each('agency.txt', [], (row) => void agencies.add(row.get('agency_id').trim()));
  const only = agencies.size === 1 ? ([...agencies][0] ?? '') : '';
  const routes = new Map<string, string>();
  rows.each('routes.txt', ['route_id'], (row) => {
    const id = rows.name('routes.txt', row, 'route_id');
    const agency = row.get('agency_id').trim();
    if (id !== undefined && routes.has(id)) rows.problem('routes.txt', row.line, 'route_id', id, 'is there twice');
    if (agency !== '' && rows.has('agency.txt') && !agencies.has(agency)) rows.problem('routes.txt', row.line, 'agency_id', agency, 'is not in agency.txt');
    if (id !== undefined) routes.set(id, (agency || only).slice(0, 200));
  });
  return routes;
}

function readStops(rows: Rows): Map<string, GtfsStop> {
  const stops = new Map<string, GtfsStop>();
  rows.each('stops.txt', ['stop_id', 'stop_lat', 'stop_lon'], (row) => {
    // Entrances, generic nodes and boarding areas are no stops of a trip and may lack a place.
    if (Number(row.get('location_type') || 0) > 1) return;
    const id = rows.name('stops.txt', row, 'stop_id');
    const latitude = rows.number('stops.txt', row, 'stop_lat', -90, 90);
    const longitude = rows.number('stops.txt', row, 'stop_lon', -180, 180);
    if (id !== undefined && stops.has(id)) rows.problem('stops.txt', row.line, 'stop_id', id, 'is there twice');
    if (id === undefined) return;
    // A stop whose place is wrong is known all the same: that its visits are dangling would not be true.
    stops.set(id, { name: row.get('stop_name').trim().slice(0, longestName), latitude: latitude ?? 0, longitude: longitude ?? 0 });
  });
  return stops;
}

function readShapes(rows: Rows): Map<string, string> {
  const points = new Map<string, { line: number; points: { sequence: number; point: LatitudeLongitude }[] }>();
  const file = 'shapes.txt';
  if (!rows.has(file)) return new Map();
  rows.each(file, ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'], (row) => {
    const id = rows.name(file, row, 'shape_id');
    const latitude = rows.number(file, row, 'shape_pt_lat', -90, 90);
    const longitude = rows.number(file, row, 'shape_pt_lon', -180, 180);
    const sequence = rows.sequence(file, row, 'shape_pt_sequence');
    if (id === undefined) return;
    const shape = points.get(id) ?? { line: row.line, points: [] };
    points.set(id, shape);
    if (latitude !== undefined && longitude !== undefined && sequence !== undefined) shape.points.push({ sequence, point: [latitude, longitude] as const });
  });
  return new Map([...points].map(([id, shape]) => [id, lineOf(rows, id, shape.line, shape.points)]));
}

function lineOf(rows: Rows, id: string, line: number, points: { sequence: number; point: LatitudeLongitude }[]): string {
  points.sort((a, b) => a.sequence - b.sequence);
  if (points.some(({ sequence }, index) => points[index - 1]?.sequence === sequence)) rows.problem('shapes.txt', line, 'shape_pt_sequence', id, 'the shape has two points of the same sequence');
  const encoded = encodePolyline(points.map(({ point }) => point));
  const [first] = points;
  if (!points.some(({ point }) => point[0].toFixed(5) !== first?.point[0].toFixed(5) || point[1].toFixed(5) !== first.point[1].toFixed(5))) rows.problem('shapes.txt', line, 'shape_id', id, 'the shape needs at least two different points');
  if (encoded.length > longestPath) rows.problem('shapes.txt', line, 'shape_id', id, 'the shape has too many points');
  return encoded;
}

function readTrips(rows: Rows, routes: ReadonlyMap<string, string>, services: ReadonlyMap<string, unknown>, shapes: ReadonlyMap<string, string>): Map<string, GtfsTrip> {
  const trips = new Map<string, GtfsTrip>();
  const file = 'trips.txt';
  rows.each(file, ['route_id', 'service_id', 'trip_id'], (row) => {
    const [routeId, serviceId, shapeId] = [row.get('route_id'), row.get('service_id'), row.get('shape_id')];
    const tripId = rows.name(file, row, 'trip_id', longestTripId);
    if (!routes.has(routeId)) rows.problem(file, row.line, 'route_id', routeId, 'is not in routes.txt');
    if (!services.has(serviceId)) rows.problem(file, row.line, 'service_id', serviceId, 'is in neither calendar.txt nor calendar_dates.txt');
    if (shapeId !== '' && !shapes.has(shapeId)) rows.problem(file, row.line, 'shape_id', shapeId, 'is not in shapes.txt');
    if (tripId === undefined) return;
    if (trips.has(tripId)) rows.problem(file, row.line, 'trip_id', tripId, 'is there twice');
    trips.set(tripId, { tripId, routeId, serviceId, shapeId, agencyId: routes.get(routeId) ?? '', times: [] });
  });
  return trips;
}
