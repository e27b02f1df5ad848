import { Injectable } from '@nestjs/common';
import type { AuditQuery, UnusualOutcome } from '@sightline/contracts';
import type { Dealing, TakenCall, Use } from '@sightline/domain';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';

export interface StoredRecord {
  readonly place: number;
  readonly at: Date;
  readonly username: string | null;
  readonly action: string;
  /** The user name of the account that it was done to. */
  readonly about: string | null;
  readonly detail: Record<string, unknown>;
}
interface UseRow {
  readonly place: number;
  readonly at: Date;
  readonly account_id: string | null;
  readonly role: string | null;
  readonly action: Use['action'];
  readonly passenger_ref: string | null;
  readonly call_ref: string | null;
  readonly name: string | null;
  readonly times: number | null;
}

/** What the rules of unusual use read at most; the newest count. */
const mostUses = 200_000;
/** What tells nothing of how somebody looks at children. */
const beside = ['changed', 'audit-read', 'signed-in', 'signed-out', 'link-opened', 'link-followed'];

/** Reads the audit for those who may, and what stands beside it. */
@Injectable()
export class AuditReading {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** The newest first, before the place `before`. Days are those of the council's time zone. */
  async page(filter: AuditQuery, before: number, limit: number, places?: readonly number[]): Promise<StoredRecord[]> {
    const values: unknown[] = [before, limit];
    const where = ['u.place < $1'];
    const narrow = (value: unknown, condition: (n: string) => string): void => {
      if (value === undefined) return;
      values.push(value);
      where.push(condition(`$${values.length}`));
    };
    const zone = `'${this.config.timeZone.replaceAll("'", '')}'`;
    narrow(filter.from, (n) => `u.at >= (${n}::date)::timestamp AT TIME ZONE ${zone}`);
    narrow(filter.to, (n) => `u.at < (${n}::date + 1)::timestamp AT TIME ZONE ${zone}`);
    narrow(filter.person, (n) => `u.account_id = (SELECT id FROM account WHERE username = ${n})`);
    narrow(filter.action, (n) => `u.action = ${n}`);
    narrow(filter.ref === undefined ? undefined : `$.** ? (@ == ${JSON.stringify(filter.ref)})`, (n) => `u.detail @? ${n}::jsonpath`);
    narrow(places, (n) => `u.place = ANY(${n}::bigint[])`);
    return this.database.query<StoredRecord & Record<string, unknown>>(
      `SELECT u.place::float8 AS place, u.at, a.username, u.action, b.username AS about, u.detail FROM audit u LEFT JOIN account a ON a.id = u.account_id LEFT JOIN account b ON b.id::text = u.detail ->> 'account' WHERE ${where.join(' AND ')} ORDER BY u.place DESC LIMIT $2`, values);
  }

  /** In the order of their places. */
  async uses(since: Date): Promise<Use[]> {
    const rows = await this.database.query<UseRow & Record<string, unknown>>(
      `SELECT u.place::float8 AS place, u.at, u.account_id, a.role, u.action, u.detail ->> 'passengerRef' AS passenger_ref, u.detail ->> 'callRef' AS call_ref, u.detail ->> 'name' AS name, (u.detail ->> 'times')::int AS times
         FROM audit u LEFT JOIN account a ON a.id = u.account_id WHERE u.at >= $1 AND u.place IS NOT NULL AND u.action <> ALL($2) ORDER BY u.place DESC LIMIT $3`, [since, beside, mostUses]);
    return rows.reverse().map(({ place, at, account_id, role, action, passenger_ref, call_ref, name, times }) => ({
      place, at: at.getTime(), person: account_id, role, action, passengerRef: passenger_ref ?? undefined, callRef: call_ref ?? undefined, name: action === 'sign-in-refused' ? (name ?? undefined) : undefined, times: times ?? 1,
    }));
  }

  /** Calls that advisers took, as the telephone system told of them. */
  async calls(since: Date): Promise<TakenCall[]> {
    const rows = await this.database.query<{ id: string; answered_at: Date; ended_at: Date | null }>(
      'SELECT a.id, c.answered_at, c.ended_at FROM call c JOIN account a ON a.username = c.adviser_ref WHERE c.answered_at IS NOT NULL AND c.heard_at >= $1', [since]);
    return rows.map(({ id, answered_at, ended_at }) => ({ person: id, answeredAt: answered_at.getTime(), ...(ended_at && { endedAt: ended_at.getTime() }) }));
  }

  /** Calls that were logged about a child, with the case that came of one. */
  async dealings(since: Date): Promise<Dealing[]> {
    const rows = await this.database.query<{ id: string; passenger_ref: string; at: Date }>(
      'SELECT a.id, c.passenger_ref, c.at FROM contact c JOIN account a ON a.username = c.adviser_ref WHERE c.passenger_ref IS NOT NULL AND c.at >= $1', [since]);
    return rows.map(({ id, passenger_ref, at }) => ({ person: id, passengerRef: passenger_ref, at: at.getTime() }));
  }

  async usernames(): Promise<Map<string, string>> {
    return new Map((await this.database.query<{ id: string; username: string }>('SELECT id, username FROM account')).map(({ id, username }) => [id, username]));
  }

  /** What somebody said of findings, by their keys; the last word counts. */
  async lookedAt(): Promise<Map<string, { at: Date; by: string | null; outcome: UnusualOutcome }>> {
    const rows = await this.database.query<{ key: string; outcome: UnusualOutcome; at: Date; username: string | null }>(
      `SELECT u.detail ->> 'key' AS key, u.detail ->> 'outcome' AS outcome, u.at, a.username FROM audit u LEFT JOIN account a ON a.id = u.account_id WHERE u.action = 'unusual-looked-at' ORDER BY u.place`);
    return new Map(rows.map(({ key, outcome, at, username }) => [key, { at, by: username, outcome }]));
  }
}
