import { ratings } from '@sightline/contracts';
import type { Rating, RatingTally, Travel } from '@sightline/contracts';

/** From worst to best for the direction of travel: to start what was not due is a step up, to be Red before starting is one down. */
const scale: Readonly<Record<Rating, number>> = { red: 0, grey: 1, amber: 2, green: 3, blue: 4 };
/** What the worst of several is: work that is not due yet is nobody's worry while anything else is. */
const worstFirst: readonly Rating[] = ['red', 'amber', 'green', 'blue', 'grey'];

/** Derived, never typed: the rating against that of the period before. */
export function travelOf(rating: Rating | null, previous: Rating | null): Travel | null {
  if (rating === null) return null;
  if (previous === null) return 'new';
  const step = scale[rating] - scale[previous];
  return step > 0 ? 'up' : step < 0 ? 'down' : 'level';
}

export const worstOf = (of: readonly (Rating | null)[]): Rating | null => worstFirst.find((rating) => of.includes(rating)) ?? null;

export const emptyTally = (): RatingTally => ({ blue: 0, green: 0, amber: 0, red: 0, grey: 0, unrated: 0, ledElsewhere: 0, total: 0 });

/** Counts by rating; those led elsewhere are counted apart, whatever is said of them. No averages: see {@link worstOf}. */
export function tallyOf(of: Iterable<{ readonly rating: Rating | null; readonly ledElsewhere: boolean }>): RatingTally {
  const tally = emptyTally();
  for (const { rating, ledElsewhere } of of) {
    tally.total++;
    tally[ledElsewhere ? 'ledElsewhere' : (rating ?? 'unrated')]++;
  }
  return tally;
}

export function changeOf(now: RatingTally, before: RatingTally): RatingTally {
  const change = emptyTally();
  for (const key of Object.keys(change) as (keyof RatingTally)[]) change[key] = now[key] - before[key];
  return change;
}

/** Of those rated here, in percent to one decimal, each by itself. */
export function percentagesOf(tally: RatingTally): Record<Rating, number> {
  const rated = ratings.reduce((sum, rating) => sum + tally[rating], 0);
  return Object.fromEntries(ratings.map((rating) => [rating, rated === 0 ? 0 : Math.round((tally[rating] * 1000) / rated) / 10])) as Record<Rating, number>;
}
