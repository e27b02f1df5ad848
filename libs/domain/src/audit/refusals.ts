import { findingOf, grouped } from './use.js';
import type { Finding, Use } from './use.js';

const minute = 60_000;
const hour = 60 * minute;

const leastFailed = 6;
const leastLocked = 2;
const leastRefused = 10;
const leastGuesses = 20;

const count = (uses: readonly Use[]): number => uses.reduce((sum, { times }) => sum + times, 0);

/** The uses by person or name whose spans of time hang together: no more than `gap` between one and the next. */
function runs(uses: readonly Use[], keyOf: (use: Use) => string | undefined, gap: number): Use[][] {
  return [...grouped(uses, keyOf).values()].flatMap((all) => {
    const found: Use[][] = [];
    for (const use of all) {
      const current = found.at(-1);
      const before = current?.at(-1);
      if (current !== undefined && before !== undefined && use.at - before.at <= gap) current.push(use);
      else found.push([use]);
    }
    return found;
  });
}

/** Many callers who could not be verified, one after the other: somebody may be trying what fits. */
export function failedVerifications(uses: readonly Use[]): Finding[] {
  const failed = uses.filter(({ action }) => action === 'look-up-failed' || action === 'look-up-locked');
  return runs(failed, ({ person }) => person ?? undefined, hour).flatMap((found) => {
    const locked = found.filter(({ action }) => action === 'look-up-locked').length;
    if (found.length < leastFailed && locked < leastLocked) return [];
    return [findingOf('failed-verifications', found, String(found[0]?.place ?? 0), `${found.length} verifications failed with less than an hour between them, and ${locked} ${locked === 1 ? 'child was' : 'children were'} locked. Listed from ${leastFailed} failures or ${leastLocked} locked children upwards.`)];
  });
}

/** A file taken by somebody who had just been refused again and again. */
export function exportsAfterRefusals(uses: readonly Use[]): Finding[] {
  const refusals = uses.filter(({ action, person }) => action.endsWith('refused') && person !== null);
  return uses.filter(({ action, person }) => (action === 'exported' || action === 'manifests-opened') && person !== null).flatMap((taken) => {
    const refused = refusals.filter(({ person, at }) => person === taken.person && at <= taken.at && at > taken.at - 30 * minute);
    if (count(refused) < leastRefused) return [];
    return [findingOf('export-after-refusals', [...refused, taken], String(taken.place), `A file was taken within half an hour of ${count(refused)} refusals. Listed from ${leastRefused} upwards.`)];
  });
}

/** Many wrong sign-ins with one name: a guess at an account. */
export function guessedSignIns(uses: readonly Use[]): Finding[] {
  const wrong = uses.filter(({ action, name }) => action === 'sign-in-refused' && name !== undefined);
  return runs(wrong, ({ name }) => name, hour).flatMap((found) =>
    count(found) < leastGuesses ? [] : [findingOf('guessed-sign-in', found, String(found[0]?.place ?? 0), `${count(found)} wrong sign-ins with one name, less than an hour between them. Listed from ${leastGuesses} upwards.`)]);
}
