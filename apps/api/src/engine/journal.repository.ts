import { Injectable } from '@nestjs/common';
import type { EventType, JournalEntry } from '@sightline/contracts';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Incoming } from './decider.js';
import { identityOf } from './journal.js';
import type { Journal } from './journal.js';
import { hasPersonalFields, splitPersonal } from './personal.js';
import type { SplitData } from './personal.js';

const admit = `
  INSERT INTO journal (source, id, type, data, occurred_at, received_at, actor)
  SELECT source, id, type, data, to_timestamp(occurred / 1000), to_timestamp(received / 1000), actor
  FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::float8[], $6::float8[], $7::uuid[])
    AS event (source, id, type, data, occurred, received, actor)
  ON CONFLICT DO NOTHING
  RETURNING seq, source, id`;

const keepPersonal = `
  INSERT INTO journal_personal (seq, subject, fields)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[])`;

const withdraw = `
  DELETE FROM journal USING unnest($1::text[], $2::text[]) AS event (source, id)
  WHERE journal.source = event.source AND journal.id = event.id`;

const readAfter = `
  SELECT seq, source, id, type, data, received_at FROM journal
  WHERE seq > $1 AND ($3::text IS NULL OR type = $3) ORDER BY seq LIMIT $2`;

const readTold = `SELECT source, received_at FROM journal WHERE id = $1 AND type = $2 ORDER BY seq DESC LIMIT 1`;

interface Admitted {
  readonly seq: string;
  readonly source: string;
  readonly id: string;
}

/** The journal in PostgreSQL. */
@Injectable()
export class JournalRepository implements Journal {
  constructor(private readonly database: Database) {}

  async admit(tx: Transaction, events: readonly Incoming[]): Promise<boolean[]> {
    const split = events.map((event) => splitPersonal(event.type, event.data));
    const rows = await tx.query<Admitted>(admit, [
      events.map((event) => event.source),
      events.map((event) => event.id),
      events.map((event) => event.type),
      split.map(({ lasting }) => JSON.stringify(lasting)),
      events.map((event) => event.occurredAt ?? null),
      events.map((event) => event.receivedAt),
      events.map((event) => event.actor?.accountId ?? null),
    ]);
    const seqs = new Map(rows.map((row) => [identityOf(row), row.seq]));
    if (events.some(({ type }) => hasPersonalFields(type))) await this.keepPersonal(tx, events, split, seqs);
    return events.map((event) => seqs.has(identityOf(event)));
  }

  async withdraw(tx: Transaction, events: readonly Incoming[]): Promise<void> {
    await tx.query(withdraw, [events.map((event) => event.source), events.map((event) => event.id)]);
  }

  async after(cursor: number, limit: number, type?: EventType): Promise<JournalEntry[]> {
    const rows = await this.database.query<Admitted & { type: string; data: unknown; received_at: Date }>(readAfter, [
      cursor,
      limit,
      type ?? null,
    ]);
    return rows.map(({ seq, source, id, type, data, received_at }) => ({
      seq: Number(seq),
      source,
      id,
      type,
      data,
      receivedAt: received_at.toISOString(),
    }));
  }

  /** Who told a fact of a type, by its id, and when we heard it. */
  async told(id: string, type: EventType): Promise<{ source: string; receivedAt: string } | undefined> {
    const [row] = await this.database.query<{ source: string; received_at: Date }>(readTold, [id, type]);
    return row && { source: row.source, receivedAt: row.received_at.toISOString() };
  }

  private async keepPersonal(
    tx: Transaction,
    events: readonly Incoming[],
    split: readonly SplitData[],
    seqs: ReadonlyMap<string, string>,
  ): Promise<void> {
    const rows = events.flatMap((event, index) => {
      const seq = seqs.get(identityOf(event));
      const personal = split[index]?.personal;
      return seq !== undefined && personal !== undefined ? [{ seq, ...personal }] : [];
    });
    if (rows.length === 0) return;
    await tx.query(keepPersonal, [
      rows.map(({ seq }) => seq),
      rows.map(({ subject }) => subject),
      rows.map(({ fields }) => JSON.stringify(fields)),
    ]);
  }
}
