/** Ages, everywhere the same; a source with another rhythm brings its own thresholds. Seconds. */
export interface AgeThresholds {
  fresh: number;
  ageing: number;
  stale: number;
}
export type AgeState = 'fresh' | 'ageing' | 'stale' | 'lost' | 'unknown';

export const vehicleAges: AgeThresholds = { fresh: 30, ageing: 120, stale: 600 };

export function ageState(seconds: number | null, thresholds: AgeThresholds = vehicleAges): AgeState {
  if (seconds === null) return 'unknown';
  if (seconds <= thresholds.fresh) return 'fresh';
  if (seconds <= thresholds.ageing) return 'ageing';
  return seconds <= thresholds.stale ? 'stale' : 'lost';
}
