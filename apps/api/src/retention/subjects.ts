import { Inject, Injectable } from '@nestjs/common';
import type { SubjectView } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Holds, keysOf, wordsOf } from './holds.js';
import type { HeldRow } from './holds.js';
import type { RetentionRule, SubjectKind, SubjectRows } from './rule.js';
import { SCHEDULE, Schedule, ruleName } from './schedule.js';

export interface Subject {
  readonly kind: SubjectKind;
  readonly ref: string;
}
export interface SubjectRecord {
  readonly name: string;
  readonly holds: string;
  readonly rows: readonly Record<string, unknown>[];
}

/** Columns that no export shows: what opens something, and what only we search by. */
const neverShown = ['name_key', 'postcode_key', 'telephone_keys', 'secret_hash', 'token_hash', 'seal'];

/** What is held of somebody, rule by rule. */
@Injectable()
export class Subjects {
  constructor(
    @Inject(SCHEDULE) private readonly schedule: Schedule,
    private readonly config: Config,
    private readonly database: Database,
    private readonly holds: Holds,
  ) {}

  /** The calls that came from the same number as one of them, newest first; itself where its number is not known any more. */
  async callsLike(callRef: string): Promise<string[]> {
    const rows = await this.database.query<{ call_ref: string }>(
      `SELECT split_part(p.subject, ':', 2) AS call_ref FROM journal_personal p JOIN journal_personal own ON own.subject = 'call:' || $1
         AND ${digits('p')} = ${digits('own')} WHERE p.subject LIKE 'call:%' ORDER BY p.seq DESC`,
      [callRef],
    );
    return [...new Set([callRef, ...rows.map((row) => row.call_ref)])];
  }

  /** The calls from a number, newest first. */
  async callsOf(number: string): Promise<{ callRef: string; at: string }[]> {
    const rows = await this.database.query<{ call_ref: string; at: Date }>(
      `SELECT split_part(p.subject, ':', 2) AS call_ref, j.received_at AS at FROM journal_personal p JOIN journal j ON j.seq = p.seq
        WHERE p.subject LIKE 'call:%' AND ${digits('p')} = right(regexp_replace($1, '\\D', '', 'g'), 9) ORDER BY p.seq DESC LIMIT 200`,
      [number],
    );
    return rows.map((row) => ({ callRef: row.call_ref, at: row.at.toISOString() }));
  }

  /** Whether anything at all is held of them. */
  async view({ kind, ref }: Subject): Promise<SubjectView> {
    const held = await this.holds.held();
    const given = await this.given({ kind, ref });
    const parts = await Promise.all(this.schedule.about(kind).map(async ({ rule, rows }) => ({
      name: ruleName(rule), category: rule.category, holds: rule.holds, keep: this.keepWords(rule),
      count: await this.count(rule, rows, given),
      kept: (await this.keptBy(rule, rows, given, held)).map((row) => wordsOf(row, this.holds.days)),
    })));
    const [waiting] = await this.database.query<{ asked_at: Date }>('SELECT asked_at FROM erasure_request WHERE kind = $1 AND ref = $2', [kind, ref]);
    return { kind, ref, parts, holds: this.holdsOf({ kind, ref }, held), ...(waiting && { erasureAskedAt: waiting.asked_at.toISOString() }) };
  }

  /** Why the subject as a whole is held back, in words. */
  holdsOf({ kind, ref }: Subject, held: readonly HeldRow[]): string[] {
    const own = kind === 'caller' ? 'call' : kind;
    return [...new Set(held.filter((row) => row.kind === own && row.ref === ref).map((row) => wordsOf(row, this.holds.days)))];
  }

  /** Everything that is held of them; what is about others is left out. */
  async records(subject: Subject): Promise<SubjectRecord[]> {
    const given = await this.given(subject);
    const found: SubjectRecord[] = [];
    for (const { rule, rows } of this.schedule.about(subject.kind)) {
      const hidden = new Set([...neverShown, ...(rule.aboutOthers ?? []).filter((column) => rows.own?.includes(column) !== true)]);
      const read = await this.database.query<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${rule.table} t WHERE ${rows.where}`, [given]);
      const shown = read.map(({ row }) => Object.fromEntries(Object.entries(row).filter(([column, value]) => !hidden.has(column) && value !== null)));
      if (shown.length > 0) found.push({ name: ruleName(rule), holds: rule.holds, rows: withoutSeals(shown) });
    }
    return found;
  }

  keepWords({ keep }: RetentionRule): string {
    return typeof keep === 'string' ? `${this.config.keepDays[keep]} days` : keep.words;
  }

  /** What the SQL of a kind is given: a caller is all their calls. */
  private async given({ kind, ref }: Subject): Promise<string | string[]> {
    return kind === 'caller' ? (await this.callsLike(ref)).map((callRef) => `call:${callRef}`) : ref;
  }

  private async count({ table }: RetentionRule, { where }: SubjectRows, given: string | string[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} t WHERE ${where}`, [given]);
    return row?.count ?? 0;
  }

  private async keptBy({ table, sweep }: RetentionRule, { where }: SubjectRows, given: string | string[], held: readonly HeldRow[]): Promise<HeldRow[]> {
    if (sweep?.heldBy === undefined || held.length === 0) return [];
    const keys = await this.database.query<{ key: string }>(
      `SELECT DISTINCT each AS key FROM ${table} t ${sweep.joins ?? ''} CROSS JOIN LATERAL unnest(${sweep.heldBy}) AS each WHERE ${where} AND each = ANY ($2::text[])`,
      [given, keysOf(held)],
    );
    const found = new Set(keys.map(({ key }) => key));
    return held.filter(({ kind, ref }) => found.has(`${kind}:${ref}`));
  }
}

const digits = (alias: string): string => `right(regexp_replace(${alias}.fields ->> 'callerNumber', '\\D', '', 'g'), 9)`;

/** A sealed password is neither readable nor anybody's to have. */
const withoutSeals = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  JSON.parse(JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' && value.startsWith('sealed:') ? 'held, as a seal that cannot be read' : value))) as Record<string, unknown>[];
