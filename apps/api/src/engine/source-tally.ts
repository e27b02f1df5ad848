import type { FeedHealth, FieldProblem, SourceView } from '@sightline/contracts';
import { Rate } from './rate.js';
import { rhythmOf, stateOf } from './source-rhythm.js';

/** What of a source's health survives a restart. Moments in epoch milliseconds, 0 for never. */
export interface Remembered {
  readonly source: string;
  readonly lastReceivedAt: number;
  readonly newestFixAt: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly error?: { readonly at: number; readonly words: string } | undefined;
}

/** How one source is doing: counted as its events are committed and as it is polled. */
export class Tally {
  lastReceivedAt = 0;
  newestFixAt = 0;
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  failure: 'down' | 'refused' | undefined;
  error: Remembered['error'];
  polled: { readonly at: number; readonly milliseconds: number } | undefined;
  /** Changed since it was last written down. */
  changed = false;
  readonly rate = new Rate();

  constructor(readonly source: string) {}

  heard(at: number): void {
    this.changed = true;
    this.lastReceivedAt = Math.max(this.lastReceivedAt, at);
  }

  refuse(problems: readonly FieldProblem[], at: number): void {
    this.heard(at);
    this.rejected += 1;
    const [first] = problems;
    this.fail('refused', first === undefined ? 'It was refused.' : `${first.path} ${first.message}`.trim(), at);
  }

  fail(failure: 'down' | 'refused', words: string, at: number): void {
    this.changed = true;
    this.failure = failure;
    this.error = { at, words };
  }

  remember({ lastReceivedAt, newestFixAt, accepted, duplicates, rejected, error }: Remembered): void {
    this.lastReceivedAt = Math.max(this.lastReceivedAt, lastReceivedAt);
    this.newestFixAt = Math.max(this.newestFixAt, newestFixAt);
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.rejected += rejected;
    this.error ??= error;
  }

  view(configured: SourceView | undefined, now: number): FeedHealth {
    const { source, lastReceivedAt, newestFixAt, accepted, duplicates, rejected, failure, error, polled } = this;
    const { everySeconds, staleSeconds } = configured ?? rhythmOf(source);
    return {
      source,
      lastReceivedAt: isoOrNull(lastReceivedAt),
      acceptedPerMinute: this.rate.perMinute(now),
      accepted,
      duplicates,
      rejected,
      kind: configured?.kind ?? 'pushed',
      ...(configured && { name: configured.name }),
      state: stateOf({ enabled: configured?.enabled ?? true, lastReceivedAt, newestFixAt, failure, staleSeconds }, now),
      newestFixAt: isoOrNull(newestFixAt),
      everySeconds,
      staleSeconds,
      lastError: error ? { at: new Date(error.at).toISOString(), words: error.words } : null,
      polledAt: polled ? new Date(polled.at).toISOString() : null,
      pollMilliseconds: polled?.milliseconds ?? null,
    };
  }
}

const isoOrNull = (at: number): string | null => (at === 0 ? null : new Date(at).toISOString());
