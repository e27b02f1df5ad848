import { Injectable } from '@nestjs/common';
import type { FeedHealth } from '@sightline/contracts';
import type { Incoming, Outcome, Refused } from './decider.js';

/** A sender can name itself as it likes: beyond this many sources the one unheard for longest is forgotten. */
const mostSources = 500;
const secondsKept = 60;

interface Tally {
  lastReceivedAt: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** Accepted events by second of the last minute, in a ring. */
  readonly bySecond: Uint32Array;
  second: number;
}

/** How each source of events is doing since the start of the process: when it was heard, how much, how much of it was bad. */
@Injectable()
export class SourceHealth {
  private readonly tallies = new Map<string, Tally>();
  private readonly heard = new Set<string>();

  /** Counts a committed batch. */
  count(events: readonly Incoming[], outcomes: readonly Outcome[], refused: readonly Refused[]): void {
    let tally: Tally | undefined;
    let source: string | undefined;
    events.forEach((event, index) => {
      if (tally === undefined || event.source !== source) tally = this.tallyOf((source = event.source));
      tally.lastReceivedAt = Math.max(tally.lastReceivedAt, event.receivedAt);
      const status = outcomes[index]?.status;
      if (status === 'accepted') {
        tally.accepted += 1;
        turn(tally, Math.floor(event.receivedAt / 1000));
        tally.bySecond[tally.second % secondsKept] = (tally.bySecond[tally.second % secondsKept] ?? 0) + 1;
      } else if (status === 'duplicate') tally.duplicates += 1;
      else tally.rejected += 1;
    });
    for (const event of refused) {
      if (event.source === undefined) continue;
      const own = this.tallyOf(event.source);
      own.rejected += 1;
      own.lastReceivedAt = Math.max(own.lastReceivedAt, event.receivedAt);
    }
  }

  /** Every source at `now` (epoch milliseconds). */
  all(now: number): Record<string, FeedHealth> {
    return Object.fromEntries([...this.tallies].map(([source, tally]) => [source, view(source, tally, now)]));
  }

  /** The sources that were heard since the last call, and those whose rate is still falling. */
  changes(now: number): FeedHealth[] {
    const changed: FeedHealth[] = [];
    for (const [source, tally] of this.tallies) {
      if (this.heard.has(source) || now - tally.lastReceivedAt < (secondsKept + 1) * 1000) changed.push(view(source, tally, now));
    }
    this.heard.clear();
    return changed;
  }

  private tallyOf(source: string): Tally {
    this.heard.add(source);
    let tally = this.tallies.get(source);
    if (tally === undefined) {
      if (this.tallies.size >= mostSources) this.forgetOldest();
      tally = { lastReceivedAt: 0, accepted: 0, duplicates: 0, rejected: 0, bySecond: new Uint32Array(secondsKept), second: 0 };
      this.tallies.set(source, tally);
    }
    return tally;
  }

  private forgetOldest(): void {
    let oldest: string | undefined;
    let at = Number.POSITIVE_INFINITY;
    for (const [source, tally] of this.tallies) {
      if (tally.lastReceivedAt < at) {
        oldest = source;
        at = tally.lastReceivedAt;
      }
    }
    if (oldest !== undefined) this.tallies.delete(oldest);
  }
}

/** Empties the seconds of the ring that have passed since it was last written. */
function turn(tally: Tally, second: number): void {
  const passed = Math.min(second - tally.second, secondsKept);
  for (let step = 1; step <= passed; step += 1) tally.bySecond[(second - passed + step) % secondsKept] = 0;
  if (second > tally.second) tally.second = second;
}

function view(source: string, tally: Tally, now: number): FeedHealth {
  turn(tally, Math.floor(now / 1000));
  return {
    source,
    lastReceivedAt: tally.lastReceivedAt === 0 ? null : new Date(tally.lastReceivedAt).toISOString(),
    acceptedPerMinute: tally.bySecond.reduce((sum, count) => sum + count, 0),
    accepted: tally.accepted,
    duplicates: tally.duplicates,
    rejected: tally.rejected,
  };
}
