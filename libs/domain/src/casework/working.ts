import type { ClockView } from '@sightline/contracts';
import { addMonths, dateOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import { clockState, usedPercent, warningsOf } from './clocks.js';
import type { Clock } from './clocks.js';
import type { ClockStart } from './policy.js';
import type { Rules } from './rules.js';

export type WorkingLine = ClockView['working'][number];

/** A clock with the working of its due date, whose last line is that date. */
export function explain(clock: Clock, rules: Rules, today: Day): ClockView {
  return {
    clock: clock.clock,
    state: clockState(clock, today),
    startDate: dateOf(clock.startDay),
    dueDate: dateOf(clock.dueDay),
    ...(clock.provisional ? { provisional: true } : {}),
    ...(clock.stoppedDay === undefined ? {} : { stoppedDate: dateOf(clock.stoppedDay) }),
    usedPercent: usedPercent(clock, rules, today),
    warnings: warningsOf(clock, rules, today).map(({ day, ...warning }) => ({ ...warning, date: dateOf(day) })),
    whose: clock.policy.whose ?? 'council',
    working: workingOf(clock, rules.calendars[clock.policy.calendar]),
    source: clock.policy.source,
  };
}

/** Day 0, each day that counts or does not with its reason, each extension, and the result. Weeks and months show their ends only. */
export function workingOf(clock: Clock, calendar: WorkingCalendar): WorkingLine[] {
  const lines: WorkingLine[] = [{ date: dateOf(clock.startDay), counted: false, why: `day 0: ${startWords(clock.start)}` }];
  const { unit } = clock.policy;
  const byDays = unit === 'working-day' || unit === 'calendar-day';
  const landmarks = byDays ? undefined : landmarksOf(clock);
  let used = 0;
  let day = clock.startDay;
  const total = landmarks ? clock.baseDay - clock.startDay : clock.length;
  while (used < total) {
    day++;
    const pause = clock.pauses.find(({ from, until }) => from <= day && day < until);
    const off = unit === 'working-day' ? calendar.whyNot(day) : undefined;
    if (off !== undefined) lines.push({ date: dateOf(day), counted: false, why: off });
    else if (pause) lines.push({ date: dateOf(day), counted: false, why: `paused: ${pause.reason}` });
    else {
      used++;
      const landmark = landmarks ? landmarks.get(used) : `${unit === 'working-day' ? 'working day' : 'day'} ${used}`;
      if (landmark !== undefined) lines.push({ date: dateOf(day), counted: true, why: landmark });
    }
  }
  if (clock.policy.whenNotWorking === 'next-working-day') roll(lines, day, calendar);
  extend(lines, clock);
  return lines;
}

/** What to say at which number of days, for a clock that is counted in more than days. */
function landmarksOf({ policy, startDay, length, baseDay }: Clock): Map<number, string> {
  const landmarks = new Map<number, string>();
  if (policy.unit === 'calendar-week') for (let week = 1; week <= length; week++) landmarks.set(week * 7, `week ${week} of ${length}`);
  if (policy.unit === 'calendar-month') {
    for (let month = 1; month <= length; month++) landmarks.set(addMonths(startDay, month) - startDay, `month ${month} of ${length}: the corresponding date`);
  }
  if (policy.unit === 'calendar-period') landmarks.set(baseDay - startDay, `the last day of the period of ${length} months`);
  return landmarks;
}

function roll(lines: WorkingLine[], reached: Day, calendar: WorkingCalendar): void {
  const off = calendar.whyNot(reached);
  const last = lines.at(-1);
  if (off === undefined || last === undefined) return;
  lines[lines.length - 1] = { ...last, counted: false, why: `${last.why}, but ${off}` };
  let day = reached + 1;
  for (let why = calendar.whyNot(day); why !== undefined; why = calendar.whyNot(++day)) lines.push({ date: dateOf(day), counted: false, why });
  lines.push({ date: dateOf(day), counted: true, why: 'the next working day' });
}

function extend(lines: WorkingLine[], clock: Clock): void {
  const due = dateOf(clock.dueDay);
  for (const { until, reason } of clock.extensions) {
    const date = dateOf(until);
    if (date > (lines.at(-1)?.date ?? '') && until <= clock.dueDay) lines.push({ date, counted: true, why: `extended to this day: ${reason}` });
  }
  if (lines.at(-1)?.date !== due) lines.push({ date: due, counted: true, why: 'moved on by the pauses since the extension' });
}

const startNames: Readonly<Record<Exclude<ClockStart, object>, string>> = {
  received: 'received',
  acknowledged: 'acknowledged',
  'acknowledge-due': 'not acknowledged, so counted from the last day for acknowledging',
  'stage-entered': 'the stage was entered',
  meeting: 'the meeting',
  plan: 'the date of the plan',
  performance: 'the performance',
  decision: 'the decision that is appealed against',
};
const startWords = (start: ClockStart): string => (typeof start === 'object' ? `${start.after} done` : startNames[start]);
