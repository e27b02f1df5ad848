import { ratings } from '@sightline/contracts';
import type { ProgrammeCounts, ProgrammeItem, Rating, RatingTally, ReportBlock, ReportSection } from '@sightline/contracts';
import { changesWords } from './answers.js';
import { countWords, listWords, nameWords, periodBeside } from '../words.js';
import type { ReportSource } from './source.js';

/** The programme in one line: how many Reds, against the period before, and what became of Blue. */
export function headlineWords({ counts, change, period, previousPeriod }: ProgrammeCounts): string {
  const { red } = counts.actions;
  const reds = red === 0 ? 'No action is Red' : `${countWords(red, 'action is', 'actions are')} Red`;
  if (change === null || previousPeriod === null || period === null) return `${reds}.`;
  const before = periodBeside(previousPeriod, period);
  const { blue } = change.actions;
  return `${reds}, ${sinceWords(change.actions.red, before)}. ${blue === 0 ? 'Blue did not change' : `Blue ${blue > 0 ? 'rose' : 'fell'} by ${Math.abs(blue)}`}.`;
}

/** `1 more than in June`, `as in June`. */
const sinceWords = (change: number, before: string): string => (change === 0 ? `as in ${before}` : `${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than in ${before}`);

/** `+4 since June`, `as in June`, `first period`. */
const changeWords = (change: number | undefined, before: string | null): string =>
  change === undefined || before === null ? 'first period' : change === 0 ? `as in ${before}` : `${change > 0 ? '+' : '−'}${Math.abs(change)} since ${before}`;

/** The counts of the period in words, as a row of figures, and beside those of the period before. */
export function headlineSection({ view }: ReportSource): ReportSection {
  const { counts, change, percentages, period, previousPeriod } = view;
  const before = previousPeriod === null || period === null ? null : periodBeside(previousPeriod, period);
  const { actions, projects } = counts;
  const here = actions.total - actions.ledElsewhere;
  const blocks: ReportBlock[] = [
    {
      block: 'words',
      words: [
        `The plan has ${listWords([countWords(counts.workstreams.total, 'workstream', 'workstreams'), countWords(projects.total, 'project', 'projects'), countWords(actions.total, 'action', 'actions')])}. ${ratedHere(here)}${elsewhere(view.items, actions)}`,
      ],
    },
    { block: 'words', words: [actionWords(actions, change?.actions, percentages, before), projectWords(projects, change?.projects, before)] },
    {
      block: 'counts',
      caption: 'Actions by rating',
      total: actions.total,
      note: `${here.toLocaleString('en-GB')} rated here, ${actions.ledElsewhere.toLocaleString('en-GB')} led elsewhere`,
      cells: ratings.map((rating) => ({ rating, count: actions[rating], percent: `${percentages[rating].toFixed(1)}%`, change: changeWords(change?.actions[rating], before) })),
    },
  ];
  if (before !== null) blocks.splice(2, 0, { block: 'words', words: [{ strong: changesWords(view.items, before) }] });
  if (change !== null && before !== null && period !== null) blocks.push(barsBlock(actions, change.actions, before, periodBeside(period, previousPeriod ?? period)));
  return { id: 'headline', level: 2, heading: 'Headline', blocks };
}

const ratedHere = (here: number): string => `${countWords(here, 'action is', 'actions are')} rated here`;

function elsewhere(items: readonly ProgrammeItem[], { ledElsewhere }: RatingTally): string {
  if (ledElsewhere === 0) return '.';
  const boards = new Map<string, number>();
  for (const { kind, ledBy } of items) if (kind === 'action' && ledBy !== undefined) boards.set(ledBy, (boards.get(ledBy) ?? 0) + 1);
  return `; ${countWords(ledElsewhere, 'is led by another board and is', 'are led by other boards and are')} counted apart: ${listWords([...boards].map(([board, count]) => `${count.toLocaleString('en-GB')} by ${board}`))}.`;
}

function actionWords(now: RatingTally, change: RatingTally | undefined, percentages: Readonly<Record<Rating, number>>, before: string | null): string {
  const parts = ratings.map((rating) => `${now[rating].toLocaleString('en-GB')} ${now[rating] === 1 ? 'is' : 'are'} ${nameWords(rating)} (${percentages[rating].toFixed(1)}%${change === undefined || before === null ? '' : `, ${sinceWords(change[rating], before)}`})`);
  return `Of the actions rated here, ${listWords([...parts, ...(now.unrated > 0 ? [`${countWords(now.unrated, 'has', 'have')} no rating in this period`] : [])])}. `;
}

function projectWords(now: RatingTally, change: RatingTally | undefined, before: string | null): string {
  const here = now.total - now.ledElsewhere;
  if (here === 0) return 'No project is rated here.';
  const parts = ratings.filter((rating) => now[rating] > 0).map((rating) => `${countWords(now[rating], 'is', 'are')} ${nameWords(rating)}${change === undefined || before === null ? '' : ` (${sinceWords(change[rating], before)})`}`);
  return `Of the ${countWords(here, 'project', 'projects')} rated here, ${listWords([...parts, ...(now.unrated > 0 ? [`${countWords(now.unrated, 'has', 'have')} no rating`] : [])])}.`;
}

function barsBlock(now: RatingTally, change: RatingTally, before: string, this_: string): ReportBlock {
  const parts = (of: (rating: Rating) => number) => ratings.map((rating) => ({ rating, count: of(rating) }));
  const bars = [
    { label: before, parts: parts((rating) => now[rating] - change[rating]) },
    { label: this_, parts: parts((rating) => now[rating]) },
  ];
  const said = bars.map(({ label, parts: of }) => `${label}: ${of.map(({ rating, count }) => `${count} ${nameWords(rating)}`).join(', ')}`);
  return { block: 'bars', caption: `Actions rated here, ${before} and ${this_}`, alt: `Two bars of the actions rated here, each parted by rating. ${said.join('. ')}.`, bars };
}
