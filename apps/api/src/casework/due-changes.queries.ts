import { Injectable } from '@nestjs/common';
import type { DueChangeView } from '@sightline/contracts';
import { Database } from '../database/database.js';

interface Row {
  readonly seq: string;
  readonly case_ref: string;
  readonly clock: DueChangeView['clock'];
  readonly old_due_date: string;
  readonly new_due_date: string;
  readonly why: string;
  readonly changed_at: Date;
}

/** Due dates that moved because a rule did. Whoever calls it has asked whether they may. */
@Injectable()
export class DueChangesQueries {
  constructor(private readonly database: Database) {}

  /** Newest first, before `cursor`; of one case or of all. */
  async list(caseRef: string | undefined, limit: number, cursor?: string): Promise<{ items: DueChangeView[]; nextCursor?: string }> {
    const before = cursor !== undefined && /^\d{1,18}$/.test(cursor) ? cursor : null;
    const rows = await this.database.query<Row>(
      `SELECT seq, case_ref, clock, old_due_date::text, new_due_date::text, why, changed_at FROM casework_due_change
        WHERE ($1::text IS NULL OR case_ref = $1) AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT $3`,
      [caseRef ?? null, before, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const items = shown.map((row) => ({ caseRef: row.case_ref, clock: row.clock, oldDueDate: row.old_due_date, newDueDate: row.new_due_date, why: row.why, changedAt: row.changed_at.toISOString() }));
    const last = shown.at(-1);
    return rows.length > limit && last ? { items, nextCursor: last.seq } : { items };
  }
}
