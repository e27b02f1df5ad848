import { caseChannels, caseTypes } from '@sightline/contracts';
import type { CaseField, CaseImportProfile, DateFormat } from '@sightline/contracts';
import { dateOf, dayFrom, daysInMonth } from '../../calendar/day.js';
import { outcomeKey } from '../figures/type-figures.js';
import { caseTypeWords } from '../policies.js';
import { fold, textOf } from './sheet.js';
import type { Cell } from './sheet.js';

/** A value that was read, nothing where the cell holds nothing, or why it cannot be: the end of the sentence "it …". */
export type ReadValue = { readonly value: string | undefined } | { readonly reason: string };

const nothing: ReadValue = { value: undefined };
/** What people write into a cell that has nothing to say. */
const emptyWords = new Set(['', 'n a', 'na', 'none', 'nil', 'tbc', 'tba', 'not applicable', 'unknown', 'blank']);

const dateFields: ReadonlySet<CaseField> = new Set(['stageDate', 'receivedDate', 'acknowledgedDate', 'closedDate', 'withdrawnDate', 'meetingDate', 'planDate', 'performanceDate'] satisfies CaseField[]);

const typeNames: ReadonlyMap<string, string> = new Map([
  ...caseTypes.flatMap((type) => [[fold(type), type], [fold(caseTypeWords[type].label), type]] as const),
  ['freedom of information', 'foi'], ['eir', 'foi'], ['sar', 'subject-access'], ['subject access request', 'subject-access'], ['dsar', 'subject-access'],
  ['ehcp', 'ehcp-assessment'], ['ehc needs assessment', 'ehcp-assessment'], ['mp enquiry', 'yellow-letter'], ['councillor enquiry', 'yellow-letter'], ['stage 1 complaint', 'complaint'],
  ['social care complaint', 'social-care-complaint'], ['transport appeal', 'travel-appeal'],
]);
const channelNames: ReadonlyMap<string, string> = new Map([
  ...caseChannels.map((channel) => [fold(channel), channel] as const),
  ['telephone', 'phone'], ['call', 'phone'], ['e mail', 'email'], ['web', 'online'], ['web form', 'online'], ['website', 'online'], ['post', 'letter'], ['cllr', 'councillor'], ['face to face', 'in-person'],
]);

const outcomeNames: ReadonlyMap<string, string> = new Map([
  ['part upheld', 'partly-upheld'], ['partially upheld', 'partly-upheld'], ['partial', 'partly-upheld'], ['fully upheld', 'upheld'], ['notupheld', 'not-upheld'], ['not up held', 'not-upheld'], ['awaiting update', 'no-update'],
]);

/** Reads a cell as its field has it, by the profile's words. */
export function readValue(field: CaseField, cell: Cell, { dateFormats, valueMaps }: Pick<CaseImportProfile, 'dateFormats' | 'valueMaps'>): ReadValue {
  const text = textOf(cell);
  const mapped = mapOf(valueMaps[field], text);
  if (mapped !== undefined) return mapped === '' ? nothing : { value: mapped };
  if (/^#(REF|N\/A|VALUE|DIV\/0|NAME|NUM|NULL)[!?]?/i.test(text)) return { reason: `is an error of the spreadsheet, ${text}` };
  if (emptyWords.has(fold(text))) return nothing;
  if (dateFields.has(field)) return readDate(cell, text, dateFormats);
  switch (field) {
    case 'caseType':
      return named(typeNames, text, 'is no type of case that is known: map it to one of them');
    case 'channel':
      return named(channelNames, text, `is no channel: map it to one of ${caseChannels.join(', ')}`);
    case 'outcome':
      return { value: outcomeNames.get(fold(text)) ?? outcomeKey(text) };
    case 'slaDays':
      return /^\d{1,3}(\.0+)?$/.test(text) ? { value: String(Number(text)) } : { reason: 'must be a whole number of days' };
    default:
      return text.length > 200 ? { reason: 'is longer than 200 characters' } : { value: text };
  }
}

const mapOf = (map: Readonly<Record<string, string>> | undefined, text: string): string | undefined => {
  const entry = Object.entries(map ?? {}).find(([word]) => fold(word) === fold(text));
  return entry?.[1];
};
const named = (names: ReadonlyMap<string, string>, text: string, reason: string): ReadValue => {
  const value = names.get(fold(text));
  return value === undefined ? { reason } : { value };
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Days that spreadsheets count from 1900, with the leap day that there never was: 1 January 2000 to 31 December 2079. */
const serials = { first: 36_526, last: 65_745, origin: dayFrom(1899, 12, 30) };

function readDate(cell: Cell, text: string, formats: readonly DateFormat[]): ReadValue {
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
      const month = months.indexOf((word ?? '').slice(0, 3).toLowerCase());
      return month < 0 ? undefined : civil(year, String(month + 1), day);
    }
  }
}

/** `YYYY-MM-DD` where there is such a day; years of two digits are of this century. */
function civil(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [y, m, d] = [Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return undefined;
  return dateOf(dayFrom(y, m, d));
}
