import type { Contradiction, ContradictionKind, ProgrammeItem, Suggestion } from '@sightline/contracts';
import { countWords, nameWords } from '../words.js';

/** Kinds that say of a Green or a Blue that it is better than its evidence, worst first. */
export const betterThanDeserved: readonly ContradictionKind[] = ['watermelon', 'blue-too-soon', 'done-with-open-actions'];

/**
 * What moved since the period before, which is called `before`: `Since June, 3 actions fell and 6 rose; 1 project fell.`
 * That nothing moved is said too, and that there is no period before (`null`).
 */
export function changesWords(items: readonly ProgrammeItem[], before: string | null): string {
  if (before === null) return 'This is the first period, so there is nothing to compare it with.';
  const parts = (['action', 'project'] as const).flatMap((kind) => {
    const of = (travel: 'up' | 'down'): number => items.filter((item) => item.kind === kind && item.travel === travel).length;
    const [down, up] = [of('down'), of('up')];
    if (down === 0 && up === 0) return [];
    const noun = (count: number): string => countWords(count, kind, `${kind}s`);
    return [down === 0 ? `${noun(up)} rose` : up === 0 ? `${noun(down)} fell` : `${noun(down)} fell and ${up} rose`];
  });
  return parts.length === 0 ? `Since ${before}, no rating has changed.` : `Since ${before}, ${parts.join('; ')}.`;
}

/**
 * Is anything rated better than it deserves? One sentence, and whether it is a Yes. What another board leads is not
 * counted; an item with two reasons is one item; a review that proposes Blue speaks for a rating, not against it.
 */
export function deservedAnswer(items: readonly ProgrammeItem[], contradictions: readonly Pick<Contradiction, 'itemRef' | 'kind'>[], suggestions: readonly Pick<Suggestion, 'itemRef' | 'proposed'>[]): { readonly yes: boolean; readonly words: string } {
  const done = new Set(items.filter(({ rating, ledBy }) => ledBy === undefined && (rating === 'green' || rating === 'blue')).map(({ itemRef }) => itemRef));
  if (done.size === 0) return { yes: false, words: 'Nothing is rated Green or Blue.' };
  const against = contradictions.filter(({ itemRef, kind }) => done.has(itemRef) && betterThanDeserved.includes(kind));
  const listed = new Set(against.map(({ itemRef }) => itemRef));
  const reviews = suggestions.filter(({ itemRef, proposed }) => done.has(itemRef) && !listed.has(itemRef) && proposed !== 'blue');
  const undeserved = new Set([...listed, ...reviews.map(({ itemRef }) => itemRef)]).size;
  const of = countWords(done.size, 'item rated Green or Blue', 'items rated Green or Blue');
  if (undeserved === 0) return { yes: false, words: `No: nothing that is on record speaks against ${done.size === 1 ? 'the' : 'any of the'} ${of}.` };
  const why = betterThanDeserved.flatMap((kind) => {
    const count = against.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [`${count} ${nameWords(kind).toLowerCase().replace('blue', 'Blue')}`];
  });
  if (reviews.length > 0) why.push(`${reviews.length} to review`);
  return { yes: true, words: `Yes: ${undeserved} of the ${of} ${undeserved === 1 ? 'is' : 'are'} better than the evidence (${why.join(', ')}).` };
}
