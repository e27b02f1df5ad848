import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { EditingMemory } from './editing.memory.js';
import type { EditingChange } from './editing.memory.js';

const lookEveryMilliseconds = 1000;

/** Offers `programme-editing` to those who may edit: who else has a record open. */
@Injectable()
export class EditingTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly memory = new EditingMemory();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    registry.register({ topic: 'programme-editing', snapshot: () => this.memory.entries() });
    registry.onDeparture((sessionId) => this.publish(this.memory.departed(sessionId)));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.publish(this.memory.expire(Date.now())), lookEveryMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  publish(changes: readonly EditingChange[]): void {
    if (changes.length > 0) this.bus.publish({ topic: 'programme-editing', params: {}, changes });
  }
}
