import { dateOf, dayFrom, dayOf, mondayOf, partsOf } from '../../calendar/day.js';
import { freezingHour } from './settings.js';

const thursday = 3;

/** The week of a civil date, Monday to Sunday, as ISO 8601 numbers them: `YYYY-Www`. The year is that of its Thursday. */
export function weekOf(date: string): string {
  const middle = mondayOf(dayOf(date)) + thursday;
  const { year } = partsOf(middle);
  const number = Math.floor((middle - dayFrom(year, 1, 1)) / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Monday and Sunday of a week, `YYYY-MM-DD`; `undefined` where the year has no such week. */
export function datesOfWeek(week: string): { readonly from: string; readonly until: string } | undefined {
  const [year, number] = [Number(week.slice(0, 4)), Number(week.slice(6))];
  const monday = mondayOf(dayFrom(year, 1, 4)) + (number - 1) * 7;
  const from = dateOf(monday);
  return weekOf(from) === week ? { from, until: dateOf(monday + 6) } : undefined;
}

/** The week so many weeks later, or earlier. */
export function weekAfter(week: string, weeks: number): string {
  const monday = datesOfWeek(week)?.from ?? dateOf(mondayOf(0));
  return weekOf(dateOf(dayOf(monday) + weeks * 7));
}

/**
 * The civil date in whose night a week is frozen by itself: the Monday after it, or, where its first run was only
 * heard of when it was over (a history that is read in), the day after that.
 */
export function freezeDateOf(week: string, firstHeardDate: string): string {
  const sunday = datesOfWeek(week)?.until ?? firstHeardDate;
  return dateOf(Math.max(dayOf(sunday), dayOf(firstHeardDate)) + 1);
}

/** Whether a week is to be frozen: `hour` is that of the day, in the council's time. */
export function isToFreeze(week: string, firstHeardDate: string, today: string, hour: number): boolean {
  const date = freezeDateOf(week, firstHeardDate);
  return today > date || (today === date && hour >= freezingHour);
}
