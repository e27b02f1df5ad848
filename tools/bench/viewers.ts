/**
 * A crowd of viewers in a process of its own, so that their work is not counted as the server's. Forked; `{ kind, url,
 * count }` opens them, answered by `ready`; `{ expect }` is answered by `{ deliveries, bytes }` when so many have come.
 */
import { openViewer } from './viewer.ts';
import type { Viewing } from './viewer.ts';

type Crowd = Viewing & { readonly count: number };

let deliveries = 0;
let bytes = 0;
let expected = Infinity;

function tellIfComplete(): void {
  if (deliveries < expected) return;
  expected = Infinity;
  process.send?.({ deliveries, bytes });
}

function delivered({ length }: Buffer): void {
  deliveries += 1;
  bytes += length;
  tellIfComplete();
}

async function open(crowd: Crowd): Promise<void> {
  await Promise.all(Array.from({ length: crowd.count }, () => openViewer(crowd, delivered)));
  process.send?.('ready');
}

process.on('message', (message: Crowd | { expect: number }) => {
  if ('count' in message) return void open(message);
  expected = message.expect;
  tellIfComplete();
});
process.on('disconnect', () => process.exit(0));
