import { ingestLimits } from '@sightline/contracts';
import bindings from 'gtfs-realtime-bindings';
import { feedItem } from './vehicle-feed.js';
import type { FeedContext, FeedFix, FeedReading } from './vehicle-feed.js';

const { FeedMessage } = bindings.transit_realtime;
type Feed = bindings.transit_realtime.FeedMessage;
type VehiclePosition = bindings.transit_realtime.IVehiclePosition;

const names = {
  vehicleRef: 'vehicle.vehicle.id',
  recordedAt: 'vehicle.timestamp',
  latitude: 'vehicle.position.latitude',
  longitude: 'vehicle.position.longitude',
  bearing: 'vehicle.position.bearing',
  speedMetresPerSecond: 'vehicle.position.speed',
  runRef: 'vehicle.trip',
};
/** POSIX seconds beyond this are milliseconds that someone forgot to divide: as seconds it is the year 5138. */
const firstMilliseconds = 1e11;

/**
 * Reads the VehiclePositions of a GTFS-Realtime feed (1.0 or 2.0, full or differential). What a feed says by leaving a
 * vehicle out, or by deleting it, is not a fix: its age says that it is gone. Never throws.
 * Source: GTFS Realtime Reference (speed in metres a second, bearing in degrees clockwise from north, POSIX seconds).
 */
export function readGtfsRealtime(bytes: Uint8Array, context: FeedContext): FeedReading {
  if (bytes.length === 0) return { unreadable: 'It is empty.' };
  let feed: Feed;
  try {
    feed = FeedMessage.decode(bytes);
  } catch {
    return { unreadable: 'It is no GTFS-Realtime message, or it was cut off on its way.' };
  }
  const version = feed.header.gtfsRealtimeVersion;
  if (!/^[12](\.\d+)?$/.test(version)) return { unreadable: 'Its header names no version of GTFS-Realtime that is known (1.0, 2.0).' };
  if (feed.entity.length > ingestLimits.events) return { unreadable: `It has more than ${ingestLimits.events.toLocaleString('en-GB')} entities.` };
  const made = Number(feed.header.timestamp ?? 0);
  if (made > firstMilliseconds) return { unreadable: 'The timestamp of its header is not in POSIX seconds.' };
  const items = [];
  let ignored = 0;
  for (const { id, vehicle, isDeleted } of feed.entity) {
    if (!vehicle || isDeleted) ignored += 1;
    else items.push(feedItem(fixOf(vehicle, made), id, names, context));
  }
  return { items, ignored, madeAt: made > 0 ? made * 1000 : undefined };
}

function fixOf({ vehicle, position, timestamp, trip }: VehiclePosition, made: number): FeedFix {
  const seconds = Number(timestamp ?? 0) || made;
  const recordedAt = seconds > 0 ? (seconds > firstMilliseconds ? Number.NaN : seconds * 1000) : undefined;
  const named = [vehicle?.id, vehicle?.label, vehicle?.licensePlate].find((name) => typeof name === 'string' && name.trim() !== '');
  return {
    vehicleRef: named?.trim(),
    recordedAt,
    latitude: position?.latitude ?? undefined,
    longitude: position?.longitude ?? undefined,
    // Their absence is not zero: a proto2 field that was not sent has the prototype's default.
    bearing: own(position, 'bearing'),
    speedMetresPerSecond: own(position, 'speed'),
    ...(trip?.tripId && runOf(trip.tripId, trip.startDate ?? '', recordedAt)),
  };
}

/** A GTFS run's ref is `<trip_id>:<YYYYMMDD>`. Without a date it is the service date whose run is under way then. */
function runOf(tripId: string, startDate: string, at: number | undefined): Pick<FeedFix, 'runRef' | 'hint'> {
  if (/^\d{8}$/.test(startDate)) return { runRef: `${tripId}:${startDate}` };
  return at === undefined ? {} : { hint: { tripRef: tripId, at } };
}

function own(position: VehiclePosition['position'], field: 'bearing' | 'speed'): number | undefined {
  if (!position || !Object.hasOwn(position, field)) return undefined;
  return position[field] ?? undefined;
}
