/**
 * (b) Fan-out: deliveries per second of server processor time, the live gateway against bare `ws`. The same changes,
 * ticks and bytes; viewers in another process; pairs interleaved so that the machine's moods meet both alike.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface FanOutOptions { pairs: number; viewers: number; changes: number; ticks: number; everyMilliseconds: number }
export const fanOutDefaults: FanOutOptions = { pairs: 5, viewers: 200, changes: 100, ticks: 120, everyMilliseconds: 40 };

export interface FanOutRun { deliveriesPerCpuSecond: number; deliveries: number; bytesPerDelivery: number }

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const servers = { sightline: here('../../apps/api/dist/live/fan-out.bench.js'), ws: here('./bare-ws.ts') };

/** The next message of a forked process; fails when it dies instead. */
async function next<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const death = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('a process of the benchmark ended early');
  });
  try {
    return (await Promise.race([once(child, 'message', { signal: ended.signal }), death]))[0] as T;
  } finally {
    ended.abort();
    death.catch(() => undefined);
  }
}

async function run(kind: keyof typeof servers, options: FanOutOptions, bytes: number): Promise<FanOutRun> {
  const server = fork(servers[kind], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const viewers = fork(here('./viewers.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const { url } = await next<{ url: string }>(server);
    viewers.send({ kind, url, count: options.viewers });
    await next(viewers);
    // A first play is not counted: a server that runs all day is compiled and warm, and so is the yardstick then.
    const warmUp = 100;
    server.send({ ...options, ticks: warmUp, bytes });
    await next(server);
    viewers.send({ expect: warmUp * options.viewers });
    const warm = await next<{ deliveries: number; bytes: number }>(viewers);
    server.send({ ...options, bytes });
    const { cpuMicroseconds } = await next<{ cpuMicroseconds: number }>(server);
    viewers.send({ expect: (warmUp + options.ticks) * options.viewers });
    const got = await next<{ deliveries: number; bytes: number }>(viewers);
    const deliveries = got.deliveries - warm.deliveries;
    return { deliveries, deliveriesPerCpuSecond: deliveries / (cpuMicroseconds / 1e6), bytesPerDelivery: (got.bytes - warm.bytes) / deliveries };
  } finally {
    server.disconnect();
    viewers.disconnect();
    await Promise.all([once(server, 'exit'), once(viewers, 'exit')]);
  }
}

/** Each pair's ratio, product over yardstick: 1 is as good as bare `ws`. */
export async function fanOut(options: FanOutOptions = fanOutDefaults): Promise<{ ratios: number[]; pairs: { sightline: FanOutRun; ws: FanOutRun }[] }> {
  const pairs = [];
  for (let pair = 0; pair < options.pairs; pair += 1) {
    const sightline = await run('sightline', options, 0);
    const ws = await run('ws', options, Math.round(sightline.bytesPerDelivery));
    pairs.push({ sightline, ws });
  }
  return { ratios: pairs.map(({ sightline, ws }) => sightline.deliveriesPerCpuSecond / ws.deliveriesPerCpuSecond), pairs };
}

if (import.meta.main) console.log(JSON.stringify(await fanOut(), null, 1));
