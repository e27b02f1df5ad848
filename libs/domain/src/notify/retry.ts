/** Pauses between attempts, milliseconds: doubled each time, no longer than the most. */
export const retrying = { first: 5_000, most: 5 * 60_000, attempts: 8 } as const;

/**
 * How long to wait after so many failed attempts. `chance` (0 to 1) spreads those who failed together over half of the
 * pause, so that they do not come back together. `undefined`: it is given up.
 */
export function pauseAfter(attempts: number, chance: number): number | undefined {
  if (attempts >= retrying.attempts) return undefined;
  const pause = Math.min(retrying.most, retrying.first * 2 ** (attempts - 1));
  return Math.round(pause * (0.5 + 0.5 * chance));
}
