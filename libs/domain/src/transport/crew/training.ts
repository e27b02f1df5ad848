import type { PassengerNeed } from '@sightline/contracts';

/** What a guide must have been trained in for a need, as words that their training may be written in; any one will do. */
export const trainingFor: Readonly<Record<PassengerNeed, readonly string[]>> = {
  harness: ['harness'],
  wheelchair: ['wheelchair'],
  medication: ['medication', 'midazolam', 'epilepsy', 'epipen', 'auto-injector'],
  // A booster seat needs no training.
  booster: [],
};

/** Which of the needs on a run a guide is trained for, and which not. Needs without training are left out. */
export function trainingMatch(needs: Iterable<PassengerNeed>, training: readonly string[]): { readonly has: readonly PassengerNeed[]; readonly missing: readonly PassengerNeed[] } {
  const trained = training.join('\n').toLowerCase();
  const wanted = [...new Set(needs)].filter((need) => trainingFor[need].length > 0).sort();
  const has = wanted.filter((need) => trainingFor[need].some((word) => trained.includes(word)));
  return { has, missing: wanted.filter((need) => !has.includes(need)) };
}
