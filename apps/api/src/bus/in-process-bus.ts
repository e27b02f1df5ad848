import { Injectable, Logger } from '@nestjs/common';
import type { TopicName } from '@sightline/contracts';
import type { Bus, TopicMessage } from './bus.js';

/** The default bus: whoever listens is in this process and hears at once. */
@Injectable()
export class InProcessBus implements Bus {
  private readonly logger = new Logger('Bus');
  private readonly listeners = new Set<(message: TopicMessage) => void>();

  publish<N extends TopicName>(message: TopicMessage<N>): void {
    for (const listener of this.listeners) {
      // One listener's bug must not keep a committed change from the others, nor stop the engine.
      try {
        listener(message);
      } catch (error) {
        this.logger.error(`a listener of topic ${message.topic} failed`, error instanceof Error ? error.stack : undefined);
      }
    }
  }

  subscribe(listener: (message: TopicMessage) => void): () => void {
    // A listener subscribed twice is two subscriptions: each is ended by its own function.
    const own = (message: TopicMessage): void => listener(message);
    this.listeners.add(own);
    return () => void this.listeners.delete(own);
  }
}
