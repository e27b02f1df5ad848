import { likeness, termOf } from './likeness.js';
import type { Term } from './likeness.js';

/** Something that a caller can name: by what it may be called, or as one that was judged already on the same scale. */
export type Findable = { readonly terms: readonly Term[] } | { readonly judged: number };

/** Fewer characters than this would be browsing. */
export const leastSearchCharacters = 3;
/** What is less like what was typed is not an answer to it. */
const least = 0.55;
/** Where something begins with what was typed, what is merely like it is noise. */
const surely = 2;
const holdsIt = 1;

/** The one order of all that was found: the best answers first, equals as they came. */
export function ranked<T extends Findable>(typed: string, candidates: Iterable<T>, limit: number): T[] {
  const asked = termOf(typed);
  // A school is the name of each of its routes: it is compared once.
  const compared = new Map<Term, number>();
  const likenessOf = (term: Term): number => {
    const known = compared.get(term);
    if (known !== undefined) return known;
    const made = likeness(asked, term);
    compared.set(term, made);
    return made;
  };
  const found: { candidate: T; score: number }[] = [];
  for (const candidate of candidates) {
    const score = 'judged' in candidate ? candidate.judged : candidate.terms.reduce((best, term) => Math.max(best, likenessOf(term)), 0);
    if (score >= least) found.push({ candidate, score });
  }
  const sorted = found.sort((a, b) => b.score - a.score);
  const cut = (sorted[0]?.score ?? 0) >= surely ? holdsIt : least;
  return sorted
    .filter(({ score }) => score >= cut)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** A run as the question "where is it now?" sees it; instants are epoch milliseconds. */
export interface Answering {
  readonly state: 'scheduled' | 'running' | 'completed' | 'cancelled';
  readonly startsAt: number;
  readonly endsAt: number;
}

/** The run that answers now: one under way, else one that should be or is cancelled at this hour, else the next, else the last. */
export function answeringRun<R extends Answering>(runs: readonly R[], now: number): R | undefined {
  const urgency = (run: R): number => {
    if (run.state === 'running') return 0;
    if (run.state !== 'completed' && run.startsAt <= now && run.endsAt >= now) return 1;
    if (run.startsAt > now) return 2;
    return 3;
  };
  const distance = (run: R): number => (run.startsAt > now ? run.startsAt - now : Math.max(0, now - run.endsAt));
  return runs.toSorted((a, b) => urgency(a) - urgency(b) || distance(a) - distance(b))[0];
}
