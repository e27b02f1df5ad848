import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import { OutboxQueries } from '../notify/outbox.queries.js';

/** The outbox is read no oftener than this; milliseconds. */
const leastPause = 500;
/** A transaction is committed a little after the moment that it carries. */
const overlap = 10_000;
/** What did not arrive after all is noticed within so long. */
const wholeEvery = 60_000;
const day = 86_400_000;

/** Which guardians were told of which run in the last day, as the outbox has it. Read when the outbox says that it has changed. */
@Injectable()
export class ToldFamilies implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Told families');
  private told = new Map<string, number>();
  private wholeAt = 0;
  private readAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly outbox: OutboxQueries,
    private readonly config: Config,
    @Inject(BUS) bus: Bus,
  ) {
    bus.subscribe(({ topic }) => {
      if (topic === 'outbox') this.timer ??= setTimeout(() => this.next(), leastPause).unref();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.read(Date.now());
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** When a guardian was first told of a run, epoch milliseconds. */
  readonly at = (runRef: string, guardianRef: string): number | undefined => this.told.get(`${runRef}\n${guardianRef}`);

  private next(): void {
    this.timer = undefined;
    this.reading = this.reading.then(() => this.read(Date.now()));
  }

  private async read(now: number): Promise<void> {
    const whole = now - this.wholeAt > wholeEvery;
    try {
      const rows = await this.outbox.toldSince(whole ? now - day : this.readAt - overlap);
      if (whole) this.told = new Map();
      if (whole) this.wholeAt = now;
      this.readAt = now;
      for (const { runRef, guardianRef, carrier, at } of rows) {
        // What the outbox alone carries has reached nobody, but in a demonstration.
        if (carrier === 'outbox' && this.config.demo === 'off') continue;
        const key = `${runRef}\n${guardianRef}`;
        this.told.set(key, Math.min(at, this.told.get(key) ?? at));
      }
    } catch (error) {
      this.logger.debug(`who was told could not be read: ${error instanceof Error ? error.message : 'unknown failure'}`);
    }
  }
}
