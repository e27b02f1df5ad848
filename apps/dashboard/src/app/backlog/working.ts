import type { ClockView } from '@sightline/contracts';

export type DayKind = 'start' | 'counted' | 'skipped' | 'weekend' | 'due' | 'outside';

/** One cell of the calendar that shows how a due date came about. `number` counts the days that count. */
export interface WorkingDay {
  date: string;
  day: number;
  month: string | null;
  kind: DayKind;
  number: number | null;
  why: string;
}

/**
 * The working of a clock as whole weeks, Monday first: each day counted, skipped (with its reason) or outside.
 * A clock counted in weeks or months has only its landmarks in the working; the days between stay outside.
 */
export function workingWeeks(clock: ClockView): WorkingDay[][] {
  const lines = new Map(clock.working.map((line) => [line.date, line]));
  const dates = [...lines.keys(), clock.startDate, clock.dueDate].sort();
  const first = dates[0];
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const weeks: WorkingDay[][] = [];
  let number = 0;
  let date = monday(first);
  while (date <= last) {
    const week: WorkingDay[] = [];
    for (let index = 0; index < 7; index++, date = next(date)) {
      const line = lines.get(date);
      const counted = line?.counted === true && date !== clock.startDate;
      if (counted) number++;
      const utc = new Date(`${date}T00:00:00Z`);
      week.push({
        date,
        day: utc.getUTCDate(),
        month: utc.getUTCDate() === 1 || date === monday(first) ? utc.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' }) : null,
        kind: kindOf(date, index, counted, line !== undefined, clock),
        number: counted ? number : null,
        why: line?.why ?? '',
      });
    }
    weeks.push(week);
  }
  return weeks;
}

function kindOf(date: string, weekday: number, counted: boolean, known: boolean, clock: ClockView): DayKind {
  if (date === clock.dueDate) return 'due';
  if (date === clock.startDate) return 'start';
  if (counted) return 'counted';
  if (!known) return 'outside';
  return weekday >= 5 ? 'weekend' : 'skipped';
}

/** Days that did not count and are no weekend, with their reasons. */
export const skippedDays = (clock: ClockView): { date: string; why: string }[] =>
  clock.working.filter((line) => !line.counted && line.date !== clock.startDate && new Date(`${line.date}T00:00:00Z`).getUTCDay() % 6 !== 0);

const monday = (date: string): string => shift(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
const next = (date: string): string => shift(date, 1);
const shift = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
