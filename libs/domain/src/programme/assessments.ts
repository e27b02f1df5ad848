import type { ItemHistory } from '@sightline/contracts';
import { dueDatesOf } from './history.js';
import { travelOf } from './rating.js';
import { assessmentIn, periodsOf, ratingIn } from './state.js';
import type { Programme } from './state.js';

/**
 * Everything that was said of an item across the periods, which of it counts, and what was corrected. In a period that
 * the board has taken, the assessment it was taken with counts for ever, whatever was said later.
 */
export function historyOf(programme: Programme, itemRef: string): ItemHistory {
  const said = programme.assessments.get(itemRef) ?? [];
  const periods = periodsOf(programme);
  const correctedBy = new Map(said.flatMap(({ id, corrects }) => (corrects === undefined ? [] : [[corrects, id] as const])));
  const items = said
    .map((assessment, order) => ({ assessment, order }))
    .toSorted((a, b) => a.assessment.period.localeCompare(b.assessment.period) || a.order - b.order)
    .map(({ assessment }): ItemHistory['items'][number] => {
      const { id, period, rating } = assessment;
      const before = periods[periods.indexOf(period) - 1];
      const previousRating = before === undefined ? null : ratingIn(programme, itemRef, before);
      const counts = id === assessmentIn(programme, itemRef, period)?.id;
      const by = correctedBy.get(id);
      return { ...assessment, previousRating, travel: counts ? travelOf(rating, previousRating) : null, counts, frozen: programme.frozen.has(period), ...(by === undefined ? {} : { correctedBy: by }) };
    });
  return { items, dueDates: dueDatesOf(programme.histories.item.get(itemRef) ?? []) };
}
