import { ServiceUnavailableException } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { Thread, handedOver, ranOutOfMemory } from '../threads/thread.js';
import { feedReaders, feedThreadLimits } from './feed-readers.js';
import type { FeedAnswer, FeedJob, FeedQuestion } from './feed-readers.js';
import type { FeedItem, FeedReading } from './vehicle-feed.js';

/** Reads vehicle feeds: small ones at once, large ones one after another on a thread, so that nothing live waits for them. */
export class FeedThread {
  private last: Promise<unknown> = Promise.resolve();
  private open = 0;

  constructor(private readonly readLarge: (job: FeedJob) => Promise<FeedReading> = readOnThread) {}

  /** Throws 503 when too many large feeds wait already. */
  read(job: FeedJob): Promise<FeedReading> {
    if (job.bytes.length <= feedThreadLimits.inlineBytes[job.kind]) return Promise.resolve(feedReaders[job.kind](job.bytes, job.context));
    if (this.open > feedThreadLimits.waiting) return Promise.reject(new ServiceUnavailableException('Too many large feeds are being read. Send the same again after the time in Retry-After.'));
    this.open += 1;
    const reading = this.last.then(() => this.readLarge(job)).finally(() => (this.open -= 1));
    this.last = reading.catch(() => undefined);
    return reading;
  }
}

async function readOnThread(job: FeedJob): Promise<FeedReading> {
  const bytes = handedOver(job.bytes);
  const thread = Thread.start<FeedQuestion, FeedAnswer>(new URL('./feed.worker.js', import.meta.url), { ...job, bytes }, [bytes.buffer], feedThreadLimits.memoryMegabytes);
  try {
    const first = await thread.first();
    if (first.kind === 'unreadable') return { unreadable: first.reason };
    if (first.kind === 'items') throw new Error('the reader of feeds began with an answer to nothing');
    const items: FeedItem[] = [];
    while (items.length < first.count) {
      const answer = await thread.ask({ from: items.length });
      if (answer.kind !== 'items' || answer.items.length === 0) throw new Error('the reader of feeds answered with nothing');
      items.push(...answer.items);
      // Whoever waits has a turn between two portions.
      await setImmediate();
    }
    return { items, ignored: first.ignored, madeAt: first.madeAt };
  } catch (error) {
    if (ranOutOfMemory(error)) return { unreadable: 'It holds more than can be read at once.' };
    throw error;
  } finally {
    await thread.end();
  }
}
