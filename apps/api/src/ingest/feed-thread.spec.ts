import { feedThreadLimits } from './feed-readers.js';
import type { FeedJob } from './feed-readers.js';
import { FeedThread } from './feed-thread.js';
import type { FeedReading } from './vehicle-feed.js';

const context = { source: 'feed:test', receivedAt: 0 };
const large: FeedJob = { kind: 'siri-vm', bytes: new Uint8Array(feedThreadLimits.inlineBytes['siri-vm'] + 1), context };
const small: FeedJob = { ...large, bytes: large.bytes.subarray(1) };
const empty: FeedReading = { items: [], ignored: 0 };

describe('[INGEST-26] large feeds', () => {
  it('are read one after another; beyond those that wait a sender is told to come back, and small ones go on', async () => {
    const going: PromiseWithResolvers<FeedReading>[] = [];
    const thread = new FeedThread(() => {
      const reading = Promise.withResolvers<FeedReading>();
      going.push(reading);
      return reading.promise;
    });
    const taken = Array.from({ length: 1 + feedThreadLimits.waiting }, () => thread.read(large));
    await expect(thread.read(large)).rejects.toMatchObject({ status: 503 });
    await expect(thread.read(small)).resolves.toHaveProperty('unreadable');
    for (const [at, reading] of taken.entries()) {
      expect(going).toHaveLength(at + 1);
      // One that fails holds up none of those behind it.
      if (at === 0) going[at]?.reject(new Error('broken'));
      else going[at]?.resolve(empty);
      await reading.catch(() => undefined);
    }
    const again = thread.read(large);
    await Promise.resolve();
    going.at(-1)?.resolve(empty);
    await expect(again).resolves.toEqual(empty);
  });
});
