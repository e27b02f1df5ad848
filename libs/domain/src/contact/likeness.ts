import { plain, wordsOf } from './plain.js';

/** Something that can be called so, ready to be compared: what is compared at every keystroke is made once. */
export interface Term {
  readonly folded: string;
  readonly compact: string;
  readonly words: readonly string[];
  readonly groups: ReadonlySet<string>;
}

export function termOf(text: string): Term {
  const folded = plain(text);
  return { folded, compact: folded.replaceAll(' ', ''), words: wordsOf(folded), groups: trigrams(folded) };
}

/** Groups of three letters with the word's borders, as PostgreSQL's pg_trgm makes them. */
export function trigrams(folded: string): Set<string> {
  const groups = new Set<string>();
  for (const word of wordsOf(folded)) {
    const padded = `  ${word} `;
    for (let index = 0; index + 3 <= padded.length; index++) groups.add(padded.slice(index, index + 3));
  }
  return groups;
}

/** How many slips of the finger a word may have: none in two letters, and in numbers no more than one, as another number is another thing. */
function allowance(word: string): number {
  if (/^\d+$/u.test(word)) return word.length < 3 ? 0 : 1;
  return word.length < 3 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3;
}

/** Letters to add, leave out, replace or swap with their neighbour to make one word of the other; more than `most` is not counted out. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}

const digits = Array.from('0123456789');
const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * What a reference (letters and digits without gaps) may have been before one slip: two neighbours swapped, one left out, doubled
 * or added, one in the place of another. A digit is taken for a digit and a letter for a letter.
 */
export function oneSlipAway(key: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at <= key.length; at++) {
    const [before, here, next] = [key.slice(0, at), key[at] ?? '', key[at + 1] ?? ''];
    const rest = key.slice(at + 1);
    const alphabet = /[a-z]/u.test(here) || (here === '' && /[a-z]/u.test(key.at(-1) ?? '')) ? letters : digits;
    for (const other of alphabet) found.add(before + other + here + rest);
    if (here === '') continue;
    found.add(before + rest);
    for (const other of alphabet) found.add(before + other + rest);
    if (next !== '') found.add(before + next + here + key.slice(at + 2));
  }
  found.delete(key);
  return [...found];
}

/** How close a typed word comes to one that is meant: 1 the same, 0 another one. `unfinished`: it may still be being typed. */
export function closeness(typed: string, meant: string, unfinished: boolean): number {
  if (typed === meant) return 1;
  const most = allowance(typed);
  if (unfinished && typed.length >= 3 && meant.length > typed.length) {
    if (meant.startsWith(typed)) return 0.9;
    const begun = most === 0 ? most + 1 : slips(typed, meant.slice(0, typed.length), most);
    if (begun <= most) return Math.max(0.85 * (1 - begun / typed.length), whole(typed, meant, most));
  }
  return whole(typed, meant, most);
}

function whole(typed: string, meant: string, most: number): number {
  if (most === 0) return 0;
  const count = slips(typed, meant, most);
  if (count > most) return sounds(typed) === sounds(meant) ? soundsAlike : 0;
  // Of a number of three digits only two that changed places are forgiven: 412 and 413 are two buses.
  if (typed.length === 3 && /^\d/u.test(typed) && !isSwap(typed, meant)) return 0;
  return 1 - count / Math.max(typed.length, meant.length);
}

/** Closer than another word, and less close than a slip. */
const soundsAlike = 0.68;
/** What is left of a name that was heard: Mohamed and Muhammad are the same but for vowels and doubled letters. Of few consonants nothing follows. */
function sounds(word: string): string | number {
  const skeleton = word.charAt(0) + word.slice(1).replace(/[aeiouyw]/gu, '');
  const bare = skeleton.replace(/(.)\1+/gu, '$1');
  return bare.length < 4 || /\d/u.test(word) ? Number.NaN : bare;
}

const isSwap = (a: string, b: string): boolean => a.length === b.length && Array.from(a).sort().join('') === Array.from(b).sort().join('');

/** What was typed, word by word, found among the words that are meant, none used twice. Each typed word with its best closeness. */
export function matched(typed: readonly string[], meant: readonly string[], isUnfinished: boolean): number[] {
  // One word is the most that is typed of a route or a run, of which there are thousands.
  if (typed.length <= 1) return typed.map((word) => meant.reduce((best, other) => Math.max(best, closeness(word, other, isUnfinished)), 0));
  const left = new Set(meant.keys());
  const found = typed.map(() => 0);
  const pairs = typed.flatMap((word, at) => meant.map((other, index) => ({ at, index, close: closeness(word, other, isUnfinished && at === typed.length - 1) })));
  const taken = new Set<number>();
  for (const { at, index, close } of pairs.toSorted((a, b) => b.close - a.close)) {
    if (close === 0 || taken.has(at) || !left.has(index)) continue;
    taken.add(at);
    left.delete(index);
    found[at] = close;
  }
  return found;
}

/** Two neighbours written as one word: each way to do that once, after the words as they are. */
export function joinings(words: readonly string[]): string[][] {
  return [[...words], ...words.slice(1).map((word, index) => [...words.slice(0, index), (words[index] ?? '') + word, ...words.slice(index + 2)])];
}

const share = (typed: Term, term: Term): number => {
  let shared = 0;
  for (const group of typed.groups) if (term.groups.has(group)) shared++;
  return typed.groups.size === 0 ? 0 : shared / typed.groups.size;
};

/** Long words tell more than short ones. */
const mean = (words: readonly string[], closenesses: readonly number[]): number =>
  words.reduce((sum, word, index) => sum + word.length * (closenesses[index] ?? 0), 0) / words.reduce((sum, word) => sum + word.length, 0);

/** Letters and digits that are read out one after the other: a slip in them is one whatever their gaps are. */
const isReference = ({ compact }: Term): boolean => compact.length >= 5 && /\d/u.test(compact);

/** What shares less of its groups of three is not looked at letter by letter. */
const leastShare = 0.18;

/**
 * How well a term answers what was typed: 3 the same, 2 to 3 begins so, 1 to 2 holds it, below 1 how close its words come to the
 * typed ones, or the share of the typed trigrams that it has (pg_trgm's word similarity), whichever is more; 0 nothing in
 * common. Case, accents, punctuation and gaps do not count.
 */
export function likeness(typed: Term, term: Term): number {
  if (typed.folded === '' || term.folded === '') return 0;
  if (term.folded === typed.folded || term.compact === typed.compact) return 3;
  const length = typed.compact.length / term.compact.length;
  if (term.folded.startsWith(typed.folded) || term.compact.startsWith(typed.compact)) return 2 + length;
  if (term.folded.includes(` ${typed.folded}`)) return 1.5 + length / 2;
  if (term.folded.includes(typed.folded)) return 1 + length / 2;
  const shared = share(typed, term);
  if (shared < leastShare) return 0;
  if (isReference(typed) && slips(typed.compact, term.compact, 1) === 1) return 1 - 1 / typed.compact.length;
  let best = shared * 0.95;
  if (/^\d+$/u.test(typed.folded)) return Math.max(best, mean(typed.words, matched(typed.words, term.words, false)) * 0.99);
  for (const words of joinings(typed.words)) for (const meant of joinings(term.words)) best = Math.max(best, mean(words, matched(words, meant, true)) * 0.99);
  return best;
}
