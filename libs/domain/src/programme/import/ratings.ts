import { ratings } from '@sightline/contracts';
import type { Rating, Travel } from '@sightline/contracts';
import { fold } from '../../sheets/cells.js';

/** What a cell says of the state of an item. */
export type StatusWords = { readonly rating: Rating } | { readonly ledBy: string } | { readonly reason: string };

const letters: Readonly<Record<string, Rating>> = { b: 'blue', g: 'green', a: 'amber', r: 'red', gr: 'grey', gy: 'grey' };
/** Words that mean a rating where no colour is named. What can be two of them ("complete") is left to the profile. */
const meanings: Readonly<Record<string, Rating>> = {
  'not started': 'grey', 'not yet started': 'grey', 'not due': 'grey', 'not yet due': 'grey', 'not due to start': 'grey', 'not yet due to start': 'grey', future: 'grey',
  started: 'amber', 'in progress': 'amber', ongoing: 'amber', underway: 'amber', 'under way': 'amber', 'on track': 'amber', progressing: 'amber',
  delayed: 'red', 'significant delay': 'red', overdue: 'red', 'off track': 'red', 'at risk': 'red',
  embedded: 'blue', 'complete and embedded': 'blue', 'delivered and embedded': 'blue', sustained: 'blue',
};
const colours = /\b(blue|green|amber|yellow|red|gr[ea]y)\b/gi;
const colourRatings: Readonly<Record<string, Rating>> = { yellow: 'amber', gray: 'grey' };

/** The board that leads an item elsewhere, where nobody says which one. */
export const someBoard = 'another board';
const elsewhere = /^(?:externally|external|led externally|led elsewhere|externally led|reported elsewhere)\b/i;

/** "Led by Schools Board – reported quarterly" → "Schools Board". */
export function boardOf(text: string): string | undefined {
  const [, board] = /^(?:externally )?led by (?:the )?(.+)$/i.exec(text) ?? [];
  const name = (board ?? '').replace(/[\s,;(–—-]+(?:and )?reported\b.*$/i, '').replace(/\s+[–—-]\s+.*$/, '').trim();
  if (name !== '') return name;
  return elsewhere.test(text) ? someBoard : undefined;
}

/** A rating in words: "Amber", "A", "AMBER – on track", "Complete (Blue)", "RAG: green". */
export function statusOf(text: string): StatusWords {
  const ledBy = boardOf(text);
  if (ledBy !== undefined) return { ledBy };
  const bare = text.replace(/^\s*(?:b?rag|rating|status)(?: rating| status)?\s*[:=–-]\s*/i, '');
  const named = new Set([...bare.matchAll(colours)].map(([word]) => ratingNamed(word.toLowerCase())));
  if (named.size > 1) return { reason: `says ${[...named].join(' and ')}: which is it?` };
  const [colour] = named;
  if (colour !== undefined) return { rating: colour };
  const word = fold(bare);
  const rating = letters[word] ?? meanings[word];
  if (rating !== undefined) return { rating };
  const hint = /^(complete|completed|closed|done|delivered|achieved)$/.test(word) ? ': completed and still watched is Green, embedded and sustained is Blue' : '';
  return { reason: `is no rating that is known${hint}: map it to one of ${ratings.join(', ')}, or to nothing` };
}

const ratingNamed = (word: string): Rating => colourRatings[word] ?? (word as Rating);

/** Fills that people and spreadsheets use for the ratings, as `RRGGBB`. */
const swatches: Readonly<Record<Rating, readonly string[]>> = {
  blue: ['0070C0', '00B0F0', '4472C4', '5B9BD5', '0000FF', '002060', '9DC3E6', 'BDD7EE', '2F75B5', '1F4E79'],
  green: ['00B050', '92D050', '70AD47', '00FF00', 'C6EFCE', 'A9D08E', '548235', '008000', 'C6E0B4'],
  amber: ['FFC000', 'ED7D31', 'FF9900', 'FFEB9C', 'FFFF00', 'F4B084', 'FFD966', 'FFA500', 'FFE699'],
  red: ['FF0000', 'C00000', 'FFC7CE', 'FF5050', '990000', 'FF7C80'],
  grey: ['808080', 'A6A6A6', 'BFBFBF', 'D9D9D9', '7F7F7F', '595959', 'C0C0C0', 'AEAAAA'],
};
const white = 'FFFFFF';
/** How far from a swatch a fill may be: distance of red, green and blue (0–255 each) in space. */
export const colourTolerance = 40;

const parts = (hex: string): [number, number, number] => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
function distance(one: string, other: string): number {
  const [red, green, blue] = parts(one);
  const [otherRed, otherGreen, otherBlue] = parts(other);
  return Math.hypot(red - otherRed, green - otherGreen, blue - otherBlue);
}

/** The rating whose colour a fill is nearest to, within {@link colourTolerance}; `null`: the fill is white or none, `undefined`: another colour. */
export function ratingOfFill(fill: string | undefined): Rating | null | undefined {
  if (fill === undefined || distance(fill, white) <= 20) return null;
  let nearest: { readonly rating: Rating; readonly far: number } | undefined;
  for (const rating of ratings) {
    for (const swatch of swatches[rating]) {
      const far = distance(fill, swatch);
      if (far <= colourTolerance && (nearest === undefined || far < nearest.far)) nearest = { rating, far };
    }
  }
  return nearest?.rating;
}

const travelWords: readonly (readonly [RegExp, Travel])[] = [
  [/^(?:[↑⬆▲↗⇧]️?|up|improv\w*|better|upwards?)$/i, 'up'],
  [/^(?:[→➡►↔⇨=]️?|level|same|no change|unchanged|static|stable|sideways|maintained)$/i, 'level'],
  [/^(?:[↓⬇▼↘⇩]️?|down|worse\w*|declin\w*|deteriorat\w*|downwards?)$/i, 'down'],
  [/^(?:new|n\/a|-|–)$/i, 'new'],
];

/** A direction of travel as an arrow or a word; `undefined` for anything else. */
export const travelOfWords = (text: string): Travel | undefined => travelWords.find(([pattern]) => pattern.test(text))?.[1];
