import type { ItemHistory } from '@sightline/contracts';
import { dueDatesOf } from './history.js';
import { travelOf } from './rating.js';
import { assessmentIn, itemIn, periodsOf, ratingIn } from './state.js';
import type { Assessment, Programme } from './state.js';

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
      const counts = isCounted(programme, assessment);
      const by = correctedBy.get(id);
      return { ...assessment, previousRating, travel: counts ? travelOf(rating, previousRating) : null, counts, frozen: programme.frozen.has(period), ...(by === undefined ? {} : { correctedBy: by }) };
    });
  return { items, dueDates: dueDatesOf(programme.histories.item.get(itemRef) ?? []) };
}

function isCounted(programme: Programme, { itemRef, period, id }: Assessment): boolean {
  const taken = programme.frozen.get(period);
  // A period that was taken before assessments' ids were kept with it is judged as it would be today.
  const counted = taken && itemIn(taken, itemRef)?.assessmentId;
  return id === (counted ?? assessmentIn(programme, itemRef, period)?.id);
}
