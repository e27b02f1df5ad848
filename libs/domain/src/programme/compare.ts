import type { ChangeKind, Comparison, ComparisonRow, DecisionView, MeasureView, MilestoneView, ProgrammeItem, RecommendationView, RiskView, Travel } from '@sightline/contracts';
import { daysBetween } from './history.js';
import { changeOf, travelOf } from './rating.js';
import type { PeriodView } from './state.js';

type Value = string | number | null;
/** What changed of one thing: `undefined` where nothing did. */
interface Change {
  readonly what: ChangeKind;
  readonly from: Value;
  readonly to: Value;
  readonly travel?: Travel | null;
  readonly days?: number;
}
/** How the things of one kind are told apart and compared. */
interface Compared<T> {
  readonly of: (thing: T) => ComparisonRow['of'];
  readonly ref: (thing: T) => string;
  readonly title: (thing: T) => string;
  /** What stands beside "new" and "removed". */
  readonly value: (thing: T) => Value;
  /** Whether the board set a gate aside for its rating. */
  readonly overruled?: (thing: T) => boolean;
  readonly changes: (from: T, to: T) => readonly (Change | undefined)[];
}

const items: Compared<ProgrammeItem> = {
  of: ({ kind }) => kind,
  ref: ({ itemRef }) => itemRef,
  title: ({ title }) => title,
  value: ({ rating }) => rating,
  overruled: ({ overruled }) => overruled !== undefined,
  changes: (from, to) => [from.rating === to.rating ? undefined : { what: 'rating', from: from.rating, to: to.rating, travel: travelOf(to.rating, from.rating) }, dateChange(from.dueDate, to.dueDate)],
};
const measures: Compared<MeasureView> = {
  of: () => 'measure',
  ref: ({ measureRef }) => measureRef,
  title: ({ title, unit }) => `${title} (${unit})`,
  value: ({ value }) => value,
  changes: (from, to) => [from.value === to.value ? undefined : { what: 'value', from: from.value, to: to.value, travel: towards(from.value, to.value, to.aim === 'at-least') }],
};
const risks: Compared<RiskView> = {
  of: () => 'risk',
  ref: ({ riskRef }) => riskRef,
  title: ({ description }) => description,
  value: ({ score }) => score,
  changes: (from, to) => [
    from.score === to.score ? undefined : { what: 'score', from: from.score, to: to.score, travel: towards(from.score, to.score, false) },
    event('closed', from.closedDate, to.closedDate),
  ],
};
const recommendations: Compared<RecommendationView> = {
  of: () => 'recommendation',
  ref: ({ recommendationRef }) => recommendationRef,
  title: ({ recommendation }) => recommendation,
  value: (one) => category(one),
  changes: (from, to) => [
    category(from) === category(to) ? undefined : { what: 'category', from: category(from), to: category(to), travel: from.achieved === to.achieved ? 'level' : to.achieved ? 'up' : 'down' },
    dateChange(from.anticipatedDate ?? from.originalDueDate, to.anticipatedDate ?? to.originalDueDate),
  ],
};
const milestones: Compared<MilestoneView> = {
  of: () => 'milestone',
  ref: ({ milestoneRef }) => milestoneRef,
  title: ({ title }) => title,
  value: ({ dueDate }) => dueDate,
  changes: (from, to) => [dateChange(from.dueDate, to.dueDate), event('achieved', from.achievedDate, to.achievedDate)],
};
const decisions: Compared<DecisionView> = {
  of: () => 'decision',
  ref: ({ decisionRef }) => decisionRef,
  title: ({ title }) => title,
  value: ({ dueDate }) => dueDate ?? null,
  changes: (from, to) => [dateChange(from.dueDate, to.dueDate), event('decided', from.decidedDate, to.decidedDate)],
};

/** One period less another, thing by thing. `frozen` tells of each whether the board has taken it. */
export function compareViews(from: PeriodView, to: PeriodView, frozen: { readonly from: boolean; readonly to: boolean }): Comparison {
  const recorded = from.risks !== undefined && to.risks !== undefined;
  const itemRows = rowsOf(items, from.items, to.items);
  const changed = new Set(itemRows.map(({ ref }) => ref));
  return {
    from: sideOf(from, frozen.from),
    to: sideOf(to, frozen.to),
    change: { actions: changeOf(to.counts.actions, from.counts.actions), projects: changeOf(to.counts.projects, from.counts.projects) },
    unchanged: to.items.filter(({ itemRef }) => !changed.has(itemRef)).length,
    items: [
      ...itemRows,
      ...rowsOf(measures, measuresOf(from), measuresOf(to)),
      // Where a period was taken without them, nothing is known of what they were.
      ...(recorded
        ? [
            ...rowsOf(risks, from.risks ?? [], to.risks ?? []),
            ...rowsOf(recommendations, from.recommendations ?? [], to.recommendations ?? []),
            ...rowsOf(milestones, from.milestones ?? [], to.milestones ?? []),
            ...rowsOf(decisions, from.decisions ?? [], to.decisions ?? []),
          ]
        : []),
    ],
  };
}

function rowsOf<T>({ of, ref, title, value, overruled, changes }: Compared<T>, from: readonly T[], to: readonly T[]): ComparisonRow[] {
  const before = new Map(from.map((one) => [ref(one), one]));
  const after = new Map(to.map((one) => [ref(one), one]));
  const row = (one: T, { what, from: was, to: is, travel, days }: Change): ComparisonRow => ({ of: of(one), ref: ref(one), title: title(one), what, from: was, to: is, travel: travel ?? null, days: days ?? null });
  const marks = (what: ChangeKind, was: T | undefined, is: T | undefined): Pick<ComparisonRow, 'fromOverruled' | 'toOverruled'> =>
    overruled === undefined || what === 'due-date' ? {} : { ...(was !== undefined && overruled(was) && { fromOverruled: true }), ...(is !== undefined && overruled(is) && { toOverruled: true }) };
  return [...before.keys(), ...[...after.keys()].filter((key) => !before.has(key))].sort(collator.compare).flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    if (is === undefined) return was === undefined ? [] : [{ ...row(was, { what: 'removed', from: value(was), to: null }), ...marks('removed', was, undefined) }];
    if (was === undefined) return [{ ...row(is, { what: 'new', from: null, to: value(is) }), ...marks('new', undefined, is) }];
    return changes(was, is).flatMap((change) => (change === undefined ? [] : [{ ...row(is, change), ...marks(change.what, was, is) }]));
  });
}

/** A date that moved: later is worse. */
function dateChange(from: string | undefined, to: string | undefined): Change | undefined {
  if (from === to) return undefined;
  const days = from === undefined || to === undefined ? undefined : daysBetween(from, to);
  return { what: 'due-date', from: from ?? null, to: to ?? null, ...(days === undefined ? {} : { days, travel: days > 0 ? 'down' : 'up' }) };
}

const event = (what: ChangeKind, from: string | undefined, to: string | undefined): Change | undefined => (from === to ? undefined : { what, from: from ?? null, to: to ?? null, travel: to === undefined ? 'down' : 'up' });

function towards(from: number | null, to: number | null, higherIsBetter: boolean): Travel | null {
  if (to === null) return null;
  if (from === null) return 'new';
  return to > from === higherIsBetter ? 'up' : 'down';
}

const category = ({ category: of }: RecommendationView): string | null => (of === undefined ? null : `${of.code} – ${of.label}`);
const measuresOf = (view: PeriodView): MeasureView[] => [...new Map(view.items.flatMap((item) => item.measures.map((measure) => [measure.measureRef, measure]))).values()];
const sideOf = ({ period, taken, counts, risks: kept }: PeriodView, frozen: boolean): Comparison['from'] =>
  ({ period: period ?? '', frozen, ...(taken && { taken }), actions: counts.actions, projects: counts.projects, recorded: kept !== undefined });
const collator = new Intl.Collator('en-GB', { numeric: true });
