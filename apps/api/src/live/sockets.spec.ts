import { describe, expect, it, jest } from '@jest/globals';
import type { Handshake } from './handshake.js';
import { blindMilliseconds } from './limits.js';
import { Connections } from './sockets.js';
import type { Connected } from './sockets.js';

function connected(): { socket: Connected; told: unknown[] } {
  const told: unknown[] = [];
  const socket = {
    session: { sessionId: 's', expiresAt: Infinity, principal: { kind: 'account', accountId: 'a', username: 'kim', role: 'control' } },
    viewer: { close: () => undefined },
    socket: { emit: (_: string, message: unknown) => told.push(message), disconnect: jest.fn() },
  } as unknown as Connected;
  return { socket, told };
}
const answering = (look: () => Promise<Map<string, never>>): Handshake => ({ ended: look }) as unknown as Handshake;

describe('sockets whose sessions cannot be looked up', () => {
  it.each([
    ['fails', () => Promise.reject(new Error('the database is away'))],
    ['never answers', () => new Promise<Map<string, never>>(() => undefined)],
  ])('[LIVE-16] go on for a minute and are closed then, where the look-up %s', async (_, look) => {
    const connections = new Connections();
    const { socket, told } = connected();
    connections.add(socket);
    await connections.endFinished(answering(() => Promise.resolve(new Map<string, never>())), 0);
    const tick = (now: number) => void connections.endFinished(answering(look), now).catch(() => undefined);
    for (let now = 1_000; now <= blindMilliseconds; now += 1_000) tick(now);
    await Promise.resolve();
    expect(told).toEqual([]);
    tick(blindMilliseconds + 1_000);
    expect(told).toEqual([{ reason: 'unchecked' }]);
  });

  it('[LIVE-16] count the minute from the last answer', async () => {
    const connections = new Connections();
    const { socket, told } = connected();
    connections.add(socket);
    for (let now = 0; now <= 3 * blindMilliseconds; now += blindMilliseconds / 2) await connections.endFinished(answering(() => Promise.resolve(new Map<string, never>())), now);
    expect(told).toEqual([]);
  });
});
