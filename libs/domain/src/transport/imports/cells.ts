import { weekdays } from '@sightline/contracts';
import type { CellKind, ImportColumn, Weekday } from '@sightline/contracts';

/** A cell that was read, or why it cannot be: the end of the sentence "it …". */
export type ReadCell = { readonly value: unknown } | { readonly reason: string };

const no = (reason: string): ReadCell => ({ reason });

const readers: Readonly<Record<CellKind, (text: string) => ReadCell>> = {
  text: (value) => ({ value }),
  number: (text) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? { value: Number(text) } : no('must be a number, such as 52.4801')),
  whole: (text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : no('must be a whole number')),
  'yes-no': (text) => yesOrNo[text.toLowerCase()] ?? no('must be yes or no'),
  date: (text) => dated(text, (value) => ({ value })),
  time: readTime,
  list: (text) => ({ value: listOf(text) }),
  periods: readPeriods,
  weekdays: readWeekdays,
};

/** Reads the text of a cell, which is not empty, as its column has it. */
export function readCell(column: ImportColumn, text: string): ReadCell {
  const read = readers[column.cell](text);
  if ('reason' in read || column.oneOf === undefined) return read;
  const { oneOf } = column;
  const fold = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]+/g, '-');
  const known = (word: unknown): string | undefined => oneOf.find((each) => fold(each) === fold(String(word)));
  const words = Array.isArray(read.value) ? read.value.map(known) : [known(read.value)];
  if (words.includes(undefined)) return no(`must be ${Array.isArray(read.value) ? 'of' : 'one of'} ${oneOf.join(', ')}`);
  return { value: Array.isArray(read.value) ? words : words[0] };
}

const yes: ReadCell = { value: true };
const never: ReadCell = { value: false };
const yesOrNo: Readonly<Record<string, ReadCell>> = { yes, y: yes, true: yes, '1': yes, no: never, n: never, false: never, '0': never };

const listOf = (text: string): string[] => text.split(/[|;,\n]/).map((part) => part.trim()).filter((part) => part !== '');

/** `YYYY-MM-DD` of a date as ISO 8601 or as people in Britain write it; `undefined` where it is none. */
function writtenDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : british ? [british[3], british[2], british[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

function dated(text: string, use: (date: string) => ReadCell): ReadCell {
  const date = writtenDate(text);
  return date === undefined ? no('must be a date, such as 2026-11-10 or 10/11/2026') : use(date);
}

function readTime(text: string): ReadCell {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return no('must be a time of day, such as 08:50');
  return { value: `${hours.padStart(2, '0')}:${minutes}` };
}

function readPeriods(text: string): ReadCell {
  const periods: { from: string; until: string }[] = [];
  for (const part of listOf(text)) {
    const [first = '', last = first, ...more] = part.split(/\s*(?:\.\.|\bto\b|–)\s*/);
    const from = writtenDate(first.trim());
    const until = writtenDate(last.trim());
    if (from === undefined || until === undefined || more.length > 0) return no('must be periods such as 2026-09-02..2026-10-23, parted by |');
    if (until < from) return no('has a period that ends before it begins');
    periods.push({ from, until });
  }
  return { value: periods };
}

function readWeekdays(text: string): ReadCell {
  const days = new Set<Weekday>();
  for (const part of listOf(text)) {
    const ends = part.toLowerCase().split('-').map((word) => weekdays.find((day) => word.trim().length >= 3 && longNames[day].startsWith(word.trim())));
    const [first, last = first] = ends;
    if (first === undefined || last === undefined || ends.length > 2) return no('must be days such as mon|wed, or mon-fri');
    for (let at = weekdays.indexOf(first); ; at = (at + 1) % weekdays.length) {
      const day = weekdays[at];
      if (day !== undefined) days.add(day);
      if (day === last) break;
    }
  }
  return { value: weekdays.filter((day) => days.has(day)) };
}

const longNames: Readonly<Record<Weekday, string>> = { mon: 'monday', tue: 'tuesday', wed: 'wednesday', thu: 'thursday', fri: 'friday', sat: 'saturday', sun: 'sunday' };
