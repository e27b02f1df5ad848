import fc from 'fast-check';
import type { Place, SubscribeReply } from '@sightline/contracts';
import type { Frame } from './frame.js';
import { emptyRoomMilliseconds } from './limits.js';
import { stage } from './stage.fixture.js';

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

  it('[LIVE-7] a topic that publishes only while somebody looks gives the whole state to whoever comes back', async () => {
    const { topic, join } = stage({ onlyWhileWatched: true });
    topic.change('gone', 1);
    const { client, viewer } = join();
    await viewer.subscribe({ topic: 'feeds' }, (reply) => client.replied(reply));
    const since = client.place;
    viewer.unsubscribe({ topic: 'feeds' });
    topic.change('gone', null);
    await viewer.subscribe({ topic: 'feeds', since }, (reply) => client.replied(reply));
    expect([...client.items]).toEqual([]);
  });
});
