import { ratings } from '@sightline/contracts';
import type { ProgrammeCounts, ProgrammeItem, RatingTally, ReportBlock, ReportRow, ReportSection } from '@sightline/contracts';
import { tallyOf } from '../rating.js';
import type { ReportSource } from './source.js';

export interface WorkstreamTally {
  readonly item: Pick<ProgrammeItem, 'itemRef' | 'title' | 'ledBy'>;
  readonly projects: number;
  readonly actions: RatingTally;
}

const byRef = new Intl.Collator('en-GB', { numeric: true });
/** Items in the order of their references: `A2` before `A10`. */
export const inOrder = <T extends { readonly itemRef: string }>(items: readonly T[]): T[] => [...items].sort((a, b) => byRef.compare(a.itemRef, b.itemRef));

/** Each workstream with its projects and the actions anywhere below it, by rating. */
export function workstreamTallies(items: readonly ProgrammeItem[]): WorkstreamTally[] {
  const above = new Map(items.map(({ itemRef, parentRef }) => [itemRef, parentRef]));
  const isBelow = (itemRef: string, top: string): boolean => {
    for (let parent = above.get(itemRef), steps = 0; parent && steps < 5; parent = above.get(parent), steps++) if (parent === top) return true;
    return false;
  };
  return inOrder(items.filter(({ kind }) => kind === 'workstream')).map((item) => {
    const below = items.filter((one) => isBelow(one.itemRef, item.itemRef));
    return {
      item,
      projects: below.filter(({ kind }) => kind === 'project').length,
      actions: tallyOf(below.filter(({ kind }) => kind === 'action').map(({ rating, ledBy }) => ({ rating, ledElsewhere: ledBy !== undefined }))),
    };
  });
}

/** The workstreams of the newest period as a page shows them: as they were taken once the board has taken it. */
export const shownTallies = (counts: ProgrammeCounts | null, items: readonly ProgrammeItem[]): WorkstreamTally[] =>
  counts?.asTaken?.workstreams.map(({ projects, actions, ...item }) => ({ item, projects, actions })) ?? workstreamTallies(items);

export function matrixSection({ view }: ReportSource): ReportSection {
  const { workstreams, projects, actions } = view.counts;
  const tallies = workstreamTallies(view.items);
  const hasUnrated = actions.unrated > 0;
  const tail = (tally: RatingTally) => [...ratings.map((rating) => ({ words: [String(tally[rating])] })), ...(hasUnrated ? [{ words: [String(tally.unrated)] }] : [])];
  const rows = tallies.map(({ item, projects: count, actions: tally }): ReportRow => ({
    cells: [
      { words: [{ strong: item.itemRef }, ` ${item.title}`] },
      { words: [String(count)] },
      { words: [String(tally.total)] },
      ...(item.ledBy === undefined ? tail(tally) : [{ words: [`Led by ${item.ledBy}, reported quarterly`], span: ratings.length + (hasUnrated ? 1 : 0), elsewhere: true as const }]),
    ],
  }));
  const block: ReportBlock = {
    block: 'table',
    table: 'workstreams',
    caption: 'Actions of each workstream by rating',
    columns: [
      { label: 'Workstream', share: 3.4 },
      { label: 'Projects', align: 'right', share: 1 },
      { label: 'Actions', align: 'right', share: 1 },
      ...ratings.map((rating) => ({ label: '', rating, align: 'right' as const, share: 1 })),
      ...(hasUnrated ? [{ label: 'Not rated', align: 'right' as const, share: 1 }] : []),
    ],
    rows: [...rows, { cells: [{ words: ['All'] }, { words: [String(projects.total)] }, { words: [String(actions.total)] }, ...tail(actions)], total: true }],
  };
  return { id: 'workstreams', level: 2, heading: 'By workstream', blocks: workstreams.total === 0 ? [{ block: 'words', words: ['The plan has no workstreams.'] }] : [block] };
}
