/** Letters that Unicode does not take apart into a letter and its mark. */
const whole: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n' };

/**
 * Text as it is compared and kept for searching: without case, accents and apostrophes, and what else is neither letter nor
 * digit is a single space. `O’Neill` and `ONeill` are the same, `Smith-Jones` and `Smith Jones` too.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼʻ`´]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþħıŋ]/gu, (letter) => whole[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A reference or a registration without what people leave out or put in between its letters and digits: `C-2231` and `c 2231` are `c2231`. */
export const refKey = (text: string): string => plain(text).replaceAll(' ', '');

/** What callers say around a number: it is the number that is looked for. */
const aroundNumbers = new Set(['the', 'bus', 'minibus', 'coach', 'taxi', 'route', 'rte', 'number', 'no', 'run', 'vehicle', 'case', 'complaint', 'ref', 'reference']);

/** `the 412 bus`, `case C-2231`: without the words around it, where one of those that are left has a digit. */
export function numberSaid(typed: string): string {
  const words = typed.trim().split(/\s+/u);
  const left = words.filter((word) => !aroundNumbers.has(plain(word)));
  return left.length < words.length && left.some((word) => /\d/u.test(word)) ? left.join(' ') : typed;
}

/** The words of a folded text. */
export const wordsOf = (folded: string): string[] => (folded === '' ? [] : folded.split(' '));
