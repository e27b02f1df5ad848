import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { SourceHealth } from './source-health.js';

const everyMilliseconds = 1000;

/** Offers the topic `feeds`: the health of each source of events, by source. */
@Injectable()
export class FeedsTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly health: SourceHealth,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'feeds', snapshot: () => health.all(Date.now()) });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.publish(), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private publish(): void {
    const changes = this.health.changes(Date.now()).map((value) => ({ key: value.source, value }));
    if (changes.length > 0) this.bus.publish({ topic: 'feeds', params: {}, changes });
  }
}
