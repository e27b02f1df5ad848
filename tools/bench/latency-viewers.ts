/**
 * Viewers that look at the clock, in a process of their own. Forked; `{ kind, url, headers, count, readers }` opens
 * them: all take every delivery, the first `readers` read it too, as reading costs a browser, not the server. `{ take }`
 * is answered by `{ milliseconds }`: for every position read since the last time, how long it took from its sender.
 */
import { openViewer } from './viewer.ts';
import type { Viewing } from './viewer.ts';
import { agesIn } from './latency-ages.ts';

type Crowd = Viewing & { readonly count: number; readonly readers: number };

let milliseconds: number[] = [];

async function open(crowd: Crowd): Promise<void> {
  const read = (data: Buffer): void => void milliseconds.push(...agesIn(data.toString(), Date.now()));
  const take = (): void => undefined;
  await Promise.all(Array.from({ length: crowd.count }, (_, viewer) => openViewer(crowd, viewer < crowd.readers ? read : take)));
  process.send?.('ready');
}

process.on('message', (message: Crowd | { take: true }) => {
  if ('count' in message) return void open(message);
  process.send?.({ milliseconds });
  milliseconds = [];
});
process.on('disconnect', () => process.exit(0));
