import { Temporal } from 'temporal-polyfill';
import type { EventData } from '@sightline/contracts';
import { runOfTrip, serviceDayStart } from './expand.js';
import type { GtfsFeed } from './feed.js';

/** One line of a recording: a fix of a vehicle that worked a trip of a feed. `at` in epoch milliseconds. */
export interface RecordedFix {
  readonly vehicleId: string;
  readonly tripId: string;
  /** `YYYYMMDD` */
  readonly startDate: string;
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly bearing?: number | undefined;
  readonly speed?: number | undefined;
}

/** A recording as Sightline would have been told it, all of it moved by one offset. */
export interface Recording {
  readonly runs: readonly EventData<'run.scheduled'>[];
  /** In order of time. */
  readonly fixes: readonly { readonly at: number; readonly data: EventData<'vehicle.positioned'> }[];
  /** Fixes of trips that the feed does not know. */
  readonly unknown: number;
}

/**
 * Moves a recorded day by one offset (milliseconds): schedule and fixes keep their distance from each other. The first
 * service date becomes the civil date, in the time zone of those who watch, at which the recording now begins.
 */
export function recordingOf(feed: GtfsFeed, recorded: readonly RecordedFix[], offset: number, timeZone = feed.timeZone): Recording {
  const fixes = [...recorded].sort((a, b) => a.at - b.at);
  const first = fixes[0];
  if (first === undefined) return { runs: [], fixes: [], unknown: 0 };
  const firstDate = Temporal.PlainDate.from(first.startDate);
  // Where nothing is moved the dates stay as recorded: a service date may begin before midnight and be seen after it.
  const begins = offset === 0 ? firstDate : Temporal.Instant.fromEpochMilliseconds(first.at + offset).toZonedDateTimeISO(timeZone).toPlainDate();
  const movedDate = (date: string): string => begins.add(firstDate.until(Temporal.PlainDate.from(date))).toString().replaceAll('-', '');
  const trips = new Map(feed.trips.map((trip) => [trip.tripId, trip]));
  const runs = new Map<string, EventData<'run.scheduled'>>();
  const moved: { at: number; data: EventData<'vehicle.positioned'> }[] = [];
  let unknown = 0;
  for (const fix of fixes) {
    const trip = trips.get(fix.tripId);
    if (trip === undefined) {
      unknown++;
      continue;
    }
    const key = `${fix.tripId}:${fix.startDate}`;
    const run = runs.get(key) ?? runOfTrip(feed, trip, movedDate(fix.startDate), serviceDayStart(fix.startDate, feed.timeZone) + offset);
    runs.set(key, run);
    moved.push({ at: fix.at + offset, data: positioned(fix, run.runRef, offset) });
  }
  return { runs: [...runs.values()], fixes: moved, unknown };
}

const positioned = (fix: RecordedFix, runRef: string, offset: number): EventData<'vehicle.positioned'> => ({
  vehicleRef: fix.vehicleId,
  runRef,
  latitude: fix.latitude,
  longitude: fix.longitude,
  recordedAt: new Date(fix.at + offset).toISOString(),
  ...(fix.bearing !== undefined && { bearing: fix.bearing }),
  ...(fix.speed !== undefined && { speedMetresPerSecond: fix.speed }),
});
