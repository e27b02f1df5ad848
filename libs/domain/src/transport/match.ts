import { distanceMetres, eastOf, nearestOnPath, northOf, segmentsNear, turnBetween } from '../geometry/index.js';
import type { OnPath } from '../geometry/index.js';
import type { Fix, RunPlan, Track } from './run.js';
import { matching } from './settings.js';

/** How far beside the path a fix may lie. */
export const allowanceOf = (fix: Fix): number => matching.besideMetres + Math.min(fix.accuracy ?? 0, matching.mostAccuracyAllowance);

const headingOf = (fix: Fix): number | undefined => ((fix.speed ?? 0) >= matching.headingMetresPerSecond ? fix.bearing : undefined);

/** Whether the fix says that it moves along the segment: `undefined` when it says nothing of its heading. */
export function headsAlong(plan: RunPlan, segment: number, fix: Fix): boolean | undefined {
  const heading = headingOf(fix);
  return heading === undefined ? undefined : turnBetween(heading, plan.path.bearings[segment] ?? 0) <= matching.turnDegrees;
}

/**
 * Where on the run's path a fix lies; `undefined` when it lies on none of it. Looks a little behind and as far ahead
 * of the last progress as a vehicle can have come, since paths cross and come back on themselves; a run that is not
 * placed yet, or was lost, is sought everywhere (ahead), near where its schedule has it.
 */
export function matchFix(plan: RunPlan, track: Track | undefined, fix: Fix): OnPath | undefined {
  const { path } = plan;
  const east = eastOf(path.projection, fix.longitude);
  const north = northOf(fix.latitude);
  const heading = headingOf(fix);
  const wrongWay = (segment: number): number =>
    heading !== undefined && turnBetween(heading, path.bearings[segment] ?? 0) > matching.turnDegrees ? matching.wrongHeadingMetres : 0;
  const metres = track?.metres;
  const from = metres === undefined ? 0 : Math.max(0, metres - matching.backMetres);
  let found: OnPath;
  if (metres === undefined || track === undefined || track.bad >= matching.badMatches) {
    const expected = scheduledMetres(plan, fix.recordedAt);
    // What is further away than this would lose against any match that is allowed.
    const near = segmentsNear(path, east, north, allowanceOf(fix) + matching.wrongHeadingMetres);
    found = nearestOnPath(path, east, north, from, path.length, (segment, along) => wrongWay(segment) + matching.scheduleWeight * Math.abs(along - expected), near);
  } else {
    const seconds = Math.max(0, fix.recordedAt - (track.matchedAt ?? fix.recordedAt)) / 1000;
    const until = Math.min(path.length, metres + matching.aheadMetres + matching.aheadMetresPerSecond * seconds);
    // A road that is driven twice: the vehicle is where its step from the last fix would have taken it, standing where it was.
    const expected = metres + stepFrom(track.fix, fix, seconds);
    const weight = seconds <= matching.stepSeconds ? matching.stepWeight : matching.scheduleWeight;
    found = nearestOnPath(path, east, north, from, until, (segment, along) => wrongWay(segment) + weight * Math.abs(along - expected));
  }
  return found.beside <= allowanceOf(fix) ? found : undefined;
}

/** How far a vehicle has come since its last fix, at the least: the straight way between them. */
const stepFrom = (last: Fix, fix: Fix, seconds: number): number => (seconds <= matching.stepSeconds ? distanceMetres(last, fix) : 0);

/** Whether a fix lies beyond `metres`, plus its accuracy, from all of the path, whichever way the vehicle goes. */
export function isOffPath({ path }: RunPlan, fix: Fix, metres: number): boolean {
  const reach = metres + (fix.accuracy ?? 0);
  const east = eastOf(path.projection, fix.longitude);
  const north = northOf(fix.latitude);
  return nearestOnPath(path, east, north, 0, path.length, undefined, segmentsNear(path, east, north, reach)).beside > reach;
}

/** Where the schedule has the run at a moment, in metres along its path. */
export function scheduledMetres(plan: RunPlan, at: number): number {
  const { calls, stopMetres } = plan;
  for (let i = 1; i < calls.length; i++) {
    const until = calls[i]?.scheduledAt ?? 0;
    if (at >= until) continue;
    const from = calls[i - 1]?.scheduledAt ?? 0;
    const share = until > from ? Math.max(0, (at - from) / (until - from)) : 1;
    const start = stopMetres[i - 1] ?? 0;
    return start + share * ((stopMetres[i] ?? 0) - start);
  }
  return stopMetres[calls.length - 1] ?? 0;
}
