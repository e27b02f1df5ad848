import type { ItemKind, ProgrammeCounts, ProgrammeItem, Rating, RatingTally } from '@sightline/contracts';
import { blueLacks, redLacks } from './gates.js';
import { measureRecordsOf } from './measure-record.js';
import type { MeasureRecord } from './measure-record.js';
import { changeOf, percentagesOf, tallyOf, travelOf, worstOf } from './rating.js';
import { asOf, dueDatesOf } from './history.js';
import { workstreamTallies } from './report/matrix.js';
import { asEntered, lastDateOf, readingOf } from './measures/measure-reading.js';
import type { MeasureReading, ReadMeasure } from './measures/measure-reading.js';
import { assessmentIn, isLedElsewhere, itemIn, periodsOf, ratingIn } from './state.js';
import type { Item, PeriodView, Programme } from './state.js';

/**
 * The programme as the newest period shows it, or as the one asked for does: one that was taken, as it stood then.
 * `undefined` for a period of which nothing was said.
 */
export function viewOf(programme: Programme, read: ReadMeasure = asEntered, asked?: string): PeriodView | undefined {
  const taken = asked === undefined ? undefined : programme.frozen.get(asked);
  if (taken) return taken;
  const periods = periodsOf(programme);
  if (asked !== undefined && !periods.includes(asked)) return undefined;
  const period = asked ?? periods.at(-1) ?? null;
  const previous = period === null ? null : (periods[periods.indexOf(period) - 1] ?? null);
  const counts = talliesOf(programme, period);
  const children = childrenOf(programme);
  const readings = readingsOf(programme, read, previous);
  const records = measureRecordsOf(programme, read);
  return {
    period,
    previousPeriod: previous,
    periods: [...periods],
    counts,
    change: previous === null ? null : changes(counts, talliesOf(programme, previous)),
    percentages: percentagesOf(counts.actions),
    ...(period === null ? {} : asTaken(programme, period)),
    items: [...programme.items.values()].map((item) => itemView(programme, item, period, previous, children.get(item.itemRef) ?? [], readings.get(item.itemRef) ?? [], records.get(item.itemRef) ?? [])),
  };
}

/** What the newest period was taken with, where the board has taken it: later items are told apart, not counted in. */
function asTaken({ items, frozen }: Programme, period: string): Pick<PeriodView, 'asTaken'> {
  const taken = frozen.get(period);
  if (taken === undefined) return {};
  const then = new Set(taken.items.map(({ itemRef }) => itemRef));
  const workstreams = workstreamTallies(taken.items).map(({ item: { itemRef, title, ledBy }, projects, actions }) => ({ itemRef, title, ...(ledBy === undefined ? {} : { ledBy }), projects, actions }));
  return { asTaken: { added: [...items.keys()].filter((itemRef) => !then.has(itemRef)).length, removed: [...then].filter((itemRef) => !items.has(itemRef)).length, workstreams } };
}

function itemView(programme: Programme, item: Item, period: string | null, previous: string | null, children: readonly Item[], measures: MeasureReading[], records: readonly MeasureRecord[]): ProgrammeItem {
  const rating = period === null ? null : ratingIn(programme, item.itemRef, period);
  const previousRating = previous === null ? null : ratingIn(programme, item.itemRef, previous);
  const said = period === null ? undefined : assessmentIn(programme, item.itemRef, period);
  const before = previous === null ? undefined : assessmentIn(programme, item.itemRef, previous);
  const rated = children.map((child) => ({ rating: period === null ? null : ratingIn(programme, child.itemRef, period), ledElsewhere: isLedElsewhere(child) }));
  const { parentRef, ...rest } = item;
  return {
    ...rest,
    parentRef: parentRef ?? null,
    rating,
    previousRating,
    ...(before?.overruled !== undefined && before.rating === previousRating ? { previousOverruled: true } : {}),
    travel: travelOf(rating, previousRating),
    ...(said?.commentary === undefined ? {} : { commentary: said.commentary }),
    ...(said?.pathToGreen === undefined ? {} : { pathToGreen: said.pathToGreen }),
    ...(said === undefined ? {} : { assessedByRole: said.assessedByRole, assessedOn: said.assessedOn, assessmentId: said.id }),
    ...(said?.evidence === undefined ? {} : { evidence: said.evidence }),
    ...(said?.overruled === undefined ? {} : { overruled: said.overruled }),
    ...dueDatesBefore(programme, item, previous),
    ...(rating === 'blue' && period !== null && blueLacks(programme, item.itemRef, period, records).missing.length > 0 ? { unevidenced: true } : {}),
    ...(rating === 'red' && redLacks(item, said, said?.assessedOn ?? '').length > 0 ? { withoutWords: true } : {}),
    ...(children.length > 0 ? { children: tallyOf(rated), worstChild: worstOf(rated.map((child) => child.rating)) } : {}),
    measures,
  };
}

/** Where the due date was changed: the first one, and the one that the period before had. */
function dueDatesBefore({ histories, frozen }: Programme, { itemRef, dueDate }: Item, previous: string | null): Pick<ProgrammeItem, 'firstDueDate' | 'previousDueDate'> {
  const revisions = histories.item.get(itemRef) ?? [];
  const first = dueDatesOf(revisions)[0]?.dueDate;
  if (first === undefined || revisions.every(({ data }) => data?.dueDate === dueDate)) return {};
  const taken = previous === null ? undefined : frozen.get(previous);
  const before = taken ? itemIn(taken, itemRef)?.dueDate : previous === null ? undefined : asOf(revisions, lastDateOf(previous))?.dueDate;
  return { ...(first === dueDate ? {} : { firstDueDate: first }), ...(before === undefined || before === dueDate ? {} : { previousDueDate: before }) };
}

export function talliesOf(programme: Programme, period: string | null): ProgrammeCounts['counts'] {
  const taken = period === null ? undefined : programme.frozen.get(period);
  if (taken) return taken.counts;
  const ofKind = (kind: ItemKind): RatingTally =>
    tallyOf(
      [...programme.items.values()]
        .filter((item) => item.kind === kind)
        .map((item): { rating: Rating | null; ledElsewhere: boolean } => ({ rating: period === null ? null : ratingIn(programme, item.itemRef, period), ledElsewhere: isLedElsewhere(item) })),
    );
  return { workstreams: ofKind('workstream'), projects: ofKind('project'), actions: ofKind('action') };
}

const changes = (now: ProgrammeCounts['counts'], before: ProgrammeCounts['counts']): ProgrammeCounts['counts'] => ({
  workstreams: changeOf(now.workstreams, before.workstreams),
  projects: changeOf(now.projects, before.projects),
  actions: changeOf(now.actions, before.actions),
});

export function childrenOf({ items }: Programme): Map<string, Item[]> {
  const children = new Map<string, Item[]>();
  for (const item of items.values()) {
    if (item.parentRef === undefined) continue;
    const siblings = children.get(item.parentRef);
    if (siblings) siblings.push(item);
    else children.set(item.parentRef, [item]);
  }
  return children;
}

/** Readings of the measures by the items that name them, each compared with the `previous` period. */
export function readingsOf(programme: Programme, read: ReadMeasure, previous: string | null): Map<string, MeasureReading[]> {
  const readings = new Map<string, MeasureReading[]>();
  for (const measure of programme.measures.values()) {
    const reading = readingOf(programme, measure, read, previous);
    for (const itemRef of measure.itemRefs) readings.set(itemRef, [...(readings.get(itemRef) ?? []), reading]);
  }
  return readings;
}
