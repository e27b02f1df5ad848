import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { unlessHeld } from './rule.js';
import type { RetentionRule, Sweep } from './rule.js';

/** What a sweep did by one rule. Moments are ISO 8601, of what was taken. */
export interface RuleCount {
  removed: number;
  /** Over, and held back. */
  held: number;
  from?: string | undefined;
  until?: string | undefined;
  /** Of what stays. */
  oldest?: string | undefined;
}
export interface LastSweep {
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly counts: Readonly<Record<string, RuleCount>>;
  readonly erased: number;
}

const over = ({ at, due, heldBy }: Sweep): string => [`(${at}) < $1`, ...(due === undefined ? [] : [`(${due})`]), ...(heldBy === undefined ? ['$2::text[] IS NOT NULL'] : [unlessHeld(heldBy)])].join(' AND ');
const iso = (at: Date | null | undefined): string | undefined => at?.toISOString();

/** Sweeps on disk: each is one statement, which is committed whole or not at all. */
@Injectable()
export class SweepRepository {
  constructor(private readonly database: Database) {}

  /** Takes a batch of what is over; what somebody else has in hand is left for the next one. */
  async take({ table, sweep }: RetentionRule, before: Date, held: readonly string[], limit: number): Promise<RuleCount> {
    if (sweep === undefined) return { removed: 0, held: 0 };
    const change = sweep.set === undefined ? `DELETE FROM ${table} t USING due WHERE t.ctid = due.place` : `UPDATE ${table} t SET ${sweep.set} FROM due WHERE t.ctid = due.place`;
    const [row] = await this.database.query<{ removed: number; from: Date | null; until: Date | null }>(
      `WITH due AS (SELECT t.ctid AS place, (${sweep.at}) AS moment FROM ${table} t ${sweep.joins ?? ''} WHERE ${over(sweep)} LIMIT $3 FOR UPDATE OF t SKIP LOCKED),
            gone AS (${change} RETURNING due.moment)
       SELECT count(*)::int AS removed, min(moment) AS from, max(moment) AS until FROM gone`,
      [before, held, limit],
    );
    return { removed: row?.removed ?? 0, held: 0, from: iso(row?.from), until: iso(row?.until) };
  }

  /** Whose record is over, with the moment that it is counted from. */
  async over({ table, sweep }: RetentionRule, before: Date, held: readonly string[], limit: number): Promise<{ ref: string; at: string }[]> {
    if (sweep?.forgets === undefined) return [];
    const rows = await this.database.query<{ ref: string; at: Date }>(
      `SELECT (${sweep.forgets.ref}) AS ref, (${sweep.at}) AS at FROM ${table} t ${sweep.joins ?? ''} WHERE ${over(sweep)} LIMIT $3`,
      [before, held, limit],
    );
    return rows.map(({ ref, at }) => ({ ref, at: at.toISOString() }));
  }

  /** What stays: the oldest of it, and how much is over and held back. */
  async standing({ table, sweep }: RetentionRule, before: Date): Promise<Pick<RuleCount, 'held' | 'oldest'>> {
    if (sweep === undefined) return { held: 0 };
    const [row] = await this.database.query<{ oldest: Date | null; held: number }>(
      `SELECT min(moment) AS oldest, (count(*) FILTER (WHERE moment < $1))::int AS held FROM (SELECT (${sweep.at}) AS moment FROM ${table} t ${sweep.joins ?? ''} ${sweep.due === undefined ? '' : `WHERE ${sweep.due}`}) each`,
      [before],
    );
    return { held: row?.held ?? 0, oldest: iso(row?.oldest) };
  }

  async done(startedAt: Date, counts: Readonly<Record<string, RuleCount>>, erased: number): Promise<void> {
    await this.database.query('INSERT INTO retention_sweep (started_at, ended_at, counts) VALUES ($1, now(), $2::jsonb)', [startedAt, JSON.stringify({ rules: counts, erased })]);
  }

  async last(): Promise<LastSweep | undefined> {
    const [row] = await this.database.query<{ started_at: Date; ended_at: Date; counts: { rules: Record<string, RuleCount>; erased: number } }>('SELECT started_at, ended_at, counts FROM retention_sweep ORDER BY sweep_id DESC LIMIT 1');
    return row && { startedAt: row.started_at, endedAt: row.ended_at, counts: row.counts.rules, erased: row.counts.erased };
  }
}
