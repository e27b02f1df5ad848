import { Injectable } from '@nestjs/common';
import type { FeedHealth, SourceView } from '@sightline/contracts';
import type { Incoming, Outcome, Refused } from './decider.js';
import { Tally } from './source-tally.js';
import type { Remembered } from './source-tally.js';

/** A sender can name itself as it likes: beyond this many sources the one unheard for longest is forgotten. */
const mostSources = 500;

/** How each source of events is doing: when it was heard, how much, how much of it was bad, and why. People are no sources. */
@Injectable()
export class SourceHealth {
  private readonly tallies = new Map<string, Tally>();
  private configured: ReadonlyMap<string, SourceView> = new Map();

  /** Counts a committed batch. What was accepted after a refusal says that the source is well again. */
  count(events: readonly Incoming[], outcomes: readonly Outcome[], refused: readonly Refused[]): void {
    for (const { source, problems, receivedAt } of refused) if (source !== undefined) this.tallyOf(source)?.refuse(problems, receivedAt);
    let tally: Tally | undefined;
    let source: string | undefined;
    events.forEach((event, index) => {
      if (event.source !== source) tally = this.tallyOf((source = event.source));
      const outcome = outcomes[index];
      if (tally === undefined || outcome === undefined) return;
      if (outcome.status === 'rejected') {
        tally.refuse(outcome.problems, event.receivedAt);
        return;
      }
      tally.heard(event.receivedAt);
      tally.failure = undefined;
      tally.newestFixAt = Math.max(tally.newestFixAt, fixAt(event));
      if (outcome.status === 'duplicate') tally.duplicates += 1;
      else {
        tally.accepted += 1;
        tally.rate.add(event.receivedAt);
      }
    });
  }

  /** The sources that someone configured, by their event source: they are shown although they were never heard. */
  configure(sources: ReadonlyMap<string, SourceView>): void {
    this.configured = sources;
    for (const source of sources.keys()) this.tallyOf(source);
  }

  /**
   * A poll was answered, in so many milliseconds. What it held has been counted already: `sound` is false when nothing
   * of it could be taken, `undefined` when nothing had changed since the last.
   */
  polled(source: string, at: number, milliseconds: number, sound: boolean | undefined): void {
    const tally = this.tallyOf(source);
    if (!tally) return;
    tally.polled = { at, milliseconds };
    tally.heard(at);
    if (sound === true || (sound === undefined && tally.failure === 'down')) tally.failure = undefined;
  }

  /** A poll failed: the source cannot be reached (`down`), or it and we do not agree (`refused`). */
  failed(source: string, failure: 'down' | 'refused', words: string, at: number): void {
    const tally = this.tallyOf(source);
    if (!tally) return;
    tally.polled = { at, milliseconds: tally.polled?.milliseconds ?? 0 };
    tally.fail(failure, words, at);
  }

  forget(source: string): void {
    this.tallies.delete(source);
  }

  /** Every source at `now` (epoch milliseconds). */
  all(now: number): Record<string, FeedHealth> {
    return Object.fromEntries([...this.tallies].map(([source, tally]) => [source, tally.view(this.configured.get(source), now)]));
  }

  /** Takes up what was known before the process began. */
  remember(known: readonly Remembered[]): void {
    for (const one of known) this.tallyOf(one.source)?.remember(one);
  }

  /** What has changed since the last call, to be written down. */
  takeChanged(): Remembered[] {
    const changed = [...this.tallies.values()].filter((tally) => tally.changed);
    for (const tally of changed) tally.changed = false;
    return changed;
  }

  private tallyOf(source: string): Tally | undefined {
    if (source.startsWith('person:')) return undefined;
    let tally = this.tallies.get(source);
    if (tally === undefined) {
      if (this.tallies.size >= mostSources) this.forgetOldest();
      tally = new Tally(source);
      this.tallies.set(source, tally);
    }
    return tally;
  }

  private forgetOldest(): void {
    let oldest: Tally | undefined;
    for (const tally of this.tallies.values()) {
      if (!this.configured.has(tally.source) && tally.lastReceivedAt < (oldest?.lastReceivedAt ?? Number.POSITIVE_INFINITY)) oldest = tally;
    }
    if (oldest !== undefined) this.tallies.delete(oldest.source);
  }
}

/** The moment that a position tells of; 0 for every other event. */
function fixAt({ type, data }: Incoming): number {
  if (type !== 'vehicle.positioned' || !('recordedAt' in data)) return 0;
  return Date.parse(data.recordedAt);
}
