import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { ProgrammeState } from './programme.state.js';

/** How often measures that our own metrics feed are read. */
const measuresEveryMilliseconds = 2000;

/** Offers `programme`: the counts, every item, every contradiction. It holds no child, no case and no run. */
@Injectable()
export class ProgrammeTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: ProgrammeState,
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({ topic: 'programme', snapshot: () => state.entries() });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.state.isLive) this.publish();
    }, measuresEveryMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  publish(): void {
    const changes = this.state.refresh();
    if (changes.length > 0) this.bus.publish({ topic: 'programme', params: {}, changes });
  }
}
