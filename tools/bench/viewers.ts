/**
 * A crowd of viewers in a process of its own, so that their work is not counted as the server's. Forked with
 * `{ kind, url, count }`; says `ready` when all are in, and answers `{ expect }` with what each got in the meantime.
 * Speaks just enough Engine.IO 4 and Socket.IO 5 to be a viewer: a real client would cost more than the server.
 */
import { WebSocket } from 'ws';

interface Crowd { kind: 'sightline' | 'ws'; url: string; count: number; headers?: Record<string, string> }

let deliveries = 0;
let bytes = 0;
let expected = Infinity;

function tellIfComplete(): void {
  if (deliveries < expected) return;
  expected = Infinity;
  process.send?.({ deliveries, bytes });
}

function delivered(size: number): void {
  deliveries += 1;
  bytes += size;
  tellIfComplete();
}

/** One viewer; resolves when deltas may come. */
function join({ kind, url, headers }: Crowd): Promise<void> {
  const address = url.replace('http', 'ws') + (kind === 'sightline' ? '/live/?EIO=4&transport=websocket' : '');
  const socket = new WebSocket(address, { perMessageDeflate: false, headers });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    if (kind === 'ws') socket.on('open', () => resolve());
    socket.on('message', (data: Buffer) => {
      const start = data.toString('latin1', 0, 10);
      if (kind === 'ws' || start === '42["delta"') return delivered(data.length);
      if (start.startsWith('0')) socket.send('40');
      else if (start.startsWith('40')) socket.send('420["subscribe",{"topic":"fleet"}]');
      else if (start.startsWith('430')) resolve();
      else if (start === '2') socket.send('3');
    });
  });
}

process.on('message', (message: Crowd | { expect: number }) => {
  if ('expect' in message) {
    expected = message.expect;
    return tellIfComplete();
  }
  void Promise.all(Array.from({ length: message.count }, () => join(message))).then(() => process.send?.('ready'));
});
process.on('disconnect', () => process.exit(0));
