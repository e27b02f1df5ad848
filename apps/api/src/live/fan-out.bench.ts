/**
 * The gateway alone with a topic of invented runs, for `npm run bench`, which forks this file and tells it when to
 * tick: `{ ticks, changes, everyMilliseconds }` in, `{ cpuMicroseconds, sent }` out. Nothing else of the product runs,
 * so that the processor time is the fan-out's.
 */
import 'reflect-metadata';
import { setTimeout as wait } from 'node:timers/promises';
import { Global, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FleetRun, TopicChange } from '@sightline/contracts';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { BusModule } from '../bus/bus.module.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Config } from '../config/config.js';
import { Fields } from '../identity/fields/fields.service.js';
import { LinkGate } from '../identity/link-gate.js';
import { Links } from '../identity/links.service.js';
import { Sessions } from '../identity/sessions.service.js';
import { LiveGateway } from './gateway.js';
import { LiveModule } from './live.module.js';

const everyone = { sessionId: 'bench', expiresAt: Infinity, principal: { kind: 'account', accountId: 'bench', username: 'bench', role: 'control' } };
/** The stand has no secrets: nobody on the map has a pseudonym. */
const fields = new Fields({ of: () => '' });
const sessions = { of: () => Promise.resolve(everyone), ended: () => Promise.resolve(new Map()) };

@Global()
@Module({
  providers: [{ provide: Sessions, useValue: sessions }, { provide: Links, useValue: {} }, { provide: LinkGate, useValue: {} }, { provide: Config, useValue: { origins: [] } }, { provide: Fields, useValue: fields }],
  exports: [Sessions, Links, LinkGate, Config, Fields],
})
class Stand {}

@Module({ imports: [Stand, BusModule, LiveModule] })
class Bench {}

Logger.overrideLogger(['error']);
const app = await NestFactory.create(Bench, new FastifyAdapter());
const bus = app.get<Bus>(BUS);
app.get(TopicRegistry).register({ topic: 'fleet', snapshot: () => ({}) });
await app.listen(0, '127.0.0.1');

function change(key: number, tick: number): TopicChange<'fleet'> {
  const value: FleetRun = {
    runRef: `route-${key}:20261110`, routeRef: `route-${key}`, direction: 'to-school', operatorRef: `operator-${key % 12}`,
    schoolRef: `school-${key % 40}`, vehicleRef: `vehicle-${key}`, state: 'running', conditions: [], latenessSeconds: tick % 600,
    latitude: 51.5 + key / 10_000 + tick / 1_000_000, longitude: -0.1 - key / 10_000, bearing: (tick * 7) % 360,
    recordedAt: '2026-11-10T08:24:17Z', startsAt: '2026-11-10T07:50:00Z', endsAt: '2026-11-10T08:50:00Z',
    nextStop: `stop-${key}-${tick % 9}`, stopsLeft: 9 - (tick % 9), childrenCount: key % 16,
  };
  return { key: value.runRef, value };
}

interface Order { ticks: number; changes: number; everyMilliseconds: number }

async function play({ ticks, changes, everyMilliseconds }: Order): Promise<{ cpuMicroseconds: number }> {
  const gateway = app.get(LiveGateway);
  const before = process.cpuUsage();
  for (let tick = 0; tick < ticks; tick += 1) {
    bus.publish({ topic: 'fleet', params: {}, changes: Array.from({ length: changes }, (_, key) => change(key, tick)) });
    gateway.tick();
    await wait(everyMilliseconds);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMicroseconds: user + system };
}

process.on('message', (order: Order) => {
  void play(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: await app.getUrl() });
