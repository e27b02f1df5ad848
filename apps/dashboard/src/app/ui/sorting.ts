/** How a table is sorted: by which column and which way. */
export interface Sort {
  by: string;
  descending: boolean;
}
export type SortKey = string | number | null | undefined;

/** A new array in the order wanted; what has no value comes last whichever way; equals keep their order. */
export function sorted<T>(rows: readonly T[], sort: Sort, key: (row: T, by: string) => SortKey): T[] {
  const way = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: key(row, sort.by) }))
    .sort((a, b) => {
      if (a.value === b.value) return 0;
      if (a.value === null || a.value === undefined) return 1;
      if (b.value === null || b.value === undefined) return -1;
      if (typeof a.value === 'number' && typeof b.value === 'number') return way * (a.value - b.value);
      return way * collator.compare(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}

/** Nothing moves under the pointer or the focus: what was there keeps its place, what is gone leaves, what is new comes last. */
export function heldOrder(before: readonly string[], now: readonly string[]): string[] {
  const present = new Set(now);
  const kept = before.filter((key) => present.has(key));
  const known = new Set(kept);
  return [...kept, ...now.filter((key) => !known.has(key))];
}

/** `route` · `-late`: how a sort stands in a URL. */
export const sortToText = (sort: Sort): string => (sort.descending ? `-${sort.by}` : sort.by);
export const sortFromText = (text: string): Sort => (text.startsWith('-') ? { by: text.slice(1), descending: true } : { by: text, descending: false });

const collator = new Intl.Collator('en-GB', { numeric: true });
