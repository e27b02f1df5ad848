import type { LinkKind, LinkSubject, Role, TopicItems, TopicName, TopicParams } from '@sightline/contracts';

/** Who asks to follow a topic. */
export type TopicViewer =
  | { readonly kind: 'account'; readonly accountId: string; readonly username: string; readonly role: Role }
  | { readonly kind: 'link'; readonly linkRef: string; readonly linkKind: LinkKind; readonly subject: LinkSubject };

/** How a feature offers a topic to viewers: each feature's `*.topic.ts` registers one with the topic registry. */
export interface TopicSource<N extends TopicName = TopicName> {
  readonly topic: N;
  /** The whole current state, or `undefined` where the parameters name nothing. */
  snapshot(params: TopicParams<N>): TopicItems<N> | undefined | Promise<TopicItems<N> | undefined>;
  /**
   * Whether this viewer may follow what these parameters name, beyond what the access table says of the topic: asked
   * before every subscription, so that it can also be written down who looks.
   */
  admits?(viewer: TopicViewer, params: TopicParams<N>): boolean | Promise<boolean>;
  /** It publishes only while somebody looks: what was missed meanwhile is not known, so who comes back gets the whole state [LIVE-7]. */
  readonly onlyWhileWatched?: boolean;
  /**
   * The rooms of a topic: viewers with the same view see the same bytes. Absent: everyone sees the same.
   * `project` makes a view's items out of the whole ones; what a role may not see is left out here.
   */
  readonly views?: {
    of(role: Role): string;
    project(view: string, value: TopicItems<N>[string]): TopicItems<N>[string];
  };
}
