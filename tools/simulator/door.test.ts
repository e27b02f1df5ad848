import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { Door, DoorRefused } from './door.ts';
import { feedEvent, type FeedEvent } from './event.ts';

const events = (count: number): FeedEvent[] => Array.from({ length: count }, (_, i) => feedEvent('transport', 'run.reinstated', `r${i}`, 0, { runRef: `r${i}` }));

describe('the way to the door', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A door that answers each request in turn as told, and then takes everything. */
  async function listen(...answers: number[]): Promise<{ url: string; taken: string[]; tokens: Set<string> }> {
    const taken: string[] = [];
    const tokens = new Set<string>();
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        tokens.add(request.headers.authorization ?? '');
        const status = answers.shift() ?? 200;
        if (status !== 200) return void response.writeHead(status).end();
        const batch = JSON.parse(Buffer.concat(parts).toString()) as { id: string }[];
        taken.push(...batch.map(({ id }) => id));
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ accepted: batch.length, duplicates: 0, rejected: [] }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, tokens };
  }

  it('sends everything in order, in batches, live before history', async () => {
    const { url, taken, tokens } = await listen();
    const door = new Door(url, 'secret', () => undefined);
    const past = door.history(events(2500));
    door.live([feedEvent('transport', 'run.reinstated', 'live', 0, { runRef: 'live' })]);
    while (await door.flush(new AbortController().signal));
    await past;
    assert.equal(taken[0], 'live');
    assert.deepEqual(taken.slice(1), events(2500).map(({ id }) => id));
    assert.deepEqual([...tokens], ['Bearer secret']);
    assert.equal(door.sent.accepted, 2501);
  });

  it('sends again what was not acknowledged', async () => {
    const { url, taken } = await listen(503, 500);
    const said: string[] = [];
    const door = new Door(url, 'secret', (words) => said.push(words));
    door.live(events(3));
    await door.flush(new AbortController().signal);
    assert.deepEqual(taken, ['r0', 'r1', 'r2']);
    assert.equal(said.length, 2);
  });

  it('gives up with one sentence where the token is refused', async () => {
    const { url } = await listen(401);
    const door = new Door(url, 'wrong', () => undefined);
    door.live(events(1));
    await assert.rejects(door.flush(new AbortController().signal), DoorRefused);
  });
});
