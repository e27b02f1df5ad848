import type { AgeThresholds } from '../ui/age-state';

/** For what is only old, and never late: when something was made. Seconds. */
export const plainAges: AgeThresholds = { fresh: 1e12, ageing: 1e12, stale: 1e12 };

/** Ages by a source's own rhythm: a nightly file is fresh all day. Seconds. */
export const agesOf = (staleSeconds: number): AgeThresholds => ({ fresh: staleSeconds / 2, ageing: staleSeconds, stale: Math.max(staleSeconds * 5, 86_400) });
