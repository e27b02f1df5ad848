import { Injectable } from '@nestjs/common';
import type { TopicName } from '@sightline/contracts';
import type { TopicSource } from './topic-source.js';

/** Every topic that a feature offers. Filled at start-up; the live gateway reads it. */
@Injectable()
export class TopicRegistry {
  private readonly sources = new Map<TopicName, TopicSource>();
  private readonly resetListeners: (() => void)[] = [];
  private readonly departureListeners: ((sessionId: string) => void)[] = [];

  register<N extends TopicName>(source: TopicSource<N>): void {
    if (this.sources.has(source.topic)) throw new Error(`topic ${source.topic} has two sources`);
    this.sources.set(source.topic, source);
  }

  /** The source of a topic, or `undefined` when no feature offers it yet. */
  source(topic: TopicName): TopicSource | undefined {
    return this.sources.get(topic);
  }

  /** Live memory was loaded anew: whatever viewers were shown before may differ from it. */
  reset(): void {
    for (const listener of this.resetListeners) listener();
  }

  /** Calls `listener` whenever every subscriber needs a fresh snapshot (a new epoch). */
  onReset(listener: () => void): void {
    this.resetListeners.push(listener);
  }

  /** The last socket of a session has closed. */
  departed(sessionId: string): void {
    for (const listener of this.departureListeners) listener(sessionId);
  }

  /** Calls `listener` whenever nobody looks on by a session any more. */
  onDeparture(listener: (sessionId: string) => void): void {
    this.departureListeners.push(listener);
  }

  get topics(): TopicName[] {
    return [...this.sources.keys()];
  }
}
