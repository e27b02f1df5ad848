import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { TopicChange } from '@sightline/contracts';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { SourceHealth } from './source-health.js';
import { SourceRepository } from './source.repository.js';

const everyMilliseconds = 1000;
/** How often the health of sources is written down, so that a restart does not forget when each was last heard. */
const ticksBetweenWrites = 10;

/** Offers the topic `feeds`: the health of each source of events, by source. Viewers hear of what changed, and of nothing else. */
@Injectable()
export class FeedsTopic implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Feeds');
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;
  /** As viewers have it, by source. */
  private shown = new Map<string, string>();

  constructor(
    private readonly health: SourceHealth,
    private readonly sources: SourceRepository,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'feeds', snapshot: () => health.all(Date.now()) });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.health.remember(await this.sources.health());
    this.timer = setInterval(() => this.tick(), everyMilliseconds).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  private tick(): void {
    const now = this.health.all(Date.now());
    const changes: TopicChange<'feeds'>[] = [];
    const shown = new Map<string, string>();
    for (const [key, value] of Object.entries(now)) {
      const text = JSON.stringify(value);
      shown.set(key, text);
      if (this.shown.get(key) !== text) changes.push({ key, value });
    }
    for (const key of this.shown.keys()) if (!shown.has(key)) changes.push({ key, value: null });
    this.shown = shown;
    if (changes.length > 0) this.bus.publish({ topic: 'feeds', params: {}, changes });
    this.ticks += 1;
    if (this.ticks % ticksBetweenWrites === 0) void this.write();
  }

  /** A health that could not be written is counted on in memory: it is written with the next. */
  private async write(): Promise<void> {
    const changed = this.health.takeChanged();
    try {
      await this.sources.keepHealth(changed);
    } catch (error) {
      this.logger.debug(`the health of sources could not be written: ${String(error)}`);
    }
  }
}
