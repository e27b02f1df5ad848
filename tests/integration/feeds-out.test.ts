import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import bindings from 'gtfs-realtime-bindings';
import { busyMorning } from '../fixtures/busy-morning.ts';
import { event, scheduledRun, fix } from '../fixtures/events.ts';
import { rules } from '../support/gtfs-realtime-rules.ts';
import type { Entity, Evidence, Feed, FeedName, Feeds, StopTime } from '../support/gtfs-realtime-rules.ts';
import { readSchedule } from '../support/gtfs-schedule.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const { FeedMessage } = bindings.transit_realtime;
const feedNames: readonly FeedName[] = ['vehicle-positions', 'trip-updates', 'alerts'];

describe('GTFS-Realtime out', () => {
  const began = Date.now();
  const morning = busyMorning(began);
  let sightline: Sightline;
  let evidence: Evidence;
  let published: Evidence;

  const read = async (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${sightline.url}/api/feeds/${path}`, { headers: { authorization: `Bearer ${sightline.feedToken}`, ...headers } });
  const feed = async (name: FeedName, query = ''): Promise<Feed> => {
    const response = await read(`gtfs-realtime/${name}${query}`);
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/x-protobuf']);
    return FeedMessage.toObject(FeedMessage.decode(new Uint8Array(await response.arrayBuffer())), { longs: Number, enums: String }) as Feed;
  };
  const feeds = async (query = ''): Promise<Feeds> => Object.fromEntries(await Promise.all(feedNames.map(async (name) => [name, await feed(name, query)]))) as Feeds;
  /** The feeds, and the feeds again once their second has passed and the vehicles have moved. */
  const evidenceOf = async (query: string, schedule: Evidence['schedule']): Promise<Evidence> => {
    const previous = await feeds(query);
    await send(sightline, morning.events(Date.now()).filter(({ type }) => type === 'vehicle.positioned'));
    const next = await until('a new header', async () => {
      const found = await feeds(query);
      const stamps = feedNames.map((name) => found[name].header.timestamp);
      return new Set(stamps).size === 1 && stamps[0] !== previous.alerts.header.timestamp ? found : undefined;
    });
    return { feeds: next, previous, schedule, now: Date.now() / 1000 };
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    const body = new FormData();
    body.set('file', new Blob([morning.gtfs.slice()]), 'gtfs.zip');
    const imported = await fetch(`${sightline.url}/api/imports/gtfs?date=${morning.dates}`, { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}` }, body });
    assert.deepEqual([imported.status, ((await imported.json()) as { rejected: unknown[] }).rejected], [200, []]);
    const { body: reply } = await send(sightline, [...morning.events(Date.now()), scheduledRun('minibus', began - 60_000), event('run.assigned', { runRef: 'minibus', vehicleRef: 'V-mini' }), fix('V-mini', began - 20_000), fix('V-mini', began - 5_000, { latitude: 52.482 })]);
    assert.deepEqual(reply.rejected, []);
    evidence = await evidenceOf('', readSchedule(morning.gtfs));
    published = await evidenceOf('?timetable=published', readSchedule(new Uint8Array(await (await read('gtfs')).arrayBuffer())));
  });
  after(() => sightline.stop());

  const tripIds = (name: FeedName, of: Evidence = evidence): string[] => of.feeds[name].entity.flatMap(({ vehicle, tripUpdate }) => (vehicle ?? tripUpdate)?.trip?.tripId ?? []).sort();
  const update = (trip: string): NonNullable<Entity['tripUpdate']> => {
    const found = evidence.feeds['trip-updates'].entity.find(({ tripUpdate }) => tripUpdate?.trip.tripId === trip)?.tripUpdate;
    assert.ok(found, `${trip} has an update`);
    return found;
  };

  it('[GTFS-RT-1] shows the vehicles that were seen in the last 90 seconds, and no other', () => {
    assert.deepEqual(tripIds('vehicle-positions'), ['beside', 'early', 'late', 'loop', 'night', 'on-time', 'phone']);
    for (const { vehicle } of evidence.feeds['vehicle-positions'].entity) assert.ok(evidence.now - (vehicle?.timestamp ?? 0) <= 91);
  });

  it('[GTFS-RT-2] tells the lateness of each trip, its cancellation, and a delay before it starts', () => {
    const delay = (trip: string): number => update(trip).stopTimeUpdate?.at(-1)?.arrival?.delay ?? Number.NaN;
    assert.ok(delay('late') > 240, `late by ${delay('late')} s`);
    assert.ok(delay('early') <= 0, `early by ${-delay('early')} s`);
    assert.ok(delay('delayed') > 300, `delayed by ${delay('delayed')} s`);
    assert.deepEqual([update('cancelled').trip.scheduleRelationship, update('cancelled').stopTimeUpdate ?? []], ['CANCELED', []]);
    assert.ok(!tripIds('trip-updates').includes('reinstated'), 'one that runs after all is as the timetable says');
  });

  it('[GTFS-RT-3] a trip past midnight is of the day on which it began; every ref is the timetable’s', () => {
    assert.equal(`night:${update('night').trip.startDate}`, morning.runRef('night'));
    assert.deepEqual([update('night').trip.routeId, update('night').stopTimeUpdate?.every(({ stopId }) => stopId?.startsWith('night-'))], ['R-night', true]);
  });

  it('[GTFS-RT-4] alerts say what has happened, with its cause, effect and period, and where a bus left its way', () => {
    const effects = evidence.feeds.alerts.entity.map(({ alert }) => [alert?.informedEntity?.[0]?.trip?.tripId, (alert as { cause?: string }).cause, alert?.effect]).sort();
    assert.deepEqual(effects, [['beside', 'UNKNOWN_CAUSE', 'DETOUR'], ['cancelled', 'TECHNICAL_PROBLEM', 'NO_SERVICE'], ['delayed', 'WEATHER', 'SIGNIFICANT_DELAYS']]);
  });

  it('[GTFS-RT-5] a guide’s phone is nobody’s name, and nothing is about a child', async () => {
    const text = JSON.stringify(evidence.feeds);
    assert.doesNotMatch(text, /assistant:|passenger|initials/i);
    const asJson = await read('gtfs-realtime/vehicle-positions?format=json');
    assert.match(asJson.headers.get('content-type') ?? '', /json/);
    assert.equal(((await asJson.json()) as Feed).entity.length, 7);
  });

  it('[GTFS-RT-6] they are for a feed token or a role that may see the fleet, and for nobody else', async () => {
    for (const path of ['gtfs-realtime/vehicle-positions', 'gtfs-realtime/trip-updates', 'gtfs-realtime/alerts', 'gtfs']) {
      assert.equal((await fetch(`${sightline.url}/api/feeds/${path}`)).status, 401);
      assert.equal((await (await signIn(sightline, 'board')).request(`/api/feeds/${path}`)).status, 403);
      assert.equal((await (await signIn(sightline, 'control')).request(`/api/feeds/${path}`)).status, 200);
    }
    assert.equal((await read('gtfs-realtime/children')).status, 400);
  });

  it('[GTFS-RT-7] with an imported timetable only its trips are told; in our own every run is a trip', () => {
    assert.ok(!tripIds('vehicle-positions').includes('minibus'));
    assert.ok(tripIds('vehicle-positions', published).includes('minibus'));
    assert.ok(published.schedule.trips.size > evidence.schedule.trips.size);
  });

  for (const [rule, broken] of Object.entries(rules)) {
    it(`[${rule}] is kept by the feeds of a busy morning, in the imported timetable and in our own`, () => {
      assert.deepEqual(broken(evidence), []);
      assert.deepEqual(broken(published), []);
    });
  }

  /** What would break each rule: done to the feeds of the morning, so that a rule that sees nothing is found out. */
  const sabotage: Readonly<Record<string, (e: { feeds: Feeds; previous: Feeds; schedule: Evidence['schedule']; now: number }) => void>> = {
    E001: (e) => void (vehicle(e).timestamp = 1_771_257_491_000),
    E002: (e) => void calls(e).reverse(),
    E003: (e) => void (vehicle(e).trip = { ...vehicle(e).trip, tripId: 'nowhere' }),
    E004: (e) => void (vehicle(e).trip = { ...vehicle(e).trip, routeId: 'nowhere' }),
    E007: (e) => e.feeds['trip-updates'].entity.forEach(({ tripUpdate }) => tripUpdate && (tripUpdate.vehicle = { id: 'one' })),
    E008: (e) => void delete trip(e).trip.tripId,
    E009: (e) => loop(e).forEach((call) => delete call.stopSequence),
    E010: (e) => void (e.schedule = { ...e.schedule, stops: new Map([...e.schedule.stops].map(([id, stop]) => [id, { ...stop, type: '1' }])) }),
    E011: (e) => void (call(e).stopId = 'nowhere'),
    E012: (e) => void (vehicle(e).timestamp = (e.feeds.alerts.header.timestamp ?? 0) + 1),
    E015: (e) => void (e.schedule = { ...e.schedule, stops: new Map([...e.schedule.stops].map(([id, stop]) => [id, { ...stop, type: '1' }])) }),
    E016: (e) => void (trip(e).trip.scheduleRelationship = 'ADDED'),
    E017: (e) => { e.previous.alerts.header.timestamp = e.feeds.alerts.header.timestamp ?? 0; e.feeds.alerts.entity.pop(); },
    E018: (e) => void (e.previous.alerts.header.timestamp = (e.feeds.alerts.header.timestamp ?? 0) + 1),
    E020: (e) => void (trip(e).trip.startTime = '8:5'),
    E021: (e) => void (trip(e).trip.startDate = '20261345'),
    E022: (e) => calls(e).forEach(({ arrival }) => arrival && (arrival.time = 1_771_257_491)),
    E023: (e) => void (trip(e).trip.startTime = '03:00:01'),
    E024: (e) => void (trip(e).trip.directionId = 1),
    E025: (e) => void (call(e).departure = { time: 1_771_257_491 }),
    E026: (e) => void (position(e).latitude = 91),
    E027: (e) => void (position(e).bearing = 361),
    E028: (e) => void (position(e).latitude = 10),
    E029: (e) => void (e.feeds.alerts.entity = []),
    E030: (e) => void (selector(e).routeId = 'R-late'),
    E031: (e) => void (selector(e).routeId = 'R-late'),
    E032: (e) => void (alert(e).informedEntity = []),
    E033: (e) => void (alert(e).informedEntity = [{}]),
    E034: (e) => void (selector(e).agencyId = 'nobody'),
    E035: (e) => void (trip(e).trip.routeId = 'R-late'),
    E036: (e) => calls(e).forEach((each) => (each.stopSequence = 3)),
    E037: (e) => calls(e).forEach((each) => (each.stopId = 'same')),
    E038: (e) => void (e.feeds.alerts.header.gtfsRealtimeVersion = '9'),
    E039: (e) => e.feeds.alerts.entity.forEach((entity) => (entity.isDeleted = false)),
    E040: (e) => { delete call(e).stopId; delete call(e).stopSequence; },
    E041: (e) => void (trip(e).stopTimeUpdate = []),
    E042: (e) => void (call(e).scheduleRelationship = 'NO_DATA'),
    E043: (e) => void delete call(e).arrival,
    E044: (e) => void (call(e).arrival = {}),
    E045: (e) => void (call(e).stopId = 'on-time-0'),
    E046: (e) => { call(e).arrival = { delay: 3 }; call(e).stopSequence = 999; },
    E047: (e) => void (vehicle(e).vehicle = { id: 'another' }),
    E048: (e) => void delete e.feeds.alerts.header.timestamp,
    E049: (e) => void delete e.feeds.alerts.header.incrementality,
    E050: (e) => void (e.now = 1_771_257_491),
    E051: (e) => void (call(e).stopSequence = 999),
    E052: (e) => e.feeds['vehicle-positions'].entity.forEach((entity) => entity.vehicle && (entity.vehicle.vehicle = { id: 'one' })),
    W001: (e) => void delete vehicle(e).timestamp,
    W002: (e) => void delete vehicle(e).vehicle,
    W003: (e) => void (e.feeds['trip-updates'].entity = []),
    W004: (e) => void (position(e).speed = 40),
    W006: (e) => void delete trip(e).trip.tripId,
    W007: (e) => void (e.previous.alerts.header.timestamp = 1_771_257_491),
    W008: (e) => void (e.now += 100),
    W009: (e) => void delete trip(e).trip.scheduleRelationship,
  };
  for (const [rule, broken] of Object.entries(rules)) {
    it(`[${rule}] would be noticed if it were broken`, () => {
      const copy = { ...evidence, feeds: structuredClone(evidence.feeds), previous: structuredClone(evidence.previous) };
      assert.ok(sabotage[rule], 'a rule without its proof');
      sabotage[rule](copy);
      assert.notDeepEqual(broken(copy), []);
    });
  }
});

const some = <T>(thing: T | undefined): T => {
  assert.ok(thing !== undefined);
  return thing;
};
type Feedy = { feeds: Feeds };
const vehicle = (e: Feedy) => some(e.feeds['vehicle-positions'].entity.find(({ vehicle: found }) => found?.trip?.tripId === 'on-time')?.vehicle);
const position = (e: Feedy) => some(vehicle(e).position);
const trip = (e: Feedy) => some(e.feeds['trip-updates'].entity.find(({ tripUpdate }) => tripUpdate?.trip.tripId === 'on-time')?.tripUpdate);
const calls = (e: Feedy): StopTime[] => some(trip(e).stopTimeUpdate);
const call = (e: Feedy): StopTime => some(calls(e)[0]);
const loop = (e: Feedy): StopTime[] => some(e.feeds['trip-updates'].entity.find(({ tripUpdate }) => tripUpdate?.trip.tripId === 'loop')?.tripUpdate?.stopTimeUpdate);
const alert = (e: Feedy) => some(e.feeds.alerts.entity.find(({ alert: found }) => found?.informedEntity?.[0]?.trip?.tripId === 'cancelled')?.alert);
const selector = (e: Feedy) => some(alert(e).informedEntity?.[0]);
