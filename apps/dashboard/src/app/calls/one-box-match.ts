import type { SearchItem } from '@sightline/contracts';
import { plain, wordsOf } from '@sightline/domain';

export interface Part {
  readonly text: string;
  /** It is what was typed. */
  readonly hit: boolean;
}

/** The letters and digits of a text as they are compared, each with its place in the text. */
function lettersOf(text: string): { letters: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  let place = 0;
  for (const sign of text) {
    for (const letter of plain(sign)) {
      letters += letter;
      places.push(place);
    }
    place += sign.length;
  }
  return { letters, places };
}

/** A label cut where something typed begins and ends in it, however its gaps, accents and capitals are written. */
export function emphasised(label: string, typed: string): Part[] {
  const { letters, places } = lettersOf(label);
  const words = wordsOf(plain(typed));
  const hits = new Set<number>();
  for (const part of [words.join(''), ...words]) {
    const from = part === '' ? -1 : letters.indexOf(part);
    if (from < 0) continue;
    const [first, last] = [places[from] ?? 0, places[from + part.length - 1] ?? 0];
    for (let at = first; at <= last; at++) hits.add(at);
    if (part.length === words.join('').length) break;
  }
  const parts: Part[] = [];
  for (let at = 0; at < label.length; at++) {
    const hit = hits.has(at);
    const last = parts.at(-1);
    if (last?.hit === hit) parts[parts.length - 1] = { text: last.text + label.charAt(at), hit };
    else parts.push({ text: label.charAt(at), hit });
  }
  return parts;
}

/** Of an answer to fewer letters, what surely answers more of them too: it stays while the server is asked. Of a child only the server can say. */
export function stillMatching(items: readonly SearchItem[], typed: string): SearchItem[] {
  const words = wordsOf(plain(typed));
  return items.filter((item) => {
    const { letters } = lettersOf(`${item.label} ${item.detail ?? ''}`);
    return item.kind !== 'child' && words.every((word) => letters.includes(word));
  });
}
