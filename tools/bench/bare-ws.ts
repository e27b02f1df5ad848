/**
 * The yardstick of the fan-out: `ws` and nothing else, sending one buffer that was encoded beforehand to every viewer
 * at every tick. Forked; `{ ticks, everyMilliseconds, bytes }` in, `{ cpuMicroseconds }` out.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

interface Order { ticks: number; everyMilliseconds: number; bytes: number }

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

async function play({ ticks, everyMilliseconds, bytes }: Order): Promise<{ cpuMicroseconds: number }> {
  const buffer = Buffer.alloc(bytes, 'x');
  const before = process.cpuUsage();
  for (let tick = 0; tick < ticks; tick += 1) {
    for (const client of server.clients) client.send(buffer, { binary: false });
    await wait(everyMilliseconds);
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMicroseconds: user + system };
}

process.on('message', (order: Order) => {
  void play(order).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit(0));
server.on('listening', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
