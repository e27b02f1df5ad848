import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Alert, TopicChange } from '@sightline/contracts';
import type { FleetDraft } from '@sightline/domain';
import { BUS } from '../../bus/bus.js';
import type { Bus } from '../../bus/bus.js';
import { TopicRegistry } from '../../bus/topic-registry.js';
import { alertViews } from './alert-views.js';
import { FleetMemory } from '../fleet.memory.js';
import { ViewClock } from '../view-clock.js';

const everyMilliseconds = 1000;

/** What viewers see of alerts. Their words and weights change as time passes, and a group changes with each of its members. */
@Injectable()
export class AlertTopics implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  /** What viewers have: each alert as they have it. */
  private shown = new Map<string, string>();

  constructor(
    private readonly memory: FleetMemory,
    private readonly clock: ViewClock,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'alerts', snapshot: () => Object.fromEntries(this.views(Date.now())) });
    memory.onReplaced(() => this.refresh(Date.now()));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.refresh(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Called after the commit: at once where an alert changed, else with the next second. */
  publish(draft: FleetDraft, now: number): void {
    if (draft.alerts.changes.size > 0) this.refresh(now);
  }

  views(now: number): Map<string, Alert> {
    return alertViews(this.memory.fleet, this.clock.context(now));
  }

  private refresh(now: number): void {
    const changes: TopicChange<'alerts'>[] = [];
    const after = new Map<string, string>();
    for (const [key, value] of this.views(now)) {
      const text = JSON.stringify(value);
      after.set(key, text);
      if (this.shown.get(key) !== text) changes.push({ key, value });
    }
    for (const key of this.shown.keys()) if (!after.has(key)) changes.push({ key, value: null });
    this.shown = after;
    if (changes.length > 0) this.bus.publish({ topic: 'alerts', params: {}, changes });
  }
}
