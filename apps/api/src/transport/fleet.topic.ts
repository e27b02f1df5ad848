import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { FleetRun, TopicChange } from '@sightline/contracts';
import { isActive } from '@sightline/domain';
import type { FleetDraft, Run } from '@sightline/domain';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Metrics } from '../metrics/metrics.js';
import { DaySessions } from './day-sessions.js';
import { FleetMemory } from './fleet.memory.js';
import { bearingOf, fleetRun, runDetail } from './run-views.js';
import type { ViewContext } from './run-views.js';
import { ViewClock } from './view-clock.js';

const everyMilliseconds = 1000;
/** How often an open run says anew how old its position is, in ticks. */
const ticksARunGrowsOld = 5;

/** A run that viewers should hear of: as it is now, or gone. */
type Placed = readonly [runRef: string, run: Run | undefined];

/** What viewers see of transport: `fleet`, `run` and `session`. Only what changed is published. */
@Injectable()
export class FleetTopics implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  /** Runs that are on viewers' maps. */
  private active = new Set<string>();
  /** Of these, the ones whose marker points somewhere: until their fix is no longer fresh. */
  private readonly pointing = new Set<string>();
  private sessions = new Map<string, string>();
  private ticks = 0;

  constructor(
    private readonly memory: FleetMemory,
    private readonly sessionsToday: DaySessions,
    private readonly clock: ViewClock,
    private readonly metrics: Metrics,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    topics.register({ topic: 'fleet', snapshot: () => this.fleetItems() });
    topics.register({ topic: 'session', snapshot: () => Object.fromEntries(this.sessionsToday.of(Date.now()).map((session) => [session.direction, session])) });
    topics.register({
      topic: 'run',
      snapshot: ({ runRef }) => {
        const run = memory.fleet.runs.get(runRef);
        return run && { run: runDetail(run, this.clock.context(Date.now())) };
      },
    });
    memory.onReplaced(() => this.sayAnew(Date.now()));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.passTime(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Called after the commit: what the runs of a draft look like now. */
  publish(draft: FleetDraft, now: number): void {
    const context = this.clock.context(now);
    const routes = new Set([...draft.routes.changes.keys()]);
    const touched = new Map<string, Run | undefined>(draft.runs.changes);
    if (routes.size > 0) for (const [ref, run] of this.memory.fleet.runs) if (routes.has(run.plan.routeRef)) touched.set(ref, run);
    const placed: Placed[] = [];
    for (const [ref, run] of touched) {
      if (this.place(ref, run, now)) placed.push([ref, run]);
      this.publishRun(ref, run, now);
    }
    this.publishFleet(placed, context);
    // A fix alone moves no figure.
    if (draft.facts.length > 0) this.metrics.changed();
  }

  /** Made only when someone looks, and then once. */
  private publishFleet(placed: readonly Placed[], context: ViewContext): void {
    if (placed.length === 0) return;
    let changes: TopicChange<'fleet'>[] | undefined;
    this.bus.publish({
      topic: 'fleet',
      params: {},
      get changes(): TopicChange<'fleet'>[] {
        changes ??= placed.map(([key, run]) => ({ key, value: run && isActive(run, context.now) ? fleetRun(run, context) : null }));
        return changes;
      },
    });
  }

  private publishRun(runRef: string, run: Run | undefined, now: number): void {
    const context = (): ViewContext => this.clock.context(now);
    this.bus.publish({
      topic: 'run',
      params: { runRef },
      // Made only when someone looks: nearly nobody does at any one run.
      get changes(): TopicChange<'run'>[] {
        return [{ key: 'run', value: run ? runDetail(run, context()) : null }];
      },
    });
  }

  /** Notes whether a run is on the map and points somewhere; tells whether viewers should hear of it. */
  private place(runRef: string, run: Run | undefined, now: number): boolean {
    if (run && isActive(run, now)) {
      this.active.add(runRef);
      if (bearingOf(run, now) === null) this.pointing.delete(runRef);
      else this.pointing.add(runRef);
      return true;
    }
    this.pointing.delete(runRef);
    return this.active.delete(runRef);
  }

  /** After the state was read from the database again, viewers may have what it does not: everything is said anew. */
  private sayAnew(now: number): void {
    const { runs } = this.memory.fleet;
    const context = this.clock.context(now);
    const refs = new Set([...this.active, ...runs.keys()]);
    const all = [...refs].map((ref): Placed => [ref, runs.get(ref)]);
    this.publishFleet(all.filter(([ref, run]) => this.place(ref, run, now)), context);
    this.sessions.clear();
  }

  /** Runs come onto the map and leave it as time passes, markers stop pointing, and the day strip moves on. */
  private passTime(now: number): void {
    const context = this.clock.context(now);
    const placed: Placed[] = [];
    for (const [ref, run] of this.memory.fleet.runs) {
      const stopsPointing = this.pointing.has(ref) && bearingOf(run, now) === null;
      if ((stopsPointing || isActive(run, now) !== this.active.has(ref)) && this.place(ref, run, now)) placed.push([ref, run]);
    }
    this.publishFleet(placed, context);
    this.ticks += 1;
    if (this.ticks % ticksARunGrowsOld === 0) for (const ref of this.active) this.publishRun(ref, this.memory.fleet.runs.get(ref), now);
    const sessions = this.sessionsToday.of(Date.now()).filter((session) => {
      const text = JSON.stringify(session);
      if (this.sessions.get(session.direction) === text) return false;
      this.sessions.set(session.direction, text);
      return true;
    });
    if (sessions.length > 0) this.bus.publish({ topic: 'session', params: {}, changes: sessions.map((value) => ({ key: value.direction, value })) });
  }

  private fleetItems(): Record<string, FleetRun> {
    const context = this.clock.context(Date.now());
    const items: Record<string, FleetRun> = {};
    for (const [ref, run] of context.fleet.runs) if (isActive(run, context.now)) items[ref] = fleetRun(run, context);
    return items;
  }
}

