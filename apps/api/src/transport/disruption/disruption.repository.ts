import { Injectable } from '@nestjs/common';
import { closureKey } from '@sightline/domain';
import type { Closure, Fleet, FleetDraft, Layer, ServiceAlert } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';

const saveAlerts = `
  INSERT INTO service_alert (alert_ref, cause, effect, active_periods, affected, header, message, origin, published_at, withdrawn_at, ends_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (alert_ref text, cause text, effect text, active_periods jsonb, affected jsonb, header text, message text,
    origin text, published_at timestamptz, withdrawn_at timestamptz, ends_at timestamptz)
  ON CONFLICT (alert_ref) DO UPDATE SET (cause, effect, active_periods, affected, header, message, origin, published_at, withdrawn_at, ends_at)
  = (excluded.cause, excluded.effect, excluded.active_periods, excluded.affected, excluded.header, excluded.message, excluded.origin, excluded.published_at,
    excluded.withdrawn_at, excluded.ends_at)`;

const saveClosures = `
  INSERT INTO school_closure (school_ref, date, ends_at_time, cause, message, made_at, lifted_at)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (school_ref text, date date, ends_at_time text, cause text, message text, made_at timestamptz, lifted_at timestamptz)
  ON CONFLICT (school_ref, date) DO UPDATE SET (ends_at_time, cause, message, made_at, lifted_at)
  = (excluded.ends_at_time, excluded.cause, excluded.message, excluded.made_at, excluded.lifted_at)`;

interface AlertRow {
  alert_ref: string;
  cause: ServiceAlert['cause'];
  effect: ServiceAlert['effect'];
  active_periods: ServiceAlert['activePeriods'];
  affected: ServiceAlert['affected'];
  header: string;
  message: string | null;
  origin: ServiceAlert['origin'];
  published_at: Date;
  withdrawn_at: Date | null;
}

interface ClosureRow {
  school_ref: string;
  date: string;
  ends_at_time: string | null;
  cause: string;
  message: string | null;
  made_at: Date;
  lifted_at: Date | null;
}

const present = <V>(layer: Layer<V>): V[] => [...layer.changes.values()].filter((value) => value !== undefined);
const instant = (at: number | undefined): string | undefined => (at === undefined ? undefined : new Date(at).toISOString());

export const alertOfRow = (row: AlertRow): ServiceAlert => ({
  alertRef: row.alert_ref,
  cause: row.cause,
  effect: row.effect,
  activePeriods: row.active_periods,
  affected: row.affected,
  header: row.header,
  message: row.message ?? undefined,
  origin: row.origin,
  publishedAt: row.published_at.getTime(),
  withdrawnAt: row.withdrawn_at?.getTime(),
});

/** When the last period ends; `undefined` where one is open. */
function endOf({ activePeriods }: ServiceAlert): number | undefined {
  const ends = activePeriods.map(({ until = Number.POSITIVE_INFINITY }) => until);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : undefined;
}

/** Service alerts and schools that close. */
@Injectable()
export class DisruptionRepository {
  constructor(private readonly database: Database) {}

  /** What stands or stood a short while ago; closures from yesterday on. */
  async load(fleet: Fleet): Promise<void> {
    const alerts = `SELECT * FROM service_alert WHERE coalesce(withdrawn_at, ends_at, 'infinity') > now() - interval '2 days'`;
    for (const row of await this.database.query<AlertRow>(alerts)) fleet.serviceAlerts.set(row.alert_ref, alertOfRow(row));
    const closures = `SELECT *, date::text AS date FROM school_closure WHERE date >= current_date - 2`;
    for (const row of await this.database.query<ClosureRow>(closures)) {
      const closure: Closure = {
        schoolRef: row.school_ref,
        date: row.date,
        endsAt: row.ends_at_time ?? undefined,
        cause: row.cause,
        message: row.message ?? undefined,
        madeAt: row.made_at.getTime(),
        liftedAt: row.lifted_at?.getTime(),
      };
      fleet.closures.set(closureKey(closure.schoolRef, closure.date), closure);
    }
  }

  /** Every alert there was, the newest first, before a moment and ref that were seen already. */
  async before(limit: number, cursor: { readonly publishedAt: number; readonly alertRef: string } | undefined): Promise<ServiceAlert[]> {
    const rows = await this.database.query<AlertRow>(
      `SELECT * FROM service_alert WHERE $2::timestamptz IS NULL OR (published_at, alert_ref) < ($2, $3) ORDER BY published_at DESC, alert_ref DESC LIMIT $1`,
      [limit, instant(cursor?.publishedAt) ?? null, cursor?.alertRef ?? ''],
    );
    return rows.map(alertOfRow);
  }

  async save(tx: Transaction, draft: FleetDraft): Promise<void> {
    const alerts = present(draft.serviceAlerts).map((alert) => ({
      alert_ref: alert.alertRef,
      cause: alert.cause,
      effect: alert.effect,
      active_periods: alert.activePeriods,
      affected: alert.affected,
      header: alert.header,
      message: alert.message,
      origin: alert.origin,
      published_at: instant(alert.publishedAt),
      withdrawn_at: instant(alert.withdrawnAt),
      ends_at: instant(endOf(alert)),
    }));
    if (alerts.length > 0) await tx.query(saveAlerts, [JSON.stringify(alerts)]);
    const closures = present(draft.closures).map((closure) => ({
      school_ref: closure.schoolRef,
      date: closure.date,
      ends_at_time: closure.endsAt,
      cause: closure.cause,
      message: closure.message,
      made_at: instant(closure.madeAt),
      lifted_at: instant(closure.liftedAt),
    }));
    if (closures.length > 0) await tx.query(saveClosures, [JSON.stringify(closures)]);
  }
}
