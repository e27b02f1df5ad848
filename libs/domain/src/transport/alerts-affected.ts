import type { RunCondition } from '@sightline/contracts';
import { journeysOf } from './journeys.js';
import { latenessNow } from './lateness.js';
import { childrenOn } from './needs.js';
import type { Run } from './run.js';
import { journeyLimits } from './settings.js';
import type { Fleetwide } from './surroundings.js';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** At the end of a run: children still ticked off as aboard, and expected ones of whom nobody said anything. */
function unaccounted(run: Run, { routes }: Pick<Fleetwide, 'routes'>): { readonly aboard: number; readonly unsaid: number } {
  const aboard = [...run.children.values()].filter((status) => status === 'aboard').length;
  const unsaid = [...(routes.get(run.plan.routeRef) ?? [])].filter((ref) => !run.children.has(ref)).length;
  return { aboard, unsaid };
}

/** The journeys that are longer than they may be, by the plan and how late the run is now: each with its length and limit, milliseconds. */
function tooLong(run: Run, fleet: Fleetwide, now: number): { readonly length: number; readonly limit: number }[] {
  const late = 1000 * Math.max(0, latenessNow(run, now) ?? 0);
  return journeysOf(run, fleet)
    .map(({ boardedAt, alights, limit }) => ({ length: Math.max(now, (run.plan.calls[alights]?.scheduledAt ?? run.plan.endsAt) + late) - boardedAt, limit }))
    .filter(({ length, limit }) => length > limit - journeyLimits.within);
}

/** How many children a condition concerns: all that are expected on the run, but of what happens to single ones those. */
export function childrenAffected(condition: RunCondition, run: Run, fleet: Fleetwide, now: number): number {
  if (condition === 'unaccounted') {
    const { aboard, unsaid } = unaccounted(run, fleet);
    return aboard + unsaid;
  }
  // Somebody is too long aboard, or the condition would not hold.
  if (condition === 'overlong') return Math.max(1, tooLong(run, fleet, now).length);
  return childrenOn(run, fleet);
}

/** Who is unaccounted for, in words; nothing names a child. `undefined` when everybody is accounted for. */
export function unaccountedWords(run: Run, fleet: Pick<Fleetwide, 'routes'>): string | undefined {
  const { aboard, unsaid } = unaccounted(run, fleet);
  const parts = [aboard > 0 ? `${counted(aboard, 'child is', 'children are')} still ticked off as aboard` : '', unsaid > 0 ? `of ${counted(unsaid, 'child', 'children')} nobody said anything` : ''];
  const said = parts.filter((part) => part !== '').join(', and ');
  return said === '' ? undefined : `The run is over: ${said}`;
}

/** How long the longest of the journeys is that are too long, in words. */
export function overlongWords(run: Run, fleet: Fleetwide, now: number): string | undefined {
  const [longest] = tooLong(run, fleet, now).sort((a, b) => b.length - b.limit - (a.length - a.limit));
  return longest && `${Math.round(longest.length / 60_000)} min expected, limit is ${Math.round(longest.limit / 60_000)}`;
}
