import type { Timetable } from '@sightline/contracts';
import type { ServiceAlert } from '../disruption/index.js';
import type { Run } from '../run.js';
import { alertMessageOf, detourMessageOf } from './alerts.js';
import { posix } from './message.js';
import type { FeedEntity, FeedMessage, RealtimeFeeds } from './message.js';
import { tripUpdateOf } from './trip-updates.js';
import { isImported, tripIdOf } from './trips.js';
import { detourMetres, placedVehicles } from './vehicles.js';

/**
 * The three feeds at `now` (epoch milliseconds): full datasets made of one picture, so that they agree with each other.
 * Nothing in them is about a child. `alerts` are those that are true now or later.
 */
export function realtimeFeeds(runs: Iterable<Run>, alerts: readonly ServiceAlert[], now: number, timetable: Timetable): RealtimeFeeds {
  const scope = [...runs].filter((run) => timetable === 'published' || isImported(run));
  const placed = placedVehicles(scope, now);
  const message = (entity: readonly FeedEntity[]): FeedMessage => ({ header: { gtfsRealtimeVersion: '2.0', incrementality: 'FULL_DATASET', timestamp: posix(now) }, entity });
  const vehicles: FeedEntity[] = [...placed.values()].map(({ message: vehicle }) => ({ id: `vehicle:${vehicle.vehicle.id}`, vehicle }));
  const updates: FeedEntity[] = scope.flatMap((run) => {
    const tripUpdate = tripUpdateOf(run, placed.get(run.plan.runRef), now);
    return tripUpdate ? [{ id: `trip:${tripIdOf(run)}:${tripUpdate.trip.startDate}`, tripUpdate }] : [];
  });
  const notices: FeedEntity[] = alerts.flatMap((each) => {
    const alert = alertMessageOf(each, scope);
    return alert ? [{ id: `alert:${each.alertRef}`, alert }] : [];
  });
  const detours: FeedEntity[] = [...placed.values()].flatMap((each) => (each.beside > detourMetres ? [{ id: `detour:${each.run.plan.runRef}`, alert: detourMessageOf(each, now) }] : []));
  return { 'vehicle-positions': message(vehicles), 'trip-updates': message(updates), alerts: message([...notices, ...detours]) };
}
