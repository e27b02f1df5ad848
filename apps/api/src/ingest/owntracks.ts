import * as z from 'zod';
import { numberOf } from './fix.js';
import type { Fix } from './fix.js';

/** What we read of an OwnTracks message. Source: https://owntracks.org/booklet/tech/json/ */
const message = z.object({
  _type: z.string(),
  lat: z.unknown().optional(),
  lon: z.unknown().optional(),
  tst: z.unknown().optional(),
  acc: z.unknown().optional(),
  vel: z.unknown().optional(),
  cog: z.unknown().optional(),
});

const metresPerSecondOfKmh = 1 / 3.6;

/** The fix in an OwnTracks message; `undefined` in one of another kind, such as a transition or a waypoint. */
export function readOwnTracks(body: unknown): Fix | undefined {
  const read = message.safeParse(body);
  if (!read.success || read.data._type !== 'location') return undefined;
  const { lat, lon, tst, acc, vel, cog } = read.data;
  const seconds = numberOf(tst);
  const kmh = numberOf(vel);
  return {
    latitude: numberOf(lat),
    longitude: numberOf(lon),
    recordedAt: seconds === undefined ? undefined : seconds * 1000,
    accuracyMetres: numberOf(acc),
    speedMetresPerSecond: kmh === undefined ? undefined : kmh * metresPerSecondOfKmh,
    bearing: numberOf(cog),
  };
}
