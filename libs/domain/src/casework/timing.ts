import type { ClockName } from '@sightline/contracts';
import type { Day } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { isOpen } from './case.js';
import { clocksOf, clockState, wasMet } from './clocks.js';
import { ofCouncil } from './replay.js';
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
  /** When each running clock of an open case falls due, in the order of the clocks; those that stand in a pause are left out, their due date moves a day a day. */
  readonly dues: readonly Due[];
  /** Of a case that is over: whether none of its clocks ran over. */
  readonly onTime?: boolean;
  /** Of a case that is over: whether all of its clocks were kept, those too that an exception took the limit from. */
  readonly inTime?: boolean;
  /** Of a case that is over: whether the clock that falls due last was kept, such as the 20 weeks of an assessment, exception or not. */
  readonly lastInTime?: boolean;
  /** Whether an exception took the limit from one of its clocks, of an open case too. */
  readonly excepted?: boolean;
}

/** A clock that is due on a day. */
export interface Due {
  readonly clock: ClockName;
  readonly day: Day;
}

export function timingOf(record: CaseRecord, rules: Rules, today: Day): Timing {
  const clocks = clocksOf(record, rules, today).filter(ofCouncil);
  if (!isOpen(record.state)) {
    return { soonFrom: never, overdueFrom: never, dues: [], ...kept(clocks), ...lastDue(clocks) };
  }
  let soonFrom = never;
  const dues: Due[] = [];
  let first: (typeof clocks)[number] | undefined;
  for (const clock of clocks) {
    const state = clockState(clock, today);
    if (state !== 'running' && state !== 'overdue') continue;
    soonFrom = Math.min(soonFrom, clock.soonDay);
    dues.push({ clock: clock.clock, day: clock.dueDay });
    if (first === undefined || clock.dueDay < first.dueDay) first = clock;
  }
  const excepted = isExcepted(clocks);
  if (first === undefined) return { soonFrom: never, overdueFrom: never, dues, ...excepted };
  return { ...excepted, dueDay: first.dueDay, dueClock: first.clock, soonFrom, overdueFrom: first.dueDay + 1, dues };
}

/** A due date that is another one under other rules. */
export interface DueChange {
  readonly caseRef: string;
  readonly clock: ClockName;
  readonly oldDay: Day;
  readonly newDay: Day;
}

/** What differs between the due dates of an open case before and after a change of the rules. */
export function dueChanges(caseRef: string, before: readonly Due[], after: readonly Due[]): DueChange[] {
  const left = [...before];
  return after.flatMap(({ clock, day }) => {
    // A case may have run the same clock more than once: they come in the order in which they began.
    const place = left.findIndex((each) => each.clock === clock);
    const old = left[place];
    if (old !== undefined) left.splice(place, 1);
    return old === undefined || old.day === day ? [] : [{ caseRef, clock, oldDay: old.day, newDay: day }];
  });
}

/** How the clocks of a case that is over were kept; nothing of a case without any. */
function kept(clocks: ReturnType<typeof clocksOf>): Pick<Timing, 'onTime' | 'inTime' | 'lastInTime' | 'excepted'> {
  if (clocks.length === 0) return {};
  const inTime = ({ stoppedDay, dueDay }: (typeof clocks)[number]): boolean => stoppedDay !== undefined && stoppedDay <= dueDay;
  const last = clocks.reduce((latest, clock) => (clock.dueDay >= latest.dueDay ? clock : latest));
  return { onTime: clocks.every(wasMet), inTime: clocks.every(inTime), lastInTime: inTime(last), ...isExcepted(clocks) };
}

const isExcepted = (clocks: ReturnType<typeof clocksOf>): Pick<Timing, 'excepted'> => (clocks.some(({ disapplied }) => disapplied !== undefined) ? { excepted: true } : {});

/** The due date that a case that is over had: of the clock that was due last. */
function lastDue(clocks: ReturnType<typeof clocksOf>): { dueDay?: Day; dueClock?: ClockName } {
  let last: (typeof clocks)[number] | undefined;
  for (const clock of clocks) if (clock.disapplied === undefined && (last === undefined || clock.dueDay > last.dueDay)) last = clock;
  return last === undefined ? {} : { dueDay: last.dueDay, dueClock: last.clock };
}
