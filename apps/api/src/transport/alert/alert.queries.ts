import { Injectable } from '@nestjs/common';
import type { AlertStep, HandoverView } from '@sightline/contracts';
import { Database } from '../../database/database.js';

export interface EntryRow {
  readonly alertRef: string;
  readonly at: Date;
  readonly step: AlertStep;
  readonly actor: string | null;
  readonly words: string | null;
}

interface HandoverRow {
  readonly handover_ref: string;
  readonly at: Date;
  readonly said_by: string;
  readonly given_by: string;
  readonly given_to: string;
  readonly words: string | null;
  readonly open_alerts: number;
}

/** What is written down of alerts, beside how they stand. */
@Injectable()
export class AlertQueries {
  constructor(private readonly database: Database) {}

  /** Every step in the lives of some alerts, the first first. */
  entries(alertRefs: readonly string[]): Promise<EntryRow[]> {
    return this.database.query<EntryRow>('SELECT alert_ref AS "alertRef", at, step, actor, words FROM alert_entry WHERE alert_ref = ANY ($1) ORDER BY seq', [alertRefs]);
  }

  /** How often something happened to alerts in a stretch of time: what a report counts, such as escalations. */
  async count(step: AlertStep, from: Date, until: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>('SELECT count(*)::int AS count FROM alert_entry WHERE step = $1 AND at >= $2 AND at < $3', [step, from, until]);
    return row?.count ?? 0;
  }

  async lastHandover(): Promise<HandoverView | undefined> {
    const sql = 'SELECT handover_ref, at, said_by, given_by, given_to, words, cardinality(alert_refs) AS open_alerts FROM handover ORDER BY at DESC LIMIT 1';
    const [row] = await this.database.query<HandoverRow>(sql);
    if (row === undefined) return undefined;
    const { handover_ref, at, said_by, given_by, given_to, words, open_alerts } = row;
    return { handoverRef: handover_ref, at: at.toISOString(), by: said_by, from: given_by, to: given_to, ...(words !== null && { words }), openAlerts: open_alerts };
  }
}
