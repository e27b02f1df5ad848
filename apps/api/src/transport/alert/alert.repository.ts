import { Injectable } from '@nestjs/common';
import type { RunCondition } from '@sightline/contracts';
import type { AlertLife, FleetDraft, Matter } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';

interface AlertRow {
  alert_ref: string;
  run_ref: string;
  condition: string;
  raised_at: Date;
  since: Date;
  ended_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  assigned_to: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  escalated_at: Date | null;
  changed_at: Date | null;
  change: string | null;
  worst: Matter;
  asks: number;
  notes: number;
}

const columns = `alert_ref, run_ref, condition, raised_at, since, ended_at, acknowledged_at, acknowledged_by, assigned_to, closed_at, closed_by,
  escalated_at, changed_at, change, worst, asks, notes`;

const saveAlerts = `
  INSERT INTO alert (${columns})
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (alert_ref text, run_ref text, condition text, raised_at timestamptz, since timestamptz,
    ended_at timestamptz, acknowledged_at timestamptz, acknowledged_by text, assigned_to text, closed_at timestamptz, closed_by text,
    escalated_at timestamptz, changed_at timestamptz, change text, worst jsonb, asks integer, notes integer)
  ON CONFLICT (alert_ref) DO UPDATE SET (raised_at, since, ended_at, acknowledged_at, acknowledged_by, assigned_to, closed_at, closed_by,
    escalated_at, changed_at, change, worst, asks, notes)
  = (excluded.raised_at, excluded.since, excluded.ended_at, excluded.acknowledged_at, excluded.acknowledged_by, excluded.assigned_to,
    excluded.closed_at, excluded.closed_by, excluded.escalated_at, excluded.changed_at, excluded.change, excluded.worst, excluded.asks, excluded.notes)`;

const saveEntries = `
  INSERT INTO alert_entry (alert_ref, at, step, actor, words)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (alert_ref text, at timestamptz, step text, actor text, words text)`;

const saveHandovers = `
  INSERT INTO handover (handover_ref, at, said_by, given_by, given_to, words, alert_refs)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (handover_ref text, at timestamptz, said_by text, given_by text, given_to text, words text, alert_refs text[])
  ON CONFLICT DO NOTHING`;

const iso = (moment: number | undefined): string | null => (moment === undefined ? null : new Date(moment).toISOString());
const moment = (date: Date | null): number | undefined => date?.getTime();
const optional = <T>(value: T | null): T | undefined => value ?? undefined;

const rowOf = (alert: AlertLife): object => ({
  alert_ref: alert.alertRef,
  run_ref: alert.runRef,
  condition: alert.condition,
  raised_at: iso(alert.raisedAt),
  since: iso(alert.since),
  ended_at: iso(alert.endedAt),
  acknowledged_at: iso(alert.acknowledgedAt),
  acknowledged_by: alert.acknowledgedBy,
  assigned_to: alert.assignedTo,
  closed_at: iso(alert.closedAt),
  closed_by: alert.closedBy,
  escalated_at: iso(alert.escalatedAt),
  changed_at: iso(alert.changedAt),
  change: alert.change,
  worst: alert.worst,
  asks: alert.asks,
  notes: alert.notes,
});

const alertOf = (row: AlertRow): AlertLife => ({
  alertRef: row.alert_ref,
  runRef: row.run_ref,
  condition: row.condition as RunCondition,
  raisedAt: row.raised_at.getTime(),
  since: row.since.getTime(),
  endedAt: moment(row.ended_at),
  acknowledgedAt: moment(row.acknowledged_at),
  acknowledgedBy: optional(row.acknowledged_by),
  assignedTo: optional(row.assigned_to),
  closedAt: moment(row.closed_at),
  closedBy: optional(row.closed_by),
  escalatedAt: moment(row.escalated_at),
  changedAt: moment(row.changed_at),
  change: optional(row.change),
  worst: row.worst,
  asks: row.asks,
  notes: row.notes,
});

/** Alerts, their history and the handovers in PostgreSQL. */
@Injectable()
export class AlertRepository {
  constructor(private readonly database: Database) {}

  async ofRuns(runRefs: readonly string[]): Promise<AlertLife[]> {
    return (await this.database.query<AlertRow>(`SELECT ${columns} FROM alert WHERE run_ref = ANY ($1)`, [runRefs])).map(alertOf);
  }

  /** The runs of safeguarding alerts that nobody has acknowledged, however old. */
  async unseenSafeguarding(): Promise<string[]> {
    const sql = `SELECT DISTINCT run_ref FROM alert WHERE worst ->> 'band' = 'safeguarding' AND acknowledged_at IS NULL AND closed_at IS NULL`;
    return (await this.database.query<{ run_ref: string }>(sql)).map(({ run_ref }) => run_ref);
  }

  /** Alerts of a service date's runs. */
  async ofDate(serviceDate: string): Promise<AlertLife[]> {
    return (await this.database.query<AlertRow>(`SELECT ${columns} FROM alert WHERE run_ref IN (SELECT run_ref FROM run WHERE service_date = $1)`, [serviceDate])).map(alertOf);
  }

  async ofRef(alertRef: string): Promise<AlertLife | undefined> {
    return (await this.database.query<AlertRow>(`SELECT ${columns} FROM alert WHERE alert_ref = $1`, [alertRef])).map(alertOf)[0];
  }

  /** Writes down alerts as they stand at the end of a draft, and what happened to them in it. After their runs. */
  async save(tx: Transaction, draft: FleetDraft): Promise<void> {
    const alerts = [...draft.alerts.changes.values()].flatMap((alert) => (alert === undefined ? [] : [rowOf(alert)]));
    if (alerts.length > 0) await tx.query(saveAlerts, [JSON.stringify(alerts)]);
    const entries = draft.alertEntries.map(({ alertRef, at, ...entry }) => ({ alert_ref: alertRef, at: iso(at), ...entry }));
    if (entries.length > 0) await tx.query(saveEntries, [JSON.stringify(entries)]);
    const handovers = draft.handovers.map(({ handoverRef, at, by, from, to, words, alertRefs }) => ({ handover_ref: handoverRef, at: iso(at), said_by: by, given_by: from, given_to: to, words, alert_refs: alertRefs }));
    if (handovers.length > 0) await tx.query(saveHandovers, [JSON.stringify(handovers)]);
  }
}
