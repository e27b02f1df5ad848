import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { TopicItems, TopicParams } from '@sightline/contracts';
import type { Bus } from '../../bus/bus.js';
import type { TopicRegistry } from '../../bus/topic-registry.js';
import { OpenLinks, changesSince } from './open-links.js';
import type { OpenLink } from './open-links.js';

const everyMilliseconds = 1000;
/** Every open link is looked at again after so many ticks even if nothing was heard of its runs: time alone changes what may be shown. */
export const ticksUntilAnyway = 10;

/** The topics behind links whose views are made of runs. */
type Behind = 'bus' | 'school' | 'operator' | 'crew';

/** One moment's way from a link to what its holder sees; undefined where its subject is not known any more. */
export type Projection<N extends Behind> = (link: OpenLink) => TopicItems<N> | undefined;

/** What a topic behind links must say of itself. */
export interface LinkTopicParts<N extends Behind> {
  readonly topic: N;
  /** Everything that is asked of the projection is as of `now`, epoch milliseconds. */
  project(now: number): Projection<N>;
  /** The groups of a run, by its ref: hearing of it may change what the links of these show. */
  groupsOf(runRef: string): readonly (string | undefined)[];
  /** The group whose runs concern a link; undefined where there is none. */
  groupFor(link: OpenLink, now: number): string | undefined;
}

/**
 * A topic behind public links: snapshots on demand, and a change only where what the holder sees has changed. A tick
 * looks at the links of runs that were heard of since the last one, and at a tenth of the others [LINK-35].
 */
export class LinkTopic<N extends Behind> implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly open = new OpenLinks();
  private readonly touched = new Set<string | undefined>();
  private ticks = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: LinkTopicParts<N>,
    private readonly bus: Bus,
    registry: TopicRegistry,
  ) {
    const { open } = this;
    registry.register({
      topic: parts.topic,
      onlyWhileWatched: true,
      admits: (viewer, { linkRef }) => {
        if (viewer.kind !== 'link' || viewer.linkRef !== linkRef) return false;
        open.opened(linkRef, viewer.subject);
        return true;
      },
      snapshot: ({ linkRef }) => {
        const link = open.get(linkRef);
        const items = link && parts.project(Date.now())(link);
        // Who comes second must not keep from the first what changed meanwhile: the tick tells both.
        if (link && items && link.told.size === 0) changesSince(link, items);
        return items;
      },
    });
    registry.onDeparture((sessionId) => open.departed(sessionId));
    bus.subscribe((message) => {
      if (message.topic !== 'run' || open.size === 0) return;
      for (const group of parts.groupsOf((message.params as { runRef: string }).runRef)) this.touched.add(group);
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Tells the viewers of each link what changed for them; returns how many links were looked at. */
  tick(now: number): number {
    if (this.open.size === 0) return 0;
    const project = this.parts.project(now);
    this.ticks += 1;
    let looked = 0;
    let place = 0;
    for (const link of this.open) {
      place += 1;
      const group = this.parts.groupFor(link, now);
      if ((place + this.ticks) % ticksUntilAnyway !== 0 && (group === undefined || !this.touched.has(group))) continue;
      looked += 1;
      const changes = changesSince(link, project(link) ?? {});
      if (changes.length > 0) this.bus.publish({ topic: this.parts.topic, params: { linkRef: link.linkRef } as TopicParams<N>, changes });
    }
    this.touched.clear();
    return looked;
  }
}
