import type { EventData } from '@sightline/contracts';
import { distanceMetres } from '../geometry/index.js';
import type { Fix } from './run.js';
import { acceptance } from './settings.js';

/** What may be done with a fix. Only `used` ones count; the others are kept in the history alone. */
export type Acceptance = 'used' | 'late' | 'unused' | 'leap';

/** Why a fix cannot be taken; `undefined` when it can. `receivedAt` in epoch milliseconds. */
export function refusalOf(fix: Fix, receivedAt: number): { readonly path: string; readonly message: string } | undefined {
  if (!Number.isFinite(fix.latitude) || Math.abs(fix.latitude) > 90) return { path: 'data.latitude', message: 'must be between -90 and 90' };
  if (!Number.isFinite(fix.longitude) || Math.abs(fix.longitude) > 180) return { path: 'data.longitude', message: 'must be between -180 and 180' };
  if (!Number.isFinite(fix.recordedAt)) return { path: 'data.recordedAt', message: 'is not a time' };
  const ahead = fix.recordedAt - receivedAt;
  if (ahead > acceptance.impossibleAhead) return { path: 'data.recordedAt', message: 'is more than 24 hours in the future' };
  if (ahead > acceptance.clockAhead) return { path: 'data.recordedAt', message: 'is more than 2 minutes ahead of its receipt: the clock of the device is wrong' };
  return undefined;
}

/** How a fix is used, given the last one of its vehicle that was used. */
export function acceptFix(fix: Fix, last: Fix | undefined): Acceptance {
  if (last !== undefined && fix.recordedAt <= last.recordedAt) return 'late';
  if (fix.accuracy !== undefined && fix.accuracy > acceptance.accuracyMetres) return 'unused';
  if (last === undefined) return 'used';
  const seconds = (fix.recordedAt - last.recordedAt) / 1000;
  return distanceMetres(fix, last) > acceptance.metresPerSecond * seconds + (fix.accuracy ?? 0) + 50 ? 'leap' : 'used';
}

/** Whether a fix that seems to have leapt is believed: the one before leapt to about the same place, so the wrong one came earlier. */
export const confirmsLeap = (fix: Fix, leap: Fix | undefined): boolean => leap !== undefined && acceptFix(fix, leap) === 'used';

export const fixOf = (data: EventData<'vehicle.positioned'>): Fix => ({
  vehicleRef: data.vehicleRef,
  latitude: data.latitude,
  longitude: data.longitude,
  recordedAt: Date.parse(data.recordedAt),
  bearing: data.bearing,
  speed: data.speedMetresPerSecond,
  accuracy: data.accuracyMetres,
});
