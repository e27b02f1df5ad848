import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

export interface RunFilter {
  readonly serviceDate?: string | undefined;
  readonly state?: string | undefined;
  readonly condition?: string | undefined;
  readonly operatorRef?: string | undefined;
}

/** Which runs there were. */
@Injectable()
export class RunQueries {
  constructor(private readonly database: Database) {}

  /** Refs of a service date's runs in their order, after a cursor (a ref). A condition counts if it ever was. */
  async refs(serviceDate: string, { state, condition, operatorRef }: RunFilter, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ run_ref: string }>(
      `SELECT run_ref FROM run
       WHERE service_date = $1 AND run_ref > $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR operator_ref = $4)
         AND ($5::text IS NULL OR EXISTS (SELECT FROM run_condition c WHERE c.run_ref = run.run_ref AND c.condition = $5))
       ORDER BY run_ref LIMIT $6`,
      [serviceDate, after, state ?? null, operatorRef ?? null, condition ?? null, limit],
    );
    return rows.map(({ run_ref }) => run_ref);
  }
}
