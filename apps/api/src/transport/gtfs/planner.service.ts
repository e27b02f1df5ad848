import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { planDay, runOfTrip, runsOn, schoolOf, serviceDayStart } from '@sightline/domain';
import type { DayPlan, GtfsService, GtfsStop, RunToMake, SchoolTie, TripStub } from '@sightline/domain';
import type { Incoming } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import { FleetMemory, shifted } from '../fleet.memory.js';
import { PlanRepository } from './plan.repository.js';
import type { KeptFeed } from './plan.repository.js';

/** Runs are there for today and so many days after it. */
export const horizonDays = 7;
/** Runs that are made at a time: the engine decides a portion in one go, and viewers wait for that long. */
const portion = 10;
/** Portions that are under way together, while somebody waits for the runs: while one commits the next is made ready. */
const lanes = 2;
/** Where nobody waits there is a rest after each portion, as long as the portion took but no longer than this: milliseconds. */
const longestRest = 500;
const lookMilliseconds = 60_000;

/** Where the trips of a day come from: a timetable that is kept, or one that is only looked at. */
export interface PlanSource {
  readonly feedRef: string;
  readonly applyTerms: boolean;
  readonly services: ReadonlyMap<string, GtfsService>;
  readonly stops: ReadonlyMap<string, GtfsStop>;
  stubs(serviceIds: readonly string[]): Promise<readonly TripStub[]>;
}

export const compact = (date: string): string => date.replaceAll('-', '');

/** Makes the runs of timetables as their days come near: at the start, at the turn of each day, and after an import. */
@Injectable()
export class Planner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Plan');
  private timer: NodeJS.Timeout | undefined;
  private plannedFor = '';
  private stopped = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: Engine,
    private readonly memory: FleetMemory,
    private readonly plans: PlanRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), lookMilliseconds).unref();
    void this.engine.whenLive().then(() => this.look());
  }

  private look(): void {
    this.keepUp().catch((error: unknown) => this.logger.warn(`runs could not be made of the timetable and are tried again: ${error instanceof Error ? error.message : 'unknown failure'}`));
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** Today and the days after it for which there are runs, `YYYY-MM-DD`. */
  horizon(): string[] {
    const { today } = this.memory;
    return Array.from({ length: horizonDays + 1 }, (_, days) => shifted(today, days));
  }

  /** One at a time: two that make the runs of a day would make them twice. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Makes the runs of every day of the horizon that is not done yet. Nothing is looked up where today's are. */
  async keepUp(): Promise<void> {
    const { today } = this.memory;
    if (today === '' || this.plannedFor === today) return;
    await this.exclusively(async () => {
      for (const feed of await this.plans.feeds()) await this.makeDays(feed, this.horizon());
      this.plannedFor = today;
    });
  }

  /** Makes what is open of the horizon as soon as nothing else is under way, without anyone waiting for it. */
  soon(): void {
    this.plannedFor = '';
    this.look();
  }

  /** Has every day of the horizon looked at again: what a run takes from outside the timetable has changed. */
  async lookAnew(): Promise<void> {
    await this.plans.lookAnew(this.memory.today);
    this.soon();
  }

  private async makeDays(feed: KeptFeed, dates: readonly string[]): Promise<void> {
    const done = await this.plans.datesDone(feed.feedRef, feed.version, this.memory.today);
    for (const date of dates) if (!done.has(date)) await this.makeDay(feed, date, await this.compare(this.sourceOf(feed), date));
  }

  sourceOf(feed: KeptFeed): PlanSource {
    return { ...feed, stubs: (serviceIds) => this.plans.stubs(feed.version, serviceIds) };
  }

  /** What is to be done for a civil date. Changes nothing. */
  async compare(source: PlanSource, date: string): Promise<DayPlan> {
    const { schools } = this.memory.fleet;
    const known = await this.plans.known(source.feedRef, date);
    const serviceIds = [...source.services].flatMap(([id, service]) => (runsOn(service, compact(date)) ? [id] : []));
    const ties = new Map<string, SchoolTie | undefined>();
    const tieOf = (stub: TripStub): SchoolTie | undefined => {
      const ends = JSON.stringify([stub.firstStop, stub.lastStop]);
      if (!ties.has(ends)) ties.set(ends, schoolOf(stub, source.stops, schools));
      return ties.get(ends);
    };
    const stubs = serviceIds.length === 0 ? [] : await source.stubs(serviceIds);
    return planDay({ date: compact(date), stubs, services: source.services, known, tieOf, schools, applyTerms: source.applyTerms, now: Date.now() });
  }

  /**
   * Does what is to be done for a civil date; resolves with the runs that the engine refused. With `onMade` somebody
   * waits for it and is told how many were made; without, it takes its time.
   */
  async makeDay(feed: KeptFeed, date: string, plan: DayPlan, onMade?: (runs: number) => void): Promise<string[]> {
    const refused: string[] = [];
    const together = onMade === undefined ? 1 : lanes;
    for (let at = 0; at < plan.make.length; at += together * portion) {
      const began = performance.now();
      const runs = Array.from({ length: together }, (_, lane) => plan.make.slice(at + lane * portion, at + (lane + 1) * portion)).filter(({ length }) => length > 0);
      for (const each of await Promise.all(runs.map((some) => this.make(feed, date, some)))) refused.push(...each);
      if (onMade === undefined) await sleep(Math.min(longestRest, performance.now() - began));
      else onMade(runs.flat().length);
      if (this.stopped) throw new Error('Sightline is stopping');
    }
    for (let at = 0; at < plan.withdraw.length; at += portion) await this.withdraw(feed, plan.withdraw.slice(at, at + portion));
    await this.plans.noteDay(feed.feedRef, date, feed.version);
    return refused;
  }

  private async make(feed: KeptFeed, date: string, runs: readonly RunToMake[]): Promise<string[]> {
    const day = compact(date);
    const start = serviceDayStart(day, feed.timeZone);
    const { trips, shapes } = await this.plans.bodies(feed.version, runs.map(({ stub }) => stub.tripId));
    const events = runs.flatMap(({ stub, tie, digest }): { event: Incoming<'run.scheduled'>; digest: string }[] => {
      const trip = trips.get(stub.tripId);
      if (trip === undefined) return [];
      const data = { ...runOfTrip({ stops: feed.stops, shapes }, trip, day, start), ...tie };
      // The same run of the same version has one effect, however often making it was interrupted.
      return [{ event: { source: 'gtfs', id: `${data.runRef}:${feed.version}:${digest}`, type: 'run.scheduled', data, receivedAt: Date.now() }, digest }];
    });
    const outcomes = await this.engine.submit(events.map(({ event }) => event));
    const made = events.filter((_, index) => outcomes[index]?.status !== 'rejected');
    await this.plans.noteRuns(feed.feedRef, date, made.map(({ event, digest }) => ({ runRef: event.data.runRef, digest })));
    return events.filter((_, index) => outcomes[index]?.status === 'rejected').map(({ event }) => event.data.runRef);
  }

  private async withdraw(feed: KeptFeed, runRefs: readonly string[]): Promise<void> {
    await this.engine.submit(runRefs.map((runRef): Incoming<'run.withdrawn'> => ({ source: 'gtfs', id: `${runRef}:${feed.version}:withdrawn`, type: 'run.withdrawn', data: { runRef }, receivedAt: Date.now() })));
    await this.plans.forgetRuns(runRefs);
  }
}
