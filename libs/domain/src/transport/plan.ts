import type { EventData } from '@sightline/contracts';
import { decodePolyline, measurePath } from '../geometry/index.js';
import type { LatitudeLongitude, Path } from '../geometry/index.js';
import type { PlannedCall, RunPlan } from './run.js';
import { stopsOnPath } from './stops-on-path.js';

/** What is wrong with a plan, by the path of the field. */
export interface PlanProblem {
  readonly path: string;
  readonly message: string;
}

/** A measured path, with the places of the stops of each pattern that follows it. */
interface Measured {
  readonly line?: string;
  readonly path: Path;
  readonly patterns: Map<string, Float64Array>;
}

/** Measured paths by their text: the runs of a route share one. */
export type PathShelf = Map<string, Measured>;

/** Makes a plan of `run.scheduled`, with its path measured and its stops placed on it. */
export function planRun(data: EventData<'run.scheduled'>, shelf?: PathShelf): RunPlan | PlanProblem {
  const calls: PlannedCall[] = data.stopCalls
    .map(({ scheduledAt, ...call }) => ({ ...call, scheduledAt: Date.parse(scheduledAt) }))
    .sort((a, b) => a.sequence - b.sequence);
  for (const [i, call] of calls.entries()) {
    const before = calls[i - 1];
    if (before?.sequence === call.sequence) return { path: 'data.stopCalls', message: `has two calls with sequence ${call.sequence}` };
    if (before && before.scheduledAt > call.scheduledAt) {
      return { path: 'data.stopCalls', message: `call ${call.sequence} is scheduled before call ${before.sequence}` };
    }
  }
  const measured = measuredPath(data.path, calls, shelf);
  if ('message' in measured) return measured;
  const first = calls[0];
  const last = calls.at(-1);
  if (!first || !last) return { path: 'data.stopCalls', message: 'a run needs at least two stop calls' };
  const { runRef, routeRef, tripRef, serviceDate, direction, operatorRef, schoolRef } = data;
  return {
    runRef,
    routeRef,
    tripRef,
    serviceDate,
    direction,
    operatorRef,
    schoolRef,
    calls,
    line: measured.line,
    path: measured.path,
    stopMetres: stopMetres(measured, calls),
    startsAt: first.scheduledAt,
    endsAt: last.scheduledAt,
  };
}

function measuredPath(
  line: string | undefined,
  calls: readonly PlannedCall[],
  shelf: PathShelf | undefined,
): Measured | PlanProblem {
  if (line === undefined || line === '') return measuredStops(calls, shelf);
  const known = shelf?.get(line);
  if (known) return known;
  const points = decodePolyline(line);
  const path = points && measurePath(points);
  if (!points) return { path: 'data.path', message: 'is not an encoded polyline' };
  if (!path) return { path: 'data.path', message: 'needs at least two different points' };
  const kept = { line, path, patterns: new Map<string, Float64Array>() };
  shelf?.set(line, kept);
  return kept;
}

/** Without a line the stops are the path; trips that serve the same stops share it. */
function measuredStops(calls: readonly PlannedCall[], shelf: PathShelf | undefined): Measured {
  // No polyline has a space in it, so a line and a list of stops are never taken for each other.
  const key = `stops ${calls.map(({ latitude, longitude }) => `${latitude},${longitude}`).join(' ')}`;
  const known = shelf?.get(key);
  if (known) return known;
  const kept = { path: throughStops(calls), patterns: new Map<string, Float64Array>() };
  shelf?.set(key, kept);
  return kept;
}

/** Runs of one pattern share the places of their stops as well. */
function stopMetres({ path, patterns }: Measured, calls: readonly PlannedCall[]): Float64Array {
  const startsAt = calls[0]?.scheduledAt ?? 0;
  const key = calls.map(({ latitude, longitude, scheduledAt }) => `${latitude},${longitude},${scheduledAt - startsAt}`).join(' ');
  const known = patterns.get(key);
  if (known) return known;
  const metres = stopsOnPath(path, calls);
  patterns.set(key, metres);
  return metres;
}

/** Straight lines from stop to stop; where all stops are one place, a metre northwards stands in for a path. */
function throughStops(calls: readonly PlannedCall[]): Path {
  const points = calls.map(({ latitude, longitude }): LatitudeLongitude => [latitude, longitude]);
  const path = measurePath(points);
  if (path) return path;
  const [latitude, longitude] = points[0] ?? [0, 0];
  const stub = measurePath([
    [latitude, longitude],
    [latitude < 89 ? latitude + 1e-5 : latitude - 1e-5, longitude],
  ]);
  if (!stub) throw new Error('two different points make a path');
  return stub;
}
