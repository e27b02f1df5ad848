import { ratings } from '@sightline/contracts';
import type { Contradiction, ProgrammeItem, Rating } from '@sightline/contracts';
import { blueGap } from './blue.js';
import { assessmentIn, isLedElsewhere, periodsOf, ratingIn, standing } from './state.js';
import type { Item, Programme } from './state.js';
import { childrenOf, missingWords, readingsOf, talliesOf } from './view.js';
import type { MeasureReading, ReadMeasure } from './measures/measure-reading.js';
import { dateWords, periodWords } from './words.js';

interface Sight {
  readonly programme: Programme;
  readonly item: Item;
  readonly period: string;
  readonly previous: string | undefined;
  readonly rating: Rating | null;
  readonly children: readonly Item[];
  readonly measures: readonly MeasureReading[];
  readonly today: string;
}
/** Looks at one item in the newest period; an explanation where something clashes. */
type Check = (sight: Sight) => string | undefined;

const isDone = (rating: Rating | null): boolean => rating === 'green' || rating === 'blue';

const checks: readonly (readonly [Contradiction['kind'], Check])[] = [
  ['watermelon', ({ programme, item, period, rating, children, measures, today }) => {
    if (!isDone(rating)) return undefined;
    const inside = children.flatMap((child) => {
      const of = ratingIn(programme, child.itemRef, period);
      if (of === 'red') return [`${child.itemRef} is Red`];
      return child.dueDate !== undefined && child.dueDate < today && !isDone(of) && !isLedElsewhere(child) ? [`${child.itemRef} was due on ${dateWords(child.dueDate)}`] : [];
    });
    const off = measures.filter(({ met }) => met === false).map(({ title }) => `its measure "${title}" is off target`);
    const all = [...inside, ...off];
    return all.length > 0 ? `${item.itemRef} is rated ${name(rating)}, but ${all.join(', ')}.` : undefined;
  }],
  ['blue-too-soon', ({ programme, item, period, rating, measures }) => {
    if (rating !== 'blue') return undefined;
    const gap = blueGap(programme, item.itemRef, period, measures);
    return gap === undefined ? undefined : `Blue needs over three months of unbroken Green: ${gap}.`;
  }],
  ['red-without-words', ({ programme, item, period, rating }) => {
    const missing = rating === 'red' ? missingWords(item, assessmentIn(programme, item.itemRef, period)) : [];
    return missing.length > 0 ? `The Red has no ${missing.map((what) => what.replace(/^an? /, '')).join(', no ')}.` : undefined;
  }],
  ['done-with-open-actions', ({ programme, item, period, rating, children, today }) => {
    if (!isDone(rating) || item.dueDate === undefined || item.dueDate <= today) return undefined;
    const open = children.filter((child) => child.kind === 'action' && !isLedElsewhere(child) && !isDone(ratingIn(programme, child.itemRef, period)));
    return open.length > 0 ? `Rated ${name(rating)} although it is due on ${dateWords(item.dueDate)} and ${open.length} of its actions are open.` : undefined;
  }],
  ['unmoving-amber', ({ programme, item, period, previous, rating }) => {
    if (rating !== 'amber' || previous === undefined || ratingIn(programme, item.itemRef, previous) !== 'amber') return undefined;
    const now = assessmentIn(programme, item.itemRef, period)?.commentary?.trim() ?? '';
    const before = assessmentIn(programme, item.itemRef, previous)?.commentary?.trim() ?? '';
    if (now !== '' && now !== before) return undefined;
    return `Amber in ${periodWords(previous)} and in ${periodWords(period)} ${now === '' ? 'without a comment' : 'with the same comment'}.`;
  }],
  ['grey-past-start', ({ item, rating, today }) => (rating === 'grey' && item.startDate !== undefined && item.startDate < today ? `Grey means not yet due to start, but it was to start on ${dateWords(item.startDate)}.` : undefined)],
  ['unowned', ({ item }) => {
    const missing = [...(item.leadRole === undefined && !isLedElsewhere(item) ? ['lead'] : []), ...(item.dueDate === undefined && item.kind !== 'workstream' ? ['due date'] : [])];
    return missing.length > 0 ? `It has no ${missing.join(' and no ')}.` : undefined;
  }],
  ['misfiled', ({ programme, item }) => {
    const workstream = item.kind === 'workstream' ? undefined : workstreamOf(programme, item);
    if (workstream === undefined || bears(item.itemRef, workstream.itemRef)) return undefined;
    const other = [...programme.items.values()].find(({ kind, itemRef }) => kind === 'workstream' && bears(item.itemRef, itemRef));
    return other && `Filed under workstream ${workstream.itemRef}, but its reference is of workstream ${other.itemRef}.`;
  }],
];

/** Everything in the plan that cannot be true together, by item, with what clashes and where. */
export function contradictionsOf(programme: Programme, read: ReadMeasure, today: string): Contradiction[] {
  const periods = periodsOf(programme);
  const period = periods.at(-1);
  const found: Contradiction[] = [...twoRatings(programme, periods), ...headlines(programme, periods)];
  if (period === undefined) return found;
  const children = childrenOf(programme);
  const readings = readingsOf(programme, read, periods.at(-2) ?? null);
  for (const item of programme.items.values()) {
    const sight: Sight = {
      programme,
      item,
      period,
      previous: periods.at(-2),
      rating: isLedElsewhere(item) ? null : ratingIn(programme, item.itemRef, period),
      children: children.get(item.itemRef) ?? [],
      measures: readings.get(item.itemRef) ?? [],
      today,
    };
    for (const [kind, check] of checks) {
      const explanation = check(sight);
      if (explanation !== undefined) found.push({ kind, itemRef: item.itemRef, period, explanation });
    }
  }
  return found;
}

function twoRatings(programme: Programme, periods: readonly string[]): Contradiction[] {
  return [...programme.items.keys()].flatMap((itemRef) =>
    periods.flatMap((period): Contradiction[] => {
      const said = [...new Set(standing(programme, itemRef, period).map(({ rating }) => rating))];
      return said.length > 1 ? [{ kind: 'two-ratings', itemRef, period, explanation: `Rated ${said.map(name).join(' and ')} in ${periodWords(period)}; the last one said counts.` }] : [];
    }),
  );
}

/** A declared headline clashes with the ratings that it heads. It is about the programme as a whole. */
function headlines(programme: Programme, periods: readonly string[]): Contradiction[] {
  return periods.flatMap((period): Contradiction[] => {
    const declared = programme.headlines.get(period)?.counts;
    if (declared === undefined) return [];
    const counts = talliesOf(programme, period);
    const clashes = (['actions', 'projects'] as const).flatMap((kind) =>
      ratings.flatMap((rating) => {
        const said = declared[kind]?.[rating];
        return said !== undefined && said !== counts[kind][rating] ? [`${said} ${name(rating)} ${kind} declared, ${counts[kind][rating]} rated`] : [];
      }),
    );
    return clashes.length > 0 ? [{ kind: 'headline-and-travel', itemRef: 'programme', period, explanation: `The headline of ${periodWords(period)} disagrees with its ratings: ${clashes.join('; ')}.` }] : [];
  });
}

function workstreamOf({ items }: Programme, item: Item): Item | undefined {
  let above: Item | undefined = item;
  for (let steps = 0; above !== undefined && above.kind !== 'workstream' && steps < 5; steps++) above = above.parentRef === undefined ? undefined : items.get(above.parentRef);
  return above;
}

/** `A2.4` bears `A` and `A2`, not `A1` and not `B`. */
const bears = (itemRef: string, ref: string): boolean => itemRef.startsWith(ref) && !(/\d$/.test(ref) && /^\d/.test(itemRef.slice(ref.length))) && !/^[A-Za-z]/.test(itemRef.slice(ref.length));

const name = (rating: ProgrammeItem['rating']): string => (rating === null ? 'unrated' : `${rating.charAt(0).toUpperCase()}${rating.slice(1)}`);
