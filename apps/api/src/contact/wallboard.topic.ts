import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { WallboardEntry, WallboardReply } from '@sightline/contracts';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { DemandLinkage } from './demand.js';
import { Wallboard } from './wallboard.js';

const everyMilliseconds = 1000;
/** Events in a burst are shown together. */
const soonMilliseconds = 50;
/** A wait is said anew so often, for readers that do not count up by themselves. */
const waitGrowsMilliseconds = 5000;

/** Offers the topic `wallboard`: each figure by its name, and what the waiting calls are about. Only what changed is published. */
@Injectable()
export class WallboardTopic implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private shown = new Map<string, string>();

  constructor(
    private readonly wallboard: Wallboard,
    private readonly demand: DemandLinkage,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'wallboard', snapshot: () => this.snapshot(Date.now()) });
    topics.onReset(() => this.shown.clear());
  }

  onApplicationBootstrap(): void {
    // Runs become late, waits grow and hours end with no telephone ringing.
    this.timer = setInterval(() => this.publish(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    clearTimeout(this.soon);
  }

  /** The lines have changed: viewers see it together with whatever else changes in this moment. */
  changed(): void {
    this.soon ??= setTimeout(() => this.publish(Date.now()), soonMilliseconds).unref();
  }

  reply(now: number): WallboardReply {
    this.demand.refresh(now);
    return { metrics: this.wallboard.metrics(now), demand: this.demand.runs(), waitingAbout: this.demand.about(now) };
  }

  /** Whoever was given an entry has to hear when it goes, also where it was never published. */
  private snapshot(now: number): Record<string, WallboardEntry> {
    const entries = this.entries(now);
    for (const key of entries.keys()) if (!this.shown.has(key)) this.shown.set(key, '');
    return Object.fromEntries(entries);
  }

  private publish(now: number): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    const entries = this.entries(now);
    const changes: { key: string; value: WallboardEntry | null }[] = [];
    for (const [key, value] of entries) {
      const text = JSON.stringify(lasting(value, now));
      if (this.shown.get(key) === text) continue;
      this.shown.set(key, text);
      changes.push({ key, value });
    }
    for (const key of this.shown.keys()) {
      if (entries.has(key)) continue;
      this.shown.delete(key);
      changes.push({ key, value: null });
    }
    if (changes.length > 0) this.bus.publish({ topic: 'wallboard', params: {}, changes });
  }

  private entries(now: number): Map<string, WallboardEntry> {
    const { metrics, demand, waitingAbout } = this.reply(now);
    return new Map<string, WallboardEntry>([...metrics.map((metric) => [metric.name, metric] as const), ...demand.map((each) => [`demand:${each.runRef}`, each] as const), ['waiting-about', waitingAbout]]);
  }
}

/** What makes an entry another one: not when it was reckoned, nor a wait that has hardly grown. */
function lasting(entry: WallboardEntry, now: number): WallboardEntry {
  return { ...entry, ...('asOf' in entry && { asOf: '' }), ...('since' in entry && entry.since !== undefined && { value: Math.floor(now / waitGrowsMilliseconds) }) };
}
