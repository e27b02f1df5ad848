import { ratings } from '@sightline/contracts';
import type { PlanImportSummary } from '@sightline/contracts';
import { emptyTally, tallyOf } from '@sightline/domain';
import type { PeriodView, Programme } from '@sightline/domain';

/** The whole plan once a file is in, in counts: what the board would see of it. */
export function planAfter({ items }: Programme, view: PeriodView | undefined): PlanImportSummary['plan'] {
  const actions = new Map<string, PeriodView['items'][number][]>();
  for (const item of view?.items ?? []) {
    if (item.kind !== 'action') continue;
    const workstream = workstreamOf(items, item.itemRef);
    actions.set(workstream, [...(actions.get(workstream) ?? []), item]);
  }
  const workstreams = [...items.values()].filter(({ kind }) => kind === 'workstream').map(({ itemRef, title }) => ({
    itemRef,
    title,
    projects: [...items.values()].filter(({ kind, parentRef }) => kind === 'project' && parentRef === itemRef).length,
    actions: tallyOf((actions.get(itemRef) ?? []).map((item) => ({ rating: item.rating, ledElsewhere: item.ledBy !== undefined }))),
  }));
  const change = view?.change?.actions;
  return {
    period: view?.period ?? null,
    workstreams: workstreams.sort((a, b) => (a.itemRef < b.itemRef ? -1 : 1)),
    projects: view?.counts.projects ?? emptyTally(),
    actions: view?.counts.actions ?? emptyTally(),
    percentages: view?.percentages ?? { blue: 0, green: 0, amber: 0, red: 0, grey: 0 },
    change: change === undefined ? null : (Object.fromEntries(ratings.map((rating) => [rating, change[rating]])) as NonNullable<PlanImportSummary['plan']['change']>),
  };
}

function workstreamOf(items: Programme['items'], itemRef: string): string {
  let item = items.get(itemRef);
  for (let steps = 0; item !== undefined && item.kind !== 'workstream' && steps < 5; steps++) item = item.parentRef === undefined ? undefined : items.get(item.parentRef);
  return item?.itemRef ?? '';
}
