import type { ProgrammeItem, RatingTally } from '@sightline/contracts';

export const emptyTally = (): RatingTally => ({ blue: 0, green: 0, amber: 0, red: 0, grey: 0, unrated: 0, ledElsewhere: 0, total: 0 });

/** The actions anywhere below an item, by rating; those led elsewhere are counted apart. */
export function ratingsBelow(items: readonly ProgrammeItem[], itemRef: string): RatingTally {
  const parents = new Map(items.map((item) => [item.itemRef, item.parentRef]));
  const isBelow = (ref: string): boolean => {
    for (let parent = parents.get(ref); parent; parent = parents.get(parent)) if (parent === itemRef) return true;
    return false;
  };
  const tally = emptyTally();
  for (const item of items) {
    if (item.kind !== 'action' || !isBelow(item.itemRef)) continue;
    tally.total++;
    if (item.ledBy !== undefined) tally.ledElsewhere++;
    else if (item.rating === null) tally.unrated++;
    else tally[item.rating]++;
  }
  return tally;
}
