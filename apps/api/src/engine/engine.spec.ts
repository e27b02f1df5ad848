import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Engine } from './engine.js';
import { StorageUnavailable } from './errors.js';
import { MemoryStore } from './memory-journal.js';
import { Sealing } from './sealing.js';
import { SourceHealth } from './source-health.js';
import { RecordingDecider, receivedAt, started, writerWith } from './testing.js';

/** An engine whose database can be taken away and whose commits can be held up. */
function engineWith(decider = new RecordingDecider()) {
  const store = new MemoryStore();
  const database = { away: false, held: undefined as Promise<void> | undefined, transactions: 0 };
  const { writer } = writerWith(decider, store, {
    transaction: async (work) => {
      if (database.away) throw new Error('connect ECONNREFUSED');
      database.transactions += 1;
      const result = await store.transaction(work);
      await database.held;
      return result;
    },
  });
  const topics = new TopicRegistry();
  const health = new SourceHealth();
  return { engine: new Engine(writer, topics, health, new Sealing('key')), store, database, topics, health, decider };
}

const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => started(`${prefix}${index}`));

describe('engine', () => {
  beforeEach(() => {
    for (const level of ['error', 'log', 'debug'] as const) jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  });

  it('[ENGINE-14] takes nothing before its features are loaded', async () => {
    const { engine, decider } = engineWith();
    await expect(engine.submit([started('a')])).rejects.toBeInstanceOf(StorageUnavailable);
    await engine.onApplicationBootstrap();
    await engine.whenLive();
    expect(decider.loads).toBe(1);
    expect(await engine.submit([started('a')])).toEqual([{ status: 'accepted' }]);
    await engine.beforeApplicationShutdown();
  });

  it('[ENGINE-15] while one batch commits the next gathers', async () => {
    const { engine, database } = engineWith();
    await engine.onApplicationBootstrap();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    database.held = promise;
    const first = engine.submit([started('first')]);
    while (engine.waiting > 0) await new Promise(setImmediate);
    database.transactions = 0;
    const others = [1, 2, 3, 4].map((sender) => engine.submit(many(10, `s${sender}-`)));
    resolve(undefined);
    await Promise.all([first, ...others]);
    // One was under way, which counted before; all that waited for it went together.
    expect(database.transactions).toBe(1);
    await engine.beforeApplicationShutdown();
  });

  it('[ENGINE-16] a large submission goes in several batches and is answered once, in its order', async () => {
    const { engine, database } = engineWith();
    await engine.onApplicationBootstrap();
    database.transactions = 0;
    const outcomes = await engine.submit([...many(4500, 'e'), started('e0')]);
    expect(outcomes).toHaveLength(4501);
    expect(outcomes.at(-1)).toEqual({ status: 'duplicate' });
    expect(database.transactions).toBe(3);
    await engine.beforeApplicationShutdown();
  });

  it('[ENGINE-17] when the database is away everyone who waits is told, nothing is acknowledged, and it recovers by itself', async () => {
    const { engine, database, decider, topics } = engineWith();
    const resets = jest.fn();
    topics.onReset(resets);
    await engine.onApplicationBootstrap();
    database.away = true;
    const waiting = await Promise.allSettled([engine.submit([started('a')]), engine.submit([started('b')])]);
    expect(waiting.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(engine.live).toBe(false);
    await expect(engine.submit([started('a')])).rejects.toBeInstanceOf(StorageUnavailable);
    database.away = false;
    await engine.whenLive();
    // Whether the commit happened is not known: live memory is loaded anew and viewers begin anew.
    expect(decider.loads).toBe(2);
    expect(resets).toHaveBeenCalledTimes(1);
    expect(await engine.submit([started('a')])).toEqual([{ status: 'accepted' }]);
    await engine.beforeApplicationShutdown();
  });

  it('[ENGINE-18] never lets more than its limit wait', async () => {
    const { engine, database } = engineWith();
    await engine.onApplicationBootstrap();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    database.held = promise;
    const first = engine.submit([started('first')]);
    while (engine.waiting > 0) await new Promise(setImmediate);
    const waiting = Array.from({ length: 5 }, (_, sender) => engine.submit(many(10_000, `s${sender}-`)));
    await expect(engine.submit([started('one too many')])).rejects.toThrow('too many events are waiting');
    resolve(undefined);
    await Promise.all([first, ...waiting]);
    expect(await engine.submit([started('one too many')])).toEqual([{ status: 'accepted' }]);
    await engine.beforeApplicationShutdown();
  });

  it('[ENGINE-19] what was handed in before the end is stored', async () => {
    const { engine, store } = engineWith();
    await engine.onApplicationBootstrap();
    const handedIn = engine.submit(many(10, 'e'));
    await engine.beforeApplicationShutdown();
    expect(await handedIn).toHaveLength(10);
    expect(await store.journal.after(0, 100)).toHaveLength(10);
    await expect(engine.submit([started('late')])).rejects.toBeInstanceOf(StorageUnavailable);
  });

  it('[ENGINE-20] tells the health of each source', async () => {
    const { engine, health } = engineWith();
    await engine.onApplicationBootstrap();
    await engine.submit([started('a'), started('b'), started('a')], [{ source: 'test', problems: [], receivedAt }]);
    expect(health.all(receivedAt)).toEqual({
      test: expect.objectContaining({ source: 'test', lastReceivedAt: '2026-11-10T08:00:00.000Z', acceptedPerMinute: 2, accepted: 2, duplicates: 1, rejected: 1, state: 'live' }) as unknown,
    });
    expect(health.all(receivedAt + 61_000)['test']?.acceptedPerMinute).toBe(0);
    await engine.beforeApplicationShutdown();
  });
});
