import type { BacklogRow, CaseworkTableView, FiguresView } from '@sightline/contracts';
import { flowDays } from '@sightline/domain';
import { hideSmall as hide, isSmall, leftOut, smallest, viewOf } from '../metrics/small-numbers.js';

type Row = CaseworkTableView['items'][number];
type Figure = FiguresView['items'][number];

/** The board's view of casework: aggregates without the cells that could identify someone. */
export const smallNumbers = {
  viewOf,

  row: (view: string, row: BacklogRow): BacklogRow => {
    if (view !== 'suppressed') return row;
    return {
      ...row,
      open: hide(row.open),
      dueSoon: hide(row.dueSoon),
      overdue: hide(row.overdue),
      paused: hide(row.paused),
      // The age of one of a handful of cases is a fact about that case.
      oldestDays: row.open !== null && isSmall(row.open) ? null : row.oldestDays,
      arrivedToday: hide(row.arrivedToday),
      closedToday: hide(row.closedToday),
      // A mean of so many days, times the days, is the count again.
      netPerDay: isSmall(Math.round(Math.abs(row.netPerDay ?? 0) * flowDays)) ? null : row.netPerDay,
      ...shownRates(row),
      trend: row.trend.map((point) => ({ ...point, open: hide(point.open), overdue: hide(point.overdue) })),
    };
  },

  /** Rows about fewer than five cases are left out; a lone one takes the next smallest with it, so that no total gives it away. */
  table: (view: string, table: CaseworkTableView): CaseworkTableView => {
    if (view !== 'suppressed') return table;
    const left = leftOut(table.items, sizeOf);
    const items = table.items.filter((item) => !left.has(item)).map(withoutSmallOutcomes).map(withoutSmallCells);
    return { ...table, items, formula: `${table.formula} Figures that fewer than ${smallest} cases stand behind are left out of this view.` };
  },

  /** Rows that fewer than five cases stand behind say nothing; a lone one takes the next smallest with it. */
  figures: (view: string, figures: FiguresView): FiguresView => {
    if (view !== 'suppressed') return figures;
    const isRate = figures.unit === '%';
    const hidden = new Set(leftOut(figures.items, ({ denominator }) => denominator ?? 0));
    if (isRate) for (const row of figures.items) if (tellsOfFew(row.numerator, row.denominator)) hidden.add(row);
    // A sum of a year ago is taken apart as one of now is.
    const hiddenBefore = leftOut(figures.items, ({ yearBefore }) => yearBefore ?? 0);
    const silent = (row: Figure): Figure => ({ key: row.key, label: row.label, value: null, numerator: null, denominator: null });
    // A year ago may have been a handful as well.
    const shown = (row: Figure): Figure => (isSmall(Math.abs(row.yearBefore ?? 0)) || hiddenBefore.has(row) ? { ...row, yearBefore: null, changePercent: null } : row);
    const items = figures.items.map((row) => (hidden.has(row) ? silent(row) : shown(row)));
    return { ...figures, items, total: isSmall(figures.total.denominator ?? 0) || (isRate && tellsOfFew(figures.total.numerator, figures.total.denominator)) ? silent(figures.total) : shown(figures.total), formula: `${figures.formula}. Figures that fewer than ${smallest} cases stand behind are not shown in this view` };
  },
};

/** A rate gives away the few who are in it, or the few who are not. */
const tellsOfFew = (part: number | null, whole: number | null): boolean => isSmall(part ?? 0) || isSmall((whole ?? 0) - (part ?? 0));

/** The rates of a row, and the counts that they are made of, where neither tells of a few. */
function shownRates({ onTimePercent, onTimeOfClosedPercent, onTimeWithoutExceptedPercent, closedWithClock, closedOnTime, overdue }: BacklogRow): Partial<BacklogRow> {
  const few = tellsOfFew(closedOnTime, closedWithClock);
  const isHidden = few || tellsOfFew(closedOnTime, (closedWithClock ?? 0) + (overdue ?? 0)) || isSmall(overdue ?? 0);
  return {
    onTimePercent: isHidden ? null : onTimePercent,
    onTimeOfClosedPercent: few ? null : onTimeOfClosedPercent,
    // Beside the others it would tell how many cases had an exception.
    ...(onTimeWithoutExceptedPercent === undefined ? {} : { onTimeWithoutExceptedPercent: null, withoutExcepted: null }),
    closedWithClock: few ? null : closedWithClock,
    closedOnTime: few ? null : closedOnTime,
  };
}

interface FlowCounts {
  readonly arrived: number;
  readonly closed: number;
}
const hideFlow = ({ arrived, closed }: FlowCounts): { arrived: number | null; closed: number | null } => ({ arrived: hide(arrived), closed: hide(closed) });
const hideDailyFlow = ({ arrived, closed }: FlowCounts): object => ({
  ...hideFlow({ arrived, closed }),
  ...(isSmall(arrived) ? { arrivalsPerDay: null } : {}),
  ...(isSmall(closed) ? { closuresPerDay: null } : {}),
  // With the one that is shown the difference tells the other.
  ...(isSmall(arrived) || isSmall(closed) || isSmall(Math.abs(arrived - closed)) ? { netPerDay: null, clearBy: null } : {}),
});

/** Small cells within a row that is shown: weeks of the flow, what is due of a caseload, a year ago. */
function withoutSmallCells(item: Row): Row {
  const { weeks, due, yearBefore } = item.values as { weeks?: readonly FlowCounts[]; due?: number; yearBefore?: number | null };
  const values: Record<string, unknown> = { ...item.values };
  if (weeks !== undefined) Object.assign(values, hideDailyFlow(values as unknown as FlowCounts), { weeks: weeks.map((week) => ({ ...week, ...hideFlow(week) })) });
  if (due !== undefined && isSmall(due)) Object.assign(values, { due: null, duePerDay: null });
  if (typeof yearBefore === 'number' && isSmall(yearBefore)) Object.assign(values, { yearBefore: null, changePercent: null });
  return { ...item, values };
}

/** Behind how many cases a row stands; a row of rates stands behind none. */
function sizeOf({ values }: Row): number {
  for (const name of ['cases', 'total', 'open']) {
    const value = values[name];
    if (typeof value === 'number') return value;
  }
  return 0;
}

/** The same within a row of outcomes: small cells are null, and a lone one takes the next smallest with it. */
function withoutSmallOutcomes(item: Row): Row {
  const { counts, percent } = item.values as { counts?: Record<string, number>; percent?: Record<string, number> };
  if (counts === undefined || percent === undefined) return item;
  const hidden = new Set([...leftOut(Object.entries(counts), ([, count]) => count)].map(([outcome]) => outcome));
  const shown = (of: Record<string, number>): Record<string, number | null> => Object.fromEntries(Object.entries(of).map(([outcome, value]) => [outcome, hidden.has(outcome) ? null : value]));
  return { ...item, values: { ...item.values, counts: shown(counts), percent: shown(percent) } };
}
