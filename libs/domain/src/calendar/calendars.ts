import { englandAndWales } from './bank-holidays.england-and-wales.js';
import { northernIreland } from './bank-holidays.northern-ireland.js';
import { scotland } from './bank-holidays.scotland.js';
import { WorkingCalendar } from './calendar.js';
import type { Holiday } from './calendar.js';

export const calendarNames = ['england-and-wales', 'uk-union'] as const;
export type CalendarName = (typeof calendarNames)[number];
export type Calendars = Readonly<Record<CalendarName, WorkingCalendar>>;

const known = { from: '2019-01-01', until: '2028-12-31' };
const divisions = { 'England and Wales': englandAndWales, Scotland: scotland, 'Northern Ireland': northernIreland };

/**
 * A day that is a bank holiday in any part of the United Kingdom, said with the parts where that is not all of it.
 * Source: Freedom of Information Act 2000, section 10(6), on the Banking and Financial Dealings Act 1971.
 */
function union(): Holiday[] {
  const byDate = new Map<string, Map<string, string[]>>();
  for (const [division, holidays] of Object.entries(divisions)) {
    for (const [date, title] of holidays) {
      const titles = byDate.get(date) ?? new Map<string, string[]>();
      byDate.set(date, titles.set(title, [...(titles.get(title) ?? []), division]));
    }
  }
  return [...byDate].map(([date, titles]) => ({
    date,
    title: [...titles].map(([title, where]) => (where.length === 3 ? title : `${title} (${where.join(', ')})`)).join('; '),
  }));
}

/** The calendars that policies name, from the bank-holiday data that the project carries. */
export const calendars: Calendars = {
  'england-and-wales': new WorkingCalendar('England and Wales', englandAndWales.map(([date, title]) => ({ date, title })), known),
  'uk-union': new WorkingCalendar('any part of the United Kingdom', union(), known),
};
