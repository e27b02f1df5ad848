import { Injectable } from '@nestjs/common';
import { importStates } from '@sightline/contracts';
import type { ImportEntry } from '@sightline/contracts';
import { Database } from '../database/database.js';

type Row = Omit<ImportEntry, 'startedAt' | 'finishedAt' | 'state'> & { readonly state: string; readonly startedAt: Date; readonly finishedAt: Date };

/** Who imported what, and what became of it. */
@Injectable()
export class ImportLog {
  constructor(private readonly database: Database) {}

  async append(entry: ImportEntry): Promise<void> {
    const { importId, kind, fileName, by, state, startedAt, finishedAt, added, changed, unchanged, withdrawn, rejected } = entry;
    await this.database.query(
      `INSERT INTO import_log (import_id, kind, file_name, sent_by, state, started_at, finished_at, added, changed, unchanged, withdrawn, rejected)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [importId, kind, fileName, by, state, startedAt, finishedAt, added, changed, unchanged, withdrawn, rejected],
    );
  }

  /** The latest first, of all kinds or of some. */
  async latest(limit: number, kinds?: readonly string[]): Promise<ImportEntry[]> {
    const rows = await this.database.query<Row & object>(
      `SELECT import_id AS "importId", kind, file_name AS "fileName", sent_by AS by, state, started_at AS "startedAt", finished_at AS "finishedAt", added, changed, unchanged, withdrawn, rejected
       FROM import_log WHERE $2::text[] IS NULL OR kind = ANY ($2) ORDER BY finished_at DESC LIMIT $1`,
      [limit, kinds ?? null],
    );
    return rows.map(({ state, startedAt, finishedAt, ...row }) => ({ ...row, state: importStates.find((each) => each === state) ?? 'failed', startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString() }));
  }
}
