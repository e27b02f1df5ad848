import { Injectable } from '@nestjs/common';
import type { DeclaredTotal, Unfitting } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** What is kept to tell how good the casework is: totals that others declare, and events that did not fit. */
@Injectable()
export class QualityRepository {
  constructor(private readonly database: Database) {}

  async load(): Promise<{ declared: DeclaredTotal[]; unfitting: Unfitting[] }> {
    const declared = await this.database.query<Omit<DeclaredTotal, 'from'> & { from: string | null }>(
      `SELECT declared_by AS "declaredBy", case_type AS "caseType", figure, as_of::text AS "asOf", "from"::text AS "from", total FROM casework_declared_total ORDER BY declared_by, case_type, figure`,
    );
    const unfitting = await this.database.query<Unfitting>('SELECT case_ref AS "caseRef", type, problem FROM casework_unfitting ORDER BY seq');
    return { declared: declared.map(({ from, ...total }) => (from === null ? total : { ...total, from })), unfitting };
  }

  async writeDeclared(tx: Transaction, totals: readonly DeclaredTotal[]): Promise<void> {
    if (totals.length === 0) return;
    await tx.query(
      `INSERT INTO casework_declared_total (declared_by, case_type, figure, as_of, "from", total)
       SELECT "declaredBy", "caseType", figure, "asOf", "from", total
         FROM jsonb_to_recordset($1::jsonb) AS one ("declaredBy" text, "caseType" text, figure text, "asOf" date, "from" date, total integer)
       ON CONFLICT (declared_by, case_type, figure) DO UPDATE SET as_of = EXCLUDED.as_of, "from" = EXCLUDED."from", total = EXCLUDED.total`,
      [JSON.stringify(totals)],
    );
  }

  async writeUnfitting(tx: Transaction, events: readonly Unfitting[], now: number): Promise<void> {
    if (events.length === 0) return;
    await tx.query(
      `INSERT INTO casework_unfitting (case_ref, type, problem, noticed_at)
       SELECT "caseRef", type, problem, $2 FROM jsonb_to_recordset($1::jsonb) AS one ("caseRef" text, type text, problem text)`,
      [JSON.stringify(events), new Date(now)],
    );
  }
}
