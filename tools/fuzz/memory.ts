import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Megabytes. `heap` is what lives after a full collection, where that can be asked for. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

const megabyte = 2 ** 20;
const settlingMilliseconds = 2000;

/** What the process holds. With the address of its inspector all garbage is collected first; else the least of what Prometheus is told for a while. */
export async function memoryOf(url: string, inspector: string | undefined): Promise<Memory> {
  return inspector === undefined ? told(url) : collected(inspector);
}

async function told(url: string): Promise<Memory> {
  let heap = Infinity;
  let resident = Infinity;
  for (let second = 0; second < 60; second += 1) {
    const text = await (await fetch(`${url}/api/health/metrics`)).text();
    const figure = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / megabyte;
    heap = Math.min(heap, figure('nodejs_heap_size_used_bytes'));
    resident = Math.min(resident, figure('process_resident_memory_bytes'));
    await sleep(1000);
  }
  return { heap, resident };
}

/** Asks through the inspector's protocol (Chrome DevTools, HeapProfiler and Runtime). */
async function collected(inspector: string): Promise<Memory> {
  const socket = new WebSocket(inspector);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let id = 0;
  const ask = (method: string, params: object = {}): Promise<{ result?: { value?: string } }> =>
    new Promise((resolve) => {
      const mine = (id += 1);
      const hear = (data: Buffer): void => {
        const answer = JSON.parse(data.toString()) as { id?: number; result?: { result?: { value?: string } } };
        if (answer.id !== mine) return;
        socket.off('message', hear);
        resolve(answer.result ?? {});
      };
      socket.on('message', hear);
      socket.send(JSON.stringify({ id: mine, method, params }));
    });
  try {
    // Twice: what finalizers let go of is garbage only then.
    for (let time = 0; time < 2; time += 1) {
      await ask('HeapProfiler.collectGarbage');
      await sleep(settlingMilliseconds);
    }
    const { result } = await ask('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())', returnByValue: true });
    const { heapUsed, external, rss } = JSON.parse(result?.value ?? '{}') as { heapUsed: number; external: number; rss: number };
    return { heap: (heapUsed + external) / megabyte, resident: rss / megabyte };
  } finally {
    socket.close();
  }
}

/** Whether objects of the process grew a property that the fuzzer tried to give them all; undefined where it cannot be asked. */
export async function isPolluted(inspector: string | undefined): Promise<boolean | undefined> {
  if (inspector === undefined) return undefined;
  const socket = new WebSocket(inspector);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const answer = new Promise<string>((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())));
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: "'polluted' in {} || 'polluted' in [] || 'polluted' in (() => {})", returnByValue: true } }));
  const { result } = JSON.parse(await answer) as { result: { result: { value: boolean } } };
  socket.close();
  return result.result.value;
}
