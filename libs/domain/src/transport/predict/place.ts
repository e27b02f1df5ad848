import { nextCall } from '../lateness.js';
import { matchFix } from '../match.js';
import type { Run, RunPlan } from '../run.js';
import { ages } from '../settings.js';
import { dwelling, terminus } from './numbers.js';
import type { Doing } from './percentiles.js';

/** Where a prediction begins: a place on the path at a moment, the next stop, and what the run does there. */
export interface Beginning {
  readonly metres: number;
  readonly at: number;
  readonly next: number;
  readonly doing: Doing;
}

/** The first call that lies so far along that a run which comes to it has left its beginning for good. */
export function firstCallBeyond({ stopMetres }: RunPlan): number {
  const start = stopMetres[0] ?? 0;
  for (let index = 1; index < stopMetres.length; index++) if ((stopMetres[index] as number) - start >= terminus.zone) return index;
  return stopMetres.length - 1;
}

/**
 * Where a run is predicted from; `undefined` when nobody can tell: its signal is lost, or it has not begun and its
 * vehicle was seen nowhere near its path.
 */
export function beginningOf(run: Run, now: number): Beginning | undefined {
  const { plan, track, state } = run;
  const start = plan.stopMetres[0] ?? 0;
  if (state === 'running') {
    if (track === undefined) return undefined;
    const reported = nextCall(run);
    const passed = plan.stopMetres[reported - 1] ?? start;
    const placed = track.metres !== undefined && track.matchedAt !== undefined;
    const metres = Math.max(placed ? (track.metres ?? start) : start, reported > run.arrived ? passed : start);
    const at = placed ? (track.matchedAt ?? now) : track.fix.recordedAt;
    return now - at > ages.lost ? undefined : begin(run, metres, at, reported);
  }
  if (state !== 'scheduled') return undefined;
  const isFresh = track !== undefined && now - track.fix.recordedAt <= ages.lost;
  const found = isFresh ? matchFix(plan, undefined, track.fix) : undefined;
  // A vehicle that moves about before its time comes back to the first stop, or leaves from where it waits: all stops lie ahead.
  if (isFresh && found) return begin(run, track.fix.recordedAt < plan.startsAt ? start : found.metres, track.fix.recordedAt, 1);
  return run.delay ? { metres: start, at: now, next: 0, doing: 'waiting' } : undefined;
}

function begin(run: Run, metres: number, at: number, from: number): Beginning {
  const { plan, track } = run;
  let next = Math.max(1, from);
  while (next < plan.stopMetres.length && (plan.stopMetres[next] as number) - dwelling.radius <= metres) next++;
  const start = plan.stopMetres[0] ?? 0;
  const hasLeft = at > plan.startsAt && metres - start > terminus.left;
  const isWaiting = !hasLeft && next <= firstCallBeyond(plan);
  const speed = track?.fix.speed;
  const stands = speed !== undefined && speed < dwelling.standingMetresPerSecond;
  return { metres, at, next, doing: isWaiting ? 'waiting' : stands ? 'standing' : 'moving' };
}
