import type { Rating } from '@sightline/contracts';
import { upperFirst } from '../words.js';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-09` as `September 2026`. */
export function periodWords(period: string): string {
  const [year, month] = period.split('-');
  return `${months[Number(month) - 1] ?? ''} ${year ?? ''}`;
}

/** `2026-09-15` as `15 September 2026`. */
export const dateWords = (date: string): string => `${Number(date.slice(8))} ${periodWords(date.slice(0, 7))}`;

/** `green` as `Green`, and no rating as `unrated`. */
export const ratingWord = (rating: Rating | null): string => (rating === null ? 'unrated' : upperFirst(rating));

/** The first few of many: `A1.1, A1.2 and 4 more`. */
export function listed(of: readonly string[], most = 3): string {
  if (of.length === 1) return of[0] ?? '';
  const shown = of.length > most ? of.slice(0, most - 1) : of.slice(0, -1);
  const last = of.length > most ? `${of.length - shown.length} more` : of.at(-1);
  return `${shown.join(', ')} and ${last ?? ''}`;
}

/** The last day of a period: `2026-09` as `30 September 2026`. */
export function periodEndWords(period: string): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return dateWords(`${period}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`);
}

/** A period beside another one: its month, with its year where that is more than eleven months away. */
export function periodBeside(period: string, other: string): string {
  const months_ = (of: string): number => Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7));
  return Math.abs(months_(other) - months_(period)) < 12 ? periodWords(period).split(' ')[0] ?? period : periodWords(period);
}

/** An instant where the reader is: `10:02 on 14 October 2026`. */
export function momentWords(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} on ${part('day')} ${part('month')} ${part('year')}`;
}

/** The civil date of an instant where the reader is: `2026-10-14`. */
export const civilDateIn = (at: string, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));

/** The civil day of an instant where the reader is: `14 October 2026`. */
export const dayWords = (at: string, timeZone: string): string => momentWords(at, timeZone).slice(9);

/** `98.1%`, `18.4 days`: a sign stands at its figure, a word apart. */
export const quantityWords = (value: number, unit: string): string => `${value.toLocaleString('en-GB', { maximumFractionDigits: 2 })}${unit === '%' || unit === '' ? unit : `\u00a0${unit}`}`;

/** `1 action is`, `2 actions are`. */
export const countWords = (count: number, one: string, many: string): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** `A, B and C`. */
export const listWords = (words: readonly string[]): string => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);

/** `red` as `Red`, `unmoving-amber` as `Unmoving amber`. */
export const nameWords = (name: string): string => upperFirst(name.replaceAll('-', ' '));
