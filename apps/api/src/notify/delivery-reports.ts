import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { CARRIER } from './carrier.js';
import type { Carrier } from './carrier.js';
import { DeliveryRepository } from './delivery.repository.js';
import type { Result } from './delivery.repository.js';
import { OutboxTopic } from './outbox.topic.js';

/** What was handed over lately is asked for so often, the rest so often; milliseconds. */
const everyWhile = 10_000;
const everyLater = 5 * 60_000;
const lately = 10 * 60_000;
/** A carrier tries for three days (GOV.UK Notify: 72 hours); after that nobody learns any more. */
const longest = 73 * 3_600_000;

/** Asks the carrier what became of messages, until each has ended. */
@Injectable()
export class DeliveryReports implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Delivery');
  private timer: NodeJS.Timeout | undefined;
  private askedAt = 0;
  private asking: Promise<void> | undefined;

  constructor(
    @Inject(CARRIER) private readonly carrier: Carrier,
    private readonly repository: DeliveryRepository,
    private readonly engine: Engine,
    private readonly topic: OutboxTopic,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.carrier.ended) return;
    this.timer = setInterval(() => {
      this.asking ??= this.ask().finally(() => (this.asking = undefined));
    }, everyWhile).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.asking;
  }

  private async ask(): Promise<void> {
    if (!this.engine.live || !this.carrier.ended) return;
    const now = Date.now();
    try {
      const open = await this.repository.underWay(now - longest);
      if (open.size === 0) return;
      const times = [...open.values()].map(({ sentAt }) => sentAt);
      if (now - Math.max(...times) > lately && now - this.askedAt < everyLater) return;
      this.askedAt = now;
      const ended = await this.carrier.ended(Math.min(...times) - 60_000);
      const results = [...open].flatMap(([providerRef, { deliveryRef, messageRef }]): Result[] => {
        const end = ended.get(providerRef);
        if (end === undefined) return [];
        return [end.is === 'delivered' ? { deliveryRef, messageRef, state: 'delivered' } : { deliveryRef, messageRef, state: 'failed', reason: end.reason }];
      });
      await this.repository.record(results, now);
      if (results.length > 0) this.topic.changed(results.map(({ messageRef }) => messageRef));
    } catch (error) {
      this.logger.debug(`what became of messages could not be learnt: ${error instanceof Error ? error.name : 'unknown failure'}`);
    }
  }
}
