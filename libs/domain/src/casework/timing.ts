import type { ClockName } from '@sightline/contracts';
import type { Day } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { isOpen } from './case.js';
import { clocksOf, clockState, wasMet } from './clocks.js';
import type { Rules } from './rules.js';

/** A day that never comes. */
export const never = 2 ** 31 - 1;

/**
 * When a case falls due and from when it counts as due soon or overdue, worked out once when it changes: the passing
 * of a day then costs two comparisons. A case all of whose clocks stand still is never due.
 */
export interface Timing {
  /** Of the running clock that falls due first. */
  readonly dueDay?: Day;
  readonly dueClock?: ClockName;
  readonly soonFrom: Day;
  readonly overdueFrom: Day;
  /** Of a case that is over: whether none of its clocks ran over. */
  readonly onTime?: boolean;
}

export function timingOf(record: CaseRecord, rules: Rules, today: Day): Timing {
  const clocks = clocksOf(record, rules, today);
  if (!isOpen(record.state)) {
    return { soonFrom: never, overdueFrom: never, ...(clocks.length > 0 ? { onTime: clocks.every(wasMet) } : {}), ...lastDue(clocks) };
  }
  let soonFrom = never;
  let first: (typeof clocks)[number] | undefined;
  for (const clock of clocks) {
    const state = clockState(clock, today);
    if (state !== 'running' && state !== 'overdue') continue;
    soonFrom = Math.min(soonFrom, clock.soonDay);
    if (first === undefined || clock.dueDay < first.dueDay) first = clock;
  }
  if (first === undefined) return { soonFrom: never, overdueFrom: never };
  return { dueDay: first.dueDay, dueClock: first.clock, soonFrom, overdueFrom: first.dueDay + 1 };
}

/** The due date that a case that is over had: of the clock that was due last. */
function lastDue(clocks: ReturnType<typeof clocksOf>): { dueDay?: Day; dueClock?: ClockName } {
  let last: (typeof clocks)[number] | undefined;
  for (const clock of clocks) if (clock.disapplied === undefined && (last === undefined || clock.dueDay > last.dueDay)) last = clock;
  return last === undefined ? {} : { dueDay: last.dueDay, dueClock: last.clock };
}
