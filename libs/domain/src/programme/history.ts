import type { EventData, RecordKind } from '@sightline/contracts';
import { dayOf } from '../calendar/day.js';

/** What each kind of thing is described by. */
export interface Described {
  readonly item: EventData<'programme.item-upserted'>;
  readonly risk: EventData<'programme.risk-upserted'>;
  readonly recommendation: EventData<'programme.recommendation-upserted'>;
  readonly milestone: EventData<'programme.milestone-upserted'>;
  readonly decision: EventData<'programme.decision-upserted'>;
  readonly scheme: EventData<'programme.scheme-upserted'>;
}
export type DescribedKind = keyof Described;
export const describedKinds = ['item', 'risk', 'recommendation', 'milestone', 'decision', 'scheme'] as const satisfies readonly (RecordKind | 'item')[];

/** One description, by the event that gave it; `null` where the thing left the plan. Appended, never edited. */
export interface Revision<K extends DescribedKind = DescribedKind> {
  /** Id of the event: the version of the thing while this is the last revision. */
  readonly id: string;
  /** Civil date of the telling. */
  readonly on: string;
  readonly data: Described[K] | null;
}

/** By reference, in the order in which they were told. */
export type RevisionsByRef<K extends DescribedKind> = ReadonlyMap<string, readonly Revision<K>[]>;
export type Histories = { readonly [K in DescribedKind]: RevisionsByRef<K> };

export const emptyHistories: Histories = { item: new Map(), risk: new Map(), recommendation: new Map(), milestone: new Map(), decision: new Map(), scheme: new Map() };

/** Appends a description. One that says nothing new is no revision: the version stays. */
export function told<K extends DescribedKind>(histories: Histories, kind: K, ref: string, revision: Revision<K>): Histories {
  const history: RevisionsByRef<K> = histories[kind];
  const before = history.get(ref) ?? [];
  if (JSON.stringify(before.at(-1)?.data ?? null) === JSON.stringify(revision.data)) return histories;
  return { ...histories, [kind]: new Map(history).set(ref, [...before, revision]) };
}

/** Revisions that `after` has and `before` has not, for whoever writes them down. */
export function newRevisions(before: Histories, after: Histories): { readonly kind: DescribedKind; readonly ref: string; readonly revision: Revision }[] {
  return describedKinds.flatMap((kind) =>
    before[kind] === after[kind] ? [] : [...after[kind]].flatMap(([ref, revisions]) => revisions.slice(before[kind].get(ref)?.length ?? 0).map((revision) => ({ kind, ref, revision }))),
  );
}

/** Everything of a kind that is still there, as it was told last, with its version. */
export function stillThere<K extends DescribedKind>(history: RevisionsByRef<K>): { readonly data: Described[K]; readonly version: string; readonly revisions: readonly Revision<K>[] }[] {
  return [...history.values()].flatMap((revisions) => {
    const last = revisions.at(-1);
    return last === undefined || last.data === null ? [] : [{ data: last.data, version: last.id, revisions }];
  });
}

/** As it was told by the end of a civil date; `undefined` where it was not there. */
export const asOf = <K extends DescribedKind>(revisions: readonly Revision<K>[], date: string): Described[K] | undefined => revisions.findLast(({ on }) => on <= date)?.data ?? undefined;

/** Whole days from one civil date to another. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);

/** The due dates that something was given, oldest first, each once in a row. */
export function dueDatesOf<K extends 'item' | 'milestone'>(revisions: readonly Revision<K>[]): { readonly on: string; readonly dueDate: string }[] {
  const dates: { on: string; dueDate: string }[] = [];
  for (const { on, data } of revisions) if (data?.dueDate !== undefined && data.dueDate !== dates.at(-1)?.dueDate) dates.push({ on, dueDate: data.dueDate });
  return dates;
}
