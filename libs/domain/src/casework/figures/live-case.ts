import { dayOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { isOpen } from '../case.js';
import type { CaseRecord } from '../case.js';
import type { Rules } from '../rules.js';
import { timingOf } from '../timing.js';
import type { Timing } from '../timing.js';

/** A case with what follows from its clocks, worked out once when it changes. */
export interface LiveCase {
  readonly record: CaseRecord;
  readonly timing: Timing;
  readonly receivedDay: Day;
  readonly closedDay?: Day;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

export function liveCase(record: CaseRecord, changedAt: number, rules: Rules, today: Day): LiveCase {
  return {
    record,
    timing: timingOf(record, rules, today),
    receivedDay: dayOf(record.receivedDate),
    ...(record.closedDate === undefined ? {} : { closedDay: dayOf(record.closedDate) }),
    changedAt,
  };
}

export const isLive = ({ record }: LiveCase): boolean => isOpen(record.state);
export const isOverdue = (live: LiveCase, today: Day): boolean => today >= live.timing.overdueFrom;
/** Three quarters of a clock used, and not overdue. */
export const isDueSoon = (live: LiveCase, today: Day): boolean => today >= live.timing.soonFrom && !isOverdue(live, today);

/** Days from receipt to answer, as the service's target counts them. */
export function daysToAnswer(live: LiveCase, rules: Rules): number | undefined {
  if (live.closedDay === undefined || live.record.state !== 'closed') return undefined;
  const policy = rules.policies.find(({ caseType, clock }) => caseType === live.record.caseType && clock === 'respond');
  return policy?.unit === 'working-day' ? rules.calendars[policy.calendar].between(live.receivedDay, live.closedDay) : live.closedDay - live.receivedDay;
}
