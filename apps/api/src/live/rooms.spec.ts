import fc from 'fast-check';
import type { Place, SubscribeReply, TopicChange, TopicItems } from '@sightline/contracts';
import { TopicRegistry } from '../bus/topic-registry.js';
import type { TopicSource } from '../bus/topic-source.js';
import { Batches, encode } from './frame.js';
import type { Batch, Frame } from './frame.js';
import { creditBytes, emptyRoomMilliseconds, subscriptionsPerSocket } from './limits.js';
import { Rooms } from './rooms.js';
import { Viewer } from './viewer.js';

/** A topic whose state is a map of numbers, read at the moment the reading starts and handed over when told to. */
class FakeTopic {
  readonly state = new Map<string, number>();
  readonly readings: (() => void)[] = [];
  isSlow = false;

  readonly source: TopicSource = {
    topic: 'feeds',
    snapshot: () => {
      const items = Object.fromEntries(this.state) as unknown as TopicItems;
      if (!this.isSlow) return items;
      return new Promise((resolve) => this.readings.push(() => resolve(items)));
    },
  };

  change(key: string, value: number | null): TopicChange[] {
    if (value === null) this.state.delete(key);
    else this.state.set(key, value);
    return [{ key, value } as unknown as TopicChange];
  }
}

/** A line that can be stalled, and the client at its end, which knows only the protocol. */
class FakeClient {
  items = new Map<string, unknown>();
  place: Place | undefined;
  gaps = 0;
  snapshots = 0;
  isStalled = false;
  waiting: Frame[] = [];
  mostQueued = 0;

  readonly line = ((client: FakeClient) => ({
    get queuedBytes() {
      return client.waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    },
    takes(bytes: number) {
      return this.queuedBytes === 0 || this.queuedBytes + bytes <= creditBytes;
    },
    write({ frames }: Batch) {
      if (client.isStalled) client.waiting.push(...frames);
      else for (const frame of frames) client.receive(frame);
      client.mostQueued = Math.max(client.mostQueued, this.queuedBytes);
    },
  }))(this);

  release(): void {
    this.isStalled = false;
    for (const frame of this.waiting.splice(0)) this.receive(frame);
  }

  replied(reply: SubscribeReply): void {
    if (!reply.ok) return;
    this.place = { epoch: reply.epoch, seq: reply.seq };
    if ('snapshot' in reply) this.items = new Map(Object.entries(reply.snapshot.items));
  }

  receive({ packet }: Frame): void {
    const [event, message] = JSON.parse(packet.slice(1)) as [string, Place & { items: TopicItems; changes: TopicChange[] }];
    if (event === 'snapshot') {
      this.snapshots += 1;
      this.items = new Map(Object.entries(message.items));
    } else {
      if (message.seq !== (this.place?.seq ?? NaN) + 1 || message.epoch !== this.place?.epoch) this.gaps += 1;
      for (const { key, value } of message.changes) {
        if (value === null) this.items.delete(key);
        else this.items.set(key, value);
      }
    }
    this.place = { epoch: message.epoch, seq: message.seq };
  }
}

const principal = { kind: 'account', accountId: 'a', username: 'admin', role: 'admin' } as const;

function stage() {
  const topic = new FakeTopic();
  const rooms = new Rooms();
  const registry = new TopicRegistry();
  registry.register(topic.source);
  const viewers: Viewer[] = [];
  const join = () => {
    const client = new FakeClient();
    const viewer = new Viewer(client.line, principal, rooms, registry);
    viewers.push(viewer);
    return { client, viewer };
  };
  const tick = (now = 0) => {
    rooms.tick(now);
    const batches = new Batches();
    for (const viewer of viewers) viewer.flush(batches);
  };
  const publish = (key: string, value: number | null) => rooms.publish({ topic: 'feeds', params: {}, changes: topic.change(key, value) });
  return { topic, rooms, join, publish, tick };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const sorted = (entries: Iterable<[string, unknown]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

const keys = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('change' as const), key: keys, value: fc.option(fc.nat(), { freq: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('join' as const, 'again' as const, 'resume' as const, 'slow' as const, 'leave' as const) }) },
);

describe('rooms', () => {
  it('[LIVE-2] [LIVE-3] a snapshot and its deltas make exactly the state, whatever happens while it is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async (steps) => {
        const { topic, join, publish, tick } = stage();
        const viewers: ReturnType<typeof join>[] = [];
        const subscribe = ({ client, viewer }: ReturnType<typeof join>, since?: Place) =>
          void viewer.subscribe({ topic: 'feeds', since }, (reply) => client.replied(reply));
        for (const action of steps) {
          const last = viewers.at(-1);
          if (action.do === 'change') publish(action.key, action.value);
          if (action.do === 'tick') tick();
          if (action.do === 'slow') topic.isSlow = !topic.isSlow;
          if (action.do === 'read') topic.readings.shift()?.();
          if (action.do === 'join') subscribe(viewers[viewers.push(join()) - 1] ?? join());
          if (action.do === 'again' && last) subscribe(last);
          if (action.do === 'leave' && last?.client.place) last.viewer.unsubscribe({ topic: 'feeds' });
          if (action.do === 'resume' && last) subscribe(last, last.client.place);
          await settled();
        }
        topic.isSlow = false;
        while (topic.readings.length > 0) {
          topic.readings.shift()?.();
          await settled();
        }
        for (const each of viewers) subscribe(each, each.client.place);
        await settled();
        tick();
        for (const { client } of viewers) {
          expect(client.gaps).toBe(0);
          expect(sorted(client.items)).toEqual(sorted(topic.state));
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('[LIVE-4] a tick sends the latest value of each key, once', async () => {
    const { join, publish, tick } = stage();
    const { client, viewer } = join();
    const frames: Frame[] = [];
    client.line.write = (batch) => void frames.push(...batch.frames);
    await viewer.subscribe({ topic: 'feeds' }, () => undefined);
    for (let value = 0; value < 100; value += 1) publish('a', value);
    tick();
    tick();
    expect(frames).toHaveLength(1);
    expect(frames[0]?.packet).toContain('"changes":[{"key":"a","value":99}]');
  });

  it('[LIVE-5] gives the same bytes to everyone in a room', async () => {
    const { join, publish, tick } = stage();
    const frames: Frame[] = [];
    for (const { client, viewer } of [join(), join(), join()]) {
      client.line.write = (batch) => void frames.push(...batch.frames);
      await viewer.subscribe({ topic: 'feeds' }, () => undefined);
    }
    publish('a', 1);
    tick();
    expect(frames).toHaveLength(3);
    expect(new Set(frames.map(({ bytes }) => bytes)).size).toBe(1);
  });

  it('[LIVE-6] resumes within the ring: the place is repeated and the missed deltas follow', async () => {
    const { join, publish, tick } = stage();
    const { client, viewer } = join();
    await viewer.subscribe({ topic: 'feeds' }, (reply) => client.replied(reply));
    const since = client.place;
    viewer.unsubscribe({ topic: 'feeds' });
    for (const value of [1, 2, 3]) {
      publish('a', value);
      tick();
    }
    const replies: SubscribeReply[] = [];
    await viewer.subscribe({ topic: 'feeds', since }, (reply) => replies.push(reply));
    expect(replies).toEqual([{ ok: true, ...since, resumed: true }]);
    expect(client.place?.seq).toBe(3);
    expect(client.gaps).toBe(0);
  });

  it('[LIVE-6] [LIVE-7] gives a snapshot when the ring is too short, the epoch another, or the place ahead of us', async () => {
    const { join, publish, tick } = stage();
    const { client, viewer } = join();
    await viewer.subscribe({ topic: 'feeds' }, (reply) => client.replied(reply));
    const since = client.place ?? { epoch: '', seq: 0 };
    for (let value = 0; value < 100; value += 1) {
      publish('a', value);
      tick();
    }
    for (const place of [since, { epoch: 'another', seq: 100 }, { epoch: since.epoch, seq: 101 }]) {
      const replies: SubscribeReply[] = [];
      await viewer.subscribe({ topic: 'feeds', since: place }, (reply) => replies.push(reply));
      expect(replies).toEqual([{ ok: true, epoch: since.epoch, seq: 100, snapshot: { items: { a: 99 } } }]);
    }
  });

  it('[LIVE-7] a room that was forgotten counts anew under another epoch', async () => {
    const { join, tick } = stage();
    const { client, viewer } = join();
    await viewer.subscribe({ topic: 'feeds' }, (reply) => client.replied(reply));
    const since = client.place;
    viewer.unsubscribe({ topic: 'feeds' });
    tick(Date.now() + emptyRoomMilliseconds + 1000);
    await viewer.subscribe({ topic: 'feeds', since }, (reply) => client.replied(reply));
    expect(client.place?.epoch).not.toBe(since?.epoch);
  });

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
    const viewer = new Viewer(new FakeClient().line, principal, rooms, registry);
    const replies: SubscribeReply[] = [];
    for (let run = 0; run <= subscriptionsPerSocket; run += 1) {
      await viewer.subscribe({ topic: 'run', params: { runRef: `run-${run}` } }, (reply) => replies.push(reply));
    }
    expect(replies.filter(({ ok }) => ok)).toHaveLength(subscriptionsPerSocket);
    expect(replies.at(-1)).toMatchObject({ ok: false, problem: { code: 'too-many' } });
  });

  it('keeps no room for parameters that name nothing', async () => {
    const rooms = new Rooms();
    const registry = new TopicRegistry();
    registry.register({ topic: 'run', snapshot: () => undefined });
    const viewer = new Viewer(new FakeClient().line, principal, rooms, registry);
    const replies: SubscribeReply[] = [];
    await viewer.subscribe({ topic: 'run', params: { runRef: 'none' } }, (reply) => replies.push(reply));
    expect(replies).toMatchObject([{ ok: false, problem: { code: 'not-found' } }]);
    expect([...rooms.open]).toHaveLength(0);
  });
});
