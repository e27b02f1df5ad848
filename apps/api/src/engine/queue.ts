import type { Incoming, Outcome, Refused } from './decider.js';

/** What one sender handed in and waits for. A large one is taken in several batches. */
export class Submission {
  readonly outcomes: Outcome[] = [];
  readonly done: Promise<Outcome[]>;
  /** How many of its events have been taken into a batch. */
  taken = 0;
  private settle!: { resolve: (outcomes: Outcome[]) => void; reject: (error: Error) => void };

  constructor(
    readonly events: readonly Incoming[],
    readonly refused: readonly Refused[],
  ) {
    this.done = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
  }

  /** Adds the outcomes of one batch; the sender hears when all its events have one. */
  complete(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) this.outcomes.push(outcome);
    if (this.outcomes.length === this.events.length) this.settle.resolve(this.outcomes);
  }

  fail(error: Error): void {
    this.settle.reject(error);
  }
}

/** A batch's share of a submission. */
export interface Slice {
  readonly submission: Submission;
  readonly events: readonly Incoming[];
  readonly refused: readonly Refused[];
}

/** Who waits, in order of arrival, and never more than `limit` events: beyond that senders are told to come back. */
export class SubmissionQueue {
  private readonly waiting: Submission[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  /** Events that wait. */
  get length(): number {
    return this.size;
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether there was room. */
  add(submission: Submission): boolean {
    const weight = submission.events.length + submission.refused.length;
    if (this.size > 0 && this.size + weight > this.limit) return false;
    this.waiting.push(submission);
    this.size += weight;
    return true;
  }

  /** Takes up to `limit` events from the front. */
  take(limit: number): Slice[] {
    const slices: Slice[] = [];
    let room = limit;
    while (room > 0) {
      const submission = this.waiting[0];
      if (submission === undefined) break;
      const { events, taken } = submission;
      const share = Math.min(room, events.length - taken);
      const whole = share === events.length;
      slices.push({
        submission,
        events: whole ? events : events.slice(taken, taken + share),
        refused: taken === 0 ? submission.refused : [],
      });
      submission.taken += share;
      room -= Math.max(1, share);
      this.size -= share + (taken === 0 ? submission.refused.length : 0);
      if (submission.taken === events.length) this.waiting.shift();
    }
    return slices;
  }

  failAll(error: Error): void {
    for (const submission of this.waiting.splice(0)) submission.fail(error);
    this.size = 0;
  }
}
