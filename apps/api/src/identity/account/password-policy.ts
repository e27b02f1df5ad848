import { BadRequestException } from '@nestjs/common';
import { commonWords } from './common-words.js';

/** A password that whoever guesses would try early. The message says why and what to do; it never repeats the password. */
export class WeakPassword extends BadRequestException {
  constructor(why: string) {
    super(`This password ${why}. Take a few words that do not belong together.`);
  }
}

const product = 'sightline';
/** Shorter names are in too many words to say anything. */
const shortestName = 4;

const lookAlikes: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '!': 'i', '+': 't' };
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1234567890', '0123456789', 'abcdefghijklmnopqrstuvwxyz', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'qazwsxedcrfvtgbyhnujmikolp', 'a1b2c3d4e5f6g7h8i9'];
const walks = rows.flatMap((row) => [row, Array.from(row).reverse().join('')]);
const longestWord = Math.max(...[...commonWords].map(({ length }) => length));
/** Words beyond this make a phrase that is no longer common. */
const mostWords = 2;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
/** Signs that stand for a letter are kept. */
const lettered = (text: string): string => text.replaceAll(/[^\p{L}\p{N}@$!+]/gu, '');
const unmasked = (text: string): string => text.replaceAll(/[0134578@$!+]/g, (sign) => lookAlikes[sign] ?? sign);

/** What a piece costs in words: walks over a keyboard, repeats and digits nothing; undefined where it is no piece. */
function wordsIn(piece: string): number | undefined {
  if (commonWords.has(piece) || commonWords.has(unmasked(piece))) return 1;
  if (/^(\d{1,8}|[@$!+]+)$/.test(piece) || /^(.)\1+$/u.test(piece)) return 0;
  return piece.length >= 3 && walks.some((walk) => walk.includes(piece)) ? 0 : undefined;
}

/** Least words that make up the whole text with walks, repeats and digits between; Infinity where they do not. */
function fewestWords(text: string): number {
  const least = [0, ...Array.from(text, () => Infinity)];
  for (let end = 1; end <= text.length; end += 1) {
    for (let start = Math.max(0, end - Math.max(longestWord, 32)); start < end; start += 1) {
      const words = wordsIn(text.slice(start, end));
      if (words !== undefined) least[end] = Math.min(least[end] ?? Infinity, (least[start] ?? Infinity) + words);
    }
  }
  return least[text.length] ?? Infinity;
}

/** Whether a password is one of those that are tried first: a breached one, or one or two of them with walks over the keyboard, repeats and digits, in any disguise. */
export function isCommonPassword(password: string): boolean {
  const text = folded(password);
  const [, unit] = /^(.{1,12}?)\1+$/u.exec(text) ?? [];
  if (unit !== undefined || commonWords.has(text)) return true;
  const form = lettered(text);
  return form.length <= 64 && fewestWords(form) <= mostWords;
}

/** Throws {@link WeakPassword} for a password that is common, or that holds a name everyone knows here (OWASP ASVS 5.0 §§ 6.2.4, 6.2.11). */
export function checkPassword(password: string, username: string, councilName: string | undefined): void {
  const text = bare(folded(password));
  const holds = (name: string): boolean => bare(folded(name)).length >= shortestName && text.includes(bare(folded(name)));
  if (holds(username)) throw new WeakPassword('has your name in it');
  if (holds(product)) throw new WeakPassword('has the name of this product in it');
  if (councilName !== undefined && holds(councilName)) throw new WeakPassword("has the council's name in it");
  if (isCommonPassword(password)) throw new WeakPassword('is among those that are guessed first');
}
