import { englandAndWales } from '../calendar/bank-holidays.england-and-wales.js';
import { northernIreland } from '../calendar/bank-holidays.northern-ireland.js';
import { scotland } from '../calendar/bank-holidays.scotland.js';
import type { CaseRecord } from './case.js';
import type { Policy } from './policy.js';

/**
 * The second implementation of the clocks, for tests alone: it walks the calendar of the platform a day at a time and
 * shares the policies, the holidays and nothing else with the product. Dates are `YYYY-MM-DD`; they compare as text.
 */
const dayMilliseconds = 86_400_000;
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const text = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

const holidays: Readonly<Record<Policy['calendar'], ReadonlySet<number>>> = {
  'england-and-wales': new Set(englandAndWales.map(([date]) => utc(date))),
  'uk-union': new Set([...englandAndWales, ...scotland, ...northernIreland].map(([date]) => utc(date))),
};
const isWorking = (moment: number, calendar: Policy['calendar']): boolean => {
  const weekday = new Date(moment).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays[calendar].has(moment);
};

interface Span {
  readonly from: number;
  until: number;
}

/** The last day of a length of months: the corresponding date, or the last of a month that has none. */
function monthsOn(start: number, months: number): number {
  const date = new Date(start);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  last.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate()));
  return last.getTime();
}

/** The first day by which so many days after `start` were counted that no span covers. */
function walk(start: number, units: number, counts: (day: number) => boolean, spans: readonly Span[]): number {
  let day = start;
  for (let left = units; left > 0; ) {
    day += dayMilliseconds;
    if (counts(day) && !spans.some(({ from, until }) => from <= day && day < until)) left--;
  }
  return day;
}

/** The pauses of a case of one stage, with how many of them each extension came after. */
function toldOf(record: CaseRecord, policy: Policy, today: number): { pauses: Span[]; extensions: { until: number; after: number }[] } {
  const pauses: Span[] = [];
  const extensions: { until: number; after: number }[] = [];
  let isOpen = false;
  for (const fact of record.facts) {
    if (fact.fact === 'paused' && policy.pauses.some(({ reason, anyReason }) => anyReason === true || fact.reason.includes(reason)) && !isOpen) {
      pauses.push({ from: utc(fact.date), until: Math.max(utc(fact.date), today) + dayMilliseconds });
      isOpen = true;
    } else if (fact.fact === 'resumed' && isOpen) {
      const last = pauses.at(-1);
      if (last) last.until = utc(fact.date);
      isOpen = false;
    } else if (fact.fact === 'extended' && policy.extension) extensions.push({ until: utc(fact.until), after: pauses.length });
  }
  return { pauses, extensions };
}

function startOf(record: CaseRecord, policy: Policy): number | undefined {
  for (const start of policy.from) {
    if (start === 'received' || start === 'stage-entered') return utc(record.receivedDate);
    if (start === 'acknowledged' && record.acknowledgedDate !== undefined) return utc(record.acknowledgedDate);
    if (start === 'acknowledge-due') return walk(utc(record.receivedDate), 5, (day) => isWorking(day, policy.calendar), []);
    const date = start === 'meeting' || start === 'plan' || start === 'performance' || start === 'decision' ? record.dates?.[start] : undefined;
    if (date !== undefined) return utc(date);
  }
  return undefined;
}

/** When a clock of a case that stayed at its first stage falls due; `undefined` where it does not run. */
export function naiveDueDate(record: CaseRecord, policy: Policy, todayDate: string): string | undefined {
  const start = startOf(record, policy);
  if (start === undefined) return undefined;
  const { pauses, extensions } = toldOf(record, policy, utc(todayDate));
  const counts = (day: number): boolean => policy.unit !== 'working-day' || isWorking(day, policy.calendar);
  let due = walk(start, unitsOf(record, policy, start), counts, pauses);
  if (policy.whenNotWorking === 'next-working-day') while (!isWorking(due, policy.calendar)) due += dayMilliseconds;
  for (const { until, after } of extensions) {
    if (until <= due) continue;
    due = until;
    for (const pause of pauses.slice(after)) {
      if (pause.from > due) continue;
      let covered = 0;
      for (let day = Math.max(pause.from, start + dayMilliseconds); day < pause.until; day += dayMilliseconds) if (counts(day)) covered++;
      due = walk(due, covered, counts, []);
      // The day itself may be one that is not counted, and lie in the pause.
      if (pause.from <= due && due < pause.until) due = walk(pause.until - dayMilliseconds, 1, counts, []);
    }
  }
  return text(due);
}

/** Its length as days to count. */
function unitsOf(record: CaseRecord, { unit, length, ownTarget }: Policy, start: number): number {
  const days = (ownTarget === true ? record.slaDays : undefined) ?? length;
  const until = (day: number): number => Math.round((day - start) / dayMilliseconds);
  switch (unit) {
    case 'working-day':
    case 'calendar-day':
      return days;
    case 'calendar-week':
      return 7 * days;
    case 'calendar-month':
      return until(monthsOn(start, days));
    case 'calendar-period': {
      let months = days;
      while (monthsOn(start, months) - dayMilliseconds < utc(record.receivedDate)) months += days;
      return until(monthsOn(start, months) - dayMilliseconds);
    }
  }
}
