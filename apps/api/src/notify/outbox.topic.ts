import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { CarrierState, OutboxEntry, TopicItems } from '@sightline/contracts';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { RulesMemory } from './messaging-rules.js';
import { TransactionalOutbox } from './outbox.js';
import { OutboxMemory } from './outbox.memory.js';
import { OutboxQueries } from './outbox.queries.js';

/** Viewers hear of changes no oftener than this; milliseconds. */
const leastPause = 250;
/** Messages older than this are no longer shown, unless they wait. */
const shownFor = 24 * 3_600_000;
/** What is over is let go of so often, and what was missed is looked for. */
const sweepEvery = 60_000;
/** A transaction is committed a little after the moment that it carries. */
const overlap = 10_000;

/** Offers the topic `outbox`: what waits, what went and what became of it, without anybody's name. */
@Injectable()
export class OutboxTopic implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private shown = new Map<string, string>();
  private carrier: CarrierState = { carrier: 'outbox', state: 'working' };
  private readonly touched = new Set<string>();
  private readAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private sweep: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly queries: OutboxQueries,
    private readonly memory: RulesMemory,
    private readonly board: OutboxMemory,
    outbox: TransactionalOutbox,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'outbox', snapshot: () => this.items() });
    topics.onReset(() => void this.read(0));
    outbox.onCommitted(() => this.soon());
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.read(0);
    this.sweep = setInterval(() => this.soon(), sweepEvery).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.sweep);
    clearTimeout(this.timer);
  }

  /** Recipients of these messages have got on. */
  changed(messageRefs: Iterable<string>): void {
    for (const ref of messageRefs) this.touched.add(ref);
    this.soon();
  }

  carrierIs(state: CarrierState): void {
    this.carrier = state;
    this.publish();
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.read(this.readAt);
    }, leastPause).unref();
  }

  /** Reads what has changed since then, 0 for all; one after another. */
  private read(since: number): Promise<void> {
    const next = (this.reading ?? Promise.resolve()).then(() => this.readNow(since));
    this.reading = next;
    return next;
  }

  private async readNow(since: number): Promise<void> {
    const began = Date.now();
    const touched = [...this.touched];
    this.touched.clear();
    try {
      const found = since === 0 ? await this.queries.messagesSince(began - shownFor) : await this.queries.messagesOf([...new Set([...touched, ...(await this.queries.touchedSince(since - overlap))])]);
      if (since === 0) this.board.messages = new Map();
      for (const message of found) this.board.messages.set(message.messageRef, message);
      this.readAt = began;
    } catch (error) {
      for (const ref of touched) this.touched.add(ref);
      this.logger.debug(`the outbox could not be read: ${error instanceof Error ? error.message : 'unknown failure'}`);
    }
    for (const [ref, { createdAt, counts }] of this.board.messages) if (Date.parse(createdAt) < began - shownFor && counts.held === 0) this.board.messages.delete(ref);
    this.publish();
  }

  private items(): TopicItems<'outbox'> {
    const { rules, changedBy, changedAt } = this.memory.inForce;
    const items: Record<string, OutboxEntry> = {
      carrier: { entry: 'carrier', carrier: this.carrier },
      rules: { entry: 'rules', rules: { rules, changedBy, changedAt: changedAt === undefined ? undefined : new Date(changedAt).toISOString() } },
    };
    for (const [ref, message] of this.board.messages) items[`message:${ref}`] = { entry: 'message', message };
    return items;
  }

  private publish(): void {
    const items = Object.entries(this.items());
    const shown = new Map(items.map(([key, value]) => [key, JSON.stringify(value)]));
    const changes = items.filter(([key]) => this.shown.get(key) !== shown.get(key)).map(([key, value]): { key: string; value: OutboxEntry | null } => ({ key, value }));
    for (const key of this.shown.keys()) if (!shown.has(key)) changes.push({ key, value: null });
    this.shown = shown;
    if (changes.length > 0) this.bus.publish({ topic: 'outbox', params: {}, changes });
  }
}
