import { Injectable } from '@nestjs/common';
import type { BankHolidayDivision } from '@sightline/contracts';
import { carriedDivisions, dateOf } from '@sightline/domain';
import type { Divisions, DueChange, HolidayList } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** A due date that became another one though nobody touched its case. `changedAt` in epoch milliseconds. */
export interface RecordedChange extends DueChange {
  readonly why: string;
  readonly changedAt: number;
}

/** Bank holidays as they were published since this version was made, and what they did to due dates. */
@Injectable()
export class DueChangesRepository {
  constructor(private readonly database: Database) {}

  /** What the project carries, and over it what was published since. */
  async divisions(): Promise<Divisions> {
    const rows = await this.database.query<HolidayList & { division: BankHolidayDivision; from: string; until: string }>(
      'SELECT division, holidays, known_from::text AS "from", known_until::text AS until FROM casework_bank_holidays',
    );
    const published = rows.map(({ division, holidays, from, until }) => [division, { holidays, known: { from, until } }] as const);
    return { ...carriedDivisions, ...Object.fromEntries(published) };
  }

  async writeDivision(tx: Transaction, division: BankHolidayDivision, { holidays, known }: HolidayList, now: number): Promise<void> {
    await tx.query(
      `INSERT INTO casework_bank_holidays (division, holidays, known_from, known_until, changed_at) VALUES ($1, $2::jsonb, $3, $4, $5)
       ON CONFLICT (division) DO UPDATE SET holidays = EXCLUDED.holidays, known_from = EXCLUDED.known_from, known_until = EXCLUDED.known_until, changed_at = EXCLUDED.changed_at`,
      [division, JSON.stringify(holidays), known.from, known.until, new Date(now)],
    );
  }

  async write(tx: Transaction, changes: readonly RecordedChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ caseRef, clock, oldDay, newDay, why, changedAt }) => ({ case_ref: caseRef, clock, old_due_date: dateOf(oldDay), new_due_date: dateOf(newDay), why, changed_at: new Date(changedAt) }));
    await tx.query(
      `INSERT INTO casework_due_change (case_ref, clock, old_due_date, new_due_date, why, changed_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (case_ref text, clock text, old_due_date date, new_due_date date, why text, changed_at timestamptz)`,
      [JSON.stringify(rows)],
    );
  }
}
