import type { Passenger } from '../transport/fleet.js';
import { nextCall } from '../transport/lateness.js';
import type { Run } from '../transport/run.js';

const minute = 60_000;
/** For how long a family is shown a run that has ended, did not begin or does not go; and how long one that never ends. Milliseconds. */
export const shownAfter = { completed: 30 * minute, cancelled: 30 * minute, scheduled: 30 * minute, running: 4 * 60 * minute } as const;

/** Until when a run concerns the families of its children, epoch milliseconds. */
function shownUntil(run: Run): number {
  const { endsAt } = run.plan;
  return run.state === 'completed' ? (run.completedAt ?? endsAt) + shownAfter.completed : endsAt + shownAfter[run.state];
}

/**
 * The run that concerns a child now, of those of its route on the service date `today`: one that is under way, else the
 * first that is not over. Where a new one is under way already, the one before it is over. `undefined`: none any more.
 */
export function runFor(runs: readonly Run[], today: string, now: number): Run | undefined {
  const near = runs.filter((run) => run.plan.serviceDate === today && now <= shownUntil(run)).sort((a, b) => a.plan.startsAt - b.plan.startsAt);
  return near.findLast(({ state }) => state === 'running') ?? near[0];
}

/** The next run of a child's route that has not begun, of any day that is known. */
export function upcomingRun(runs: readonly Run[], now: number): Run | undefined {
  return runs.filter(({ state, plan }) => state === 'scheduled' && plan.startsAt > now).sort((a, b) => a.plan.startsAt - b.plan.startsAt)[0];
}

/** Index of the call at the child's own stop; -1 where the run has none. A child's stops are told as on the way to school. */
export function ownStop({ plan }: Run, { boardingStopRef: home }: Pick<Passenger, 'boardingStopRef'>): number {
  return home === undefined ? -1 : plan.calls.findIndex(({ stopRef }) => stopRef === home);
}

/** Index of the call at the school: the last of a run to it, the first of a run from it; -1 where it has none. */
export function schoolStop({ plan }: Run): number {
  if (plan.schoolRef === undefined || plan.direction === undefined) return -1;
  return plan.direction === 'to-school' ? plan.calls.length - 1 : 0;
}

/**
 * Whether nothing of a run concerns a child any more. On the way home it ends at the child's stop, unless the child is
 * still aboard; on the way to school at the school; and at once for a child who is not travelling. From then on the
 * family is shown no position: where the bus goes next is other children's business.
 */
export function isOverFor(run: Run, passengerRef: string, own: number): boolean {
  const status = run.children.get(passengerRef);
  if (run.state !== 'running') return run.state !== 'scheduled';
  if (status === 'alighted' || status === 'absent') return true;
  const next = nextCall(run);
  if (next >= run.plan.calls.length) return true;
  if (run.plan.direction === 'to-school' || own < 0 || status === 'aboard') return false;
  return run.calls[own]?.departedAt !== undefined || next > own + 1 || (next > own && run.calls[own]?.arrivedAt === undefined);
}
