import { parentPort, workerData } from 'node:worker_threads';
import { feedReaders, feedThreadLimits } from './feed-readers.js';
import type { FeedAnswer, FeedJob, FeedQuestion } from './feed-readers.js';

/** Reads a large vehicle feed on a thread of its own, and hands over what it held in portions. */
const answer = (message: FeedAnswer): void => parentPort?.postMessage(message);

const { kind, bytes, context } = workerData as FeedJob;
const reading = feedReaders[kind](bytes, context);
if ('unreadable' in reading) {
  answer({ kind: 'unreadable', reason: reading.unreadable });
} else {
  const { items, ...rest } = reading;
  parentPort?.on('message', ({ from }: FeedQuestion) => answer({ kind: 'items', items: items.slice(from, from + feedThreadLimits.portion) }));
  answer({ kind: 'read', count: items.length, ...rest });
}
