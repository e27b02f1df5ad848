import { Injectable } from '@nestjs/common';
import type { FeedReply } from '@sightline/contracts';
import { setImmediate } from 'node:timers/promises';
import type { Incoming, Refused } from '../engine/decider.js';
import { RunFinder } from '../engine/run-finder.js';
import { Door } from './door.js';
import type { FeedKind } from './feed-readers.js';
import { FeedThread } from './feed-thread.js';
import { unreadableFeed, withRun } from './vehicle-feed.js';
import type { FeedItem } from './vehicle-feed.js';

/** Entities whose runs are looked up before others have a turn. */
const portion = 200;

/** The event source of a vehicle feed. The demonstration's own keeps its name, by which a database of real data knows it. */
export const feedSource = (name: string): string => (name.startsWith('demonstration/') ? name : `feed:${name}`);

/** Takes a vehicle feed in, pushed or polled: read, told apart into fixes and refusals, and handed to the door. */
@Injectable()
export class VehicleFeeds {
  private readonly thread = new FeedThread();

  constructor(
    private readonly door: Door,
    private readonly runs: RunFinder,
  ) {}

  /** Resolves after the commit. A feed that cannot be read as a whole changes nothing, and stands in quarantine. */
  async take(kind: FeedKind, name: string, bytes: Uint8Array): Promise<FeedReply | { readonly unreadable: string }> {
    const source = feedSource(name);
    const receivedAt = Date.now();
    const reading = await this.thread.read({ kind, bytes, context: { source, receivedAt } });
    if ('unreadable' in reading) {
      await this.door.receiveOne(unreadableFeed(source, reading.unreadable, receivedAt));
      return { unreadable: reading.unreadable };
    }
    const { accepted, duplicates, rejected } = await this.door.receiveRead(await this.withRuns(reading.items));
    return { accepted, duplicates, ignored: reading.ignored, rejected };
  }

  private async withRuns(items: readonly FeedItem[]): Promise<(Incoming | Refused)[]> {
    const named: (Incoming | Refused)[] = [];
    for (const item of items) {
      named.push(withRun(item, this.runs));
      if (named.length % portion === 0) await setImmediate();
    }
    return named;
  }
}
