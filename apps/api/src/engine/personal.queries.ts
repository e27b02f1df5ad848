import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Reads personal fields of facts from the rows that can be erased: there is no second copy of them. */
@Injectable()
export class PersonalQueries {
  constructor(private readonly database: Database) {}

  /** A field of what is still known of some subjects of a kind, by ref: `callerNumber` of calls. */
  async fieldOf(kind: string, refs: readonly string[], field: string): Promise<ReadonlyMap<string, string>> {
    if (refs.length === 0) return new Map();
    const rows = await this.database.query<{ subject: string; value: string }>(
      `SELECT subject, fields ->> $2 AS value FROM journal_personal WHERE subject = ANY ($1) AND fields ->> $2 IS NOT NULL ORDER BY seq`,
      [refs.map((ref) => `${kind}:${ref}`), field],
    );
    return new Map(rows.map(({ subject, value }) => [subject.slice(kind.length + 1), value]));
  }
}
