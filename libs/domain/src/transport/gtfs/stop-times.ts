import type { GtfsStop, GtfsStopTime } from './feed.js';
import { secondsOf } from './rows.js';
import type { Row, Rows } from './rows.js';

const file = 'stop_times.txt';
/** Of a run, by its contract. */
const mostVisits = 300;

interface Visit {
  readonly sequence: number;
  readonly stopId: string;
  readonly arrival: number | undefined;
  readonly departure: number | undefined;
  readonly line: number;
}

/** The visits of each trip in their order. Stops without times of their own get some between those that have. */
export function readStopTimes(rows: Rows, trips: ReadonlySet<string>, stops: ReadonlyMap<string, GtfsStop>): Map<string, GtfsStopTime[]> {
  const visits = new Map<string, Visit[]>();
  rows.each(file, ['trip_id', 'stop_id', 'stop_sequence', 'arrival_time', 'departure_time'], (row) => {
    const tripId = row.get('trip_id');
    const stopId = row.get('stop_id');
    if (!trips.has(tripId)) rows.problem(file, row.line, 'trip_id', tripId, 'is not in trips.txt');
    if (!stops.has(stopId)) rows.problem(file, row.line, 'stop_id', stopId, 'is not in stops.txt');
    const sequence = rows.sequence(file, row, 'stop_sequence');
    const arrival = timeIn(rows, row, 'arrival_time');
    const departure = timeIn(rows, row, 'departure_time');
    if (sequence === undefined) return;
    const visit = { sequence, stopId, arrival: arrival ?? departure, departure: departure ?? arrival, line: row.line };
    const known = visits.get(tripId);
    if (known) known.push(visit);
    else visits.set(tripId, [visit]);
  });
  const times = new Map<string, GtfsStopTime[]>();
  for (const [tripId, trip] of visits) times.set(tripId, timed(rows, trip.sort((a, b) => a.sequence - b.sequence)));
  return times;
}

function timeIn(rows: Rows, row: Row, column: string): number | undefined {
  const text = row.get(column);
  if (text.trim() === '') return undefined;
  const seconds = secondsOf(text);
  if (seconds === undefined) rows.problem(file, row.line, column, text, 'must be a time, such as 08:24:00; hours may pass 24');
  return seconds;
}

function timed(rows: Rows, visits: readonly Visit[]): GtfsStopTime[] {
  const [first] = visits;
  if (visits.length > mostVisits) rows.problem(file, first?.line ?? 0, 'trip_id', '', `the trip that begins here has more than ${mostVisits} stops`);
  const times: GtfsStopTime[] = [];
  let before: { readonly index: number; readonly departure: number } | undefined;
  visits.forEach((visit, index) => {
    const { sequence, stopId, arrival, departure, line } = visit;
    if (visits[index - 1]?.sequence === sequence) rows.problem(file, line, 'stop_sequence', String(sequence), 'is there twice in the trip');
    if (arrival === undefined || departure === undefined) {
      if (index === 0 || index === visits.length - 1) rows.problem(file, line, 'arrival_time', '', 'the first and the last stop of a trip must have a time');
      times.push({ sequence, stopId, arrival: 0, departure: 0 });
      return;
    }
    if (departure < arrival) rows.problem(file, line, 'departure_time', clock(departure), 'is before the arrival');
    if (before !== undefined && arrival < before.departure) rows.problem(file, line, 'arrival_time', clock(arrival), 'is before the stop that comes before it');
    if (before !== undefined) spread(times, before, { index, arrival });
    times.push({ sequence, stopId, arrival, departure });
    before = { index, departure };
  });
  return times;
}

/** Evenly spaced times for the stops between two that have some. */
function spread(times: GtfsStopTime[], before: { readonly index: number; readonly departure: number }, after: { readonly index: number; readonly arrival: number }): void {
  const steps = after.index - before.index;
  for (let step = 1; step < steps; step++) {
    const visit = times[before.index + step];
    const at = Math.round(before.departure + ((after.arrival - before.departure) * step) / steps);
    if (visit) times[before.index + step] = { ...visit, arrival: at, departure: at };
  }
}

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (seconds: number): string => `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
