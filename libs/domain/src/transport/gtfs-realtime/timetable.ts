import { placeAt } from '../../geometry/index.js';
import { serviceDayStart } from '../gtfs/index.js';
import type { Run } from '../run.js';
import { tripIdOf } from './trips.js';

/** A file of a GTFS schedule: its rows, the header first. */
export type TimetableFiles = Readonly<Record<string, readonly (readonly (string | number)[])[]>>;

const compact = (date: string): string => date.replaceAll('-', '');

/** GTFS's time of day, which may pass 24:00:00. */
function clockTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * The timetable of the runs that are held, as the GTFS schedule that the realtime feeds refer to: imported trips, stops
 * and routes keep their ids, a run that came otherwise is a trip of its one day. Source: GTFS Schedule Reference.
 */
export function publishedTimetable(runs: Iterable<Run>, timeZone: string, publisher: { readonly name: string; readonly url: string }): TimetableFiles {
  const trips = new Map<string, { readonly run: Run; readonly dates: Set<string> }>();
  for (const run of runs) {
    const known = trips.get(tripIdOf(run));
    if (known) known.dates.add(compact(run.plan.serviceDate));
    else trips.set(tripIdOf(run), { run, dates: new Set([compact(run.plan.serviceDate)]) });
  }
  const rows = { routes: new Map<string, (string | number)[]>(), stops: new Map<string, (string | number)[]>(), services: new Map<string, string[][]>(), shapes: new Map<string, (string | number)[][]>() };
  const tripRows: (string | number)[][] = [];
  const timeRows: (string | number)[][] = [];
  const shapeIds = new Map<object, string>();
  for (const [tripId, { run, dates }] of trips) {
    const { plan } = run;
    const ordered = [...dates].sort();
    const service = `on-${ordered.join('-')}`;
    rows.services.set(service, ordered.map((date) => [service, date, '1']));
    rows.routes.set(plan.routeRef, [plan.routeRef, 'operator', plan.routeRef, 3]);
    const shape = shapeIds.get(plan.path) ?? `shape-${shapeIds.size + 1}`;
    if (!shapeIds.has(plan.path)) rows.shapes.set(shape, shapeRows(shape, run));
    shapeIds.set(plan.path, shape);
    tripRows.push([plan.routeRef, service, tripId, shape]);
    const start = serviceDayStart(compact(plan.serviceDate), timeZone);
    for (const call of plan.calls) {
      if (!rows.stops.has(call.stopRef)) rows.stops.set(call.stopRef, [call.stopRef, call.name ?? call.stopRef, call.latitude, call.longitude, 0]);
      const time = clockTime(Math.max(0, Math.round((call.scheduledAt - (run.closure?.shift ?? 0) - start) / 1000)));
      timeRows.push([tripId, time, time, call.stopRef, call.sequence]);
    }
  }
  return {
    'agency.txt': [['agency_id', 'agency_name', 'agency_url', 'agency_timezone'], ['operator', publisher.name, publisher.url, timeZone]],
    'routes.txt': [['route_id', 'agency_id', 'route_short_name', 'route_type'], ...rows.routes.values()],
    'trips.txt': [['route_id', 'service_id', 'trip_id', 'shape_id'], ...tripRows],
    'stops.txt': [['stop_id', 'stop_name', 'stop_lat', 'stop_lon', 'location_type'], ...rows.stops.values()],
    'stop_times.txt': [['trip_id', 'arrival_time', 'departure_time', 'stop_id', 'stop_sequence'], ...timeRows],
    'calendar_dates.txt': [['service_id', 'date', 'exception_type'], ...[...rows.services.values()].flat()],
    'shapes.txt': [['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'], ...[...rows.shapes.values()].flat()],
  };
}

function shapeRows(shape: string, { plan: { path } }: Run): (string | number)[][] {
  return Array.from(path.metres, (metres, index) => {
    const { latitude, longitude } = placeAt(path, metres);
    return [shape, latitude.toFixed(6), longitude.toFixed(6), index + 1];
  });
}
