import type { Role } from '@sightline/contracts';

/** Counts below this could tell of one child. Zero tells of nobody. */
export const smallest = 5;
export const isSmall = (count: number): boolean => count > 0 && count < smallest;
export const hideSmall = (count: number | null): number | null => (count !== null && isSmall(count) ? null : count);

/** The board sees aggregates without the cells that could identify someone. */
export const viewOf = (role: Role): 'whole' | 'suppressed' => (role === 'board' ? 'suppressed' : 'whole');

/** What is not shown of some items with a size each: the small ones, and beside a lone one the next smallest, so that no total gives it away. */
export function leftOut<T>(items: readonly T[], sizeOf: (item: T) => number): ReadonlySet<T> {
  const sizes = new Map(items.map((item) => [item, sizeOf(item)]));
  const small = items.filter((item) => isSmall(sizes.get(item) ?? 0));
  if (small.length !== 1) return new Set(small);
  const [next] = items.filter((item) => (sizes.get(item) ?? 0) >= smallest).sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
  return new Set(next === undefined ? small : [...small, next]);
}
