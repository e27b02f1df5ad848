import { ratings } from '@sightline/contracts';
import type { ProgrammeItem, Rating, ReportRow, ReportSection } from '@sightline/contracts';
import { countWords, dateWords, momentWords } from '../words.js';
import { workstreamTallies } from './matrix.js';
import { measuresOf } from './projects.js';
import type { ReportSource } from './source.js';

/** What each rating means. Source: the programme's own scheme. */
export const ratingMeanings: Readonly<Record<Rating, string>> = {
  blue: 'delivered, embedded and sustained for over three months, and at its targets where it can be measured',
  green: 'completed, still watched until it has embedded',
  amber: 'started, progress being made',
  red: 'significant delay, or still a worry',
  grey: 'not yet due to start',
};

/** What other boards lead: counted apart, never rated here. */
export function elsewhereSection({ view }: ReportSource): ReportSection | undefined {
  const rows = workstreamTallies(view.items).flatMap(({ item, projects, actions }): ReportRow[] => {
    if (actions.ledElsewhere === 0 && item.ledBy === undefined) return [];
    const boards = [...new Set(view.items.filter((one) => one.ledBy !== undefined && isBelow(view.items, one, item.itemRef)).map(({ ledBy }) => ledBy ?? ''))];
    return [{ cells: [{ words: [{ strong: item.itemRef }, ` ${item.title}`] }, { words: [item.ledBy ?? boards.join(', ')] }, { words: [item.ledBy === undefined ? '' : String(projects)] }, { words: [String(actions.ledElsewhere)] }] }];
  });
  if (rows.length === 0) return undefined;
  return {
    id: 'elsewhere',
    level: 2,
    heading: 'Led by other boards',
    blocks: [
      { block: 'words', words: ['These are reported on the cycle of the board that leads them, every quarter. They are counted here and not rated.'] },
      { block: 'table', table: 'elsewhere', caption: 'Work that other boards lead', columns: [{ label: 'Workstream', share: 3 }, { label: 'Led by', share: 3 }, { label: 'Projects', align: 'right', share: 1 }, { label: 'Actions', align: 'right', share: 1 }], rows },
    ],
  };
}

function isBelow(items: readonly ProgrammeItem[], item: ProgrammeItem, top: string): boolean {
  let above: ProgrammeItem | undefined = item;
  for (let steps = 0; above !== undefined && above.itemRef !== top && steps < 5; steps++) {
    const { parentRef }: ProgrammeItem = above;
    above = items.find(({ itemRef }) => itemRef === parentRef);
  }
  return above?.itemRef === top;
}

/** Where the figures come from and when they were true, how they are reckoned, and what the ratings mean. */
export function sourceSections({ view, frozen, trueAt, today, timeZone }: ReportSource): ReportSection[] {
  const here = view.counts.actions.total - view.counts.actions.ledElsewhere;
  return [
    { id: 'sources', level: 2, heading: 'Sources, reckoning and ratings', blocks: [] },
    {
      id: 'where-from',
      level: 3,
      heading: 'Where the figures come from, and when they were true',
      blocks: [
        {
          block: 'list',
          items: [
            [{ strong: 'Ratings' }, `: what the leads assessed for the period, ${frozen ? 'as it was when the board took it' : 'as it stands'}. True at ${momentWords(trueAt, timeZone)}.`],
            ...sourcesOf(view.items).map(({ source, count, oldest, newest }) => [{ strong: source }, `: ${countWords(count, 'measure', 'measures')}, ${trueWords(oldest, newest, timeZone)}.`]),
          ],
        },
      ],
    },
    {
      id: 'reckoned',
      level: 3,
      heading: 'How it is reckoned',
      blocks: [
        {
          block: 'list',
          items: [
            [{ strong: 'Percentages' }, ` are of the ${countWords(here, 'action', 'actions')} rated here, each rounded by itself to one decimal.`],
            [{ strong: 'Direction' }, ' compares a rating with that of the period before: up, level, down or new. It is derived, never typed.'],
            [{ strong: 'Parents' }, ' are rated by an assessment of their own. Nothing is averaged.'],
            [{ strong: 'Days late' }, ` are calendar days after the due date, on ${dateWords(today)}.`],
            ['This paper holds aggregates only: no child, no case, no caller.'],
          ],
        },
      ],
    },
    {
      id: 'key',
      level: 3,
      heading: 'What the ratings mean',
      blocks: [{ block: 'table', table: 'key', caption: 'Key to the ratings', columns: [{ label: 'Rating', share: 1 }, { label: 'Means', share: 7 }], rows: ratings.map((rating) => ({ cells: [{ words: [{ rating }] }, { words: [ratingMeanings[rating]] }] })) }],
    },
  ];
}

/** The sources of the measures, each once with its oldest and newest time; what Sightline reckons itself is one source. */
function sourcesOf(items: readonly ProgrammeItem[]): { source: string; count: number; oldest: string | null; newest: string | null }[] {
  const found = new Map<string, (string | null)[]>();
  for (const { measure } of measuresOf(items)) {
    const source = measure.sourceName.startsWith('Sightline: ') ? 'Sightline’s own live figures' : measure.sourceName;
    found.set(source, [...(found.get(source) ?? []), measure.asOf]);
  }
  return [...found].map(([source, times]) => {
    const known = times.filter((time) => time !== null).sort();
    return { source, count: times.length, oldest: known[0] ?? null, newest: known.at(-1) ?? null };
  });
}

function trueWords(oldest: string | null, newest: string | null, timeZone: string): string {
  if (oldest === null || newest === null) return 'time not stated';
  const [from, until] = [momentWords(oldest, timeZone), momentWords(newest, timeZone)];
  return from === until ? `true at ${from}` : `true between ${from} and ${until}`;
}
