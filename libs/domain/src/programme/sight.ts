import type { Rating, Side } from '@sightline/contracts';
import { measureRecordsOf } from './measure-record.js';
import type { MeasureRecord } from './measure-record.js';
import type { MeasureReading, ReadMeasure } from './measures/index.js';
import { assessmentIn, isLedElsewhere, periodsOf, ratingIn } from './state.js';
import type { Assessment, Item, Programme } from './state.js';
import { childrenOf, readingsOf } from './view.js';
import { dateWords, listed, ratingWord } from './words.js';

/** One item in the newest period, with all that may speak for or against its rating. */
export interface Sight {
  readonly programme: Programme;
  readonly item: Item;
  readonly period: string;
  readonly previous: string | undefined;
  /** `null` also for what another board leads: its rating is not ours to judge. */
  readonly rating: Rating | null;
  readonly said: Assessment | undefined;
  /** Everything anywhere below it. */
  readonly below: readonly Item[];
  readonly measures: readonly MeasureReading[];
  readonly records: readonly MeasureRecord[];
  readonly today: string;
}

export const isDone = (rating: Rating | null): boolean => rating === 'green' || rating === 'blue';

/** Every item as the newest period shows it; nothing before there is a period. */
export function sightsOf(programme: Programme, read: ReadMeasure, today: string): Sight[] {
  const periods = periodsOf(programme);
  const period = periods.at(-1);
  if (period === undefined) return [];
  const children = childrenOf(programme);
  const readings = readingsOf(programme, read, periods.at(-2) ?? null);
  const records = measureRecordsOf(programme, read);
  return [...programme.items.values()].map((item) => ({
    programme,
    item,
    period,
    previous: periods.at(-2),
    rating: isLedElsewhere(item) ? null : ratingIn(programme, item.itemRef, period),
    said: assessmentIn(programme, item.itemRef, period),
    below: everythingBelow(item, children),
    measures: readings.get(item.itemRef) ?? [],
    records: records.get(item.itemRef) ?? [],
    today,
  }));
}

function everythingBelow(item: Item, children: ReadonlyMap<string, readonly Item[]>): readonly Item[] {
  const direct = children.get(item.itemRef);
  if (direct === undefined) return [];
  const below = new Set<Item>(direct);
  // Grows while it is walked; an item is in it once, so a plan that names itself as its parent ends too.
  for (const one of below) for (const child of children.get(one.itemRef) ?? []) if (child !== item) below.add(child);
  return [...below];
}

export const ratingBelow = ({ programme, period }: Sight, item: Item): Rating | null => ratingIn(programme, item.itemRef, period);
export const redBelow = (sight: Sight): readonly Item[] => sight.below.filter((item) => ratingBelow(sight, item) === 'red');
/** Due before today and not done. What another board leads is late on that board's page. */
export const isOverdue = (sight: Sight, item: Item): boolean => item.dueDate !== undefined && item.dueDate < sight.today && !isLedElsewhere(item) && !isDone(ratingBelow(sight, item));
export const openActions = (sight: Sight): readonly Item[] => sight.below.filter((item) => item.kind === 'action' && !isLedElsewhere(item) && !isDone(ratingBelow(sight, item)));

/** What speaks against a Green or a Blue: Red or overdue items below it, and measures off target. Worst first. */
export function against(sight: Sight): Side[] {
  const red = redBelow(sight);
  const sides: Side[] = red.length === 0 ? [] : [{ rating: 'red', words: `${refs(red)} ${red.length === 1 ? 'is' : 'are'} Red` }];
  const late = sight.below.filter((item) => isOverdue(sight, item) && !red.includes(item));
  for (const [rating, items] of Map.groupBy(late, (item) => ratingBelow(sight, item))) {
    const oldest = items.map(({ dueDate }) => dueDate ?? '').sort()[0] ?? '';
    const words = items.length === 1 ? `${refs(items)} was due on ${dateWords(oldest)}` : `${refs(items)} are overdue, the oldest since ${dateWords(oldest)}`;
    sides.push({ ...(rating === null ? {} : { rating }), words });
  }
  return [...sides, ...offTarget(sight)];
}

/** Measures that are off target now; without the value where too few people stand behind it to be shown. */
export const offTarget = ({ measures }: Sight): Side[] =>
  measures.filter(({ met }) => met === false).map(({ title, value, target, unit, aim }) => ({
    words: `its measure "${title}" is off target${value === null ? '' : `: ${value}${unitWords(unit)} against ${aim === 'at-least' ? 'at least' : 'at most'} ${target}${unitWords(unit)}`}`,
  }));

/** Who said it and when, as the first of two sides. */
export function ratedWords(said: Assessment | undefined): string {
  return said === undefined ? 'rated' : `rated by ${said.assessedByRole} on ${dateWords(said.assessedOn)}`;
}

export const own = ({ rating, said }: Sight): Side => ({ ...(rating === null ? {} : { rating }), words: ratedWords(said) });
export const inWords = (sides: readonly Side[]): string => sides.map(({ words }) => words).join(', ');
export const ratingOf = ({ rating }: Sight): string => ratingWord(rating);

const refs = (items: readonly Item[]): string => listed(items.map(({ itemRef }) => itemRef));
const unitWords = (unit: string): string => (/^\p{L}/u.test(unit) ? ` ${unit}` : unit);
