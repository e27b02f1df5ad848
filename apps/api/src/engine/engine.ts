import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { TopicRegistry } from '../bus/topic-registry.js';
import { engineMetrics } from './engine.metrics.js';
import type { Decider, Incoming, Outcome, Refused, Standing } from './decider.js';
import { StorageUnavailable } from './errors.js';
import type { Outbox } from './outgoing.js';
import { Sealing } from './sealing.js';
import { SourceHealth } from './source-health.js';
import { Submission, SubmissionQueue } from './queue.js';
import type { Slice } from './queue.js';
import { WRITER, landed } from './writer.js';
import type { Flight, Writer } from './writer.js';

/** A small batch waits this long for company when nothing else is going on: milliseconds. */
const linger = 3;
const smallBatch = 200;
const largestBatch = 2000;
const mostWaiting = 50_000;
const tickMilliseconds = 1000;

/**
 * The only writer. Events gather while the batch before them commits; then they are committed together, live memory
 * is swapped, the senders hear, and viewers are shown.
 */
@Injectable()
export class Engine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Engine');
  private readonly queue = new SubmissionQueue(mostWaiting);
  private readonly becameLive: (() => void)[] = [];
  /** Batches that were sent on their way and not yet told to their senders. */
  private readonly underWay = new Set<readonly Slice[]>();
  private readonly metrics = engineMetrics();
  private last: Flight = landed;
  /** A batch failed while the loop waited for something to do. */
  private failed = false;
  private state: 'starting' | 'live' | 'away' | 'stopped' = 'starting';
  private tickDue = false;
  private wake: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    @Inject(WRITER) private readonly writer: Writer,
    private readonly topics: TopicRegistry,
    readonly health: SourceHealth,
    private readonly sealing: Sealing,
  ) {}

  get live(): boolean {
    return this.state === 'live';
  }

  /** Whether it takes nothing any more. */
  get stopped(): boolean {
    return this.state === 'stopped';
  }

  /** Events that wait for a batch. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Call it at start-up, before the engine is live. */
  register(decider: Decider): void {
    if (this.state !== 'starting') throw new Error(`${decider.feature} registered after the engine had started`);
    this.writer.register(decider);
  }

  /** Call it at start-up: where messages go that deciders make. */
  deliverTo(outbox: Outbox): void {
    this.writer.deliverTo(outbox);
  }

  whenLive(): Promise<void> {
    return this.live ? Promise.resolve() : new Promise((resolve) => this.becameLive.push(resolve));
  }

  /**
   * Stores events and resolves after the commit with what became of each, in their order. `refused` are those that
   * a door turned away from the same sender: they go to quarantine with the others.
   * Throws {@link StorageUnavailable} when nothing is stored, or nobody knows: the sender may send them all again.
   */
  submit(events: readonly Incoming[], refused: readonly Refused[] = []): Promise<Outcome[]> {
    if (events.length + refused.length === 0) return Promise.resolve([]);
    if (this.state !== 'live') return Promise.reject(new StorageUnavailable(messages[this.state]));
    const submission = new Submission(events.map((event) => this.sealing.event(event)), refused);
    if (!this.queue.add(submission)) return Promise.reject(new StorageUnavailable('too many events are waiting to be stored', 1));
    this.wakeUp();
    return submission.done;
  }

  /** What stands of the record that an event is about; `undefined` where nobody keeps versions of such. */
  standing(event: Pick<Incoming, 'type' | 'data'>): Standing | undefined {
    return this.writer.deciderOf(event.type)?.standing?.(event);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.writer.load();
    this.goLive();
    this.timer = setInterval(() => {
      this.tickDue = true;
      this.wakeUp();
    }, tickMilliseconds).unref();
    this.running = this.run();
  }

  /** What was handed in is still stored; nothing new is taken. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    if (this.state === 'stopped') return;
    const wasLive = this.state === 'live';
    this.state = 'stopped';
    if (!wasLive) this.queue.failAll(new StorageUnavailable(messages.stopped));
    this.wakeUp();
    await this.running;
  }

  private async run(): Promise<void> {
    while (await this.workComes()) {
      try {
        await this.launch(this.queue.take(largestBatch));
        await this.tickWhenDue();
      } catch (error) {
        await this.recover(error);
      }
    }
    await this.last.done.catch((error: unknown) => this.recover(error));
  }

  /** Resolves when there is something to do; `false` when there is nothing more to come. */
  private async workComes(): Promise<boolean> {
    if (!this.queue.empty || this.tickDue || this.failed) return true;
    if (this.is('stopped')) return false;
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
    if (this.underWay.size === 0 && this.queue.length > 0 && this.queue.length < smallBatch) await sleep(linger);
    return true;
  }

  private async tickWhenDue(): Promise<void> {
    if (!this.tickDue) return;
    this.tickDue = false;
    await this.last.done;
    if (!this.live) return;
    const began = performance.now();
    await this.writer.tick();
    this.metrics.tickTook(performance.now() - began);
  }

  /** Sends a batch on its way. Resolves when the next may follow: while this one commits, that one is admitted. */
  private async launch(slices: readonly Slice[]): Promise<void> {
    if (this.failed) await this.last.done;
    if (slices.length === 0) return;
    const [only] = slices;
    const alone = slices.length === 1 && only !== undefined;
    const events = alone ? only.events : slices.flatMap((slice) => slice.events);
    const refused = alone ? only.refused : slices.flatMap((slice) => slice.refused);
    const before = this.last;
    const flight = this.writer.start(
      events,
      refused,
      (outcomes) => {
        this.underWay.delete(slices);
        tell(slices, outcomes);
        this.health.count(events, outcomes, refused);
      },
      before,
    );
    this.underWay.add(slices);
    this.last = flight;
    // It may fail while the loop waits for something to do.
    flight.done.catch(() => {
      this.failed = true;
      this.wakeUp();
    });
    await flight.admitted;
    await before.done;
  }

  /** Nobody who waits can be told that anything was stored, and live memory is only trusted again once it was loaded anew. */
  private async recover(error: unknown): Promise<void> {
    const unavailable = new StorageUnavailable(messages.away, 2, { cause: error });
    await this.last.done.catch(() => undefined);
    this.last = landed;
    this.failed = false;
    for (const slices of this.underWay) for (const { submission } of slices) submission.fail(unavailable);
    this.underWay.clear();
    this.queue.failAll(unavailable);
    if (this.is('stopped')) return;
    this.state = 'away';
    this.logger.error(`the database is away; loading anew when it is back: ${describe(error)}`);
    for (let pause = 100; this.is('away'); pause = Math.min(pause * 2, 2000)) {
      try {
        await this.writer.load();
        this.topics.reset();
        if (this.is('away')) this.goLive();
        this.logger.log('the database is back; live again');
      } catch (again) {
        this.logger.debug(describe(again));
        await sleep(pause);
      }
    }
  }

  /** Asked anew each time: the state changes while the engine waits. */
  private is(state: typeof this.state): boolean {
    return this.state === state;
  }

  private wakeUp(): void {
    this.wake?.();
  }

  private goLive(): void {
    this.state = 'live';
    for (const resolve of this.becameLive.splice(0)) resolve();
  }
}

function tell(slices: readonly Slice[], outcomes: readonly Outcome[]): void {
  let from = 0;
  for (const { submission, events } of slices) {
    submission.complete(slices.length === 1 ? outcomes : outcomes.slice(from, from + events.length));
    from += events.length;
  }
}

const messages = {
  starting: 'Sightline is starting',
  live: '',
  away: 'the database is away',
  stopped: 'Sightline is stopping',
} as const;

const describe = (error: unknown): string => (error instanceof Error ? error.message : 'unknown failure');
