import { deviationAt, latenessAhead, latenessNow, nextCall } from './lateness.js';
import type { Run } from './run.js';
import { ages } from './settings.js';

/** When a run is expected at a stop: the 10th, 50th and 90th percentile, epoch milliseconds. */
export interface Expected {
  readonly earliest: number;
  readonly likely: number;
  readonly latest: number;
}

const early = { base: 30_000, share: 0.08 };
const late = { base: 60_000, share: 0.15 };
/** The window widens by this share of the age of the last fix. */
const perAge = 0.5;

/**
 * Expected arrivals at the stops ahead, by index of the call. First form: the schedule with today's lateness carried
 * forward and damped. A run whose signal is lost is expected nowhere, and neither is one of which nothing is known.
 */
export function expectedCalls(run: Run, now: number): ReadonlyMap<number, Expected> {
  const windows = new Map<number, Expected>();
  const { plan, track } = run;
  if (run.state !== 'running' && !(run.state === 'scheduled' && run.delay)) return windows;
  const age = track === undefined ? 0 : Math.max(0, now - track.fix.recordedAt);
  if (run.state === 'running' && (track === undefined || age > ages.lost)) return windows;
  const lateness = deviationNow(run, now);
  if (lateness === undefined) return windows;
  const next = nextCall(run);
  let floor = now;
  for (let index = next; index < plan.calls.length; index++) {
    const { scheduledAt } = plan.calls[index] ?? { scheduledAt: 0 };
    const likely = Math.max(floor, scheduledAt + 1000 * latenessAhead(lateness, plan.calls[next]?.scheduledAt ?? now, scheduledAt));
    const horizon = likely - now;
    windows.set(index, {
      earliest: Math.max(now, Math.round(likely - early.base - early.share * horizon - perAge * age)),
      likely: Math.round(likely),
      latest: Math.round(likely + late.base + late.share * horizon + perAge * age),
    });
    floor = likely;
  }
  return windows;
}

/** Seconds behind the schedule at the place where the run was last matched, rather than at the stop before it. */
function deviationNow(run: Run, now: number): number | undefined {
  const { plan, track } = run;
  const known = latenessNow(run, now);
  if (run.state !== 'running' || track?.metres === undefined || track.matchedAt === undefined || run.departed === 0) return known;
  const deviation = deviationAt(run, track.metres, track.matchedAt);
  const next = plan.calls[run.arrived];
  return deviation === undefined || next === undefined ? known : Math.max(deviation, (now - next.scheduledAt) / 1000);
}
