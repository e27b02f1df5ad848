import { expectedCalls } from './expected.js';
import { journeysOf } from './journeys.js';
import type { Journey } from './journeys.js';
import { latenessNow } from './lateness.js';
import type { Run } from './run.js';
import { conditionRules, journeyLimits } from './settings.js';
import type { Rule } from './surroundings.js';

/** Whether a child's time aboard is, or is going to be, over its limit. What is expected is worked out only where it may matter. */
function isOver({ boardedAt, alights, limit }: Journey, run: Run, now: number, standing: boolean, expected: () => ReturnType<typeof expectedCalls>): boolean {
  if (now - boardedAt > limit) return true;
  const planned = run.plan.calls[alights]?.scheduledAt ?? run.plan.endsAt;
  const guess = planned + 1000 * Math.max(0, latenessNow(run, now) ?? 0) - boardedAt;
  if (!standing && guess + journeyLimits.guessed < limit) return false;
  const window = expected().get(alights);
  if (window === undefined) return standing;
  // It begins when it is more than likely, and stays until it is well within.
  return standing ? window.likely - boardedAt > limit - journeyLimits.within : (window.earliest + window.likely) / 2 - boardedAt > limit;
}

/** A child is aboard for longer than it should be, or is going to be: until it alights. */
export const overlong: Rule = (run, { now, fleet }, standing) => {
  if (run.state !== 'running') return false;
  let windows: ReturnType<typeof expectedCalls> | undefined;
  const expected = (): ReturnType<typeof expectedCalls> => (windows ??= expectedCalls(run, now, fleet.predictions));
  return journeysOf(run, fleet).some((journey) => isOver(journey, run, now, standing, expected)) ? now : false;
};

/**
 * At the end of a run a child is still ticked off as aboard; or was expected, and nobody said that it got on or was
 * absent, though others were ticked off. Where nobody ticks children off there is nothing to tell it from.
 */
export const unaccounted: Rule = (run, { now, fleet }) => {
  if (run.state !== 'completed' || run.children.size === 0) return false;
  const from = (run.completedAt ?? run.plan.endsAt) + conditionRules.unaccounted;
  if (now < from) return false;
  for (const status of run.children.values()) if (status === 'aboard') return from;
  for (const ref of fleet.routes.get(run.plan.routeRef) ?? []) if (!run.children.has(ref)) return from;
  return false;
};
