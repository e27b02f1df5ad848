import { Injectable } from '@nestjs/common';
import type { TopicName } from '@sightline/contracts';
import type { TopicSource } from './topic-source.js';

/** Every topic that a feature offers. Filled at start-up; the live gateway reads it. */
@Injectable()
export class TopicRegistry {
  private readonly sources = new Map<TopicName, TopicSource>();

  register<N extends TopicName>(source: TopicSource<N>): void {
    if (this.sources.has(source.topic)) throw new Error(`topic ${source.topic} has two sources`);
    this.sources.set(source.topic, source as unknown as TopicSource);
  }

  /** The source of a topic, or `undefined` when no feature offers it yet. */
  source(topic: TopicName): TopicSource | undefined {
    return this.sources.get(topic);
  }

  get topics(): TopicName[] {
    return [...this.sources.keys()];
  }
}
