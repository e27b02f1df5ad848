import type { PlanField, PlanImportProfile } from '@sightline/contracts';
import { dateOf, dayFrom, daysInMonth } from '../../calendar/day.js';
import { fold, mappedWord, nothing, saysNothing, spreadsheetError } from '../../sheets/cells.js';
import type { Cell, ReadValue } from '../../sheets/cells.js';
import { readDate } from '../../sheets/dates.js';
import { kindOfWord } from './reference.js';
import { periodIn } from './periods.js';

export type Reading = Pick<PlanImportProfile, 'dateFormats' | 'valueMaps'>;

const dates: Partial<Record<PlanField, 'first' | 'last'>> = { startDate: 'first', dueDate: 'last', pathToGreenDate: 'last', assessedDate: 'last' };
/** What stands for a date where there is none. */
const noDates = new Set(['ongoing', 'on going', 'continuous', 'rolling', 'various', 'as required', 'immediate', 'immediately', 'to be confirmed', 'to be agreed', 'business as usual', 'bau']);
const dashes = /^[-–—.?]+$/;

/** Reads a cell of a field whose words are not ratings. */
export function readPlanValue(field: PlanField, cell: Cell, text: string, reading: Reading): ReadValue {
  const mapped = mappedWord(reading.valueMaps[field], text);
  if (mapped !== undefined) return mapped === '' ? nothing : { value: mapped };
  const error = spreadsheetError(text);
  if (error !== undefined) return { reason: error };
  if (saysNothing(text) || dashes.test(text)) return nothing;
  const edge = dates[field];
  if (edge !== undefined) return readPlanDate(cell, text, edge, reading);
  if (field === 'kind') {
    const kind = kindOfWord(fold(text));
    return kind === undefined ? { reason: 'is no kind of item: map it to workstream, project or action' } : { value: kind };
  }
  if (field === 'percentComplete') return { value: percentOf(cell, text) };
  return { value: text };
}

/** A date in any of its ways; a month is its first day where something begins, and its last where it is due. */
function readPlanDate(cell: Cell, text: string, edge: 'first' | 'last', { dateFormats }: Reading): ReadValue {
  if (noDates.has(fold(text))) return nothing;
  const read = readDate(cell, text.replace(/\s*\(.*\)$/, '').replace(/^(?:by|end of|end|from)\s+/i, ''), dateFormats);
  if ('value' in read || typeof cell !== 'string') return read;
  const month = periodIn(text);
  // "Sept 2026" is a month; a date that cannot be, such as 31/09/2026, is none.
  if (month === undefined || !/[a-z]/i.test(month.words) || /\d/.test(text.replace(month.words, ''))) return { reason: read.reason.replace(/^is no date as .*$/, (reason) => `${reason}, and no month: map it, to nothing where it is none`) };
  const [year = 0, number = 1] = month.period.split('-').map(Number);
  return { value: dateOf(dayFrom(year, number, edge === 'first' ? 1 : daysInMonth(year, number))) };
}

const percentOf = (cell: Cell, text: string): string => (typeof cell === 'number' ? `${Math.round(cell <= 1 ? cell * 100 : cell)}%` : /^\d+(\.\d+)?$/.test(text) ? `${text}%` : text);

/** Words with which the name of a role begins, so that `and` before one parts two roles and not one ("Strategy and Performance"). */
const roleBegins = /^(?:(?:interim|acting|deputy|joint|corporate|executive|strategic|principal|senior|service|group|area|programme|project|chief|assistant|associate)\s+)*(?:head|director|ad|dcs|manager|lead|officer|commissioner|psychologist|chair|cabinet)\b/i;

/** Several leads of one cell, parted by "; ", the first one first. Who leads is a role: all are kept. */
export function leadsOf(lines: string): string {
  const parted = lines.split(/\s*(?:[\n\r]+|;|\||\s\/\s|\/(?=[A-Z]))\s*/).flatMap((part) => partedByAnd(part));
  return [...new Set(parted.map((part) => part.replaceAll(/\s+/g, ' ').replace(/^[,&-]\s*|[,;&]$/g, '').trim()).filter((part) => part !== ''))].join('; ');
}

function partedByAnd(text: string): string[] {
  const at = [...text.matchAll(/\s*(?:,|&|\band\b)\s*/gi)].find(({ 0: mark, index }) => roleBegins.test(text.slice(0, index)) && roleBegins.test(text.slice(index + mark.length)));
  return at === undefined ? [text] : [text.slice(0, at.index), ...partedByAnd(text.slice(at.index + at[0].length))];
}

/** The rating that a profile maps a word to; `null`: nothing; `undefined`: it does not have the word. */
export function mappedRating(text: string, reading: Reading): string | null | undefined {
  const mapped = mappedWord(reading.valueMaps.rating, text);
  return mapped === '' ? null : mapped;
}

/** The last day of a reporting period, or today where that is earlier: when a rating was given, where nobody says. */
export function assessedDay(period: string, today: string): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  const end = dateOf(dayFrom(year, month, daysInMonth(year, month)));
  return end < today ? end : today;
}
