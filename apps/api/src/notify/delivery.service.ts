import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { pauseAfter } from '@sightline/domain';
import { Engine } from '../engine/engine.js';
import { CARRIER } from './carrier.js';
import type { Carrier, HandedOver } from './carrier.js';
import { DeliveryMetrics } from './delivery.metrics.js';
import { DeliveryRepository } from './delivery.repository.js';
import type { Claimed, Result } from './delivery.repository.js';
import { TransactionalOutbox } from './outbox.js';
import { OutboxTopic } from './outbox.topic.js';

/** So many are claimed together, and so many of them are on their way at a time. */
const batch = 64;
const atOnce = 16;
/** Longest sleep when nothing is due, and how often what is over is let go; milliseconds. */
const longestSleep = 2_000;
const sweepEvery = 10_000;
const eraseEvery = 3_600_000;
/** A carrier that refuses us is tried with one message so often. */
const stoppedPause = 30_000;
/** No answer of before a start can come later than this after it was asked. */
const answersUntil = 12_000;

/** Sends what is due, each once in effect: claimed on disk, handed over by its own ref, recorded; and after a crash asked for before it is handed over again. */
@Injectable()
export class Delivery implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Delivery');
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private pausedUntil = 0;
  private isStopped = false;
  private sweptAt = 0;
  private erasedAt = 0;
  private recovered = false;
  /** Results that the database has not taken yet. */
  private unrecorded: Result[] = [];

  constructor(
    @Inject(CARRIER) private readonly carrier: Carrier,
    private readonly repository: DeliveryRepository,
    private readonly engine: Engine,
    private readonly topic: OutboxTopic,
    private readonly metrics: DeliveryMetrics,
    outbox: TransactionalOutbox,
  ) {
    outbox.onCommitted(() => this.wake?.());
  }

  onApplicationBootstrap(): void {
    this.topic.carrierIs({ carrier: this.carrier.name, state: 'working' });
    this.metrics.carrierIs(this.carrier.name, true);
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.wake?.();
    await this.running;
  }

  private async run(): Promise<void> {
    await this.engine.whenLive();
    while (!this.stopping.signal.aborted) {
      let busy = false;
      try {
        busy = await this.turn();
      } catch (error) {
        // The database is away: what was sent is remembered until it can be written down.
        this.logger.debug(`the outbox could not be read or written: ${error instanceof Error ? error.message : 'unknown failure'}`);
      }
      if (!busy) await this.sleep();
    }
  }

  /** One round: records, lets go, claims, sends, records. Resolves with whether there may be more at once. */
  private async turn(): Promise<boolean> {
    if (!this.engine.live) return false;
    await this.record([]);
    if (!this.recovered) {
      this.topic.changed(await this.repository.recover(answersUntil));
      this.recovered = true;
    }
    const now = Date.now();
    if (now - this.sweptAt > sweepEvery) {
      this.sweptAt = now;
      const over = await this.repository.expire(now);
      if (over.length > 0) this.topic.changed(over);
      if (now - this.erasedAt > eraseEvery) {
        this.erasedAt = now;
        await this.repository.erase(now);
      }
    }
    if (now < this.pausedUntil) return false;
    const claimed = await this.repository.claim(this.carrier.name, this.isStopped ? 1 : batch, now);
    if (claimed.length === 0) return false;
    this.topic.changed(claimed.map(({ messageRef }) => messageRef));
    await this.sendAll(claimed);
    return true;
  }

  private async sendAll(claimed: readonly Claimed[]): Promise<void> {
    const results: Result[] = [];
    const left = [...claimed];
    const lane = async (): Promise<void> => {
      for (let parcel = left.shift(); parcel !== undefined; parcel = left.shift()) results.push(await this.sendOne(parcel));
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, claimed.length) }, lane));
    await this.record(results);
  }

  private async sendOne(parcel: Claimed): Promise<Result> {
    const { deliveryRef, messageRef, attempts } = parcel;
    // Another has found out meanwhile that nothing goes: this one was not tried.
    if (Date.now() < this.pausedUntil) return { deliveryRef, messageRef, state: 'queued', attempts: attempts - 1, nextAttemptAt: this.pausedUntil };
    if (attempts > 1) {
      const found = await this.carrier.find(deliveryRef);
      if (found === 'unknown') return this.later(parcel, 'the carrier could not be asked');
      if (found !== 'none') return { deliveryRef, messageRef, state: 'sent', providerRef: found.providerRef };
    }
    return this.resultOf(parcel, await this.carrier.send(parcel));
  }

  private resultOf(parcel: Claimed, handed: HandedOver): Result {
    const { deliveryRef, messageRef, attempts } = parcel;
    this.metrics.handedOver(handed.is);
    switch (handed.is) {
      case 'taken':
        this.goOn();
        return { deliveryRef, messageRef, state: 'sent', providerRef: handed.providerRef };
      case 'failed':
        this.goOn();
        return { deliveryRef, messageRef, state: 'failed', reason: handed.reason };
      case 'uncertain':
        return this.later(parcel, handed.why);
      case 'paused':
      case 'stopped': {
        this.pause(handed);
        // The first attempt of one that was refused was none; one that may have been taken before stays one to ask for.
        return { deliveryRef, messageRef, state: 'queued', attempts: attempts - 1, nextAttemptAt: this.pausedUntil };
      }
    }
  }

  private later({ deliveryRef, messageRef, attempts }: Claimed, why: string): Result {
    const pause = pauseAfter(attempts, Math.random());
    this.logger.warn(`a message was not sent at attempt ${attempts}: ${why}`);
    return pause === undefined ? { deliveryRef, messageRef, state: 'failed', reason: 'given-up' } : { deliveryRef, messageRef, state: 'queued', nextAttemptAt: Date.now() + pause };
  }

  private pause(handed: Extract<HandedOver, { readonly is: 'paused' | 'stopped' }>): void {
    const now = Date.now();
    const wasWorking = now >= this.pausedUntil && !this.isStopped;
    this.isStopped = handed.is === 'stopped';
    this.pausedUntil = now + (handed.is === 'stopped' ? stoppedPause : handed.milliseconds);
    this.topic.carrierIs({ carrier: this.carrier.name, state: this.isStopped ? 'stopped' : 'waiting', reason: handed.why, since: new Date(now).toISOString(), until: new Date(this.pausedUntil).toISOString() });
    this.metrics.carrierIs(this.carrier.name, false);
    if (!wasWorking) return;
    this.logger.error(`no messages are sent: ${handed.why}`);
    this.engine.health.failed(healthName, this.isStopped ? 'refused' : 'down', handed.why, now);
  }

  private goOn(): void {
    if (this.pausedUntil === 0) return;
    this.pausedUntil = 0;
    this.isStopped = false;
    this.topic.carrierIs({ carrier: this.carrier.name, state: 'working' });
    this.metrics.carrierIs(this.carrier.name, true);
    this.engine.health.polled(healthName, Date.now(), 0, true);
  }

  /** Writes down what became of messages. Throws while the database is away; nothing is forgotten by that. */
  private async record(results: readonly Result[]): Promise<void> {
    this.unrecorded.push(...results);
    if (this.unrecorded.length === 0) return;
    const { unrecorded } = this;
    await this.repository.record(unrecorded, Date.now());
    this.unrecorded = this.unrecorded.filter((one) => !unrecorded.includes(one));
    this.topic.changed(unrecorded.map(({ messageRef }) => messageRef));
  }

  private async sleep(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestSleep);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.stopping.signal.aborted) this.wake();
    });
    this.wake = undefined;
  }
}

/** As the health of sources names it. */
const healthName = 'govuk-notify';
