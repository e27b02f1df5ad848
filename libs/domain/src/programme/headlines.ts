import { ratings, travels } from '@sightline/contracts';
import type { Contradiction, ProgrammeItem, Travel } from '@sightline/contracts';
import { travelOf } from './rating.js';
import { isLedElsewhere, ratingIn } from './state.js';
import type { Headline, Item, Programme } from './state.js';
import { talliesOf } from './view.js';
import { periodWords, ratingWord } from './words.js';

/** What a source report declares of a period against the ratings and the directions of travel that it contains. */
export function headlineClashes(programme: Programme, periods: readonly string[]): Contradiction[] {
  return [...programme.headlines.values()]
    .filter(({ period }) => periods.includes(period))
    .flatMap((headline): Contradiction[] => {
      const { period } = headline;
      const previous = periods[periods.indexOf(period) - 1];
      const travel = (itemRef: string): Travel | null => travelOf(ratingIn(programme, itemRef, period), previous === undefined ? null : ratingIn(programme, itemRef, previous));
      const clashes = [...countClashes(programme, headline), ...travelClashes(programme, headline, travel)];
      const whole: Contradiction[] = clashes.length === 0 ? [] : [{ kind: 'headline-and-travel', itemRef: 'programme', period, explanation: `The headline of ${periodWords(period)} disagrees with ${headline.travels ? 'what it contains' : 'its ratings'}: ${clashes.join('; ')}.` }];
      return [...whole, ...itemClashes(programme, headline, travel)];
    });
}

function countClashes(programme: Programme, { period, counts: declared }: Headline): string[] {
  const counts = talliesOf(programme, period);
  return kinds.flatMap(([kinds]) =>
    ratings.flatMap((rating) => {
      const said = declared[kinds]?.[rating];
      return said !== undefined && said !== counts[kinds][rating] ? [`${said} ${ratingWord(rating)} ${kinds} declared, ${counts[kinds][rating]} rated`] : [];
    }),
  );
}

function travelClashes(programme: Programme, { travels: declared }: Headline, travel: (itemRef: string) => Travel | null): string[] {
  if (declared === undefined) return [];
  const here = [...programme.items.values()].filter((item) => !isLedElsewhere(item));
  return kinds.flatMap(([kinds, kind]) =>
    travels.flatMap((way) => {
      const said = declared[kinds]?.[way];
      if (said === undefined) return [];
      const went = here.filter((item) => item.kind === kind && travel(item.itemRef) === way).length;
      return said === went ? [] : [`${said} ${kinds} declared ${travelWords[way]}, ${went} ${went === 1 ? 'is' : 'are'} by ${went === 1 ? 'its rating' : 'their ratings'}`];
    }),
  );
}

function itemClashes(programme: Programme, { period, items = [] }: Headline, travel: (itemRef: string) => Travel | null): Contradiction[] {
  return items.flatMap(({ itemRef, rating, travel: way }): Contradiction[] => {
    const item: Item | undefined = programme.items.get(itemRef);
    const rated: ProgrammeItem['rating'] = item === undefined ? null : ratingIn(programme, itemRef, period);
    const went = item === undefined ? null : travel(itemRef);
    const clashes = [
      ...(rating !== undefined && rated !== null && rated !== rating ? [`${ratingWord(rating)} in the headline, rated ${ratingWord(rated)}`] : []),
      ...(way !== undefined && went !== null && went !== way ? [`${travelWords[way]} in the headline, ${travelWords[went]} by its ratings`] : []),
    ];
    if (clashes.length === 0) return [];
    const sides = rating !== undefined && rated !== null && rated !== rating ? { sides: [{ rating, words: 'in the headline' }, { rating: rated, words: 'by its assessment' }] } : {};
    return [{ kind: 'headline-and-travel', itemRef, period, explanation: `The report of ${periodWords(period)} disagrees with itself: ${clashes.join('; ')}.`, ...sides }];
  });
}

const kinds = [['actions', 'action'], ['projects', 'project']] as const;
const travelWords: Readonly<Record<Travel, string>> = { up: 'going up', level: 'level', down: 'going down', new: 'new' };
