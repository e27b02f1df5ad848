import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { cloudEvent, eventSchemas } from '@sightline/contracts';
import { hour, minute } from './clock.ts';
import type { FeedEvent, Truth } from './event.ts';
import { World } from './world.ts';

const at = (instant: string): number => Date.parse(instant);

function play(from: number, minutes: number, options: { seed?: number; routes?: number; interval?: number } = {}): { world: World; events: FeedEvent[]; opening: FeedEvent[]; truth: Truth[] } {
  const truth: Truth[] = [];
  const world = new World({ seed: options.seed ?? 1, routes: options.routes ?? 600, interval: (options.interval ?? 60) * 1000, from, truth: (line) => truth.push(line) });
  const opening = [...world.opening()].flatMap((chapter) => chapter.events);
  const events = [...opening];
  for (let passed = 1; passed <= minutes; passed++) events.push(...world.until(from + passed * minute));
  return { world, events, opening, truth };
}

const digest = (events: readonly FeedEvent[]): string => createHash('sha256').update(JSON.stringify(events)).digest('hex');
const key = (event: FeedEvent): string => `${event.source} ${event.id}`;

describe('the invented council', () => {
  const start = at('2026-11-10T08:30:00Z');
  const { world, events, opening, truth } = play(start, 20);

  it('has 600 routes, 40 schools, 12 operators, about 650 vehicles, 400 guides and 4,500 children', () => {
    const count = (type: string): number => opening.filter((event) => event.type === type).length;
    assert.equal(world.council.routes.length, 600);
    assert.equal(count('school.upserted'), 40);
    assert.equal(count('operator.upserted'), 12);
    assert.equal(count('vehicle.upserted'), 650);
    assert.ok(Math.abs(count('assistant.upserted') - 400) < 50, `${count('assistant.upserted')} guides`);
    assert.ok(Math.abs(count('passenger.upserted') - 4600) < 400, `${count('passenger.upserted')} children`);
  });

  it('has the callers that docs/try-a-caller.md lets a reader be', () => {
    const rows = readFileSync(join(import.meta.dirname, '../../docs/try-a-caller.md'), 'utf8').split('\n').filter((line) => /\d{4}-\d\d-\d\d/.test(line)).map((line) => line.split('|').map((cell) => cell.trim()));
    assert.equal(rows.length, 6);
    const children = new Map(opening.flatMap((event) => (event.type === 'passenger.upserted' ? [[event.data.passengerRef, event.data] as const] : [])));
    const families = opening.flatMap((event) => (event.type === 'guardian.upserted' ? [event.data] : []));
    for (const [, caller, name, birthDate, postcode, telephone, password] of rows) {
      const family = families.find((each) => `${each.relationship}, ${each.name ?? ''}` === caller);
      const child = children.get(family?.passengerRefs[0] ?? '');
      assert.deepEqual([child?.name, child?.birthDate, child?.postcode, family?.telephones[0], family?.password ?? '–'], [name, birthDate, postcode, telephone, password], caller);
    }
  });

  it('tells only events that the contracts take, each with an id of its own', () => {
    const seen = new Set<string>();
    for (const event of events) {
      const outer = cloudEvent.safeParse(event);
      const inner = eventSchemas[event.type].safeParse(event.data);
      assert.ok(outer.success && inner.success, `${event.type} ${event.id}: ${JSON.stringify(outer.error?.issues ?? inner.error?.issues)}`);
      assert.ok(!seen.has(key(event)), `${key(event)} twice`);
      seen.add(key(event));
    }
    assert.ok(seen.size > 30_000);
  });

  it('tells the fixes of each vehicle in order of time, once a moment', () => {
    const last = new Map<string, string>();
    for (const event of events) {
      if (event.type !== 'vehicle.positioned') continue;
      const { vehicleRef, recordedAt } = event.data;
      assert.ok((last.get(vehicleRef) ?? '') < recordedAt, `${vehicleRef} at ${recordedAt} after ${last.get(vehicleRef) ?? ''}`);
      last.set(vehicleRef, recordedAt);
    }
  });

  it('moves vehicles as vehicles move', () => {
    const last = new Map<string, { latitude: number; longitude: number; recordedAt: string }>();
    for (const event of events) {
      if (event.type !== 'vehicle.positioned') continue;
      const { vehicleRef, latitude, longitude, recordedAt } = event.data;
      const from = last.get(vehicleRef);
      last.set(vehicleRef, { latitude, longitude, recordedAt });
      if (from === undefined) continue;
      const metres = Math.hypot((latitude - from.latitude) * 111_250, (longitude - from.longitude) * 67_800);
      const seconds = (at(recordedAt) - at(from.recordedAt)) / 1000;
      assert.ok(metres / seconds < 40 || metres < 40, `${vehicleRef}: ${metres} m in ${seconds} s`);
    }
  });

  it('writes what really happened: stops in order, and an incident for every run that went wrong', () => {
    const runs = truth.filter((line) => line.kind === 'run');
    assert.ok(runs.length > 900);
    for (const run of runs) {
      const moments = run.stops.flatMap((stop) => [stop.arrivedAt, stop.departedAt]).filter((moment) => moment !== undefined);
      assert.deepEqual(moments, [...moments].sort());
      assert.equal(moments.length === 0, run.cancelled);
    }
    const kinds = new Set(truth.flatMap((line) => (line.kind === 'incident' ? [line.incident] : [])));
    for (const kind of ['cancelled', 'late-departure', 'traffic', 'signal-lost']) assert.ok(kinds.has(kind), kind);
  });

  it('carries no name but in the rows that can be erased', () => {
    const names = opening.flatMap((event) => (event.type === 'passenger.upserted' ? [event.data.name ?? ''] : []));
    const family = new Set(names.map((name) => name.split(' ')[1] ?? ''));
    for (const event of events) {
      if (['passenger.upserted', 'guardian.upserted', 'assistant.upserted', 'vehicle.positioned'].includes(event.type)) continue;
      for (const word of JSON.stringify(event.data).split(/[^\p{L}]+/u)) assert.ok(!family.has(word), `${event.type}: ${word}`);
    }
  });
});

describe('[CALL-92] the telephones', () => {
  const { events: all } = play(at('2026-11-10T15:20:00Z'), 40, { routes: 300 });
  const families = new Map(all.flatMap((event) => (event.type === 'guardian.upserted' ? event.data.telephones.map((number) => [number, event.data] as const) : [])));

  it('gives every family a number of its own', () => {
    const guardians = all.flatMap((event) => (event.type === 'guardian.upserted' ? [event.data] : []));
    assert.ok(guardians.length > 1000);
    assert.equal(families.size, new Set(guardians.map(({ guardianRef }) => guardianRef)).size);
    const children = new Set(all.flatMap((event) => (event.type === 'passenger.upserted' ? [event.data.passengerRef] : [])));
    assert.deepEqual(new Set(guardians.flatMap(({ passengerRefs }) => passengerRefs)), children, 'each child has one');
  });

  it('ring from the family of a child on the run that they ring about, or from a number that is withheld', () => {
    const queued = all.flatMap((event) => (event.type === 'call.queued' ? [event.data] : []));
    const about = new Map(all.flatMap((event) => (event.type === 'contact.logged' && event.data.callRef !== undefined ? [[event.data.callRef, event.data] as const] : [])));
    const calls = queued.flatMap((call) => { const contact = about.get(call.callRef); return contact?.runRef === undefined ? [] : [{ call, contact }]; });
    assert.ok(calls.length > 5);
    for (const { call, contact } of calls) if (call.callerNumber !== undefined && contact.passengerRef !== undefined) assert.ok(families.get(call.callerNumber)?.passengerRefs.includes(contact.passengerRef), call.callRef);
    assert.ok(queued.some(({ callerNumber }) => callerNumber === undefined), 'some withhold their number');
    assert.ok(queued.some(({ callerNumber }) => callerNumber !== undefined && !families.has(callerNumber)), 'some are strangers');
  });
});

describe('repeating itself', () => {
  const start = at('2026-11-10T08:30:00Z');

  it('tells the same story for the same seed, and another for another', () => {
    const once = digest(play(start, 5, { routes: 60 }).events);
    assert.equal(digest(play(start, 5, { routes: 60 }).events), once);
    assert.notEqual(digest(play(start, 5, { routes: 60, seed: 2 }).events), once);
  });

  it('answers no call that it has told to have been given up, when it starts again later', () => {
    const fates = (events: readonly FeedEvent[]): Map<string, string> => new Map(events.flatMap((event) => (event.type === 'call.answered' || event.type === 'call.abandoned' ? [[event.data.callRef, event.type]] : [])));
    const early = fates(play(start, 30, { routes: 60 }).events);
    const late = fates(play(start + 20 * minute, 10, { routes: 60 }).events);
    const both = [...late].filter(([callRef]) => early.has(callRef));
    assert.ok(both.length > 50);
    assert.deepEqual(both.filter(([callRef, fate]) => early.get(callRef) !== fate), []);
  });

  it('gives what it has already told the same ids when it starts again later', () => {
    const early = new Set(play(start, 30, { routes: 60 }).events.map(key));
    const late = play(start + 20 * minute, 0, { routes: 60 }).opening;
    const isHistory = (event: FeedEvent): boolean => /^(school|operator|vehicle\.upserted|passenger\.upserted|assistant\.upserted|run\.|programme|case|team)/.test(event.type);
    const before = (event: FeedEvent): boolean => at(event.time) <= start + 20 * minute && !event.id.startsWith('CALL');
    const fresh = late.filter((event) => isHistory(event) && before(event) && !early.has(key(event)) && event.type !== 'run.scheduled' && event.type !== 'run.assigned');
    assert.deepEqual(fresh.map(key).slice(0, 5), []);
  });
});

describe('runs under way', () => {
  for (const [when, instant] of [
    ['at three in the night', '2026-11-10T03:00:00Z'], ['in the morning', '2026-11-10T08:30:00Z'], ['at one', '2026-11-10T13:00:00Z'], ['on a Sunday', '2026-11-15T10:00:00Z'], ['at midnight', '2026-11-21T00:00:00Z'],
    ['when the clocks go forward', '2026-03-29T01:05:00Z'], ['when the clocks go back', '2026-10-25T01:05:00Z'], ['in the holidays', '2026-08-05T16:00:00Z'],
  ] as const) {
    it(`are several hundred ${when}, and new ones begin`, () => {
      const start = at(instant);
      const { events, truth } = play(start, 60, { interval: 300 });
      const runs = truth.filter((line) => line.kind === 'run').filter((run) => !run.cancelled);
      const underWay = (moment: number): number => runs.filter((run) => at(run.stops[0]?.departedAt ?? '') <= moment && at(run.stops[run.stops.length - 1]?.arrivedAt ?? '') > moment).length;
      for (const later of [0, 20 * minute, 40 * minute, hour]) assert.ok(underWay(start + later) > 300, `${underWay(start + later)} after ${later / minute} minutes`);
      assert.ok(events.filter((event) => event.type === 'run.started' && at(event.time) > start).length > 200);
    });
  }
});
