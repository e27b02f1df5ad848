import type { BankHolidayDivision } from '@sightline/contracts';
import { englandAndWales } from './bank-holidays.england-and-wales.js';
import { northernIreland } from './bank-holidays.northern-ireland.js';
import { scotland } from './bank-holidays.scotland.js';
import type { Holiday } from './calendar.js';

/** The bank holidays of one division, and the civil dates between which all of them are known. */
export interface HolidayList {
  readonly holidays: readonly Holiday[];
  readonly known: { readonly from: string; readonly until: string };
}
export type Divisions = Readonly<Record<BankHolidayDivision, HolidayList>>;

const known = { from: '2019-01-01', until: '2028-12-31' };
const listOf = (holidays: readonly (readonly [date: string, title: string])[]): HolidayList => ({ holidays: holidays.map(([date, title]) => ({ date, title })), known });

/** What the project carries: GOV.UK bank holidays, Open Government Licence v3.0. */
export const carriedDivisions: Divisions = { 'england-and-wales': listOf(englandAndWales), scotland: listOf(scotland), 'northern-ireland': listOf(northernIreland) };

/** No division has had fewer in a year: a list with less is not the whole of that year. */
const fewestInAYear = 8;
const yearOf = (date: string): number => Number(date.slice(0, 4));

/**
 * A division's list with days that were proclaimed beside it, or with whole years published anew, which replace what
 * was known of those years. What is wrong with it comes back as words, and nothing changes.
 */
export function withHolidays(list: HolidayList, published: readonly Holiday[], wholeYears: boolean): HolidayList | { readonly message: string } {
  if (!wholeYears) return { ...list, holidays: merged(list.holidays, published) };
  const years = published.map(({ date }) => yearOf(date));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  for (let year = first; year <= last; year++) {
    const count = years.filter((each) => each === year).length;
    if (count < fewestInAYear) return { message: `has ${count} holidays in ${year}: a year has at least ${fewestInAYear}. To add single days, say so with wholeYears: false` };
  }
  if (first > yearOf(list.known.until) + 1 || last < yearOf(list.known.from) - 1) return { message: `leaves out years: holidays are known from ${list.known.from} to ${list.known.until}` };
  const kept = list.holidays.filter(({ date }) => yearOf(date) < first || yearOf(date) > last);
  return {
    holidays: merged(kept, published),
    known: { from: earlier(list.known.from, `${first}-01-01`), until: later(list.known.until, `${last}-12-31`) },
  };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

function merged(before: readonly Holiday[], more: readonly Holiday[]): Holiday[] {
  const byDate = new Map(before.map((holiday) => [holiday.date, holiday]));
  for (const { date, title } of more) byDate.set(date, { date, title });
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}
