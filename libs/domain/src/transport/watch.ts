import { distanceMetres } from '../geometry/index.js';
import type { OnPath } from '../geometry/index.js';
import { isOffPath } from './match.js';
import type { Anchor, Fix, Off, Run, Track } from './run.js';
import { conditionRules } from './settings.js';

/** What is watched of a run between its stops: the memory of the conditions that depend on several fixes. */
type Watched = Pick<Track, 'off' | 'trail' | 'standing'>;

/** Looks at a fix of a run under way. `found`: where on the path it was matched. The same values come back where nothing changed. */
export function watched(run: Run, fix: Fix, found: OnPath | undefined): Watched {
  const { track } = run;
  return { off: offAfter(run, fix, found), trail: trailAfter(run, fix, found), standing: standingAfter(track?.standing, fix) };
}

function offAfter({ plan, track }: Run, fix: Fix, found: OnPath | undefined): Off | undefined {
  const off = track?.off;
  const nearEnough = found !== undefined && found.beside <= conditionRules.offRouteMetres + (fix.accuracy ?? 0);
  // Until it was on its path, or should have been, it is on its way to the first stop.
  const isExpected = track?.metres !== undefined || fix.recordedAt > plan.startsAt + conditionRules.notStarted;
  if (nearEnough || !isExpected || !isOffPath(plan, fix, conditionRules.offRouteMetres)) {
    if (off === undefined) return undefined;
    const back = off.back + 1;
    // One fix beside the path was scatter.
    return off.fixes < conditionRules.offRouteFixes || back >= conditionRules.offRouteFixes ? undefined : { ...off, back };
  }
  return off === undefined ? { since: fix.recordedAt, fixes: 1, back: 0 } : { since: off.since, fixes: off.fixes + 1, back: 0 };
}

/**
 * The places of the last 60 metres of progress, the oldest first: since when it has been within them. Begun anew at a stop.
 * Off the path there is no progress to measure, and any way is one.
 */
function trailAfter(run: Run, fix: Fix, found: OnPath | undefined): readonly Anchor[] {
  const { track } = run;
  const trail = track?.trail ?? [];
  const metres = found === undefined ? undefined : Math.max(track?.metres ?? 0, found.metres);
  const here: Anchor = { at: fix.recordedAt, latitude: fix.latitude, longitude: fix.longitude, metres };
  if (isAtStop(run, fix, metres)) return [here];
  const made = (from: Anchor): number => (metres === undefined || from.metres === undefined ? distanceMetres(from, fix) : metres - from.metres);
  const last = trail.at(-1);
  const kept = trail.some((each) => made(each) >= conditionRules.stalledMetres) ? trail.filter((each) => made(each) < conditionRules.stalledMetres) : trail;
  return last === undefined || kept.length === 0 || made(last) >= conditionRules.stalledMetres / 6 ? [...kept, here] : kept;
}

/** Whether it is at the stop it last came to or the next. Looks at two stops, however many there are. */
function isAtStop({ plan, arrived }: Run, fix: Fix, metres: number | undefined): boolean {
  for (let index = Math.max(0, arrived - 1); index <= arrived && index < plan.calls.length; index++) {
    if (metres !== undefined && Math.abs(metres - (plan.stopMetres[index] ?? 0)) <= conditionRules.atStopMetres) return true;
    const call = plan.calls[index];
    if (call !== undefined && metres === undefined && distanceMetres(call, fix) <= conditionRules.atStopMetres) return true;
  }
  return false;
}

function standingAfter(standing: Anchor | undefined, fix: Fix): Anchor {
  if (standing !== undefined && distanceMetres(standing, fix) <= conditionRules.standingMetres) return standing;
  return { at: fix.recordedAt, latitude: fix.latitude, longitude: fix.longitude };
}
