import { Forked } from './forked.ts';
import { interleaved, ratiosOf } from './harness.ts';
import type { Bench, Measurement } from './harness.ts';
import { startProduct } from '../product/product.ts';
import type { ViewerKind } from './viewer.ts';

const viewers = 200;
const changes = 100;
const everyMilliseconds = 40;
const api = '../../apps/api/dist/live/fan-out.bench.js';

interface Contender {
  readonly file: string;
  /** Before counting: a server that runs all day is compiled and warm. */
  readonly warmUpTicks: number;
  readonly ticks: number;
  readonly messagesATick: number;
}
const contenders: Record<ViewerKind, Contender> = {
  sightline: { file: api, warmUpTicks: 100, ticks: 120, messagesATick: 1 },
  ws: { file: 'bare-ws.ts', warmUpTicks: 100, ticks: 120, messagesATick: 1 },
  // A message for every change: fewer ticks are as many deliveries.
  tutorial: { file: 'tutorial.ts', warmUpTicks: 3, ticks: 6, messagesATick: changes },
};

interface Result { readonly changesPerCpuSecond: number; readonly bytesPerDelivery: number }

/** One contender alone: its processor time for so many ticks, with every delivery counted at the other end. */
async function run(kind: ViewerKind, bytes: number, env: Record<string, string>): Promise<Result> {
  const { file, warmUpTicks, ticks, messagesATick } = contenders[kind];
  const server = new Forked(file, env);
  const crowd = new Forked('viewers.ts');
  const arrived = (count: number) => crowd.ask<{ deliveries: number; bytes: number }>({ expect: count * viewers * messagesATick });
  try {
    const { url } = await server.next<{ url: string }>();
    await crowd.ask({ kind, url, count: viewers });
    await server.ask({ ticks: warmUpTicks, everyMilliseconds, changes, bytes });
    const warm = await arrived(warmUpTicks);
    const { cpuMicroseconds } = await server.ask<{ cpuMicroseconds: number }>({ ticks, everyMilliseconds, changes, bytes });
    const all = await arrived(warmUpTicks + ticks);
    return {
      changesPerCpuSecond: (ticks * viewers * changes) / (cpuMicroseconds / 1e6),
      bytesPerDelivery: Math.round((all.bytes - warm.bytes) / (all.deliveries - warm.deliveries)),
    };
  } finally {
    await server.stop();
    await crowd.stop();
  }
}

/**
 * (b) and (c): changes delivered per second of server processor time: 200 viewers, 100 changes a tick. The yardsticks
 * are `ws` sending one buffer of the same size that was encoded beforehand, and the tutorials' `server.emit` for each.
 */
export const fanOut: Bench = {
  name: 'fan-out',
  title: "Fan-out: against bare ws and the tutorials' way",
  run: async ({ pairs, say }): Promise<Measurement[]> => {
    const product = await startProduct();
    const env = { BENCH_DATABASE_URL: product.databaseUrl };
    try {
      const { bytesPerDelivery } = await run('sightline', 0, env);
      say(`${viewers} viewers × ${changes} changes, ${bytesPerDelivery} bytes a delivery`);
      const measured = (kind: ViewerKind) => async (): Promise<number> => {
        const { changesPerCpuSecond } = await run(kind, bytesPerDelivery, env);
        say(`${kind} ${Math.round(changesPerCpuSecond).toLocaleString('en-GB')} changes/CPU-s`);
        return changesPerCpuSecond;
      };
      const values = await interleaved(pairs, { sightline: measured('sightline'), ws: measured('ws'), tutorial: measured('tutorial') });
      const unit = 'changes/CPU-s';
      const ours = { name: 'gateway', unit, values: values.sightline };
      return [
        { ratio: 'fanoutVsWs', what: 'fan-out vs bare ws', product: ours, yardstick: { name: 'ws', unit, values: values.ws }, ratios: ratiosOf(values.sightline, values.ws), target: 0.6 },
        { ratio: 'tutorialFanoutTimes', what: 'fan-out vs the tutorial way', product: ours, yardstick: { name: 'emit()', unit, values: values.tutorial }, ratios: ratiosOf(values.sightline, values.tutorial), target: 10 },
      ];
    } finally {
      await product.stop();
    }
  },
};
