import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { readFeed } from '@sightline/domain';
import type { GtfsFeed, GtfsTrip, TripStub } from '@sightline/domain';
import { readArchive } from './archive.js';
import type { ReadPlan, ReaderAnswer, ReaderQuestion } from './reader.messages.js';

/** Reads a feed on a thread of its own: unpacking and checking a large one takes seconds, for which no viewer should wait. */
const answer = (message: ReaderAnswer): void => parentPort?.postMessage(message);

function planOf(feed: GtfsFeed): ReadPlan {
  const { timeZone, services, stops, shapes, trips, routeCount, warnings } = feed;
  return {
    timeZone,
    services: JSON.stringify(Array.from(services, ([id, { added, removed, ...service }]) => [id, { ...service, added: [...added], removed: [...removed] }])),
    stops: JSON.stringify([...stops]),
    counts: { routes: routeCount, trips: trips.length, stops: stops.size, shapes: shapes.size },
    warnings,
  };
}

function stubOf(feed: GtfsFeed, trip: GtfsTrip): TripStub {
  const { tripId, routeId, serviceId, shapeId, agencyId, times } = trip;
  const hash = createHash('sha256').update(JSON.stringify([feed.timeZone, routeId, agencyId, feed.shapes.get(shapeId)]));
  for (const { sequence, stopId, arrival, departure } of times) hash.update(JSON.stringify([sequence, stopId, arrival, departure, feed.stops.get(stopId)]));
  return {
    tripId,
    routeId,
    serviceId,
    digest: hash.digest('base64url').slice(0, 22),
    firstStop: times[0]?.stopId ?? '',
    lastStop: times.at(-1)?.stopId ?? '',
    startSeconds: times[0]?.departure ?? 0,
  };
}

function rowOf(trip: GtfsTrip, stub: TripStub | undefined): object {
  return {
    trip_id: trip.tripId,
    route_id: trip.routeId,
    service_id: trip.serviceId,
    shape_id: trip.shapeId,
    first_stop: stub?.firstStop,
    last_stop: stub?.lastStop,
    start_seconds: stub?.startSeconds,
    digest: stub?.digest,
    data: trip,
  };
}

function serve(feed: GtfsFeed): void {
  const shapes = [...feed.shapes];
  const stubs = feed.trips.map((trip) => stubOf(feed, trip));
  parentPort?.on('message', ({ rows, from, count }: ReaderQuestion) => {
    const until = from + count;
    if (rows === 'stubs') answer({ kind: 'stubs', stubs: stubs.slice(from, until) });
    else if (rows === 'trips') answer({ kind: 'rows', json: JSON.stringify(feed.trips.slice(from, until).map((trip, index) => rowOf(trip, stubs[from + index]))) });
    else answer({ kind: 'rows', json: JSON.stringify(shapes.slice(from, until).map(([shape_id, line]) => ({ shape_id, line }))) });
  });
  answer({ kind: 'read', plan: planOf(feed) });
}

const files = readArchive(workerData as Uint8Array);
const feed = 'problems' in files ? files : readFeed(files);
if ('problems' in feed) answer({ kind: 'refused', ...feed });
else serve(feed);
