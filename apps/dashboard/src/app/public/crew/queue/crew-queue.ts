import { signal } from '@angular/core';
import type { CrewEvent, QueueStore, Refused, Waiting } from './queue-store';
import { isPosition } from './queue-store';
import { mostPositions, thinnable } from './thinning';

/** What became of a batch. `later`: nothing is known of it, so it is sent again; `unreadable`: it is not as it should be. */
export type Sent =
  | { readonly kind: 'answered'; readonly rejected: readonly { readonly id: string; readonly reasons: readonly string[] }[] }
  | { readonly kind: 'later'; readonly afterMilliseconds?: number }
  | { readonly kind: 'unreadable'; readonly reasons: readonly string[] }
  | { readonly kind: 'ended' };

export interface QueueState {
  readonly ticks: number;
  readonly positions: number;
  readonly refused: readonly Refused[];
  /** Since when nothing could be sent, epoch milliseconds; null while it goes through. */
  readonly failingSince: number | null;
  /** When the server last had everything. */
  readonly emptyAt: number | null;
}

/** How events leave the phone, and its time. */
export interface QueueOutside {
  readonly send: (events: readonly CrewEvent[]) => Promise<Sent>;
  readonly now: () => number;
  /** Calls back after so many milliseconds; returns how to forget it. */
  readonly wait: (milliseconds: number, then: () => void) => () => void;
}

const mostInABatch = 200;
export const firstRetry = 1_000;
export const longestRetry = 30_000;

/**
 * The queue of a crew page: everything goes through it, connected or not. In order, one batch at a time, taken away only
 * after the server has answered for it; the ids are the phone's, so that a batch sent twice counts once. SPEC.md.
 */
export class CrewQueue {
  private readonly current = signal<QueueState>({ ticks: 0, positions: 0, refused: [], failingSince: null, emptyAt: null });
  private sending: Promise<void> | null = null;
  private again = false;
  private retryAfter = firstRetry;
  private forgetRetry: (() => void) | null = null;
  private batch = mostInABatch;
  private stopped = false;

  readonly state = this.current.asReadonly();

  constructor(
    private readonly store: QueueStore,
    private readonly outside: QueueOutside,
    /** Told of each event that the server would not take. */
    private readonly onRefused: (refused: readonly Refused[]) => void = () => undefined,
  ) {}

  /** Resolves when the event is on the disk of this phone; sending follows by itself. */
  async add(event: CrewEvent): Promise<Waiting> {
    const waiting = await this.store.append(event);
    if (isPosition(event)) await this.thin();
    await this.look();
    if (this.forgetRetry === null) this.wake();
    return waiting;
  }

  /** Sends what waits, now: on opening, when the network comes back, and after something was added. */
  wake(): void {
    if (this.stopped) return;
    this.forgetRetry?.();
    this.forgetRetry = null;
    if (this.sending !== null) {
      this.again = true;
      return;
    }
    this.sending = this.drain().finally(() => {
      this.sending = null;
      if (this.again) {
        this.again = false;
        this.wake();
      }
    });
  }

  /** The network is back: no reason to wait any longer. */
  hurry(): void {
    this.retryAfter = firstRetry;
    this.wake();
  }

  /** Sends nothing any more. */
  stop(): void {
    this.stopped = true;
    this.forgetRetry?.();
    this.forgetRetry = null;
  }

  async dismiss(seq: number): Promise<void> {
    await this.store.dismiss(seq);
    await this.look();
  }

  /** Counts anew what waits. */
  async look(): Promise<void> {
    const [{ ticks, positions }, refused] = await Promise.all([this.store.count(), this.store.refused()]);
    this.current.update((state) => ({ ...state, ticks, positions, refused, emptyAt: ticks + positions === 0 ? this.outside.now() : state.emptyAt }));
  }

  private async drain(): Promise<void> {
    try {
      while (!this.stopped) {
        const events = await this.store.oldest(this.batch);
        if (events.length === 0) return;
        const sent = await this.outside.send(events.map(({ seq: _, ...event }) => event));
        if (sent.kind === 'ended') return this.stop();
        if (sent.kind === 'later') return this.retry(sent.afterMilliseconds);
        await this.settle(events, sent);
      }
    } catch {
      // The phone would not read or write: what waits is still there.
      this.retry();
    }
  }

  private async settle(events: readonly Waiting[], sent: Extract<Sent, { kind: 'answered' | 'unreadable' }>): Promise<void> {
    this.retryAfter = firstRetry;
    this.current.update((state) => ({ ...state, failingSince: null }));
    // One that cannot be read spoils its batch: they are tried one by one, and only the one is put aside.
    if (sent.kind === 'unreadable' && events.length > 1) {
      this.batch = 1;
      return;
    }
    const reasons = new Map(sent.kind === 'answered' ? sent.rejected.map((each) => [each.id, each.reasons]) : events.map(({ id }) => [id, sent.reasons]));
    const refused = events.flatMap((event): Refused[] => (reasons.has(event.id) ? [{ ...event, reasons: reasons.get(event.id) ?? [] }] : []));
    // A position that the server would not take is told of, not kept: there is another in five seconds.
    const aside = refused.filter((event) => !isPosition(event));
    await this.store.settle(events.filter((event) => !reasons.has(event.id) || isPosition(event)).map(({ seq }) => seq), aside);
    if (refused.length > 0) this.onRefused(refused);
    await this.look();
    if ((await this.store.oldest(1)).length === 0) this.batch = mostInABatch;
  }

  /** Waits twice as long each time, up to half a minute, with some chance in it: a city's phones come back together. */
  private retry(afterMilliseconds?: number): void {
    if (this.stopped) return;
    this.current.update((state) => ({ ...state, failingSince: state.failingSince ?? this.outside.now() }));
    const wait = Math.max(afterMilliseconds ?? 0, this.retryAfter * (0.75 + Math.random() / 2));
    this.retryAfter = Math.min(longestRetry, this.retryAfter * 2);
    this.forgetRetry = this.outside.wait(wait, () => {
      this.forgetRetry = null;
      this.wake();
    });
  }

  private async thin(): Promise<void> {
    const { positions } = this.current();
    if (positions < mostPositions) return;
    const gone = thinnable(await this.store.positions());
    if (gone.length > 0) await this.store.thin(gone);
  }
}
