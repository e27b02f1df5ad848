import { Injectable } from '@nestjs/common';
import type { PastVisit } from '@sightline/domain';
import { Database } from '../database/database.js';

interface VisitRow {
  service_date: string | null;
  scheduled_at: Date;
  arrived_at: Date | null;
  departed_at: Date | null;
  is_cancelled: boolean;
  is_first: boolean;
}

/**
 * Past runs of the same route and direction that were planned to call at the same stop, one a day: the nearest in time of day.
 * A year is looked through: holidays leave no gap. The first row is the asked run itself, so that a stop that is
 * not there can be told from one without past days.
 */
const selectVisits = `
  WITH here AS (
    SELECT r.run_ref, r.route_ref, r.direction, r.service_date, c.stop_ref, c.scheduled_at FROM run r JOIN stop_call c USING (run_ref) WHERE r.run_ref = $1 AND c.sequence = $2
  ), past AS (
    SELECT DISTINCT ON (r.service_date) r.service_date, c.scheduled_at, c.arrived_at, c.departed_at, r.state = 'cancelled' AS is_cancelled,
      NOT EXISTS (SELECT 1 FROM stop_call b WHERE b.run_ref = c.run_ref AND b.sequence < c.sequence) AS is_first
    FROM here JOIN run r ON r.route_ref = here.route_ref AND r.direction IS NOT DISTINCT FROM here.direction AND r.service_date < here.service_date AND r.service_date >= here.service_date - 366
      JOIN stop_call c ON c.run_ref = r.run_ref AND c.stop_ref = here.stop_ref
    ORDER BY r.service_date DESC, abs(extract(epoch FROM (c.scheduled_at AT TIME ZONE $4)::time - (here.scheduled_at AT TIME ZONE $4)::time)), r.run_ref, c.sequence
    LIMIT $3
  )
  SELECT NULL AS service_date, scheduled_at, NULL AS arrived_at, NULL AS departed_at, false AS is_cancelled, false AS is_first FROM here
  UNION ALL SELECT to_char(service_date, 'YYYY-MM-DD'), scheduled_at, arrived_at, departed_at, is_cancelled, is_first FROM past ORDER BY service_date DESC NULLS FIRST`;

/** Reads when a route was at a stop on other days, from the stored runs. */
@Injectable()
export class StopHistoryQueries {
  constructor(private readonly database: Database) {}

  /** The last days, the newest first; `undefined` where there is no such run or stop. `timeZone`: whose time of day counts. */
  async visits(runRef: string, sequence: number, most: number, timeZone: string): Promise<readonly PastVisit[] | undefined> {
    const rows = await this.database.query<VisitRow>(selectVisits, [runRef, sequence, most, timeZone]);
    if (rows.length === 0) return undefined;
    return rows.flatMap(({ service_date, scheduled_at, arrived_at, departed_at, is_cancelled, is_first }) =>
      service_date === null
        ? []
        : [{ serviceDate: service_date, scheduledAt: scheduled_at.getTime(), arrivedAt: arrived_at?.getTime() ?? undefined, departedAt: departed_at?.getTime() ?? undefined, isCancelled: is_cancelled, isFirst: is_first }],
    );
  }
}
