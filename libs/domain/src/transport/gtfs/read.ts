import { encodePolyline } from '../../geometry/index.js';
import type { LatitudeLongitude } from '../../geometry/index.js';
import type { GtfsFeed, GtfsFiles, GtfsProblem, GtfsService, GtfsStop, GtfsTrip } from './feed.js';
import { Rows } from './rows.js';
import { readStopTimes } from './stop-times.js';

/** Files of a feed that are read; the others are ignored. */
export const gtfsFiles = ['agency.txt', 'routes.txt', 'trips.txt', 'stops.txt', 'stop_times.txt', 'calendar.txt', 'calendar_dates.txt', 'shapes.txt'] as const;

/**
 * Reads a GTFS schedule feed: every id must be known, every time a time. A feed with problems is not read at all.
 * Source: GTFS Schedule Reference.
 */
export function readFeed(files: GtfsFiles): GtfsFeed | { readonly problems: readonly GtfsProblem[] } {
  const rows = new Rows(files);
  const timeZone = readTimeZone(rows);
  const routes = new Set<string>();
  rows.each('routes.txt', ['route_id'], (row) => void routes.add(row.get('route_id')));
  const stops = readStops(rows);
  const shapes = readShapes(rows);
  const services = readServices(rows);
  const trips = readTrips(rows, routes, services, shapes);
  const times = readStopTimes(rows, new Set(trips.keys()), stops);
  if (rows.problems.length > 0) return { problems: rows.problems };
  const read = [...trips.values()].flatMap((trip) => {
    const visits = times.get(trip.tripId) ?? [];
    return visits.length < 2 ? [] : [{ ...trip, times: visits }];
  });
  return { timeZone, stops, shapes, services, trips: read };
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

function readStops(rows: Rows): Map<string, GtfsStop> {
  const stops = new Map<string, GtfsStop>();
  rows.each('stops.txt', ['stop_id', 'stop_lat', 'stop_lon'], (row) => {
    // Entrances, generic nodes and boarding areas are no stops of a trip and may lack a place.
    if (Number(row.get('location_type') || 0) > 1) return;
    const latitude = rows.number('stops.txt', row, 'stop_lat', -90, 90);
    const longitude = rows.number('stops.txt', row, 'stop_lon', -180, 180);
    if (latitude !== undefined && longitude !== undefined) stops.set(row.get('stop_id'), { name: row.get('stop_name'), latitude, longitude });
  });
  return stops;
}

function readShapes(rows: Rows): Map<string, string> {
  const points = new Map<string, { sequence: number; point: LatitudeLongitude }[]>();
  const file = 'shapes.txt';
  if (!rows.has(file)) return new Map();
  rows.each(file, ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'], (row) => {
    const latitude = rows.number(file, row, 'shape_pt_lat', -90, 90);
    const longitude = rows.number(file, row, 'shape_pt_lon', -180, 180);
    const sequence = rows.number(file, row, 'shape_pt_sequence', 0, Number.MAX_SAFE_INTEGER);
    if (latitude === undefined || longitude === undefined || sequence === undefined) return;
    const shape = points.get(row.get('shape_id'));
    const next = { sequence, point: [latitude, longitude] as const };
    if (shape) shape.push(next);
    else points.set(row.get('shape_id'), [next]);
  });
  return new Map([...points].map(([id, shape]) => [id, encodePolyline(shape.sort((a, b) => a.sequence - b.sequence).map(({ point }) => point))]));
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readServices(rows: Rows): Map<string, GtfsService> {
  const services = new Map<string, GtfsService & { added: Set<string>; removed: Set<string> }>();
  if (!rows.has('calendar.txt') && !rows.has('calendar_dates.txt')) rows.problem('calendar.txt', 0, '', '', 'is missing, and so is calendar_dates.txt: one of them must say when services run');
  if (rows.has('calendar.txt')) {
    rows.each('calendar.txt', ['service_id', ...weekdays, 'start_date', 'end_date'], (row) => {
      const from = rows.date('calendar.txt', row, 'start_date');
      const until = rows.date('calendar.txt', row, 'end_date');
      if (from === undefined || until === undefined) return;
      services.set(row.get('service_id'), { weekdays: weekdays.map((day) => row.get(day).trim() === '1'), from, until, added: new Set(), removed: new Set() });
    });
  }
  if (rows.has('calendar_dates.txt')) {
    rows.each('calendar_dates.txt', ['service_id', 'date', 'exception_type'], (row) => {
      const date = rows.date('calendar_dates.txt', row, 'date');
      const kind = row.get('exception_type').trim();
      if (kind !== '1' && kind !== '2') rows.problem('calendar_dates.txt', row.line, 'exception_type', kind, 'must be 1 (added) or 2 (removed)');
      if (date === undefined) return;
      const id = row.get('service_id');
      const service = services.get(id) ?? { weekdays: [], from: '', until: '', added: new Set(), removed: new Set() };
      services.set(id, service);
      (kind === '1' ? service.added : service.removed).add(date);
    });
  }
  return services;
}

function readTrips(rows: Rows, routes: ReadonlySet<string>, services: ReadonlyMap<string, GtfsService>, shapes: ReadonlyMap<string, string>): Map<string, GtfsTrip> {
  const trips = new Map<string, GtfsTrip>();
  const file = 'trips.txt';
  rows.each(file, ['route_id', 'service_id', 'trip_id'], (row) => {
    const [tripId, routeId, serviceId, shapeId] = [row.get('trip_id'), row.get('route_id'), row.get('service_id'), row.get('shape_id')];
    if (tripId === '') rows.problem(file, row.line, 'trip_id', '', 'must not be empty');
    if (trips.has(tripId)) rows.problem(file, row.line, 'trip_id', tripId, 'is there twice');
    if (!routes.has(routeId)) rows.problem(file, row.line, 'route_id', routeId, 'is not in routes.txt');
    if (!services.has(serviceId)) rows.problem(file, row.line, 'service_id', serviceId, 'is in neither calendar.txt nor calendar_dates.txt');
    if (shapeId !== '' && !shapes.has(shapeId)) rows.problem(file, row.line, 'shape_id', shapeId, 'is not in shapes.txt');
    trips.set(tripId, { tripId, routeId, serviceId, shapeId, times: [] });
  });
  return trips;
}
