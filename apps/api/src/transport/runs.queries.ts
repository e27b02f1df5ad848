import { Injectable } from '@nestjs/common';
import { alertSteps, runConditions } from '@sightline/contracts';
import type { AlertStep, RunCondition } from '@sightline/contracts';
import { Database } from '../database/database.js';

export interface RunFilter {
  readonly serviceDate?: string | undefined;
  readonly state?: string | undefined;
  readonly condition?: string | undefined;
  readonly operatorRef?: string | undefined;
}

/** Something that was wrong with a run, epoch milliseconds. */
export interface PastCondition {
  readonly condition: RunCondition;
  readonly since: number;
  readonly until?: number | undefined;
}

/** Something that was done about it, epoch milliseconds. */
export interface PastStep {
  readonly condition: RunCondition;
  readonly step: AlertStep;
  readonly at: number;
  readonly actor?: string | undefined;
}

const known = <T extends string>(list: readonly T[], text: string): T | undefined => list.find((each) => each === text);

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

  /** Everything that was ever wrong with a run, in the order in which it began. */
  async conditions(runRef: string): Promise<PastCondition[]> {
    const rows = await this.database.query<{ condition: string; since: Date; until: Date | null }>(
      'SELECT condition, since, until FROM run_condition WHERE run_ref = $1 ORDER BY since, condition',
      [runRef],
    );
    return rows.flatMap((row) => {
      const condition = known(runConditions, row.condition);
      return condition === undefined ? [] : [{ condition, since: row.since.getTime(), until: row.until?.getTime() }];
    });
  }

  /** What became of a run's alerts, in the order in which it happened. Words of notes stay with the alerts. */
  async steps(runRef: string): Promise<PastStep[]> {
    const rows = await this.database.query<{ condition: string; step: string; at: Date; actor: string | null }>(
      'SELECT alert.condition, entry.step, entry.at, entry.actor FROM alert_entry entry JOIN alert USING (alert_ref) WHERE alert.run_ref = $1 ORDER BY entry.seq',
      [runRef],
    );
    return rows.flatMap((row) => {
      const condition = known(runConditions, row.condition);
      const step = known(alertSteps, row.step);
      return condition === undefined || step === undefined ? [] : [{ condition, step, at: row.at.getTime(), actor: row.actor ?? undefined }];
    });
  }
}
