import { dateOf, dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import { holdsDays, isMet } from './measures/index.js';
import type { ReadMeasure } from './measures/index.js';
import type { Programme } from './state.js';
import { dateWords } from './words.js';

/** What is known of a measure, day by day, oldest first. `met` is `null` on a day on which there was nothing to reckon it from. */
export interface MeasureRecord {
  readonly title: string;
  readonly days: readonly { readonly date: string; readonly met: boolean | null }[];
  /** For so many days after its own a reading speaks, when no other one comes: a Sunday without runs takes nothing away. */
  readonly holdsDays: number;
}

/**
 * Since which day a measure has been at target without a break until `today`, and what ended it before that, in words.
 * `day` is `null` where it is not at target today. What is not known is not met: days without a value are bridged for as
 * long as the reading before them holds, and break the run after that.
 */
export function atTargetSince({ days, holdsDays: holds }: MeasureRecord, today: Day): { readonly day: Day | null; readonly why: string } {
  let since: Day | null = null;
  for (let index = days.length - 1; index >= 0; index--) {
    const reading = days[index];
    const day = reading === undefined ? today + 1 : dayOf(reading.date);
    if (reading === undefined || reading.met === null || day > today) continue;
    if ((since ?? today + 1) - day > holds + 1) return { day: since, why: unknown(day + holds + 1, since) };
    if (!reading.met) return { day: since, why: `was off target on ${dateWords(reading.date)}` };
    since = day;
  }
  return since === null ? { day: null, why: 'has no reading' } : { day: since, why: `is on record only since ${words(since)}` };
}

/** What is known of the measures day by day, by the items that name them. One whose days nobody keeps has its reading alone. */
export function measureRecordsOf({ measures }: Programme, read: ReadMeasure): Map<string, MeasureRecord[]> {
  const records = new Map<string, MeasureRecord[]>();
  for (const measure of measures.values()) {
    const { value, asOf, days } = read(measure);
    const record = { title: measure.title, holdsDays: holdsDays(measure), days: days ?? (asOf === null ? [] : [{ date: asOf.slice(0, 10), met: isMet(value, measure) }]) };
    for (const itemRef of measure.itemRefs) records.set(itemRef, [...(records.get(itemRef) ?? []), record]);
  }
  return records;
}

const unknown = (from: Day, until: Day | null): string =>
  until === null ? `is not known from ${words(from)}` : from === until - 1 ? `is not known on ${words(from)}` : `is not known from ${words(from)} to ${words(until - 1)}`;

const words = (day: Day): string => dateWords(dateOf(day));
