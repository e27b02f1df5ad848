import type { Contradiction, Side } from '@sightline/contracts';
import { blueLacks, redLacks } from './gates.js';
import { headlineClashes } from './headlines.js';
import { against, inWords, isDone, openActions, own, ratedWords, ratingOf, sightsOf } from './sight.js';
import type { Sight } from './sight.js';
import { assessmentIn, disputed, isLedElsewhere, periodsOf, ratingIn, standing } from './state.js';
import type { Assessment, Item, Programme } from './state.js';
import type { ReadMeasure } from './measures/index.js';
import { dateWords, listed, periodWords, ratingWord } from './words.js';

interface Clash {
  readonly explanation: string;
  readonly sides?: readonly Side[];
}
/** Looks at one item in the newest period; what clashes, where something does. */
type Check = (sight: Sight) => Clash | undefined;

const checks: readonly (readonly [Contradiction['kind'], Check])[] = [
  ['watermelon', (sight) => {
    const inside = isDone(sight.rating) ? against(sight) : [];
    if (inside.length === 0) return undefined;
    return { explanation: `${sight.item.itemRef} is rated ${ratingOf(sight)}, but ${inWords(inside)}.`, sides: [own(sight), ...inside] };
  }],
  ['blue-too-soon', (sight) => {
    const { programme, item, period, records } = sight;
    if (sight.rating !== 'blue') return undefined;
    const { missing, greenSince, earliestDate } = blueLacks(programme, item.itemRef, period, records);
    if (missing.length === 0) return undefined;
    const from = earliestDate === null ? 'it has to be Green first' : `Blue could be reached from ${dateWords(earliestDate)}`;
    const before: Side = { ...(greenSince === null ? {} : { rating: 'green' as const }), words: `${missing.join('; ')}. ${from.replace(/^it/, 'It')}` };
    return { explanation: `Blue needs more than three months of unbroken Green, with every measure at target: ${missing.join('; ')}. ${from.replace(/^it/, 'It')}.`, sides: [own(sight), before] };
  }],
  ['red-without-words', (sight) => {
    const { item, said, rating, today } = sight;
    if (rating !== 'red') return undefined;
    const missing = redLacks(item, said, said?.assessedOn ?? today).map(({ message }) => message.replace(/^an? /, ''));
    if (missing.length > 0) return { explanation: `The Red has no ${missing.join(', no ')}.` };
    const path = said?.pathToGreen;
    return path && path.date < today ? { explanation: `The Red's path to green ended on ${dateWords(path.date)}, and it is still Red.` } : undefined;
  }],
  ['done-with-open-actions', (sight) => {
    const { item, rating, today } = sight;
    if (!isDone(rating) || item.dueDate === undefined || item.dueDate <= today) return undefined;
    const open = openActions(sight);
    if (open.length === 0) return undefined;
    const words = `${open.length === 1 ? 'its action' : `${open.length} of its actions,`} ${listed(open.map(({ itemRef }) => itemRef))}${open.length === 1 ? ' is' : ', are'} open`;
    return { explanation: `Rated ${ratingOf(sight)} although it is due on ${dateWords(item.dueDate)} and ${words}.`, sides: [own(sight), { words: `due on ${dateWords(item.dueDate)}, and ${words}` }] };
  }],
  ['unmoving-amber', ({ programme, item, period, previous, rating, said }) => {
    if (rating !== 'amber' || previous === undefined || ratingIn(programme, item.itemRef, previous) !== 'amber') return undefined;
    const now = said?.commentary?.trim() ?? '';
    const before = assessmentIn(programme, item.itemRef, previous)?.commentary?.trim() ?? '';
    if (now !== '' && now !== before) return undefined;
    return { explanation: `Amber in ${periodWords(previous)} and in ${periodWords(period)} ${now === '' ? 'without a comment' : 'with the same comment'}.` };
  }],
  ['grey-past-start', (sight) => {
    const { item, rating, today } = sight;
    if (rating !== 'grey' || item.startDate === undefined || item.startDate >= today) return undefined;
    const words = `it was to start on ${dateWords(item.startDate)}`;
    return { explanation: `Grey means not yet due to start, but ${words}.`, sides: [own(sight), { words }] };
  }],
  ['unowned', ({ item }) => {
    const missing = [...((item.leadRole ?? '').trim() === '' && !isLedElsewhere(item) ? ['lead'] : []), ...(item.dueDate === undefined && item.kind !== 'workstream' ? ['due date'] : [])];
    return missing.length > 0 ? { explanation: `It has no ${missing.join(' and no ')}.` } : undefined;
  }],
  ['misfiled', ({ programme, item }) => {
    const workstream = item.kind === 'workstream' ? undefined : workstreamOf(programme, item);
    if (workstream === undefined || bears(item.itemRef, workstream.itemRef)) return undefined;
    const other = [...programme.items.values()].find(({ kind, itemRef }) => kind === 'workstream' && bears(item.itemRef, itemRef));
    return { explanation: other ? `Filed under workstream ${workstream.itemRef}, but its reference is of workstream ${other.itemRef}.` : `Filed under workstream ${workstream.itemRef}, whose reference it does not bear.` };
  }],
];

/** Everything in the plan that cannot be true together, by item, with what clashes and where. `today` is a civil date. */
export function contradictionsOf(programme: Programme, read: ReadMeasure, today: string, sights: readonly Sight[] = sightsOf(programme, read, today)): Contradiction[] {
  const periods = periodsOf(programme);
  const found: Contradiction[] = [...twoRatings(programme), ...headlineClashes(programme, periods)];
  for (const sight of sights) {
    for (const [kind, check] of checks) {
      const clash = check(sight);
      if (clash !== undefined) found.push({ kind, itemRef: sight.item.itemRef, period: sight.period, explanation: clash.explanation, ...(clash.sides && { sides: [...clash.sides] }) });
    }
  }
  return found;
}

function twoRatings(programme: Programme): Contradiction[] {
  return [...programme.items.keys()].flatMap((itemRef) =>
    disputed(programme.assessments.get(itemRef) ?? none).map((period): Contradiction => {
      const each = [...new Map(standing(programme, itemRef, period).map((one) => [one.rating, one])).values()];
      const counts = ratingIn(programme, itemRef, period);
      const which = programme.frozen.has(period) ? `the board took it as ${ratingWord(counts)}` : 'the last one said counts';
      return { kind: 'two-ratings', itemRef, period, explanation: `Rated ${each.map(({ rating }) => ratingWord(rating)).join(' and ')} in ${periodWords(period)}; ${which}.`, sides: each.map((one) => ({ rating: one.rating, words: `${ratedWords(one)}${one.rating === counts ? '; this one counts' : ''}` })) };
    }),
  );
}

const none: readonly Assessment[] = [];

function workstreamOf({ items }: Programme, item: Item): Item | undefined {
  let above: Item | undefined = item;
  for (let steps = 0; above !== undefined && above.kind !== 'workstream' && steps < 5; steps++) above = above.parentRef === undefined ? undefined : items.get(above.parentRef);
  return above?.kind === 'workstream' ? above : undefined;
}

/** `A2.4` bears `A` and `A2`, not `A1` and not `B`. */
const bears = (itemRef: string, ref: string): boolean => itemRef.startsWith(ref) && !(/\d$/.test(ref) && /^\d/.test(itemRef.slice(ref.length))) && !/^[A-Za-z]/.test(itemRef.slice(ref.length));
