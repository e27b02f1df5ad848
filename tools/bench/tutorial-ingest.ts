import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { BenchCity } from './city.ts';
import { DoorSender } from './door.ts';
import { interleaved, ratiosOf } from './harness.ts';
import type { Bench, Measurement } from './harness.ts';
import { startProduct } from '../product/product.ts';

const batches = 30;
const rowsEach = 1000;
/** One message at a time is slower: fewer rows give the same precision. */
const tutorialRows = 3000;
/** Messages under way at once, as many devices would have. */
const underWay = 100;

/** (c) The same positions, one gateway message each, saved and emitted as the frameworks' tutorials write it. */
export const tutorialIngest: Bench = {
  name: 'tutorial-ingest',
  title: "Ingest: against the tutorials' way",
  run: async ({ pairs, say }): Promise<Measurement[]> => {
    const product = await startProduct();
    const tutorial = await startTutorial(product.databaseUrl);
    const door = new DoorSender(product, 4);
    const city = new BenchCity(Date.now(), (pairs + 1) * batches * rowsEach);
    try {
      await door.sendAll([Buffer.from(JSON.stringify(city.schedule()))], city.schedule().length);
      const through = async (): Promise<number> => {
        const bodies = Array.from({ length: batches }, () => Buffer.from(JSON.stringify(city.next(rowsEach).map((fix) => city.asEvent(fix)))));
        const result = (batches * rowsEach) / (await door.sendAll(bodies, rowsEach));
        say(`Sightline ${Math.round(result).toLocaleString('en-GB')} rows/s`);
        return result;
      };
      const other = new BenchCity(Date.now(), (pairs + 1) * tutorialRows);
      const byTutorial = async (): Promise<number> => {
        const result = tutorialRows / (await tutorial.send(other.next(tutorialRows).map(({ id: _, source: _source, ...position }) => position)));
        say(`tutorial ${Math.round(result).toLocaleString('en-GB')} rows/s`);
        return result;
      };
      await through();
      await byTutorial();
      const { sightline, yardstick } = await interleaved(pairs, { sightline: through, yardstick: byTutorial });
      return [
        {
          ratio: 'tutorialIngestTimes',
          what: 'ingest vs the tutorial way',
          product: { name: 'door', unit: 'rows/s', values: sightline },
          yardstick: { name: 'save()', unit: 'rows/s', values: yardstick },
          ratios: ratiosOf(sightline, yardstick),
          target: 10,
        },
      ];
    } finally {
      door.close();
      await tutorial.stop();
      await product.stop();
    }
  },
};

interface Tutorial {
  /** Seconds until every position was saved and acknowledged. */
  send(positions: readonly object[]): Promise<number>;
  stop(): Promise<void>;
}

async function startTutorial(databaseUrl: string): Promise<Tutorial> {
  const child = fork(join(import.meta.dirname, 'tutorial.ts'), { env: { ...process.env, BENCH_DATABASE_URL: databaseUrl }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ url }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error("the tutorial's way did not start"))),
  ])) as [{ url: string }];
  const socket = io(url, { transports: ['websocket'] });
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  return {
    send: async (positions) => {
      let next = 0;
      const began = performance.now();
      const device = async (): Promise<void> => {
        for (let position = positions[next++]; position !== undefined; position = positions[next++]) await socket.timeout(30_000).emitWithAck('position', position);
      };
      await Promise.all(Array.from({ length: underWay }, device));
      return (performance.now() - began) / 1000;
    },
    stop: async () => {
      socket.disconnect();
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
