import { Temporal } from 'temporal-polyfill';
import type { EventData } from '@sightline/contracts';
import type { GtfsFeed, GtfsService, GtfsTrip } from './feed.js';

/** Whether a service runs on a date, `YYYYMMDD`: what calendar_dates.txt says goes before calendar.txt. */
export function runsOn(service: GtfsService, date: string): boolean {
  if (service.added.has(date)) return true;
  if (service.removed.has(date) || date < service.from || date > service.until) return false;
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  return service.weekdays[dayOfWeek - 1] === true;
}

/**
 * The moment from which a service date's times count: noon minus twelve hours, in epoch milliseconds. On a day on which
 * the clocks change this is not midnight. Source: GTFS Schedule Reference, field type Time.
 */
export function serviceDayStart(date: string, timeZone: string): number {
  const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: '12:00' });
  return noon.epochMilliseconds - 12 * 3_600_000;
}

/** The first and the last date on which any service of the feed can run, `YYYYMMDD`. */
export function datesOf(feed: Pick<GtfsFeed, 'services'>): { readonly from: string; readonly until: string } | undefined {
  const dates: string[] = [];
  for (const { from, until, added } of feed.services.values()) dates.push(...[from, until].filter((date) => date !== ''), ...added);
  if (dates.length === 0) return undefined;
  dates.sort();
  return { from: dates[0] ?? '', until: dates.at(-1) ?? '' };
}

/** The runs of a service date, `YYYYMMDD`, as they would be scheduled. */
export function runsOfDate(feed: GtfsFeed, date: string): EventData<'run.scheduled'>[] {
  const start = serviceDayStart(date, feed.timeZone);
  return feed.trips.flatMap((trip) => {
    const service = feed.services.get(trip.serviceId);
    return service && runsOn(service, date) ? [runOfTrip(feed, trip, date, start)] : [];
  });
}

/** One trip as a run of a service date whose times count from `start` (epoch milliseconds). */
export function runOfTrip(feed: Pick<GtfsFeed, 'stops' | 'shapes'>, trip: GtfsTrip, date: string, start: number): EventData<'run.scheduled'> {
  const shape = feed.shapes.get(trip.shapeId);
  return {
    runRef: `${trip.tripId}:${date}`,
    routeRef: trip.routeId,
    tripRef: trip.tripId,
    serviceDate: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
    ...(trip.agencyId === '' ? {} : { operatorRef: trip.agencyId }),
    ...(shape === undefined ? {} : { path: shape }),
    stopCalls: trip.times.map(({ sequence, stopId, arrival, departure }, index) => {
      const stop = feed.stops.get(stopId);
      // A run begins when it leaves its first stop; everywhere else it is awaited.
      const seconds = index === 0 ? departure : arrival;
      return {
        sequence,
        stopRef: stopId,
        ...(stop?.name ? { name: stop.name } : {}),
        latitude: stop?.latitude ?? 0,
        longitude: stop?.longitude ?? 0,
        scheduledAt: new Date(start + seconds * 1000).toISOString(),
      };
    }),
  };
}
