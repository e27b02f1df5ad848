import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { mayAccess } from '@sightline/contracts';
import type { Alert, DaySession, FleetRun, TopicChange } from '@sightline/contracts';
import { alertRefOf, countSessions, isActive } from '@sightline/domain';
import type { FleetDraft, Run } from '@sightline/domain';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import { Config } from '../config/config.js';
import { FleetMemory } from './fleet.memory.js';
import { alertsOf, bearingOf, fleetRun, iso, runDetail, withoutChildren } from './run-views.js';
import type { ViewContext } from './run-views.js';

const everyMilliseconds = 1000;
/** How often an open run says anew how old its position is, in ticks. */
const ticksARunGrowsOld = 5;

/** A run that viewers should hear of: as it is now, or gone. */
type Placed = readonly [runRef: string, run: Run | undefined];

/** What viewers see of transport: `fleet`, `run`, `alerts` and `session`. Only what changed is published. */
@Injectable()
export class FleetTopics implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  /** Runs that are on viewers' maps. */
  private active = new Set<string>();
  /** Of these, the ones whose marker points somewhere: until their fix is no longer fresh. */
  private readonly pointing = new Set<string>();
  /** Alerts that viewers have, by run: each as they have it. */
  private readonly alerted = new Map<string, ReadonlyMap<string, string>>();
  private sessions = new Map<string, string>();
  private ticks = 0;
  private readonly format: Intl.DateTimeFormat;

  constructor(
    private readonly memory: FleetMemory,
    config: Config,
    @Inject(BUS) private readonly bus: Bus,
    topics: TopicRegistry,
  ) {
    this.format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: config.timeZone });
    topics.register({ topic: 'fleet', snapshot: () => this.fleetItems() });
    topics.register({ topic: 'alerts', snapshot: () => this.alertItems() });
    topics.register({ topic: 'session', snapshot: () => Object.fromEntries(this.daySessions().map((session) => [session.direction, session])) });
    topics.register({
      topic: 'run',
      snapshot: ({ runRef }) => {
        const run = memory.fleet.runs.get(runRef);
        return run && { run: runDetail(run, this.context(Date.now())) };
      },
      views: {
        of: (role) => (mayAccess(role, 'children-on-run') ? 'with-children' : ''),
        project: (view, value) => (view === 'with-children' ? value : withoutChildren(value)),
      },
    });
    memory.onReplaced(() => this.sayAnew(Date.now()));
  }

  context(now: number): ViewContext {
    return { fleet: this.memory.fleet, now, clock: (at) => this.format.format(at) };
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.passTime(Date.now()), everyMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Called after the commit: what the runs of a draft look like now. */
  publish(draft: FleetDraft, now: number): void {
    const context = this.context(now);
    const routes = new Set([...draft.routes.changes.keys()]);
    const touched = new Map<string, Run | undefined>(draft.runs.changes);
    if (routes.size > 0) for (const [ref, run] of this.memory.fleet.runs) if (routes.has(run.plan.routeRef)) touched.set(ref, run);
    const conditioned = new Set(draft.facts.map(({ runRef }) => runRef));
    const placed: Placed[] = [];
    const alerts: TopicChange<'alerts'>[] = [];
    for (const [ref, run] of touched) {
      if (this.place(ref, run, now)) placed.push([ref, run]);
      if (conditioned.has(ref) || run === undefined) alerts.push(...this.alertChanges(ref, run, context));
      this.publishRun(ref, run, now);
    }
    this.publishFleet(placed, context);
    if (alerts.length > 0) this.bus.publish({ topic: 'alerts', params: {}, changes: alerts });
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
    const context = (): ViewContext => this.context(now);
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

  private alertChanges(runRef: string, run: Run | undefined, context: ViewContext): TopicChange<'alerts'>[] {
    const open = run ? alertsOf(run, context) : [];
    const before = this.alerted.get(runRef) ?? new Map<string, string>();
    const after = new Map(open.map((alert) => [alert.alertRef, JSON.stringify(alert)]));
    if (after.size > 0) this.alerted.set(runRef, after);
    else this.alerted.delete(runRef);
    const gone = [...before.keys()].filter((ref) => !after.has(ref));
    const changed = open.filter(({ alertRef }) => before.get(alertRef) !== after.get(alertRef));
    return [...gone.map((key) => ({ key, value: null })), ...changed.map((value) => ({ key: value.alertRef, value }))];
  }

  /** After the state was read from the database again, viewers may have what it does not: everything is said anew. */
  private sayAnew(now: number): void {
    const { runs } = this.memory.fleet;
    const context = this.context(now);
    const refs = new Set([...this.active, ...runs.keys()]);
    const all = [...refs].map((ref): Placed => [ref, runs.get(ref)]);
    this.publishFleet(all.filter(([ref, run]) => this.place(ref, run, now)), context);
    for (const run of runs.values()) this.remember(run);
    this.sessions.clear();
  }

  private remember(run: Run): void {
    const open = run.conditions.filter(({ closedAt }) => closedAt === undefined);
    // As viewers have them is not known here: the next tick says them again.
    if (open.length > 0) this.alerted.set(run.plan.runRef, new Map(open.map(({ condition }) => [alertRefOf(run.plan.runRef, condition), ''])));
  }

  /** Runs come onto the map and leave it as time passes, markers stop pointing, alerts' words grow older, and the day strip moves on. */
  private passTime(now: number): void {
    const context = this.context(now);
    const placed: Placed[] = [];
    for (const [ref, run] of this.memory.fleet.runs) {
      const stopsPointing = this.pointing.has(ref) && bearingOf(run, now) === null;
      if ((stopsPointing || isActive(run, now) !== this.active.has(ref)) && this.place(ref, run, now)) placed.push([ref, run]);
    }
    this.publishFleet(placed, context);
    this.ticks += 1;
    if (this.ticks % ticksARunGrowsOld === 0) for (const ref of this.active) this.publishRun(ref, this.memory.fleet.runs.get(ref), now);
    // An alert says how long ago things were, so its words grow old by themselves.
    const alerts = [...this.alerted.keys()].flatMap((ref) => this.alertChanges(ref, this.memory.fleet.runs.get(ref), context));
    if (alerts.length > 0) this.bus.publish({ topic: 'alerts', params: {}, changes: alerts });
    const sessions = this.daySessions().filter((session) => {
      const text = JSON.stringify(session);
      if (this.sessions.get(session.direction) === text) return false;
      this.sessions.set(session.direction, text);
      return true;
    });
    if (sessions.length > 0) this.bus.publish({ topic: 'session', params: {}, changes: sessions.map((value) => ({ key: value.direction, value })) });
  }

  private fleetItems(): Record<string, FleetRun> {
    const context = this.context(Date.now());
    const items: Record<string, FleetRun> = {};
    for (const [ref, run] of context.fleet.runs) if (isActive(run, context.now)) items[ref] = fleetRun(run, context);
    return items;
  }

  private alertItems(): Record<string, Alert> {
    const context = this.context(Date.now());
    const items: Record<string, Alert> = {};
    for (const run of context.fleet.runs.values()) for (const alert of alertsOf(run, context)) items[alert.alertRef] = alert;
    return items;
  }

  private daySessions(): DaySession[] {
    return countSessions(this.memory.fleet.runs.values(), this.memory.today, Date.now()).map(({ arrivals, ...counts }) => ({
      ...counts,
      arrivals: [...arrivals].sort(([a], [b]) => a - b).map(([at, arrived]) => ({ at: iso(at), arrived })),
    }));
  }
}

