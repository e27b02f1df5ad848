import type { SubscribeReply, TopicChange } from '@sightline/contracts';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Batches, encode } from './frame.js';
import { creditBytes, subscriptionsPerSocket } from './limits.js';
import { Rooms } from './rooms.js';
import { FakeClient, fields, principal, stage } from './stage.fixture.js';
import { Viewer } from './viewer.js';

const sorted = (entries: Iterable<[string, unknown]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe('viewers', () => {
  it('[LIVE-8] queues no more than the credit for a viewer that stalls, and pays with one snapshot', async () => {
    const { topic, rooms, join, publish, tick } = stage();
    const [stalled, well] = [join(), join()];
    for (const { client, viewer } of [stalled, well]) await viewer.subscribe({ topic: 'feeds' }, (reply) => client.replied(reply));
    stalled.client.isStalled = true;
    for (let round = 0; round < 600; round += 1) {
      for (let key = 0; key < 50; key += 1) publish(`key-${key}`.padEnd(30, '.'), round);
      tick();
    }
    expect(stalled.client.mostQueued).toBeLessThanOrEqual(creditBytes);
    expect(well.client.gaps).toBe(0);
    expect(stalled.viewer.owed).toHaveLength(1);
    stalled.client.release();
    for (const open of stalled.viewer.owed) {
      const snapshot = await rooms.snapshot(open);
      stalled.viewer.reset(open, encode('snapshot', snapshot));
    }
    publish('last', 1);
    tick();
    expect([stalled.client.gaps, stalled.client.snapshots]).toEqual([0, 1]);
    expect(sorted(stalled.client.items)).toEqual(sorted(topic.state));
    expect(sorted(well.client.items)).toEqual(sorted(topic.state));
  });

  it('[LIVE-10] [LIVE-11] refuses by ack what is forbidden, unknown, malformed or not offered', async () => {
    const { join } = stage();
    const { viewer } = join();
    const problems: string[] = [];
    const malformed = [undefined, null, 3, 'feeds', [], {}, { topic: 3 }, { topic: 'feeds', params: [] }, { topic: 'feeds', since: { epoch: 1 } }, { topic: 'run' }, { topic: 'run', params: { runRef: {} } }];
    const unknown = [{ topic: '__proto__' }, { topic: 'constructor' }, { topic: 'nothing' }, { topic: 'x'.repeat(60) }];
    for (const payload of [...malformed, ...unknown, { topic: 'fleet' }]) {
      await viewer.subscribe(payload, (reply) => problems.push(reply.ok ? 'ok' : reply.problem.code));
      if (payload === undefined) expect(viewer.unsubscribe(payload).ok).toBe(false);
    }
    expect(problems).toEqual([...malformed.map(() => 'bad-request'), ...unknown.map(() => 'unknown-topic'), 'unavailable']);
  });

  it('[LIVE-14] limits the subscriptions of a socket', async () => {
    const rooms = new Rooms();
    const registry = new TopicRegistry();
    registry.register({ topic: 'run', snapshot: () => ({}) });
    const viewer = new Viewer(new FakeClient().line, principal, rooms, registry, fields);
    const replies: SubscribeReply[] = [];
    for (let run = 0; run <= subscriptionsPerSocket; run += 1) {
      await viewer.subscribe({ topic: 'run', params: { runRef: `run-${run}` } }, (reply) => replies.push(reply));
    }
    expect(replies.filter(({ ok }) => ok)).toHaveLength(subscriptionsPerSocket);
    expect(replies.at(-1)).toMatchObject({ ok: false, problem: { code: 'too-many' } });
  });

  it('[LIVE-15] a view that fails stops no other room', async () => {
    const rooms = new Rooms();
    const registry = new TopicRegistry();
    const fails = () => {
      throw new Error('bug');
    };
    registry.register({ topic: 'backlog', snapshot: () => ({}), views: { of: () => 'broken', project: fails } });
    registry.register({ topic: 'feeds', snapshot: () => ({}) });
    const client = new FakeClient();
    const viewer = new Viewer(client.line, principal, rooms, registry, fields);
    for (const topic of ['backlog', 'feeds']) await viewer.subscribe({ topic }, (reply) => client.replied(reply));
    for (const topic of ['backlog', 'feeds'] as const) rooms.publish({ topic, params: {}, changes: [{ key: 'a', value: 1 } as unknown as TopicChange] });
    expect(() => rooms.tick(0)).toThrow('1 rooms could not be brought up to date: Error: bug');
    viewer.flush(new Batches());
    expect(client.items.get('a')).toBe(1);
  });

  it('keeps no room for parameters that name nothing', async () => {
    const rooms = new Rooms();
    const registry = new TopicRegistry();
    registry.register({ topic: 'run', snapshot: () => undefined });
    const viewer = new Viewer(new FakeClient().line, principal, rooms, registry, fields);
    const replies: SubscribeReply[] = [];
    await viewer.subscribe({ topic: 'run', params: { runRef: 'none' } }, (reply) => replies.push(reply));
    expect(replies).toMatchObject([{ ok: false, problem: { code: 'not-found' } }]);
    expect([...rooms.open]).toHaveLength(0);
  });
});
