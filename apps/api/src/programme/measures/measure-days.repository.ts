import { Injectable } from '@nestjs/common';
import type { MeasureDay } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';

interface Row extends Omit<MeasureDay, 'at' | 'firstOffAt'> {
  readonly at: Date;
  readonly firstOffAt: Date | null;
}

const readDays = `
  SELECT measure_ref AS "measureRef", date::text AS date, value, at, met, lowest, highest, first_off_at AS "firstOffAt", target, aim, hidden
    FROM programme_measure_day ORDER BY measure_ref, date`;
const writeDays = `
  INSERT INTO programme_measure_day (measure_ref, date, value, at, met, lowest, highest, first_off_at, target, aim, hidden)
  SELECT "measureRef", date, value, at, met, lowest, highest, "firstOffAt", target, aim, hidden
    FROM jsonb_to_recordset($1::jsonb) AS one ("measureRef" text, date date, value double precision, at timestamptz, met boolean, lowest double precision,
      highest double precision, "firstOffAt" timestamptz, target double precision, aim text, hidden boolean)
  ON CONFLICT (measure_ref, date) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at, met = EXCLUDED.met, lowest = EXCLUDED.lowest, highest = EXCLUDED.highest,
    first_off_at = EXCLUDED.first_off_at, target = EXCLUDED.target, aim = EXCLUDED.aim, hidden = EXCLUDED.hidden`;

/** The days of the measures. */
@Injectable()
export class MeasureDaysRepository {
  constructor(private readonly database: Database) {}

  /** By measure, the oldest day first. */
  async load(): Promise<Map<string, MeasureDay[]>> {
    const byMeasure = new Map<string, MeasureDay[]>();
    for (const { at, firstOffAt, ...row } of await this.database.query<Row>(readDays)) {
      const day: MeasureDay = { ...row, at: at.toISOString(), firstOffAt: firstOffAt?.toISOString() ?? null };
      const days = byMeasure.get(day.measureRef);
      if (days) days.push(day);
      else byMeasure.set(day.measureRef, [day]);
    }
    return byMeasure;
  }

  async write(tx: Transaction, days: readonly MeasureDay[]): Promise<void> {
    if (days.length > 0) await tx.query(writeDays, [JSON.stringify(days)]);
  }
}
