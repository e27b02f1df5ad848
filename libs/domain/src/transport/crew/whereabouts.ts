import { distanceMetres } from '../../geometry/index.js';
import type { Place } from '../../geometry/index.js';
import type { Run } from '../run.js';

/** How people and vehicles get from one run to the next. */
export const travel = {
  /** Metres a second as the crow flies, in a town, by road: about 20 km/h. */
  metresPerSecond: 5.6,
  /** Someone who worked a run no longer ago than this is still near its end, milliseconds. */
  lingers: 90 * 60_000,
  /** Getting out of one vehicle and into the next, milliseconds. */
  change: 3 * 60_000,
} as const;

/** Milliseconds from one place to another. */
export const travelTime = (from: Place, to: Place): number => (distanceMetres(from, to) / travel.metresPerSecond) * 1000;

const isWork = (run: Run): boolean => run.state === 'scheduled' || run.state === 'running';

/** When a run ends, as far as anybody can say: its planned end and the delay that was reported. */
export const endsAtOf = ({ plan, delay, completedAt }: Run): number => completedAt ?? plan.endsAt + (delay?.minutes ?? 0) * 60_000;

/** A run that overlaps another in time: nobody can work both. */
export function overlapping(run: Run, others: readonly Run[]): Run | undefined {
  return others.find((other) => other.plan.runRef !== run.plan.runRef && isWork(other) && other.plan.startsAt < endsAtOf(run) && endsAtOf(other) > run.plan.startsAt);
}

/** What someone does before and after a run, and whether the way between leaves time for it. */
export interface Between {
  /** Their run before, and the next after it, of those they still work. */
  readonly before: Run | undefined;
  readonly after: Run | undefined;
  /** Milliseconds by which they would be late at the run's first stop, coming from the run before. */
  readonly lateBy: number;
  /** And at the first stop of their next run. */
  readonly lateForNextBy: number;
}

export function between(run: Run, others: readonly Run[]): Between {
  const { plan } = run;
  const theirs = others.filter((other) => other.plan.runRef !== plan.runRef && other.state !== 'cancelled');
  const before = theirs.filter((other) => endsAtOf(other) <= plan.startsAt).sort((a, b) => endsAtOf(b) - endsAtOf(a))[0];
  const after = theirs.filter((other) => isWork(other) && other.plan.startsAt >= endsAtOf(run)).sort((a, b) => a.plan.startsAt - b.plan.startsAt)[0];
  const first = plan.calls[0];
  const last = plan.calls.at(-1);
  const way = (from: Place | undefined, to: Place | undefined): number => (from && to ? travelTime(from, to) + travel.change : 0);
  return {
    before,
    after,
    lateBy: before === undefined ? 0 : Math.max(0, endsAtOf(before) + way(before.plan.calls.at(-1), first) - plan.startsAt),
    lateForNextBy: after === undefined ? 0 : Math.max(0, endsAtOf(run) + way(last, after.plan.calls[0]) - after.plan.startsAt),
  };
}
