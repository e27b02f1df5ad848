import { WorkingCalendar } from './calendar.js';
import type { Holiday } from './calendar.js';
import { carriedDivisions } from './divisions.js';
import type { Divisions } from './divisions.js';

export const calendarNames = ['england-and-wales', 'uk-union'] as const;
export type CalendarName = (typeof calendarNames)[number];
export type Calendars = Readonly<Record<CalendarName, WorkingCalendar>>;

const divisionWords = { 'england-and-wales': 'England and Wales', scotland: 'Scotland', 'northern-ireland': 'Northern Ireland' } as const satisfies Record<keyof Divisions, string>;
const names = Object.keys(divisionWords) as (keyof Divisions)[];

/**
 * A day that is a bank holiday in any part of the United Kingdom, said with the parts where that is not all of it.
 * Source: Freedom of Information Act 2000, section 10(6), on the Banking and Financial Dealings Act 1971.
 */
function union(divisions: Divisions): Holiday[] {
  const byDate = new Map<string, Map<string, string[]>>();
  for (const name of names) {
    for (const { date, title } of divisions[name].holidays) {
      const titles = byDate.get(date) ?? new Map<string, string[]>();
      byDate.set(date, titles.set(title, [...(titles.get(title) ?? []), divisionWords[name]]));
    }
  }
  return [...byDate].map(([date, titles]) => ({
    date,
    title: [...titles].map(([title, where]) => (where.length === names.length ? title : `${title} (${where.join(', ')})`)).join('; '),
  }));
}

/** The calendars that policies name. What is known of all of the kingdom is what is known of every part. */
export function calendarsOf(divisions: Divisions): Calendars {
  const england = divisions['england-and-wales'];
  const froms = names.map((name) => divisions[name].known.from).sort();
  const untils = names.map((name) => divisions[name].known.until).sort();
  return {
    'england-and-wales': new WorkingCalendar('England and Wales', england.holidays, england.known),
    'uk-union': new WorkingCalendar('any part of the United Kingdom', union(divisions), { from: froms.at(-1) ?? '', until: untils[0] ?? '' }),
  };
}

/** The calendars of the bank-holiday data that the project carries. */
export const calendars: Calendars = calendarsOf(carriedDivisions);
