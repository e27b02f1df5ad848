import type { Rating, Suggestion } from '@sightline/contracts';
import { blueEvidence } from './gates.js';
import { daysBetween } from './history.js';
import { against, inWords, isDone, isOverdue, offTarget, openActions, ratingBelow, redBelow, sightsOf } from './sight.js';
import type { Sight } from './sight.js';
import { isLedElsewhere } from './state.js';
import type { Programme } from './state.js';
import type { ReadMeasure } from './measures/index.js';
import { dateWords } from './words.js';
import { upperFirst } from '../words.js';

/** What a rating might be reviewed to, and why; `undefined` where nothing speaks for a review. */
type Rule = (sight: Sight) => { readonly proposed: Rating; readonly why: string } | undefined;

/** In this order: what speaks for a worse rating is heard first, and one proposal an item is enough. */
const rules: readonly Rule[] = [
  (sight) => {
    if (!isDone(sight.rating)) return undefined;
    const inside = against(sight);
    if (inside.length > 0) return { proposed: 'amber', why: inWords(inside) };
    const open = sight.item.dueDate !== undefined && sight.item.dueDate < sight.today ? openActions(sight).length : 0;
    return open > 0 ? { proposed: 'amber', why: `it was due on ${dateWords(sight.item.dueDate ?? '')}, and ${open} of its actions ${open === 1 ? 'is' : 'are'} open` } : undefined;
  },
  (sight) => {
    const { programme, item, period, records, rating, said, today } = sight;
    if (rating !== 'blue' || said?.overruled !== undefined) return undefined;
    // As at today: what was said too soon may have been earned since.
    const { missing } = blueEvidence(programme, item.itemRef, records, { period, on: today, without: said?.id });
    return missing.length > 0 ? { proposed: 'green', why: missing.join('; ') } : undefined;
  },
  (sight) => {
    const { rating, item, today } = sight;
    return (rating === 'amber' || rating === 'grey') && item.dueDate !== undefined && isOverdue(sight, item) ? { proposed: 'red', why: `it was due on ${dateWords(item.dueDate)}, ${days(daysBetween(item.dueDate, today))} ago` } : undefined;
  },
  (sight) => {
    if (sight.rating !== 'red' || isOverdue(sight, sight.item)) return undefined;
    const recovered = [...(measuresMet(sight) ? ['its measures are at target'] : []), ...(ratedBelow(sight) > 0 ? ['nothing below it is Red or overdue'] : [])];
    const held = offTarget(sight).length > 0 || sight.measures.some(({ met }) => met === null) || redBelow(sight).length > 0 || sight.below.some((item) => isOverdue(sight, item));
    return recovered.length > 0 && !held ? { proposed: 'amber', why: recovered.join(' and ') } : undefined;
  },
  (sight) => {
    const actions = sight.below.filter((item) => item.kind === 'action' && !isLedElsewhere(item));
    if (sight.rating !== 'amber' || actions.length === 0 || openActions(sight).length > 0 || against(sight).length > 0) return undefined;
    return { proposed: 'green', why: actions.length === 1 ? 'its one action is Green or Blue' : `all of its ${actions.length} actions are Green or Blue` };
  },
  ({ programme, item, period, records, rating, today }) => {
    if (rating !== 'green') return undefined;
    const { missing, greenSince } = blueEvidence(programme, item.itemRef, records, { period, on: today });
    return missing.length === 0 && greenSince !== null ? { proposed: 'blue', why: `Green without a break since ${dateWords(greenSince)}, for more than three months${records.length > 0 ? ' with every measure at target' : ''}` } : undefined;
  },
];

/**
 * Ratings that a person should look at again, each with a proposed one and why. Nothing is ever changed by it (specification:
 * suggest, never overwrite). `today` is a civil date; items that another board leads are that board's to review.
 */
export function suggestionsOf(programme: Programme, read: ReadMeasure, today: string, sights: readonly Sight[] = sightsOf(programme, read, today)): Suggestion[] {
  return sights.flatMap((sight): Suggestion[] => {
    const { item, period, rating } = sight;
    if (rating === null) return [];
    for (const rule of rules) {
      const found = rule(sight);
      if (found) return [{ itemRef: item.itemRef, period, rating, proposed: found.proposed, explanation: `${upperFirst(found.why)}.` }];
    }
    return [];
  });
}

const measuresMet = ({ measures }: Sight): boolean => measures.length > 0 && measures.every(({ met }) => met === true);
const ratedBelow = (sight: Sight): number => sight.below.filter((item) => ratingBelow(sight, item) !== null).length;
const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
