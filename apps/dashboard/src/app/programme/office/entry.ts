import type { EventData, Rating } from '@sightline/contracts';

/** What someone writes of an item in a period; an empty string for what is not written. */
export interface Entry {
  readonly rating: Rating | '';
  readonly commentary: string;
  readonly pathWords: string;
  readonly pathDate: string;
  readonly role: string;
}

export const emptyEntry: Entry = { rating: '', commentary: '', pathWords: '', pathDate: '', role: '' };

/** What was said of an item in a period. */
export interface Said {
  readonly id?: string | undefined;
  readonly rating: Rating;
  /** The board set a gate aside for it. */
  readonly overruled?: { readonly reason: string } | undefined;
  readonly commentary?: string | undefined;
  readonly pathToGreen?: { readonly words: string; readonly date: string } | undefined;
  readonly assessedByRole?: string | undefined;
  readonly assessedOn?: string | undefined;
}

export const entryOf = ({ rating, commentary, pathToGreen, assessedByRole }: Said): Entry => ({
  rating,
  commentary: commentary ?? '',
  pathWords: pathToGreen?.words ?? '',
  pathDate: pathToGreen?.date ?? '',
  role: assessedByRole ?? '',
});

const names = Object.keys(emptyEntry) as (keyof Entry)[];
export const sameEntry = (one: Entry, other: Entry): boolean => names.every((name) => one[name].trim() === other[name].trim());

/** Whether there is anything in it that somebody typed or chose. Who says it is filled in by itself. */
export const isWritten = (entry: Entry): boolean => names.some((name) => name !== 'role' && entry[name].trim() !== '');

/** What is missing before it is worth sending, by the field's path in the command. */
export function lacks(entry: Entry): Record<string, string> {
  return {
    ...(entry.rating === '' && { 'data.rating': 'Choose a rating.' }),
    ...(entry.role.trim() === '' && { 'data.assessedByRole': 'Say in which role it is assessed.' }),
  };
}

export interface Subject {
  readonly itemRef: string;
  readonly period: string;
  /** Civil date on which it is said. */
  readonly today: string;
  /** Id of the assessment that it takes the place of. */
  readonly corrects?: string | undefined;
}

/** An entry as the event that is sent. A path to green belongs to a Red alone, whole or as far as it was written. */
export function assessmentFrom(entry: Entry, { itemRef, period, today, corrects }: Subject): EventData<'programme.assessed'> {
  const commentary = entry.commentary.trim();
  const path = { words: entry.pathWords.trim(), date: entry.pathDate };
  return {
    itemRef,
    period,
    rating: entry.rating === '' ? 'grey' : entry.rating,
    ...(commentary !== '' && { commentary }),
    ...(entry.rating === 'red' && path.words !== '' && path.date !== '' && { pathToGreen: path }),
    assessedByRole: entry.role.trim(),
    assessedOn: today,
    ...(corrects !== undefined && { corrects }),
  };
}
