import { Injectable } from '@nestjs/common';
import type { Timetable } from '@sightline/contracts';
import { publishedTimetable, realtimeFeeds, usualTimetable } from '@sightline/domain';
import type { FeedMessage, RealtimeFeedName, RealtimeFeeds } from '@sightline/domain';
import { strToU8, zipSync } from 'fflate';
import bindings from 'gtfs-realtime-bindings';
import { Config } from '../../config/config.js';
import { ServiceAlertQueries } from '../disruption/service-alerts.queries.js';
import { FleetMemory } from '../fleet.memory.js';

const Message = bindings.transit_realtime.FeedMessage;

/** The feeds that transit tools read, made when someone asks and at most once a second. */
@Injectable()
export class RealtimeFeedsService {
  /** By timetable. What is answered twice in a second is the same twice: a header's time is a feed's version (rule E017). */
  private readonly made = new Map<Timetable, { readonly second: number; readonly feeds: RealtimeFeeds }>();

  constructor(
    private readonly memory: FleetMemory,
    private readonly alerts: ServiceAlertQueries,
    private readonly config: Config,
  ) {}

  /** A feed as an object. Without a timetable: the imported one where there is one. */
  feed(name: RealtimeFeedName, asked: Timetable | undefined): FeedMessage {
    const runs = this.memory.fleet.runs;
    const timetable = asked ?? usualTimetable(runs.values());
    const now = Date.now();
    const known = this.made.get(timetable);
    // A clock that was put back must not take the header's time with it (rule E018).
    if (known && known.second >= Math.floor(now / 1000)) return known.feeds[name];
    const feeds = realtimeFeeds(runs.values(), this.alerts.current(now), now, timetable);
    this.made.set(timetable, { second: Math.floor(now / 1000), feeds });
    return feeds[name];
  }

  encoded(name: RealtimeFeedName, asked: Timetable | undefined): Buffer {
    return Buffer.from(Message.encode(Message.fromObject(this.feed(name, asked))).finish());
  }

  /** The GTFS schedule, as a zip, in which every run that is held is a trip. */
  timetable(): Buffer {
    const files = publishedTimetable(this.memory.fleet.runs.values(), this.config.timeZone, { name: 'Sightline', url: this.config.origins[0] ?? this.config.urlAt(this.config.port) });
    return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, strToU8(csvOf(rows))]))));
  }
}

/** RFC 4180, with names as they are: a timetable is read by machines. */
const csvOf = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
const cell = (value: string | number): string => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
