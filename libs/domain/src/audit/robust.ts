export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The middle of how far values lie from their median. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

/**
 * What counts as usual of such values at most: median + 3.5 × 1.4826 × MAD (Iglewicz and Hoaglin 1993: modified z-score
 * of 3.5), and never less than `floor`. A few wild days hardly move it, as they would a mean.
 */
export function usualAtMost(values: readonly number[], floor: number): number {
  return Math.max(floor, median(values) + 3.5 * 1.4826 * medianDeviation(values));
}
