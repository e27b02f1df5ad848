import { Injectable } from '@nestjs/common';
import type { FieldProblem } from '@sightline/contracts';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Refused } from './decider.js';
import { identityOf } from './journal.js';
import type { Quarantine, QuarantineRow } from './journal.js';

const keep = `
  INSERT INTO quarantine (source, id, type, problems, received_at)
  SELECT source, id, type, problems, to_timestamp(received / 1000)
  FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::float8[])
    AS refused (source, id, type, problems, received)
  ON CONFLICT (source, id) DO UPDATE
    SET type = excluded.type, problems = excluded.problems, received_at = excluded.received_at
    WHERE quarantine.problems IS DISTINCT FROM excluded.problems`;

const readBefore = `
  SELECT seq, source, id, type, problems, received_at FROM quarantine
  WHERE ($1::bigint IS NULL OR seq < $1) AND ($3::text IS NULL OR source = $3) ORDER BY seq DESC LIMIT $2`;

interface Row {
  readonly seq: string;
  readonly source: string | null;
  readonly id: string | null;
  readonly type: string | null;
  readonly problems: readonly FieldProblem[];
  readonly received_at: Date;
}

/** The quarantine in PostgreSQL. */
@Injectable()
export class QuarantineRepository implements Quarantine {
  constructor(private readonly database: Database) {}

  async keep(tx: Transaction, refused: readonly Refused[]): Promise<void> {
    const rows = lastOfEach(refused);
    await tx.query(keep, [
      rows.map(({ source }) => source ?? null),
      rows.map(({ id }) => id ?? null),
      rows.map(({ type }) => type ?? null),
      rows.map(({ problems }) => JSON.stringify(problems)),
      rows.map(({ receivedAt }) => receivedAt),
    ]);
  }

  async before(before: number | undefined, limit: number, source?: string): Promise<QuarantineRow[]> {
    const rows = await this.database.query<Row>(readBefore, [before ?? null, limit, source ?? null]);
    return rows.map(({ seq, source, id, type, problems, received_at }) => ({
      seq: Number(seq),
      ...(source === null ? {} : { source }),
      ...(id === null ? {} : { id }),
      ...(type === null ? {} : { type }),
      problems,
      receivedAt: received_at.getTime(),
    }));
  }
}

/** One statement cannot touch a row twice: of refusals with the same source and id the last stays. */
function lastOfEach(refused: readonly Refused[]): Refused[] {
  const known = new Map<string, Refused>();
  const unknown: Refused[] = [];
  for (const one of refused) {
    const { source, id } = one;
    if (source === undefined || id === undefined) unknown.push(one);
    else known.set(identityOf({ source, id }), one);
  }
  return [...known.values(), ...unknown];
}
