/** Something that a caller can name. `terms` are what it may be called; the first is the one that it is shown by. */
export interface Findable {
  readonly terms: readonly string[];
}

/** Fewer characters than this would be browsing. */
export const leastSearchCharacters = 3;

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Groups of three letters with the word's borders, as PostgreSQL's pg_trgm makes them. */
export function trigrams(text: string): Set<string> {
  const groups = new Set<string>();
  for (const word of fold(text).split(' ')) {
    const padded = `  ${word} `;
    for (let index = 0; index + 3 <= padded.length; index++) groups.add(padded.slice(index, index + 3));
  }
  return groups;
}

/**
 * How well a term answers what was typed: 3 the same, 2 to 3 begins so, 1 to 2 holds it, up to 1 the share of the
 * typed trigrams that it has (pg_trgm's word similarity), 0 nothing in common. Case, accents and punctuation do not count.
 */
export function likeness(typed: string, term: string): number {
  const wanted = fold(typed);
  const given = fold(term);
  if (wanted === '') return 0;
  if (given === wanted) return 3;
  const closeness = wanted.length / given.length;
  if (given.startsWith(wanted)) return 2 + closeness;
  if (given.includes(` ${wanted}`)) return 1.5 + closeness / 2;
  if (given.includes(wanted)) return 1 + closeness / 2;
  const groups = trigrams(wanted);
  const has = trigrams(given);
  let shared = 0;
  for (const group of groups) if (has.has(group)) shared++;
  return shared / groups.size;
}

/** The best answers first; equals keep their order. What shares less than `least` of what was typed is left out. */
export function ranked<T extends Findable>(typed: string, candidates: Iterable<T>, limit: number, least = 0.45): T[] {
  const found: { candidate: T; score: number }[] = [];
  for (const candidate of candidates) {
    const score = Math.max(0, ...candidate.terms.map((term) => likeness(typed, term)));
    if (score >= least) found.push({ candidate, score });
  }
  return found
    .sort((a, b) => b.score - a.score)
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
