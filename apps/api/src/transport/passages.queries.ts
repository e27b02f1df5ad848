import { Injectable } from '@nestjs/common';
import type { Passage } from '@sightline/domain';
import { Database } from '../database/database.js';

interface PassageRow {
  from_stop_ref: string;
  stop_ref: string;
  place: string;
  arrived_from_at: Date | null;
  departed_from_at: Date | null;
  arrived_at: Date;
  scheduled: number;
  starts_at: Date;
}

/** Reads how long stretches of road took, from the stored stop calls. */
@Injectable()
export class PassageQueries {
  constructor(private readonly database: Database) {}

  /** The stretches between stops that were driven on some service dates, in the order in which they were. */
  async ofDates(serviceDates: readonly string[]): Promise<Passage[]> {
    const rows = await this.database.query<PassageRow>(
      `SELECT * FROM (
         SELECT lag(c.stop_ref) OVER way AS from_stop_ref, c.stop_ref, row_number() OVER way AS place,
           lag(c.arrived_at) OVER way AS arrived_from_at, lag(c.departed_at) OVER way AS departed_from_at, c.arrived_at,
           extract(epoch FROM c.scheduled_at - lag(c.scheduled_at) OVER way)::float8 AS scheduled, r.starts_at
         FROM run r JOIN stop_call c USING (run_ref) WHERE r.service_date = ANY ($1::date[])
         WINDOW way AS (PARTITION BY c.run_ref ORDER BY c.sequence)
       ) stretch WHERE arrived_at IS NOT NULL AND coalesce(arrived_from_at, departed_from_at) IS NOT NULL ORDER BY arrived_at`,
      [serviceDates],
    );
    return rows.map((row) => ({
      fromStopRef: row.from_stop_ref,
      toStopRef: row.stop_ref,
      arrivedFromAt: Number(row.place) === 2 ? undefined : row.arrived_from_at?.getTime(),
      departedFromAt: row.departed_from_at?.getTime(),
      arrivedAt: row.arrived_at.getTime(),
      scheduled: row.scheduled,
      startsAt: row.starts_at.getTime(),
    }));
  }
}
