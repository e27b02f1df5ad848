import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { TopicChange } from '@sightline/contracts';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { LinksRepository } from '../../identity/links.repository.js';
import { CrewQueries } from '../../transport/crew.queries.js';
import type { CrewLink } from '../../transport/crew.queries.js';

const everyMilliseconds = 1000;
/** Time alone opens and closes a run on its page: so often all pages are looked at, in ticks. */
const ticksOfSweep = 10;

/** A page that somebody has open: what it was told last, part by part, and the runs that it turns on. */
interface Watched {
  readonly link: CrewLink;
  runRefs: ReadonlySet<string>;
  told: ReadonlyMap<string, string>;
}

/** The topic `crew`: what each open crew page shows, and only what changed of it. */
@Injectable()
export class CrewTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watched = new Map<string, Watched>();
  private readonly changedRuns = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;

  constructor(
    private readonly crews: CrewQueries,
    private readonly links: LinksRepository,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({
      topic: 'crew',
      admits: (viewer) => {
        if (viewer.kind === 'link') this.watch({ linkRef: viewer.linkRef, subject: viewer.subject });
        return viewer.kind === 'link';
      },
      snapshot: async ({ linkRef }) => {
        const link = this.watched.get(linkRef)?.link ?? (await this.links.byRef(linkRef));
        return link && this.crews.parts(link, Date.now());
      },
    });
    topics.onDeparture((sessionId) => this.watched.delete(sessionId.replace('link:', '')));
    bus.subscribe(({ topic, params }) => {
      if (topic === 'run' && this.watched.size > 0 && 'runRef' in params) this.changedRuns.add(params.runRef);
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tick(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private watch(link: CrewLink): void {
    if (!this.watched.has(link.linkRef)) this.watched.set(link.linkRef, { link, runRefs: this.runRefsOf(link), told: new Map() });
  }

  private tick(now: number): void {
    this.ticks += 1;
    const isSweep = this.ticks % ticksOfSweep === 0;
    const changed = [...this.changedRuns];
    this.changedRuns.clear();
    for (const page of this.watched.values()) {
      if (isSweep) page.runRefs = this.runRefsOf(page.link);
      if (isSweep || changed.some((runRef) => page.runRefs.has(runRef))) this.publish(page, now);
    }
  }

  private runRefsOf({ subject }: CrewLink): Set<string> {
    return new Set(this.crews.runsOf(subject).map(({ plan }) => plan.runRef));
  }

  private publish(page: Watched, now: number): void {
    const parts = new Map(Object.entries(this.crews.parts(page.link, now)));
    const texts = new Map(Array.from(parts, ([key, part]): [string, string] => [key, JSON.stringify(part)]));
    const changes: TopicChange<'crew'>[] = [];
    for (const key of new Set([...page.told.keys(), ...texts.keys()])) {
      if (page.told.get(key) !== texts.get(key)) changes.push({ key, value: parts.get(key) ?? null });
    }
    page.told = texts;
    if (changes.length > 0) this.bus.publish({ topic: 'crew', params: { linkRef: page.link.linkRef }, changes });
  }
}
