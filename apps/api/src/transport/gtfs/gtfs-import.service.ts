import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ImportReply, PlanSummary } from '@sightline/contracts';
import { datesOf, serviceDayStart } from '@sightline/domain';
import type { DayPlan, GtfsProblem, GtfsStop } from '@sightline/domain';
import { FeedGate } from '../../engine/feed-gate.js';
import { FleetMemory, shifted } from '../fleet.memory.js';
import type { JobResult, Progress } from '../../files/import-jobs.js';
import { PlanRepository, servicesOf } from './plan.repository.js';
import type { KeptFeed } from './plan.repository.js';
import { Planner, compact } from './planner.service.js';
import type { PlanSource } from './planner.service.js';
import { GtfsReader } from './reader.js';

export interface GtfsOptions {
  /** Which timetable the file replaces. */
  readonly feedRef: string;
  readonly preview: boolean;
  /** Service dates to make runs of besides the days to come, `YYYYMMDD`, inclusive. */
  readonly dates?: { readonly from: string; readonly until: string } | undefined;
  readonly applyTerms: boolean;
}

/** Dates that can be asked for at once. */
const mostDays = 400;
const sampleSize = 5;
const mostWarnings = 20;

const spaced = (date: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;

/** A feed as it was read, with what to do for each date. */
interface Looked {
  readonly source: PlanSource & { readonly timeZone: string };
  readonly days: ReadonlyMap<string, DayPlan>;
}

/** Takes a GTFS timetable: read and checked whole on a thread of its own, kept in one go, and its runs made day by day. */
@Injectable()
export class GtfsImport {
  constructor(
    private readonly gate: FeedGate,
    private readonly memory: FleetMemory,
    private readonly plans: PlanRepository,
    private readonly planner: Planner,
  ) {}

  async take(bytes: Uint8Array<ArrayBuffer>, options: GtfsOptions, progress: Progress): Promise<JobResult> {
    progress.step('reading and checking the timetable');
    const digest = createHash('sha256').update(bytes).digest('base64url');
    const reader = await GtfsReader.open(bytes);
    if ('kind' in reader) return refusal(options.preview, reader.problems, reader.problemCount);
    try {
      return await this.planner.exclusively(() => this.takeRead(reader, digest, options, progress));
    } finally {
      await reader.close();
    }
  }

  private async takeRead(reader: GtfsReader, digest: string, options: GtfsOptions, progress: Progress): Promise<JobResult> {
    progress.step('comparing with the runs that are there');
    const looked = await this.look(reader, options);
    const reply = replyOf(reader, looked, options, this.memory.fleet.schools);
    if (!options.preview) {
      const feed = await this.keep(reader, looked, digest, options, progress);
      const later = this.laterDays(options);
      reply.rejected.push(...(await this.make(feed, looked, later, progress)));
      reply.plan.pending = [...looked.days].reduce((sum, [date, { make }]) => sum + (later.has(date) ? make.length : 0), 0);
      this.planner.soon();
    }
    return { reply, rejects: reply.rejected.map(({ line, column, value, reason }) => ({ line, column, value, reason })) };
  }

  private async look(reader: GtfsReader, { feedRef, applyTerms, dates }: GtfsOptions): Promise<Looked> {
    const { plan } = reader;
    const services = servicesOf(JSON.parse(plan.services) as Parameters<typeof servicesOf>[0]);
    const stubs = await reader.stubs();
    const byService = Map.groupBy(stubs, ({ serviceId }) => serviceId);
    const source = {
      feedRef,
      applyTerms,
      services,
      timeZone: plan.timeZone,
      stops: new Map(JSON.parse(plan.stops) as [string, GtfsStop][]),
      stubs: (ids: readonly string[]) => Promise.resolve(ids.flatMap((id) => byService.get(id) ?? [])),
    };
    const wanted = new Set([...this.planner.horizon(), ...datesBetween(dates), ...(await this.plans.datesWithRuns(feedRef, this.memory.today))]);
    const days = new Map<string, DayPlan>();
    for (const date of [...wanted].sort()) days.set(date, await this.planner.compare(source, date));
    return { source, days };
  }

  /** Puts the timetable in force: its rows are put aside first, and take effect together. */
  private async keep(reader: GtfsReader, { source }: Looked, digest: string, { feedRef, applyTerms }: GtfsOptions, progress: Progress): Promise<KeptFeed> {
    const kept = (await this.plans.feeds()).find((feed) => feed.feedRef === feedRef);
    if (kept?.digest === digest && kept.applyTerms === applyTerms) return kept;
    // A timetable is real data: with it an empty database is decided to be no demonstration.
    await this.gate.admits([{ source: 'gtfs' }]);
    const version = randomUUID();
    const { plan } = reader;
    progress.step('keeping the timetable', plan.counts.trips + plan.counts.shapes);
    let before = 0;
    for (const kind of ['shapes', 'trips'] as const) {
      for await (const { json, until } of reader.rows(kind)) {
        if (kind === 'shapes') await this.plans.stageShapes(version, json);
        else await this.plans.stageTrips(version, json);
        const now = (kind === 'trips' ? plan.counts.shapes : 0) + Math.min(until, plan.counts[kind]);
        progress.advance(now - before);
        before = now;
      }
    }
    const feed = { feedRef, version, digest, timeZone: plan.timeZone, applyTerms };
    await this.plans.putInForce({ ...feed, services: plan.services, stops: plan.stops }, this.memory.today);
    await this.plans.dropOthers();
    return { ...feed, services: source.services, stops: source.stops };
  }

  /** Days for which nobody need wait: the timetable is in force, and the planner makes their runs by itself. */
  private laterDays({ dates }: GtfsOptions): ReadonlySet<string> {
    const asked = new Set(datesBetween(dates));
    return new Set(this.planner.horizon().filter((date) => !this.memory.holds(date) && !asked.has(date)));
  }

  private async make(feed: KeptFeed, { days }: Looked, later: ReadonlySet<string>, progress: Progress): Promise<ImportReply['rejected']> {
    const now = [...days].filter(([date]) => !later.has(date));
    progress.step('making runs', now.reduce((sum, [, { make }]) => sum + make.length, 0));
    const refused: string[] = [];
    for (const [date, day] of now) refused.push(...(await this.planner.makeDay(feed, date, day, progress.advance)));
    return refused.map((runRef) => ({ line: 0, column: 'trip_id', value: runRef, reason: 'The run could not be made of this trip' }));
  }
}

function datesBetween(range: GtfsOptions['dates']): string[] {
  const dates: string[] = [];
  if (range === undefined) return dates;
  for (let date = spaced(range.from); compact(date) <= range.until && dates.length < mostDays; date = shifted(date, 1)) dates.push(date);
  return dates;
}

function replyOf(reader: GtfsReader, { source, days }: Looked, { preview }: GtfsOptions, schools: FleetMemory['fleet']['schools']): ImportReply & { plan: PlanSummary } {
  const { counts, warnings } = reader.plan;
  const possible = datesOf(source);
  const dates = Array.from(days, ([date, { make, unchanged, kept, withdraw }]) => {
    const added = make.filter(({ isNew }) => isNew).length;
    return { date, runs: make.length + unchanged, added, changed: make.length - added, unchanged, withdrawn: withdraw.length, kept };
  });
  const sum = (of: 'added' | 'changed' | 'unchanged' | 'withdrawn' | 'kept'): number => dates.reduce((total, day) => total + day[of], 0);
  const terms = Array.from(days).flatMap(([date, { outOfTerm }]) =>
    Array.from(outOfTerm, ([schoolRef, runs]) => `${date}: ${runs} ${runs === 1 ? 'run is' : 'runs are'} to or from ${schools.get(schoolRef)?.name ?? schoolRef}, which is out of term${source.applyTerms ? '; they are not made.' : '. The calendar of the timetable goes before the terms.'}`),
  );
  const kept = sum('kept');
  const begun = kept === 0 ? [] : [`${kept} ${kept === 1 ? 'run differs' : 'runs differ'} and ${kept === 1 ? 'was' : 'were'} left as ${kept === 1 ? 'it is' : 'they are'}: begun, or over.`];
  const none = dates.some(({ runs }) => runs > 0) ? [] : [nothingRuns(source, [...days.keys()])];
  const all = [...none, ...warnings, ...begun, ...terms];
  return {
    preview,
    added: sum('added'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    withdrawn: sum('withdrawn'),
    rejected: [],
    warnings: all.length > mostWarnings ? [...all.slice(0, mostWarnings), `… and ${all.length - mostWarnings} more`] : all,
    plan: { routes: counts.routes, trips: counts.trips, stops: counts.stops, from: spaced(possible?.from ?? ''), until: spaced(possible?.until ?? ''), dates: dates.filter(({ runs, withdrawn, kept: left }) => runs + withdrawn + left > 0), sample: sampleOf(source, days) },
  };
}

/** A few runs of the first day that has any, for a person to recognise. */
function sampleOf({ stops, timeZone }: Looked['source'], days: Looked['days']): PlanSummary['sample'] {
  for (const [date, { make }] of days) {
    if (make.length === 0) continue;
    const start = serviceDayStart(compact(date), timeZone);
    return make.slice(0, sampleSize).map(({ stub }) => ({
      runRef: `${stub.tripId}:${compact(date)}`,
      routeRef: stub.routeId,
      startsAt: new Date(start + stub.startSeconds * 1000).toISOString(),
      from: stops.get(stub.firstStop)?.name ?? stub.firstStop,
      to: stops.get(stub.lastStop)?.name ?? stub.lastStop,
    }));
  }
  return [];
}

function refusal(preview: boolean, problems: readonly GtfsProblem[], problemCount: number): JobResult {
  const rejected = problems.map(({ file, line, column, value, reason }) => ({ line, column, value, reason: file === '' ? `The file ${reason}` : `${file}: ${reason}` }));
  const reply: ImportReply = { preview, added: 0, changed: 0, unchanged: 0, rejected, problems: problemCount };
  return { reply, rejects: problems.map(({ file, line, column, value, reason }) => ({ file, line, column, value, reason })) };
}

/** A timetable of days to come is kept all the same: its runs are made when they are near. */
function nothingRuns(source: PlanSource, dates: readonly string[]): string {
  const possible = datesOf(source);
  const has = possible ? `it has services between ${spaced(possible.from)} and ${spaced(possible.until)}` : 'it has no services at all';
  return `Nothing in the timetable runs between ${dates[0] ?? ''} and ${dates.at(-1) ?? ''}: ${has}. It is kept, and its runs are made as their days come near.`;
}
