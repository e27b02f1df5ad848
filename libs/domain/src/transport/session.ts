import type { Direction } from '@sightline/contracts';
import type { Run } from './run.js';
import { ages, conditionRules } from './settings.js';

/** How a session (morning or afternoon) of a day goes. Arrivals by quarter of an hour, epoch milliseconds. */
export interface SessionCounts {
  readonly direction: Direction;
  scheduled: number;
  due: number;
  started: number;
  arrived: number;
  onTime: number;
  lateNow: number;
  cancelled: number;
  withoutPosition: number;
  readonly arrivals: Map<number, number>;
}

const quarter = 15 * 60_000;
/** At the gate no more than five minutes late. */
const onTimeSeconds = 300;

const empty = (direction: Direction): SessionCounts => ({ direction, scheduled: 0, due: 0, started: 0, arrived: 0, onTime: 0, lateNow: 0, cancelled: 0, withoutPosition: 0, arrivals: new Map() });

/** Counts the runs of a service date by session. An arrival that nobody saw is not on time. */
export function countSessions(runs: Iterable<Run>, serviceDate: string, now: number): SessionCounts[] {
  const sessions = { 'to-school': empty('to-school'), 'from-school': empty('from-school') };
  for (const run of runs) {
    const { direction } = run.plan;
    if (run.plan.serviceDate === serviceDate && direction !== undefined) count(sessions[direction], run, now);
  }
  return Object.values(sessions);
}

function count(session: SessionCounts, run: Run, now: number): void {
  session.scheduled++;
  if (run.state === 'cancelled') {
    session.cancelled++;
    return;
  }
  if (now >= run.plan.startsAt) session.due++;
  if (run.state !== 'scheduled') session.started++;
  if (run.conditions.some(({ condition }) => condition === 'late')) session.lateNow++;
  if (run.state === 'running' && now - Math.max(run.track?.fix.recordedAt ?? 0, run.startedAt ?? 0) > ages.ageing) session.withoutPosition++;
  if (run.state !== 'completed') return;
  session.arrived++;
  const arrivedAt = run.calls.at(-1)?.arrivedAt;
  if (arrivedAt !== undefined && arrivedAt - run.plan.endsAt <= onTimeSeconds * 1000) session.onTime++;
  const slot = Math.floor((arrivedAt ?? run.completedAt ?? now) / quarter) * quarter;
  session.arrivals.set(slot, (session.arrivals.get(slot) ?? 0) + 1);
}

/** Whether a run belongs on the map now: under way, about to be, or just over. */
export function isActive(run: Run, now: number): boolean {
  const { startsAt, endsAt } = run.plan;
  switch (run.state) {
    case 'running':
      return now <= endsAt + 4 * 3_600_000;
    case 'completed':
      return now <= (run.completedAt ?? endsAt) + 10 * 60_000;
    case 'scheduled':
    case 'cancelled':
      return now >= startsAt - 45 * 60_000 && now <= endsAt + conditionRules.forgotten;
  }
}
