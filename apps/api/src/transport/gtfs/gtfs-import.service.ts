import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EventData, ImportReply } from '@sightline/contracts';
import { datesOf, planRun, readFeed, replanned, runsOfDate } from '@sightline/domain';
import type { GtfsFeed, GtfsProblem } from '@sightline/domain';
import type { Incoming } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import { FeedGate } from '../../engine/feed-gate.js';
import { FleetMemory, shifted } from '../fleet.memory.js';
import { RunRepository } from '../run.repository.js';
import { readArchive } from './archive.js';

/** Service dates to make runs of, `YYYYMMDD`, inclusive. */
export interface ServiceDates {
  readonly from: string;
  readonly until: string;
}

/** Runs that are looked up and stored at a time. */
const portion = 200;
/** Days ahead that get runs when nobody says which. */
const usualDays = 7;
const mostDays = 400;

const compact = (date: string): string => date.replaceAll('-', '');
const spaced = (date: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;

/** Makes runs of a GTFS schedule: those of each service date, through the engine. A feed with problems changes nothing. */
@Injectable()
export class GtfsImport {
  constructor(
    private readonly engine: Engine,
    private readonly gate: FeedGate,
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
  ) {}

  async take(bytes: Uint8Array, dates: ServiceDates | undefined, preview: boolean): Promise<ImportReply> {
    const reply: ImportReply = { preview, added: 0, changed: 0, unchanged: 0, rejected: [] };
    const files = readArchive(bytes);
    if ('problems' in files) return refuse(reply, files.problems);
    const feed = readFeed(files);
    if ('problems' in feed) return refuse(reply, feed.problems);
    const wanted = this.wantedDates(feed, dates);
    const id = randomUUID();
    let runs = 0;
    for (const date of wanted) {
      const ofDate = runsOfDate(feed, date);
      runs += ofDate.length;
      for (let at = 0; at < ofDate.length; at += portion) await this.takePortion(ofDate.slice(at, at + portion), reply, id);
    }
    if (runs === 0) reply.rejected.push(nothingRuns(feed, dates ?? { from: wanted[0] ?? '', until: wanted.at(-1) ?? '' }));
    return reply;
  }

  private async takePortion(portionRuns: readonly EventData<'run.scheduled'>[], reply: ImportReply, id: string): Promise<void> {
    const known = new Map((await this.runs.ofRefs(portionRuns.map(({ runRef }) => runRef), new Map())).map((run) => [run.plan.runRef, run]));
    const events: Incoming<'run.scheduled'>[] = [];
    for (const data of portionRuns) {
      const plan = planRun(data, this.memory.fleet.paths);
      if ('message' in plan) {
        reply.rejected.push({ line: 0, column: plan.path, value: data.runRef, reason: plan.message });
        continue;
      }
      const run = this.memory.fleet.runs.get(data.runRef) ?? known.get(data.runRef);
      if (run !== undefined && replanned(run, plan, Date.now()) === run) reply.unchanged++;
      else {
        if (run === undefined) reply.added++;
        else reply.changed++;
        events.push({ source: 'gtfs', id: `${data.runRef}:${id}`, type: 'run.scheduled', data, receivedAt: Date.now() });
      }
    }
    if (reply.preview || events.length === 0) return;
    // A timetable is real data: with it an empty database is decided to be no demonstration.
    await this.gate.admits(events);
    await this.engine.submit(events);
  }

  /** Of the dates that were asked for, or of the next days, those on which the feed can run at all. */
  private wantedDates(feed: GtfsFeed, asked: ServiceDates | undefined): string[] {
    const { today } = this.memory;
    const range = asked ?? { from: compact(today), until: compact(shifted(today, usualDays)) };
    const possible = datesOf(feed);
    if (!possible) return [];
    const dates: string[] = [];
    for (let date = spaced(range.from); compact(date) <= range.until && dates.length < mostDays; date = shifted(date, 1)) {
      if (compact(date) >= possible.from && compact(date) <= possible.until) dates.push(compact(date));
    }
    return dates;
  }
}

function refuse(reply: ImportReply, problems: readonly GtfsProblem[]): ImportReply {
  const rejected = problems.map(({ file, line, column, value, reason }) => ({ line, column, value, reason: file === '' ? `The file ${reason}` : `${file}: ${reason}` }));
  return { ...reply, rejected };
}

function nothingRuns(feed: GtfsFeed, { from, until }: ServiceDates): ImportReply['rejected'][number] {
  const possible = datesOf(feed);
  const has = possible ? `it has services between ${spaced(possible.from)} and ${spaced(possible.until)}` : 'it has no services at all';
  return { line: 0, column: 'date', value: from === until ? from : `${from}..${until}`, reason: `Nothing in the feed runs then: ${has}` };
}
