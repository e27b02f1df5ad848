import type { BacklogRow, CaseworkTableView, Role } from '@sightline/contracts';

/** Counts below this could tell of one child. Zero tells of nobody. */
const smallest = 5;
const isSmall = (count: number): boolean => count > 0 && count < smallest;
const hide = (count: number | null): number | null => (count !== null && isSmall(count) ? null : count);

type Row = CaseworkTableView['items'][number];
type View = 'whole' | 'suppressed';

/** The board's view of casework: aggregates without the cells that could identify someone. */
export const smallNumbers = {
  viewOf: (role: Role): View => (role === 'board' ? 'suppressed' : 'whole'),

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
      trend: row.trend.map((point) => ({ ...point, open: hide(point.open), overdue: hide(point.overdue) })),
    };
  },

  /** Rows about fewer than five cases are left out; a lone one takes the next smallest with it, so that no total gives it away. */
  table: (view: string, table: CaseworkTableView): CaseworkTableView => {
    if (view !== 'suppressed') return table;
    const sizes = new Map(table.items.map((item) => [item, sizeOf(item)]));
    const small = table.items.filter((item) => isSmall(sizes.get(item) ?? 0));
    const [next] = small.length === 1 ? table.items.filter((item) => !small.includes(item)).sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0)) : [];
    const left = new Set(next === undefined ? small : [...small, next]);
    const items = table.items.filter((item) => !left.has(item)).map(withoutSmallOutcomes);
    return { ...table, items, formula: `${table.formula} Figures that fewer than ${smallest} cases stand behind are left out of this view.` };
  },
};

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
  const sorted = Object.entries(counts).sort(([, a], [, b]) => a - b);
  const small = sorted.filter(([, count]) => isSmall(count));
  const hidden = new Set((small.length === 1 ? sorted.slice(0, 2) : small).map(([outcome]) => outcome));
  const shown = (of: Record<string, number>): Record<string, number | null> => Object.fromEntries(Object.entries(of).map(([outcome, value]) => [outcome, hidden.has(outcome) ? null : value]));
  return { ...item, values: { ...item.values, counts: shown(counts), percent: shown(percent) } };
}
