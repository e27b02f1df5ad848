import { contradictionKinds } from '@sightline/contracts';
import type { Contradiction, ContradictionKind, ProgrammeItem, ReportEntry, ReportSection } from '@sightline/contracts';
import { deservedAnswer } from './answers.js';
import { countWords, dateWords, listWords, nameWords } from '../words.js';
import { inOrder } from './matrix.js';
import { daysBetween } from '../history.js';
import { lateWords } from './lateness.js';
import type { ReportSource } from './source.js';

/** More than so many of one kind are told as a sum: the list is in the CSV. */
const entriesOfAKind = 4;

export function redSection({ view, today }: ReportSource): ReportSection {
  const reds = redsOf(view.items);
  return {
    id: 'reds',
    level: 3,
    heading: 'Red, with the path to Green',
    blocks: reds.length === 0 ? [{ block: 'words', words: ['Nothing that is rated here is Red.'] }] : [{ block: 'entries', table: 'reds', entries: reds.map((item) => redEntry(item, today)) }],
  };
}

/** What is rated Red here, in the order of the plan. */
export const redsOf = (items: readonly ProgrammeItem[]): ProgrammeItem[] => inOrder(items.filter(({ rating, ledBy }) => rating === 'red' && ledBy === undefined));

const redEntry = (item: ProgrammeItem, today: string): ReportEntry => ({
  itemRef: item.itemRef,
  title: item.title,
  rating: 'red',
  ...(item.overruled !== undefined && { overruled: true }),
  words: [[item.commentary ?? { warn: 'No words were given with this rating.' }], ...(item.overruled === undefined ? [] : [[{ strong: `Overruled by the ${item.overruled.byRole}: ` }, item.overruled.reason]])],
  path: item.pathToGreen === undefined ? [{ warn: 'No path to Green was given.' }] : [`${item.pathToGreen.words} `, { strong: `Green by ${dateWords(item.pathToGreen.date)}.` }],
  facts: `${item.leadRole ?? 'Nobody leads it'}.${item.dueDate === undefined ? ' No due date.' : ` Due ${dateWords(item.dueDate)}${item.dueDate < today ? `, ${lateWords(daysBetween(item.dueDate, today))}` : ''}.`}`,
});

export function contradictionSection({ view, contradictions, suggestions }: ReportSource): ReportSection {
  const titles = new Map(view.items.map(({ itemRef, title }) => [itemRef, title]));
  // In the order of the list, which the wall has too: what is rated better than it deserves comes first.
  const kinds = contradictionKinds.filter((kind) => contradictions.some((one) => one.kind === kind));
  const blocks: ReportSection['blocks'] = [{ block: 'words', words: ['Is anything rated better than it deserves? ', { strong: deservedAnswer(view.items, contradictions, suggestions ?? []).words }] }];
  if (contradictions.length === 0) blocks.push({ block: 'words', words: ['No rating contradicts its evidence, its children or another report.'] });
  else {
    blocks.push({
      block: 'words',
      words: [`The system found ${countWords(contradictions.length, 'contradiction', 'contradictions')}: ${listWords(kinds.map((kind) => countWords(contradictions.filter((one) => one.kind === kind).length, ...contradictionNames[kind])))}.`],
    });
    const shown = kinds.flatMap((kind) => contradictions.filter((one) => one.kind === kind).slice(0, entriesOfAKind));
    blocks.push({ block: 'entries', table: 'contradictions', entries: shown.map((clash) => contradictionEntry(clash, titles.get(clash.itemRef))) });
    const more = contradictions.length - shown.length;
    if (more > 0) blocks.push({ block: 'words', tone: 'note', words: [`${more} more of these kinds ${more === 1 ? 'is' : 'are'} in the table of contradictions.`] });
  }
  return { id: 'contradictions', level: 3, heading: 'Contradictions found by the system', blocks };
}

const contradictionEntry = ({ kind, itemRef, explanation }: Contradiction, title: string | undefined): ReportEntry => ({ ...(title === undefined ? {} : { itemRef }), title: title ?? 'The programme as a whole', kind: nameWords(kind), words: [[explanation]] });

const contradictionNames: Readonly<Record<ContradictionKind, readonly [one: string, many: string]>> = {
  watermelon: ['item rated better than what lies inside it', 'items rated better than what lies inside them'],
  'two-ratings': ['item with two ratings in one period', 'items with two ratings in one period'],
  'headline-and-travel': ['headline that disagrees with its ratings', 'headlines that disagree with their ratings'],
  'blue-too-soon': ['Blue without its evidence', 'Blues without their evidence'],
  'red-without-words': ['Red without words', 'Reds without words'],
  'done-with-open-actions': ['item done with open actions', 'items done with open actions'],
  'unmoving-amber': ['Amber that does not move', 'Ambers that do not move'],
  'grey-past-start': ['Grey past its start', 'Greys past their start'],
  unowned: ['item without a lead or a date', 'items without a lead or a date'],
  misfiled: ['item filed in the wrong place', 'items filed in the wrong place'],
};
