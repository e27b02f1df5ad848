import * as z from 'zod';
import { numberOf } from './fix.js';
import type { Fix } from './fix.js';

/** The OsmAnd protocol as Traccar Client speaks it: a query or a form with flat names, or (newer) JSON with coordinates. */
const flat = z.record(z.string(), z.unknown());
const json = z.object({
  device_id: z.union([z.string(), z.number()]),
  location: z.object({
    timestamp: z.unknown().optional(),
    coords: z.object({ latitude: z.unknown().optional(), longitude: z.unknown().optional(), speed: z.unknown().optional(), heading: z.unknown().optional(), accuracy: z.unknown().optional() }),
  }),
});

const metresPerSecondOfKnot = 1852 / 3600;
/** Epoch times beyond this are in milliseconds: as seconds it is the year 5138. */
const firstMilliseconds = 1e11;

export interface OsmAndMessage {
  /** The device's unguessable key. */
  readonly key: string;
  readonly fix: Fix;
}

/** Reads a message of either form; `undefined` where there is no key. `receivedAt` stands in for a time that was not sent. */
export function readOsmAnd(query: unknown, body: unknown, receivedAt: number): OsmAndMessage | undefined {
  const newer = json.safeParse(body);
  if (newer.success) {
    const { device_id, location } = newer.data;
    const { coords } = location;
    return {
      key: String(device_id),
      fix: {
        latitude: numberOf(coords.latitude),
        longitude: numberOf(coords.longitude),
        recordedAt: timeOf(location.timestamp, receivedAt),
        // Metres a second here, knots in the older form.
        speedMetresPerSecond: numberOf(coords.speed),
        bearing: numberOf(coords.heading),
        accuracyMetres: numberOf(coords.accuracy),
      },
    };
  }
  const fields = { ...flat.safeParse(query).data, ...flat.safeParse(body).data };
  const key = fields['id'] ?? fields['deviceid'];
  if (typeof key !== 'string' || key === '') return undefined;
  const [lat, lon] = typeof fields['location'] === 'string' ? fields['location'].split(',') : [fields['lat'], fields['lon']];
  const knots = numberOf(fields['speed']);
  return {
    key,
    fix: {
      latitude: numberOf(lat),
      longitude: numberOf(lon),
      recordedAt: timeOf(fields['timestamp'], receivedAt),
      speedMetresPerSecond: knots === undefined ? undefined : knots * metresPerSecondOfKnot,
      bearing: numberOf(fields['bearing'] ?? fields['heading']),
      accuracyMetres: numberOf(fields['accuracy']),
    },
  };
}

/** Unix seconds, milliseconds, or ISO 8601 (UTC where it names no zone). `undefined` for what is no time. */
function timeOf(value: unknown, receivedAt: number): number | undefined {
  if (value === undefined || value === '') return receivedAt;
  const number = numberOf(value);
  if (number !== undefined) return Math.abs(number) >= firstMilliseconds ? number : number * 1000;
  if (typeof value !== 'string') return undefined;
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value.replace(' ', 'T')}Z`;
  const parsed = Date.parse(zoned);
  return Number.isNaN(parsed) ? undefined : parsed;
}
