import { dayOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { isOpen } from '../case.js';
import type { CaseRecord } from '../case.js';
import { policiesFor } from '../policy.js';
import type { Policy } from '../policy.js';
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

/** Whether a case stood open and overdue at the end of a day that is over, or stands so today; of one closed since, by the clock that was due last. */
export function wasOverdue(live: LiveCase, day: Day): boolean {
  if (isLive(live)) return isOverdue(live, day) && day >= live.receivedDay;
  return live.closedDay !== undefined && live.closedDay > day && day >= live.receivedDay && live.timing.dueDay !== undefined && day > live.timing.dueDay;
}

/** The limit or target for answering that was in force when a case was received. */
const answerPolicy = ({ record }: LiveCase, { policies }: Rules): Policy | undefined => policiesFor(policies, record.caseType, record.receivedDate, record.stage).find(({ clock }) => clock === 'respond');

/** Days from receipt to answer, as the service's target counts them. */
export function daysToAnswer(live: LiveCase, rules: Rules): number | undefined {
  if (live.closedDay === undefined || live.record.state !== 'closed') return undefined;
  const policy = answerPolicy(live, rules);
  return policy?.unit === 'working-day' ? rules.calendars[policy.calendar].between(live.receivedDay, live.closedDay) : live.closedDay - live.receivedDay;
}

/** Days allowed for the answer: the case's own target, else its policy's; `undefined` where that is no number of days. */
export function slaDaysOf(live: LiveCase, rules: Rules): number | undefined {
  if (live.record.slaDays !== undefined) return live.record.slaDays;
  const policy = answerPolicy(live, rules);
  if (policy === undefined || policy.unit === 'calendar-month' || policy.unit === 'calendar-period') return undefined;
  return policy.length * (policy.unit === 'calendar-week' ? 7 : 1);
}
