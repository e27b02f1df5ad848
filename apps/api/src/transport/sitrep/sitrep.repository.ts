import { Injectable } from '@nestjs/common';
import type { SitrepFigureName } from '@sightline/contracts';
import { weekOf } from '@sightline/domain';
import type { AgreedContract, RunOutcome } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';

const saveOutcomes = `
  INSERT INTO run_outcome (run_ref, week, service_date, route_ref, operator_ref, school_ref, area, direction, fate, punctuality, starts_at, outcome, recorded_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (run_ref text, week text, service_date date, route_ref text, operator_ref text, school_ref text,
    area text, direction text, fate text, punctuality text, starts_at timestamptz, outcome jsonb, recorded_at timestamptz)
  ON CONFLICT (run_ref) DO UPDATE SET (week, service_date, route_ref, operator_ref, school_ref, area, direction, fate, punctuality, starts_at, outcome, recorded_at)
  = (excluded.week, excluded.service_date, excluded.route_ref, excluded.operator_ref, excluded.school_ref, excluded.area, excluded.direction, excluded.fate,
    excluded.punctuality, excluded.starts_at, excluded.outcome, excluded.recorded_at)`;

/** Late data that the week's record does not have already. */
const saveLate = `
  INSERT INTO sitrep_after (week, kind, run_ref, words, at)
  SELECT row.week, 'late', row.run_ref, row.words, row.at
  FROM jsonb_to_recordset($1::jsonb) AS row (week text, run_ref text, words text, at timestamptz, outcome jsonb)
  WHERE NOT EXISTS (SELECT FROM run_outcome o WHERE o.run_ref = row.run_ref AND o.outcome - 'coverage' - 'claims' - 'claimed' - 'basis' = row.outcome - 'coverage' - 'claims' - 'claimed' - 'basis')
    AND NOT EXISTS (SELECT FROM sitrep_after a WHERE a.week = row.week AND a.run_ref = row.run_ref AND a.words = row.words)`;

/** Figures of a week by name: what the trend shows. */
export type Headline = { readonly [F in SitrepFigureName]?: number | null };

/** Something that came after a freeze. Epoch milliseconds. */
export interface Late {
  readonly week: string;
  readonly outcome: RunOutcome;
  readonly words: string;
  readonly at: number;
}
export interface Correction {
  readonly week: string;
  readonly figure?: SitrepFigureName | undefined;
  readonly words: string;
  readonly at: number;
}
export interface StoredWeek {
  readonly week: string;
  readonly frozenAt: number | undefined;
  readonly headline: Headline | undefined;
}

const iso = (at: number): string => new Date(at).toISOString();

/** Outcomes, frozen weeks and contracts in PostgreSQL. */
@Injectable()
export class SitrepRepository {
  constructor(private readonly database: Database) {}

  async weeks(): Promise<StoredWeek[]> {
    const rows = await this.database.query<{ week: string; frozen_at: Date | null; headline: Headline | null }>('SELECT week, frozen_at, headline FROM sitrep_week ORDER BY week');
    return rows.map(({ week, frozen_at, headline }) => ({ week, frozenAt: frozen_at?.getTime(), headline: headline ?? undefined }));
  }

  /** The outcomes of all weeks that are not frozen, with the moment at which each was recorded. */
  async open(): Promise<{ readonly outcome: RunOutcome; readonly recordedAt: number }[]> {
    const rows = await this.database.query<{ outcome: RunOutcome; recorded_at: Date }>(
      'SELECT outcome, recorded_at FROM run_outcome o WHERE NOT EXISTS (SELECT FROM sitrep_week w WHERE w.week = o.week AND w.frozen_at IS NOT NULL)',
    );
    return rows.map(({ outcome, recorded_at }) => ({ outcome, recordedAt: recorded_at.getTime() }));
  }

  /** Runs between two service dates that nobody has counted. */
  async uncounted(from: string, until: string): Promise<string[]> {
    const rows = await this.database.query<{ run_ref: string }>(
      'SELECT run_ref FROM run r WHERE service_date BETWEEN $1 AND $2 AND NOT EXISTS (SELECT FROM run_outcome o WHERE o.run_ref = r.run_ref)',
      [from, until],
    );
    return rows.map(({ run_ref }) => run_ref);
  }

  async contracts(): Promise<AgreedContract[]> {
    const rows = await this.database.query<{ agreed: AgreedContract }>('SELECT agreed FROM operator_contract');
    return rows.map(({ agreed }) => agreed);
  }

  async save(tx: Transaction, outcomes: readonly RunOutcome[], now: number): Promise<void> {
    if (outcomes.length === 0) return;
    const rows = outcomes.map((outcome) => ({
      run_ref: outcome.runRef,
      week: weekOf(outcome.serviceDate),
      service_date: outcome.serviceDate,
      route_ref: outcome.routeRef,
      operator_ref: outcome.operatorRef,
      school_ref: outcome.schoolRef,
      area: outcome.area,
      direction: outcome.direction,
      fate: outcome.fate,
      punctuality: outcome.punctuality,
      starts_at: iso(outcome.startsAt),
      outcome,
      recorded_at: iso(now),
    }));
    await tx.query(saveOutcomes, [JSON.stringify(rows)]);
  }

  async remove(tx: Transaction, runRefs: readonly string[]): Promise<void> {
    if (runRefs.length > 0) await tx.query('DELETE FROM run_outcome WHERE run_ref = ANY ($1)', [runRefs]);
  }

  async saveLate(tx: Transaction, late: readonly Late[]): Promise<void> {
    if (late.length === 0) return;
    await tx.query(saveLate, [JSON.stringify(late.map(({ week, outcome, words, at }) => ({ week, run_ref: outcome.runRef, outcome, words, at: iso(at) })))]);
  }

  async saveCorrections(tx: Transaction, corrections: readonly Correction[]): Promise<void> {
    for (const { week, figure, words, at } of corrections) {
      await tx.query("INSERT INTO sitrep_after (week, kind, figure, words, at) VALUES ($1, 'correction', $2, $3, $4)", [week, figure ?? null, words, iso(at)]);
    }
  }

  async saveContracts(tx: Transaction, contracts: readonly AgreedContract[]): Promise<void> {
    if (contracts.length === 0) return;
    await tx.query(
      `INSERT INTO operator_contract (operator_ref, agreed) SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (operator_ref text, agreed jsonb)
       ON CONFLICT (operator_ref) DO UPDATE SET agreed = excluded.agreed`,
      [JSON.stringify(contracts.map((agreed) => ({ operator_ref: agreed.operatorRef, agreed })))],
    );
  }

  /** Notes that a week is to be frozen: it is when all that was told of it is counted. */
  async ask(tx: Transaction, weeks: readonly string[]): Promise<void> {
    if (weeks.length > 0) await tx.query('INSERT INTO sitrep_week (week) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [weeks]);
  }

  async freeze(tx: Transaction, week: string, frozenAt: number, headline: Headline, body: string): Promise<void> {
    await tx.query(
      `INSERT INTO sitrep_week (week, frozen_at, headline, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (week) DO UPDATE SET (frozen_at, headline, body) = (excluded.frozen_at, excluded.headline, excluded.body) WHERE sitrep_week.frozen_at IS NULL`,
      [week, iso(frozenAt), JSON.stringify(headline), body],
    );
  }
}
