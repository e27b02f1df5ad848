import { tickMilliseconds } from '@sightline/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import { openBrowserViewer } from './browser.ts';
import { DoorSender } from './door.ts';
import { Forked } from './forked.ts';
import type { Bench, Measurement } from './harness.ts';
import { startProduct } from '../product/product.ts';
import type { Product } from '../product/product.ts';

const vehicles = 1000;
const viewers = 100;
const readers = 4;
const batchesASecond = 10;
const measuredMilliseconds = 10_000;

const event = (id: string, type: string, data: object): object => ({ specversion: '1.0', source: 'latency', id, type, data });

/** A thousand runs that are under way, each with its vehicle. */
function schedule(now: number): object[] {
  const stop = (vehicle: number, call: number) => ({
    sequence: call + 1,
    stopRef: `stop-${vehicle}-${call}`,
    latitude: 52.3 + vehicle / 4000 + call / 100,
    longitude: -1.9 + (vehicle % 40) / 100,
    scheduledAt: new Date(now + call * 600_000).toISOString(),
  });
  return Array.from({ length: vehicles }, (_, vehicle) => vehicle).flatMap((vehicle) => [
    event(`schedule-${vehicle}`, 'run.scheduled', {
      runRef: `run-${vehicle}`, routeRef: `route-${vehicle}`, serviceDate: new Date(now).toISOString().slice(0, 10),
      stopCalls: [0, 1, 2, 3].map((call) => stop(vehicle, call)),
    }),
    event(`assignment-${vehicle}`, 'run.assigned', { runRef: `run-${vehicle}`, vehicleRef: `vehicle-${vehicle}` }),
  ]);
}

/** Every vehicle sends a fix a second, a tenth of them at a time; `recordedAt` is the moment of sending. */
class Feed {
  #isOn = true;
  readonly #door: DoorSender;
  readonly #done: Promise<void>;

  constructor(door: DoorSender) {
    this.#door = door;
    this.#done = this.#run();
    this.#done.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#done;
  }

  async #run(): Promise<void> {
    const each = vehicles / batchesASecond;
    const acknowledged: Promise<unknown>[] = [];
    for (let batch = 0; this.#isOn; batch += 1) {
      const next = wait(1000 / batchesASecond);
      const recordedAt = new Date().toISOString();
      const events = Array.from({ length: each }, (_, index) => {
        const vehicle = (batch % batchesASecond) * each + index;
        const metresNorth = Math.floor(batch / batchesASecond) * 9;
        const latitude = 52.3 + vehicle / 4000 + metresNorth / 111_320;
        return event(`fix-${batch}-${index}`, 'vehicle.positioned', { vehicleRef: `vehicle-${vehicle}`, runRef: `run-${vehicle}`, latitude, longitude: -1.9 + (vehicle % 40) / 100, recordedAt });
      });
      const sent = this.#door.sendAll([Buffer.from(JSON.stringify(events))], each);
      // Looked at when the feed stops: a batch that was refused fails the benchmark then.
      sent.catch(() => undefined);
      acknowledged.push(sent);
      await next;
    }
    await Promise.all(acknowledged);
  }
}

async function signIn({ url, password }: Product): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: url };
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers, body: JSON.stringify({ username: 'control', password }) });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`the benchmark could not sign in: ${response.status}`);
  return cookie;
}

const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** (d) From the sender's clock to a viewer's: 1,000 vehicles sending every second, 100 viewers, one of them a browser. */
export const latency: Bench = {
  name: 'latency',
  title: 'Latency: from sender to viewer, 1,000 vehicles × 100 viewers, one a real browser',
  run: async ({ pairs, say }): Promise<Measurement[]> => {
    const product = await startProduct();
    const door = new DoorSender(product, 4);
    const crowd = new Forked('latency-viewers.ts');
    const closing: (() => Promise<unknown>)[] = [() => crowd.stop(), () => product.stop()];
    try {
      const plan = schedule(Date.now());
      await door.sendAll([Buffer.from(JSON.stringify(plan))], plan.length);
      const cookie = await signIn(product);
      await crowd.ask({ kind: 'sightline', url: product.url, headers: { cookie }, count: viewers - 1, readers });
      const feed = new Feed(door);
      closing.unshift(() => feed.stop());
      const browser = await openBrowserViewer(product.url, cookie);
      closing.unshift(() => browser.close());
      await wait(3000);
      const p50: number[] = [];
      const p99: number[] = [];
      await crowd.ask({ take: true });
      browser.take();
      for (let pair = 0; pair < pairs; pair += 1) {
        await wait(measuredMilliseconds);
        const inBrowser = browser.take().sort((a, b) => a - b);
        const all = [...(await crowd.ask<{ milliseconds: number[] }>({ take: true })).milliseconds, ...inBrowser].sort((a, b) => a - b);
        p50.push(percentile(all, 0.5) / tickMilliseconds);
        p99.push(percentile(all, 0.99) / tickMilliseconds);
        say(`${all.length} positions: p50 ${percentile(all, 0.5)} ms, p99 ${percentile(all, 0.99)} ms; the browser's ${inBrowser.length}: p50 ${percentile(inBrowser, 0.5)} ms, p99 ${percentile(inBrowser, 0.99)} ms`);
      }
      const row = (ratio: string, what: string, values: number[], target: number): Measurement => ({
        ratio, what, ratios: values, target, atMost: true,
        product: { name: 'sender to viewer', unit: 'ticks', values },
        yardstick: { name: '', unit: '', values: [] },
      });
      return [row('latencyP50Ticks', 'latency, half within', p50, 1), row('latencyP99Ticks', 'latency, 99 % within', p99, 2)];
    } finally {
      for (const close of closing) await close().catch((error: unknown) => say(String(error)));
      door.close();
    }
  },
};
