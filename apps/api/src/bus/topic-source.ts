import type { Role, TopicItems, TopicName, TopicParams } from '@sightline/contracts';

/** How a feature offers a topic to viewers: each feature's `*.topic.ts` registers one with the topic registry. */
export interface TopicSource<N extends TopicName = TopicName> {
  readonly topic: N;
  /** The whole current state, or `undefined` where the parameters name nothing. */
  snapshot(params: TopicParams<N>): TopicItems<N> | undefined | Promise<TopicItems<N> | undefined>;
  /**
   * The rooms of a topic: viewers with the same view see the same bytes. Absent: everyone sees the same.
   * `project` makes a view's items out of the whole ones; what a role may not see is left out here.
   */
  readonly views?: {
    of(role: Role): string;
    project(view: string, value: TopicItems<N>[string]): TopicItems<N>[string];
  };
}
