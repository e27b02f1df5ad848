import type { TopicChange, TopicName, TopicParams } from '@sightline/contracts';

/** What changed in one topic. Everything in it can be written as JSON, so that a bus between machines can carry it. */
export interface TopicMessage<N extends TopicName = TopicName> {
  readonly topic: N;
  readonly params: TopicParams<N>;
  readonly changes: readonly TopicChange<N>[];
}

/** Between the engine and whoever shows its changes. One small interface: in process by default, a message bus later. */
export interface Bus {
  publish<N extends TopicName>(message: TopicMessage<N>): void;
  /** Calls `listener` for every message until the returned function is called. */
  subscribe(listener: (message: TopicMessage) => void): () => void;
}

/** Injection token of the {@link Bus}. */
export const BUS = Symbol('bus');
