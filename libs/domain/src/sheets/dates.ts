import type { DateFormat } from '@sightline/contracts';
import { dateOf, dayFrom, daysInMonth } from '../calendar/day.js';
import { upperFirst } from '../words.js';
import type { Cell, ReadValue } from './cells.js';

export const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Days that spreadsheets count from 1900, with the leap day that there never was: 1 January 2000 to 31 December 2079. */
const serials = { first: 36_526, last: 65_745, origin: dayFrom(1899, 12, 30) };

/** `YYYY-MM-DD` of a date, of one of the ways in which it may be written, or of a spreadsheet's count of days. */
export function readDate(cell: Cell, text: string, formats: readonly DateFormat[]): ReadValue {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? { reason: 'is no date' } : { value: cell.toISOString().slice(0, 10) };
  const serial = typeof cell === 'number' ? cell : /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (serial !== undefined) {
    const isDay = serial >= serials.first && serial <= serials.last;
    return isDay ? { value: dateOf(serials.origin + Math.floor(serial)) } : { reason: 'is a number and no date' };
  }
  const date = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?.*$/, '');
  const readings = new Set(formats.flatMap((format) => readAs(format, date) ?? []));
  if (readings.size > 1) return { reason: `can be ${[...readings].join(' or ')}: leave only one of the formats in the profile` };
  const [value] = readings;
  return value === undefined ? { reason: `is no date as ${formats.join(', ')}` } : { value };
}

function readAs(format: DateFormat, text: string): string | undefined {
  switch (format) {
    case 'YYYY-MM-DD': {
      const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
      return civil(year, month, day);
    }
    case 'DD/MM/YYYY': {
      const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? [];
      return civil(year, month, day);
    }
    case 'MM/DD/YYYY': {
      const [, month, day, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? [];
      return civil(year, month, day);
    }
    case 'D MMM YYYY': {
      const [, day, word, year] = /^(?:[a-z]+day,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i.exec(text) ?? [];
      const month = monthNames.indexOf((word ?? '').slice(0, 3).toLowerCase());
      return month < 0 ? undefined : civil(year, String(month + 1), day);
    }
  }
}

/** `YYYY-MM-DD` where there is such a day; years of two digits are of this century. */
export function civil(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [y, m, d] = [Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return undefined;
  return dateOf(dayFrom(y, m, d));
}

/** A civil date as a format has it, so that it is read again; ISO 8601 where none is said. */
export function dateAs(format: DateFormat | undefined, date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  switch (format) {
    case 'DD/MM/YYYY':
      return `${day}/${month}/${year}`;
    case 'MM/DD/YYYY':
      return `${month}/${day}/${year}`;
    case 'D MMM YYYY': {
      const name = monthNames[Number(month) - 1] ?? '';
      return `${Number(day)} ${upperFirst(name)} ${year}`;
    }
    case 'YYYY-MM-DD':
    case undefined:
      return date;
  }
}
