import { Injectable } from '@nestjs/common';
import { runStates } from '@sightline/contracts';
import type { GtfsService, GtfsStop, GtfsTrip, KnownRun, TripStub } from '@sightline/domain';
import { Database } from '../../database/database.js';

/** What is kept of a timetable itself. */
export interface KeptFeed {
  readonly feedRef: string;
  readonly version: string;
  readonly digest: string;
  readonly timeZone: string;
  readonly applyTerms: boolean;
  readonly services: ReadonlyMap<string, GtfsService>;
  readonly stops: ReadonlyMap<string, GtfsStop>;
}

/** A timetable that is about to be in force. `services` and `stops` as JSON. */
export interface NewFeed {
  readonly feedRef: string;
  readonly version: string;
  readonly digest: string;
  readonly timeZone: string;
  readonly applyTerms: boolean;
  readonly services: string;
  readonly stops: string;
}

interface FeedRow {
  readonly feed_ref: string;
  readonly version: string;
  readonly digest: string;
  readonly time_zone: string;
  readonly apply_terms: boolean;
  readonly services: [string, { weekdays: boolean[]; from: string; until: string; added: string[]; removed: string[] }][];
  readonly stops: [string, GtfsStop][];
}

interface KnownRow {
  readonly run_ref: string;
  readonly digest: string | null;
  readonly feed_ref: string | null;
  readonly state: string;
  readonly starts_at: Date;
}

/** The services of a feed as they are kept: lists where memory has sets. */
export const servicesOf = (rows: FeedRow['services']): Map<string, GtfsService> =>
  new Map(rows.map(([id, { added, removed, ...service }]) => [id, { ...service, added: new Set(added), removed: new Set(removed) }]));

/** Timetables, the runs that they made, and the dates that are done. */
@Injectable()
export class PlanRepository {
  constructor(private readonly database: Database) {}

  async feeds(): Promise<KeptFeed[]> {
    const rows = await this.database.query<FeedRow>('SELECT feed_ref, version, digest, time_zone, apply_terms, services, stops FROM gtfs_feed ORDER BY feed_ref');
    return rows.map(({ feed_ref, version, digest, time_zone, apply_terms, services, stops }) => ({ feedRef: feed_ref, version, digest, timeZone: time_zone, applyTerms: apply_terms, services: servicesOf(services), stops: new Map(stops) }));
  }

  /** Puts rows of a version aside: nothing reads them until the version is in force. */
  async stageTrips(version: string, rows: string): Promise<void> {
    await this.database.query(
      `INSERT INTO gtfs_trip (version, trip_id, route_id, service_id, shape_id, first_stop, last_stop, start_seconds, digest, data)
       SELECT $1, * FROM jsonb_to_recordset($2::jsonb) AS row (trip_id text, route_id text, service_id text, shape_id text, first_stop text, last_stop text, start_seconds integer, digest text, data jsonb)`,
      [version, rows],
    );
  }

  async stageShapes(version: string, rows: string): Promise<void> {
    await this.database.query('INSERT INTO gtfs_shape (version, shape_id, line) SELECT $1, * FROM jsonb_to_recordset($2::jsonb) AS row (shape_id text, line text)', [version, rows]);
  }

  /** Puts a version in force, in one go: every date that is not over is to be looked at anew. */
  async putInForce(feed: NewFeed, today: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO gtfs_feed (feed_ref, version, digest, time_zone, apply_terms, services, stops) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (feed_ref) DO UPDATE SET (version, digest, time_zone, apply_terms, services, stops)
         = (excluded.version, excluded.digest, excluded.time_zone, excluded.apply_terms, excluded.services, excluded.stops)`,
        [feed.feedRef, feed.version, feed.digest, feed.timeZone, feed.applyTerms, feed.services, feed.stops],
      );
      await tx.query('DELETE FROM gtfs_day WHERE feed_ref = $1 AND service_date >= $2', [feed.feedRef, today]);
    });
  }

  /** Lets go of versions that are no longer in force, or never came to be. */
  async dropOthers(): Promise<void> {
    await this.database.query('DELETE FROM gtfs_trip WHERE version NOT IN (SELECT version FROM gtfs_feed)');
    await this.database.query('DELETE FROM gtfs_shape WHERE version NOT IN (SELECT version FROM gtfs_feed)');
  }

  async stubs(version: string, serviceIds: readonly string[]): Promise<TripStub[]> {
    return this.database.query<TripStub & object>(
      `SELECT trip_id AS "tripId", route_id AS "routeId", service_id AS "serviceId", digest, first_stop AS "firstStop", last_stop AS "lastStop", start_seconds AS "startSeconds"
       FROM gtfs_trip WHERE version = $1 AND service_id = ANY ($2) ORDER BY start_seconds, trip_id`,
      [version, serviceIds],
    );
  }

  /** Trips with the lines of their shapes. */
  async bodies(version: string, tripIds: readonly string[]): Promise<{ trips: Map<string, GtfsTrip>; shapes: Map<string, string> }> {
    const trips = await this.database.query<{ trip_id: string; shape_id: string; data: GtfsTrip }>('SELECT trip_id, shape_id, data FROM gtfs_trip WHERE version = $1 AND trip_id = ANY ($2)', [version, tripIds]);
    const shapeIds = [...new Set(trips.map(({ shape_id }) => shape_id))];
    const shapes = await this.database.query<{ shape_id: string; line: string }>('SELECT shape_id, line FROM gtfs_shape WHERE version = $1 AND shape_id = ANY ($2)', [version, shapeIds]);
    return { trips: new Map(trips.map(({ trip_id, data }) => [trip_id, data])), shapes: new Map(shapes.map(({ shape_id, line }) => [shape_id, line])) };
  }

  /** The runs that are there of a civil date, whoever told of them. */
  async known(feedRef: string, date: string): Promise<Map<string, KnownRun>> {
    const rows = await this.database.query<KnownRow>('SELECT run_ref, g.digest, g.feed_ref, r.state, r.starts_at FROM run r LEFT JOIN gtfs_run g USING (run_ref) WHERE r.service_date = $1', [date]);
    return new Map(
      rows.map(({ run_ref, digest, feed_ref, state, starts_at }) => {
        const run: KnownRun = { runRef: run_ref, digest: digest ?? undefined, ofFeed: feed_ref === feedRef, state: runStates.find((each) => each === state) ?? 'scheduled', startsAt: starts_at.getTime() };
        return [run_ref, run];
      }),
    );
  }

  async noteRuns(feedRef: string, date: string, runs: readonly { readonly runRef: string; readonly digest: string }[]): Promise<void> {
    await this.database.query(
      `INSERT INTO gtfs_run (run_ref, feed_ref, service_date, digest) SELECT run_ref, $1, $2, digest FROM unnest($3::text[], $4::text[]) AS row (run_ref, digest)
       ON CONFLICT (run_ref) DO UPDATE SET (feed_ref, service_date, digest) = (excluded.feed_ref, excluded.service_date, excluded.digest)`,
      [feedRef, date, runs.map(({ runRef }) => runRef), runs.map(({ digest }) => digest)],
    );
  }

  async forgetRuns(runRefs: readonly string[]): Promise<void> {
    await this.database.query('DELETE FROM gtfs_run WHERE run_ref = ANY ($1)', [runRefs]);
  }

  /** Dates from `today` on that a feed has made runs of, `YYYY-MM-DD`. */
  async datesWithRuns(feedRef: string, today: string): Promise<string[]> {
    const rows = await this.database.query<{ date: string }>(`SELECT DISTINCT to_char(service_date, 'YYYY-MM-DD') AS date FROM gtfs_run WHERE feed_ref = $1 AND service_date >= $2 ORDER BY date`, [feedRef, today]);
    return rows.map(({ date }) => date);
  }

  /** The dates from `today` on that are done, by the version that they were made of. */
  async datesDone(feedRef: string, version: string, today: string): Promise<Set<string>> {
    const rows = await this.database.query<{ date: string }>(`SELECT to_char(service_date, 'YYYY-MM-DD') AS date FROM gtfs_day WHERE feed_ref = $1 AND version = $2 AND service_date >= $3`, [feedRef, version, today]);
    return new Set(rows.map(({ date }) => date));
  }

  async noteDay(feedRef: string, date: string, version: string): Promise<void> {
    await this.database.query('INSERT INTO gtfs_day (feed_ref, service_date, version) VALUES ($1, $2, $3) ON CONFLICT (feed_ref, service_date) DO UPDATE SET version = excluded.version', [feedRef, date, version]);
  }

  /** Has every date from `today` on looked at anew: what runs are made of has changed. */
  async lookAnew(today: string): Promise<void> {
    await this.database.query('DELETE FROM gtfs_day WHERE service_date >= $1', [today]);
  }
}
