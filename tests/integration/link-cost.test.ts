import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TopicMessage } from '../../apps/api/dist/bus/bus.js';
import { TopicRegistry } from '../../apps/api/dist/bus/topic-registry.js';
import { LinkTopic } from '../../apps/api/dist/contact/links/link-topic.js';
import { OutsideViews } from '../../apps/api/dist/transport/outside-views.queries.js';
import { Told, start } from '../../libs/domain/dist/transport/transport.fixture.js';

const routes = 300;
const children = 7;
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

/** A morning of 300 routes, each with a bus on its way and seven families who look on. */
function morning(): Told {
  const told = new Told();
  for (let route = 0; route < routes; route += 1) {
    const place = (along: number) => ({ latitude: 52 + along * 0.009, longitude: -1 + route * 0.002 });
    const routeRef = `route-${route}`;
    told.tell('run.scheduled', { runRef: `run-${route}`, routeRef, serviceDate: '2026-11-10', direction: 'to-school', schoolRef: 'school', stopCalls: Array.from({ length: 12 }, (_, i) => ({ sequence: i + 1, stopRef: `${route}-${i}`, name: `Stop ${i}`, ...place(i), scheduledAt: at(i * 120) })) }, -3600);
    told.tell('run.assigned', { runRef: `run-${route}`, vehicleRef: `bus-${route}` }, -3600);
    for (let child = 0; child < children; child += 1) {
      const passengerRef = `child-${route}-${child}`;
      told.tell('passenger.upserted', { passengerRef, name: 'Sample Child', schoolRef: 'school', routeRef, boardingStopRef: `${route}-${3 + child}`, needs: [], assistantRequired: false }, -3600);
      told.tell('guardian.upserted', { guardianRef: `kin-${passengerRef}`, passengerRefs: [passengerRef], relationship: 'Mother', telephones: [], messages: 'sms' }, -3600);
    }
    for (let after = 0; after <= 200; after += 20) told.tell('vehicle.positioned', { vehicleRef: `bus-${route}`, runRef: `run-${route}`, ...place(after / 120), recordedAt: at(after), speedMetresPerSecond: 8, accuracyMetres: 5 }, after);
  }
  told.commit();
  return told;
}

test('[LINK-35] 2,100 open links cost a tick little, and nobody is told what has not changed', async (context) => {
  const told = morning();
  const config = { timeZone: 'Europe/London', councilName: undefined, telephone: undefined };
  const views = new OutsideViews({ fleet: told.fleet } as never, config as never);
  const published: TopicMessage[] = [];
  let listen: (message: TopicMessage) => void = () => undefined;
  const registry = new TopicRegistry();
  const topic = new LinkTopic<'bus'>(
    {
      topic: 'bus',
      project: (now) => {
        const { bus } = views.at(now);
        return ({ subject }) => ({ bus: bus(subject) });
      },
      groupsOf: (runRef) => [views.belongings(runRef)?.routeRef],
      groupFor: ({ subject }) => views.routeOf(subject.passengerRef ?? ''),
    },
    { publish: (message) => void published.push(message), subscribe: (listener) => ((listen = listener), () => undefined) },
    registry,
  );
  const source = registry.source('bus');
  const now = start + 205_000;
  for (let route = 0; route < routes; route += 1) {
    for (let child = 0; child < children; child += 1) {
      const linkRef = `link-${route}-${child}`;
      await source?.admits?.({ kind: 'link', linkRef, linkKind: 'bus', subject: { passengerRef: `child-${route}-${child}`, guardianRef: `kin-child-${route}-${child}` } }, { linkRef });
    }
  }
  assert.equal(topic.open.size, routes * children);
  const fixOf = (share: number): void => {
    for (let route = 0; route < routes * share; route += 1) listen({ topic: 'run', params: { runRef: `run-${route}` }, changes: [] });
  };
  const measure = (what: string, share: number): number => {
    const times: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      fixOf(share);
      const began = performance.now();
      topic.tick(now);
      times.push(performance.now() - began);
    }
    const median = times.sort((a, b) => a - b)[15] ?? 0;
    context.diagnostic(`${what}: ${median.toFixed(1)} ms a tick of 1000 ms, for ${topic.open.size} open links`);
    return median;
  };
  measure('warming up', 1);
  const first = published.length;
  assert.equal(first, routes * children, 'each was told once');
  const quiet = measure('nothing heard', 0);
  const usual = measure('a bus in ten heard', 0.1);
  const all = measure('every bus heard', 1);
  assert.equal(published.length, first, 'and of nothing that had not changed');
  assert.ok(quiet < 500 && usual < 500 && all < 1000, 'well within a tick, also on a busy machine');
  registry.departed('link:link-0-0');
  assert.equal(topic.open.size, routes * children - 1, 'who has gone costs nothing');
});
