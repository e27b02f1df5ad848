import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { tickMilliseconds } from '@sightline/contracts';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { ProgrammeState } from './programme.state.js';
import { refreshCost } from './refresh-cost.js';

/** Offers `programme`: the counts, every item, every contradiction. It holds no child, no case and no run. */
@Injectable()
export class ProgrammeTopic implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  /** When measures were read last, epoch milliseconds. */
  private readAt = 0;
  private readonly cost = refreshCost();

  constructor(
    private readonly state: ProgrammeState,
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({ topic: 'programme', snapshot: () => state.entries() });
    state.measures.onChange(() => this.measuresMayHaveMoved());
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** A metric may have moved: at once after a quiet second, else when the second is over. So measures are read at most once a tick. */
  private measuresMayHaveMoved(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.readAt = Date.now();
      if (this.cost.time('measures', () => this.state.measuresMoved)) this.publish();
    }, Math.max(0, this.readAt + tickMilliseconds - Date.now())).unref();
  }

  publish(): void {
    const changes = this.cost.time('page', () => this.state.refresh());
    if (changes.length > 0) this.bus.publish({ topic: 'programme', params: {}, changes });
  }
}
