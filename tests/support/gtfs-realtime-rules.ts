import { metresToLine } from './gtfs-schedule.ts';
import type { Schedule } from './gtfs-schedule.ts';

/** The parts of a decoded feed that the rules look at; enum values are words. */
export interface Trip { tripId?: string; startDate?: string; startTime?: string; routeId?: string; directionId?: number; scheduleRelationship?: string }
export interface StopTime { stopSequence?: number; stopId?: string; scheduleRelationship?: string; arrival?: StopEvent; departure?: StopEvent }
export interface StopEvent { time?: number; delay?: number; uncertainty?: number }
export interface Selector { trip?: Trip; routeId?: string; stopId?: string; agencyId?: string; routeType?: number }
export interface Entity {
  id: string;
  isDeleted?: boolean;
  vehicle?: { trip?: Trip; vehicle?: { id?: string }; position?: { latitude: number; longitude: number; bearing?: number; speed?: number }; stopId?: string; timestamp?: number };
  tripUpdate?: { trip: Trip; vehicle?: { id?: string }; stopTimeUpdate?: StopTime[]; timestamp?: number };
  alert?: { informedEntity?: Selector[]; activePeriod?: { start?: number; end?: number }[]; effect?: string };
}
export interface Feed { header: { gtfsRealtimeVersion?: string; incrementality?: string; timestamp?: number }; entity: Entity[] }
export type FeedName = 'vehicle-positions' | 'trip-updates' | 'alerts';
export type Feeds = Record<FeedName, Feed>;

/** What a rule looks at: the three feeds, the schedule they refer to, the feeds read before, and when they were read. */
export interface Evidence { readonly feeds: Feeds; readonly schedule: Schedule; readonly previous: Feeds; /** POSIX seconds */ readonly now: number }

const all = ({ feeds }: Evidence): Entity[] => Object.values(feeds).flatMap(({ entity }) => entity);
const updates = (evidence: Evidence) => evidence.feeds['trip-updates'].entity.flatMap(({ tripUpdate }) => (tripUpdate ? [tripUpdate] : []));
const vehicles = (evidence: Evidence) => evidence.feeds['vehicle-positions'].entity.flatMap(({ vehicle }) => (vehicle ? [vehicle] : []));
const alerts = (evidence: Evidence) => evidence.feeds.alerts.entity.flatMap(({ alert }) => (alert ? [alert] : []));
const selectors = (evidence: Evidence) => alerts(evidence).flatMap(({ informedEntity = [] }) => informedEntity);
const trips = (evidence: Evidence): Trip[] => [...updates(evidence).map(({ trip }) => trip), ...vehicles(evidence).flatMap(({ trip }) => (trip ? [trip] : [])), ...selectors(evidence).flatMap(({ trip }) => (trip ? [trip] : []))];
const calls = (evidence: Evidence) => updates(evidence).flatMap(({ trip, stopTimeUpdate = [] }) => stopTimeUpdate.map((call) => ({ trip, call })));
const events = (evidence: Evidence) => calls(evidence).flatMap(({ trip, call }) => [call.arrival, call.departure].flatMap((event) => (event ? [{ trip, call, event }] : [])));
const inSequence = (evidence: Evidence) => updates(evidence).flatMap(({ trip, stopTimeUpdate = [] }) => stopTimeUpdate.slice(1).map((call, index) => ({ trip, before: stopTimeUpdate[index] ?? {}, call })));
const entityTimes = (evidence: Evidence): number[] => [...updates(evidence), ...vehicles(evidence)].flatMap(({ timestamp }) => (timestamp === undefined ? [] : [timestamp]));
const headers = ({ feeds }: Evidence) => Object.entries(feeds).map(([name, { header }]) => ({ name, ...header }));
const stopRefs = (evidence: Evidence): string[] => [...calls(evidence).flatMap(({ call }) => call.stopId ?? []), ...vehicles(evidence).flatMap(({ stopId }) => stopId ?? [])];
const known = ({ schedule }: Evidence, { tripId = '' }: Trip) => schedule.trips.get(tripId);
const isPosix = (time: number): boolean => Number.isInteger(time) && time > 1_000_000_000 && time < 20_000_000_000;
const pairs = (list: { trip?: Trip; vehicle?: { id?: string } }[]): Map<string, string> => new Map(list.flatMap(({ trip, vehicle }) => (trip?.tripId !== undefined && vehicle?.id !== undefined ? [[`${trip.tripId} ${trip.startDate}`, vehicle.id] as const] : [])));
const show = (thing: unknown): string => JSON.stringify(thing);
const named = (items: readonly unknown[]): string[] => items.map(show);

/**
 * The rules of the public GTFS-Realtime validator (MobilityData/gtfs-realtime-validator, RULES.md) that can be broken by
 * a feed without frequencies and blocks, each on its own: what breaks it, in words. Written from the rules' text.
 */
export const rules: Readonly<Record<string, (evidence: Evidence) => string[]>> = {
  E001: (e) => named([...headers(e).flatMap(({ timestamp }) => timestamp ?? []), ...entityTimes(e), ...events(e).flatMap(({ event }) => event.time ?? []), ...alerts(e).flatMap(({ activePeriod = [] }) => activePeriod.flatMap(({ start, end }) => [start, end].flatMap((time) => time ?? [])))].filter((time) => !isPosix(time))),
  E002: (e) => named(inSequence(e).filter(({ before, call }) => (call.stopSequence ?? Infinity) <= (before.stopSequence ?? -1))),
  E003: (e) => named(trips(e).filter((trip) => trip.tripId !== undefined && trip.scheduleRelationship !== 'ADDED' && !known(e, trip))),
  E004: (e) => named([...trips(e).flatMap(({ routeId }) => routeId ?? []), ...selectors(e).flatMap(({ routeId }) => routeId ?? [])].filter((route) => !e.schedule.routes.has(route))),
  E007: (e) => repeated(updates(e).flatMap(({ vehicle }) => vehicle?.id ?? [])),
  E008: (e) => named(updates(e).filter(({ trip }) => trip.tripId === undefined)),
  E009: (e) => named(calls(e).filter(({ trip, call }) => call.stopSequence === undefined && (known(e, trip)?.times.filter(({ stopId }) => stopId === call.stopId).length ?? 0) > 1)),
  E010: (e) => [...e.schedule.trips.values()].flatMap(({ times }) => times.flatMap(({ stopId }) => (['', '0'].includes(e.schedule.stops.get(stopId)?.type ?? 'none') ? [] : [stopId]))),
  E011: (e) => [...stopRefs(e), ...selectors(e).flatMap(({ stopId }) => stopId ?? [])].filter((stop) => !e.schedule.stops.has(stop)),
  E012: (e) => Object.values(e.feeds).flatMap(({ header, entity }) => named(entity.filter(({ vehicle, tripUpdate }) => (vehicle?.timestamp ?? tripUpdate?.timestamp ?? 0) > (header.timestamp ?? 0)))),
  E015: (e) => stopRefs(e).filter((stop) => !['', '0', undefined].includes(e.schedule.stops.get(stop)?.type)),
  E016: (e) => named(trips(e).filter((trip) => trip.scheduleRelationship === 'ADDED' && known(e, trip))),
  E017: (e) => names(e).filter((name) => e.feeds[name].header.timestamp === e.previous[name].header.timestamp && show(e.feeds[name].entity) !== show(e.previous[name].entity)),
  E018: (e) => names(e).filter((name) => (e.feeds[name].header.timestamp ?? 0) < (e.previous[name].header.timestamp ?? 0)),
  E020: (e) => named(trips(e).filter(({ startTime }) => startTime !== undefined && !/^\d{1,2}:[0-5]\d:[0-5]\d$/.test(startTime))),
  E021: (e) => named(trips(e).filter(({ startDate }) => startDate !== undefined && Number.isNaN(/^\d{8}$/.test(startDate) ? Date.parse(`${startDate.slice(0, 4)}-${startDate.slice(4, 6)}-${startDate.slice(6)}`) : Number.NaN))),
  E022: (e) => named(inSequence(e).filter(({ before, call }) => (call.arrival?.time ?? call.departure?.time ?? Infinity) <= (before.departure?.time ?? before.arrival?.time ?? 0))),
  E023: (e) => named(trips(e).filter((trip) => trip.startTime !== undefined && known(e, trip)?.times[0]?.arrival !== trip.startTime)),
  E024: (e) => named(trips(e).filter((trip) => trip.directionId !== undefined && known(e, trip)?.directionId !== String(trip.directionId))),
  E025: (e) => named(calls(e).filter(({ call }) => (call.departure?.time ?? Infinity) < (call.arrival?.time ?? 0))),
  E026: (e) => named(vehicles(e).filter(({ position }) => position !== undefined && !(Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180))),
  E027: (e) => named(vehicles(e).filter(({ position }) => position?.bearing !== undefined && !(position.bearing >= 0 && position.bearing <= 360))),
  E028: (e) => named(vehicles(e).filter(({ position }) => position !== undefined && ![...e.schedule.trips.values()].some(({ shape }) => metresToLine([position.latitude, position.longitude], shape) <= 1609))),
  E029: (e) => named(vehicles(e).filter(({ trip = {}, position }) => position !== undefined && metresToLine([position.latitude, position.longitude], known(e, trip)?.shape ?? []) > 200 && !alerts(e).some(({ effect, informedEntity = [] }) => effect === 'DETOUR' && informedEntity.some((each) => each.trip?.tripId === trip.tripId)))),
  E030: (e) => named(selectors(e).filter(({ trip, routeId }) => trip && routeId !== undefined && known(e, trip)?.routeId !== routeId)),
  E031: (e) => named(selectors(e).filter(({ trip, routeId }) => trip?.routeId !== undefined && routeId !== undefined && trip.routeId !== routeId)),
  E032: (e) => named(alerts(e).filter(({ informedEntity = [] }) => informedEntity.length === 0)),
  E033: (e) => named(selectors(e).filter((selector) => Object.keys(selector).length === 0)),
  E034: (e) => selectors(e).flatMap(({ agencyId }) => agencyId ?? []).filter((agency) => !e.schedule.agencies.has(agency)),
  E035: (e) => named(trips(e).filter((trip) => trip.routeId !== undefined && known(e, trip) && known(e, trip)?.routeId !== trip.routeId)),
  E036: (e) => named(inSequence(e).filter(({ before, call }) => call.stopSequence !== undefined && call.stopSequence === before.stopSequence)),
  E037: (e) => named(inSequence(e).filter(({ before, call }) => call.stopId !== undefined && call.stopId === before.stopId)),
  E038: (e) => named(headers(e).filter(({ gtfsRealtimeVersion }) => !['1.0', '2.0'].includes(gtfsRealtimeVersion ?? ''))),
  E039: (e) => named(all(e).filter(({ isDeleted }) => isDeleted !== undefined)),
  E040: (e) => named(calls(e).filter(({ call }) => call.stopId === undefined && call.stopSequence === undefined)),
  E041: (e) => named(updates(e).filter(({ trip, stopTimeUpdate = [] }) => trip.scheduleRelationship !== 'CANCELED' && stopTimeUpdate.length === 0)),
  E042: (e) => named(calls(e).filter(({ call }) => call.scheduleRelationship === 'NO_DATA' && (call.arrival ?? call.departure) !== undefined)),
  E043: (e) => named(calls(e).filter(({ call }) => !['NO_DATA', 'SKIPPED'].includes(call.scheduleRelationship ?? '') && (call.arrival ?? call.departure) === undefined)),
  E044: (e) => named(events(e).filter(({ event }) => event.time === undefined && event.delay === undefined)),
  E045: (e) => named(calls(e).filter(({ trip, call }) => known(e, trip)?.times.some(({ sequence, stopId }) => sequence === call.stopSequence && stopId !== call.stopId))),
  E046: (e) => named(events(e).filter(({ trip, call, event }) => event.time === undefined && (known(e, trip)?.times.find(({ sequence }) => sequence === call.stopSequence)?.arrival ?? '') === '')),
  E047: (e) => {
    const [told, shown] = [pairs(updates(e)), pairs(vehicles(e))];
    return [...told].flatMap(([trip, vehicle]) => (shown.has(trip) && shown.get(trip) !== vehicle ? [trip] : []));
  },
  E048: (e) => named(headers(e).filter(({ timestamp }) => !timestamp)),
  E049: (e) => named(headers(e).filter(({ incrementality }) => incrementality === undefined)),
  E050: (e) => named([...headers(e).flatMap(({ timestamp }) => timestamp ?? []), ...entityTimes(e)].filter((time) => time > e.now + 60)),
  E051: (e) => named(calls(e).filter(({ trip, call }) => call.stopSequence !== undefined && known(e, trip) && !known(e, trip)?.times.some(({ sequence }) => sequence === call.stopSequence))),
  E052: (e) => repeated(vehicles(e).flatMap(({ vehicle }) => vehicle?.id ?? [])),
  W001: (e) => named([...headers(e), ...updates(e), ...vehicles(e)].filter(({ timestamp }) => timestamp === undefined)),
  W002: (e) => named([...vehicles(e).filter(({ vehicle }) => !vehicle?.id), ...updates(e).filter(({ trip, vehicle }) => !vehicle?.id && vehicles(e).some((shown) => shown.trip?.tripId === trip.tripId && shown.trip?.startDate === trip.startDate))]),
  W003: (e) => {
    const told = new Set(updates(e).map(({ trip }) => trip.tripId));
    const shown = new Set(vehicles(e).map(({ vehicle }) => vehicle?.id));
    return [...vehicles(e).flatMap(({ trip }) => (trip && !told.has(trip.tripId) ? [`trip ${trip.tripId}`] : [])), ...updates(e).flatMap(({ vehicle }) => (vehicle && !shown.has(vehicle.id) ? [`vehicle ${vehicle.id}`] : []))];
  },
  W004: (e) => named(vehicles(e).filter(({ position }) => position?.speed !== undefined && !(position.speed >= 0 && position.speed <= 26))),
  W006: (e) => named(trips(e).filter(({ tripId }) => tripId === undefined)),
  W007: (e) => names(e).filter((name) => (e.feeds[name].header.timestamp ?? 0) - (e.previous[name].header.timestamp ?? 0) > 35),
  W008: (e) => named(headers(e).filter(({ timestamp }) => e.now - (timestamp ?? 0) > 65)),
  W009: (e) => named([...trips(e).filter(({ scheduleRelationship }) => scheduleRelationship === undefined), ...calls(e).filter(({ call }) => call.scheduleRelationship === undefined)]),
};

const names = (e: Evidence): FeedName[] => Object.keys(e.feeds) as FeedName[];
const repeated = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
