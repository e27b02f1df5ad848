import type { ClockName, ClockState } from '@sightline/contracts';
import { addMonths, dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { ofCouncil, replay } from './replay.js';
import type { Run } from './replay.js';
import { dueSoonPercent, usualWarnings } from './policy.js';
import type { ClockStart, Policy } from './policy.js';
import type { Rules } from './rules.js';
import { advance, afterPause, calendarDays, inOrder, postpone, unitsUsed, workingDays } from './span.js';
import type { Pause, Step } from './span.js';

export interface Extension {
  readonly until: Day;
  readonly reason: string;
  /** Pauses that were recorded before it; later ones move the extended date. */
  readonly pausesBefore: number;
}

/** A clock of a case as it stands: where it counts from, when it falls due, and everything that bore on it. */
export interface Clock {
  readonly clock: ClockName;
  readonly policy: Policy;
  readonly start: ClockStart;
  readonly startDay: Day;
  /** Length in the policy's units, or the case's own target. */
  readonly length: number;
  /** The last day of the length, before pauses, the rule for days off, and extensions. */
  readonly baseDay: Day;
  readonly dueDay: Day;
  /** From this day on three quarters of it are used. */
  readonly soonDay: Day;
  /** Reckoned where not every holiday is known. */
  readonly provisional: boolean;
  readonly pauses: readonly Pause[];
  readonly extensions: readonly Extension[];
  /** The first day of the pause in which it stands. While it lasts the due date moves a day a day. */
  readonly pausedFrom?: Day;
  readonly stoppedDay?: Day;
  /** The reason for which the limit does not apply. */
  readonly disapplied?: string;
}

/** The clocks of a case on a day: a pure fold over its facts, the policies and the calendar. */
export function clocksOf(record: CaseRecord, rules: Rules, today: Day): Clock[] {
  const runs = replay(record, rules.policies);
  const clocks: Clock[] = [];
  for (const run of runs) {
    const start = startOf(run, record, runs, clocks);
    if (start !== undefined) clocks.push(clockOf(run, start, record, rules, today));
  }
  return clocks;
}

/** Its state on a day; overdue is derived, never stored. */
export function clockState(clock: Clock, today: Day): ClockState {
  if (clock.stoppedDay !== undefined) return 'stopped';
  if (clock.disapplied !== undefined) return 'disapplied';
  if (clock.pausedFrom !== undefined && clock.pausedFrom <= clock.dueDay) return 'paused';
  if (today <= clock.dueDay) return 'running';
  // What the family did not use has run out; nobody is late.
  return ofCouncil(clock) ? 'overdue' : 'stopped';
}

/** Whether it was, or can still be, answered in time. A disapplied clock has no time to keep. */
export const wasMet = (clock: Clock): boolean => clock.disapplied !== undefined || (clock.stoppedDay ?? Number.NEGATIVE_INFINITY) <= clock.dueDay;

/** Percent of its length that was used by a day (or by its end), to a whole number, rounded down so that 75 means 75. */
export function usedPercent(clock: Clock, rules: Rules, today: Day): number {
  const step = stepOf(clock.policy, rules);
  const total = unitsUsed(clock.startDay, clock.dueDay, clock.pauses, step);
  if (total === 0) return 100;
  return Math.max(0, Math.floor((unitsUsed(clock.startDay, clock.stoppedDay ?? today, clock.pauses, step) * 100) / total));
}

/** The days on which so much of it is used as its policy warns at, and whether they are past; none where there is no limit. */
export function warningsOf(clock: Clock, rules: Rules, today: Day): { percent: number; day: Day; passed: boolean }[] {
  if (clock.disapplied !== undefined) return [];
  const step = stepOf(clock.policy, rules);
  const total = unitsUsed(clock.startDay, clock.dueDay, clock.pauses, step);
  const until = clock.stoppedDay ?? today;
  return (clock.policy.warnings ?? usualWarnings).map((percent) => {
    const day = dayOfPercent(clock, total, percent, step);
    return { percent, day, passed: until >= day };
  });
}

/** The first day on which so many percent of a clock are used. */
const dayOfPercent = ({ startDay, dueDay, pauses }: Pick<Clock, 'startDay' | 'dueDay' | 'pauses'>, total: number, percent: number, step: Step): Day =>
  Math.min(dueDay, advance(startDay, Math.ceil((total * percent) / 100), pauses, step));

export const stepOf = (policy: Policy, rules: Rules): Step => (policy.unit === 'working-day' ? workingDays(rules.calendars[policy.calendar]) : calendarDays);

function startOf(run: Run, record: CaseRecord, runs: readonly Run[], before: readonly Clock[]): { start: ClockStart; day: Day } | undefined {
  for (const start of run.policy.from) {
    const day = dayOfStart(start, run, record, runs, before);
    if (day !== undefined) return { start, day };
  }
  return undefined;
}

function dayOfStart(start: ClockStart, run: Run, record: CaseRecord, runs: readonly Run[], before: readonly Clock[]): Day | undefined {
  if (typeof start === 'object') {
    return stoppedIn(runs, run, start.after);
  }
  switch (start) {
    case 'received':
      return run.anew ? run.stageDay : dayOf(record.receivedDate);
    case 'stage-entered':
      return run.stageDay;
    case 'acknowledged': {
      const day = record.acknowledgedDate === undefined ? undefined : dayOf(record.acknowledgedDate);
      if (day !== undefined && day >= run.stageDay) return day;
      return stoppedIn(runs, run, 'acknowledge');
    }
    case 'acknowledge-due':
      return before.findLast((clock) => clock.clock === 'acknowledge')?.dueDay;
    case 'meeting':
    case 'plan':
    case 'performance':
    case 'decision': {
      const date = record.dates?.[start];
      return date === undefined ? undefined : dayOf(date);
    }
  }
}

/** The day on which another clock of the same stage was stopped by what it waited for; to the family closing is an answer too. */
const stoppedIn = (runs: readonly Run[], run: Run, clock: ClockName): Day | undefined =>
  runs.find((other) => other.policy.clock === clock && other.stageDay === run.stageDay && (other.stoppedBy === 'itself' || (other.stoppedBy === 'closing' && !ofCouncil(run))))?.stoppedDay;

function clockOf(run: Run, { start, day: startDay }: { start: ClockStart; day: Day }, record: CaseRecord, rules: Rules, today: Day): Clock {
  const { policy } = run;
  const calendar = rules.calendars[policy.calendar];
  const step = stepOf(policy, rules);
  const length = (policy.ownTarget === true ? record.slaDays : undefined) ?? policy.length;
  // A pause that still lasts has taken every day up to this one.
  const spans = run.pauses.map(({ from, until, reason }) => ({ from, until: until ?? Math.max(from, today) + 1, reason }));
  const pauses = inOrder(spans);
  const baseDay = lastDayOf(policy, length, startDay, dayOf(record.receivedDate), step);
  let dueDay = postpone(baseDay, startDay, pauses, step);
  if (policy.whenNotWorking === 'next-working-day') dueDay = calendar.onOrAfter(dueDay);
  for (const extension of run.extensions) {
    if (extension.until <= dueDay) continue;
    const since = inOrder(spans.slice(extension.pausesBefore));
    dueDay = afterPause(postpone(extension.until, startDay, since, step), since, step);
  }
  const total = unitsUsed(startDay, dueDay, pauses, step);
  const open = run.pauses.find((pause) => pause.until === undefined);
  return {
    clock: policy.clock,
    policy,
    start,
    startDay,
    length,
    baseDay,
    dueDay,
    soonDay: dayOfPercent({ startDay, dueDay, pauses }, total, dueSoonPercent, step),
    provisional: needsHolidays(policy) && !calendar.knows(startDay, dueDay),
    pauses,
    extensions: run.extensions,
    ...(open && run.stoppedDay === undefined ? { pausedFrom: open.from } : {}),
    ...(run.stoppedDay === undefined ? {} : { stoppedDay: run.stoppedDay }),
    ...(run.disapplied === undefined ? {} : { disapplied: run.disapplied }),
  };
}

/** The latest day to which its policy lets it be extended; `undefined` where that is not limited. */
export function latestExtension({ policy, length, startDay, pauses }: Clock, record: CaseRecord, rules: Rules): Day | undefined {
  const most = policy.extension?.mostUnits;
  if (most === undefined) return undefined;
  const step = stepOf(policy, rules);
  const latest = postpone(lastDayOf(policy, length + most, startDay, dayOf(record.receivedDate), step), startDay, pauses, step);
  return policy.whenNotWorking === 'next-working-day' ? rules.calendars[policy.calendar].onOrAfter(latest) : latest;
}

const needsHolidays = (policy: Policy): boolean => policy.unit === 'working-day' || policy.whenNotWorking !== 'keep';

function lastDayOf(policy: Policy, length: number, start: Day, received: Day, step: Step): Day {
  switch (policy.unit) {
    case 'working-day':
    case 'calendar-day':
      return step.add(start, length);
    case 'calendar-week':
      return start + length * 7;
    case 'calendar-month':
      return addMonths(start, length);
    case 'calendar-period': {
      // The period in which the case was received: a plan of 1 January is reviewed by 31 December, each year.
      let periods = 1;
      while (addMonths(start, length * periods) - 1 < received) periods++;
      return addMonths(start, length * periods) - 1;
    }
  }
}
