import { plain, refKey, wordsOf } from './plain.js';
import { joinings, matched } from './likeness.js';
import { saidDate } from './said-date.js';
import { telephoneKey } from './telephone.js';

/** What was typed, as far as it can mean a child. */
export interface ChildQuestion {
  /** The reference that it may be, without punctuation. */
  readonly refKey?: string;
  readonly telephoneKey?: string;
  readonly postcodeKey?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** Words of a name, folded; the last may still be being typed. */
  readonly words: readonly string[];
}

/** A child as a question is compared with. */
export interface AskedChild {
  readonly name: readonly string[];
  readonly school: readonly string[];
  readonly birthDate?: string | undefined;
  readonly postcodeKey?: string | undefined;
}

/** The postcode units of the United Kingdom (BS 7666), with the slips of O for 0 and I for 1 where only a digit can stand. */
const postcode = /(?<![\p{L}\d])(?<outward>[a-z]{1,2}\d[a-z\d]?)\s*(?<digit>[\doil])(?<inward>[abd-hjlnp-uw-z]{2})(?![\p{L}\d])/iu;
/** What people put around what they know of a child. */
const around = new Set(['dob', 'born', 'birth', 'date', 'of', 'on', 'the', 'child', 'pupil', 'name', 'called', 'postcode', 'mr', 'mrs', 'ms', 'miss', 'master']);

/** A postcode without its gap, in capitals; `undefined` of what is none or only part of one. */
export function postcodeKey(text: string): string | undefined {
  const { outward, digit, inward } = postcode.exec(text)?.groups ?? {};
  if (outward === undefined || digit === undefined || inward === undefined) return undefined;
  return (outward + digit.replace(/o/iu, '0').replace(/[il]/iu, '1') + inward).toUpperCase();
}

/**
 * The question about a child in what was typed, or `undefined` where it is none. Children cannot be browsed, so it is one only
 * with a whole reference, telephone number or postcode, two words of a name, or one and a date of birth. `today`: `YYYY-MM-DD`.
 */
export function childQuestion(typed: string, today: string): ChildQuestion | undefined {
  const text = typed.normalize('NFKC').trim();
  const ref = refKey(text);
  const asRef = ref.length >= 3 && /\d/u.test(ref) ? { refKey: ref } : {};
  const number = /\p{L}{4}/u.test(text.replace(/extension/iu, '')) ? undefined : telephoneKey(text);
  if (number !== undefined) return { ...asRef, telephoneKey: number, words: [] };
  const home = postcodeKey(text);
  const unplaced = home === undefined ? text : text.replace(postcode, ' ');
  const born = saidDate(unplaced, today);
  const words = wordsOf(plain(born?.rest ?? unplaced)).filter((word) => !around.has(word) && !/\d/u.test(word));
  const named = words.filter((word) => word.length > 1).length;
  const isOne = home !== undefined || named >= 2 || (named === 1 && born !== undefined);
  if (!isOne) return 'refKey' in asRef ? { ...asRef, words: [] } : undefined;
  return { ...asRef, ...(home !== undefined && { postcodeKey: home }), ...(born !== undefined && { birthDate: born.date }), words };
}

/** A word that comes no closer than this is another word. */
const close = 0.65;

/** How well a child answers a question by name, postcode and date of birth, on the scale of `likeness`; 0: it does not. */
export function childLikeness({ words, birthDate, postcodeKey: home }: ChildQuestion, child: AskedChild): number {
  if (birthDate !== undefined && child.birthDate !== birthDate) return 0;
  if (home !== undefined && child.postcodeKey !== home) return 0;
  const { found, score } = nameLikeness(words, child);
  // A home is a whole answer; a name beside it says which of its children.
  if (home !== undefined) return words.length === 0 || (found >= 1 && score === 1) ? 3 : found >= 1 ? 2 + score : 2;
  if (birthDate !== undefined) return found === 0 ? 0 : score === 1 ? 3 : 2 + score * 0.9;
  if (found < 2) return 0;
  return score === 1 ? 2.9 : 1 + score * 0.99;
}

/** How many of the typed words are words of the name, and how close all of them come; what is no name may be the school's. */
function nameLikeness(words: readonly string[], { name, school }: AskedChild): { found: number; score: number } {
  let best = { found: 0, score: 0 };
  for (const typed of joinings(words)) {
    for (const meant of joinings(name)) {
      const closenesses = matched(typed, meant, true);
      const found = closenesses.filter((value) => value >= close).length;
      // A name that was written as one word or as two is still both of its words.
      const parts = found + (found > 0 && meant.length < name.length ? 1 : 0) + (found > 0 && typed.length < words.length ? 1 : 0);
      const others = typed.filter((_, at) => (closenesses[at] ?? 0) < close);
      const foreign = others.filter((word) => !isInitial(word, meant) && Math.max(0, ...matched([word], school, true)) < close);
      if (foreign.length > (found >= 2 ? 1 : 0)) continue;
      const told = closenesses.filter((value) => value >= close);
      const score = told.length === 0 ? 0 : told.reduce((sum, value) => sum + value, 0) / told.length - foreign.length * 0.15;
      const count = Math.min(parts, words.filter((word) => word.length > 1).length, name.length);
      if (count > best.found || (count === best.found && score > best.score)) best = { found: count, score };
      // The words as they are come first: where two of them are found, nothing is gained by joining any.
      if (best.found >= 2 && foreign.length === 0) return best;
    }
  }
  return best;
}

const isInitial = (word: string, name: readonly string[]): boolean => word.length === 1 && name.some((part) => part.startsWith(word));
