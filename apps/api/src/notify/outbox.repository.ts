import { Injectable } from '@nestjs/common';
import type { Audience, DeliveryState, MessageKind, MessagingRules } from '@sightline/contracts';
import type { Earlier, Substance } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

/** A message to one recipient as it is written down. Times in epoch milliseconds. */
export interface NewDelivery {
  readonly deliveryRef: string;
  readonly messageRef: string;
  readonly runRef: string;
  readonly about: string;
  readonly audience: Audience;
  readonly kind: MessageKind;
  readonly substance: Substance;
  readonly recipientRef: string;
  readonly ordinal: number;
  readonly guardianRef: string | undefined;
  readonly passengerRefs: readonly string[];
  readonly channel: string;
  readonly address: string | undefined;
  readonly words: string;
  readonly link: string | undefined;
  readonly state: DeliveryState;
  readonly reason: string | undefined;
  readonly nextAttemptAt: number | undefined;
  readonly expiresAt: number;
  readonly startsAt: number;
  readonly decidedBy: string | undefined;
  readonly createdAt: number;
}

export interface Preference {
  readonly guardianRef: string;
  readonly optedOut: boolean;
  readonly arrivals: boolean;
}

/** What was written to a recipient before, with whom. */
export interface EarlierRow extends Earlier {
  readonly runRef: string;
  readonly recipientRef: string;
}

const insert = `
  INSERT INTO outgoing_message (delivery_ref, message_ref, run_ref, about, audience, kind, substance, recipient_ref, ordinal, guardian_ref, passenger_refs,
    channel, address, words, link, state, reason, next_attempt_at, expires_at, starts_at, decided_by, created_at, decided_at, ended_at)
  SELECT delivery_ref, message_ref, run_ref, about, audience, kind, substance, recipient_ref, ordinal, guardian_ref, passenger_refs,
    channel, address, words, link, state, reason, next_attempt_at, expires_at, starts_at, decided_by, created_at,
    CASE WHEN state = 'held' THEN NULL ELSE created_at END, CASE WHEN state = 'suppressed' THEN created_at END
  FROM jsonb_to_recordset($1::jsonb) AS row (delivery_ref text, message_ref text, run_ref text, about text, audience text, kind text, substance jsonb,
    recipient_ref text, ordinal integer, guardian_ref text, passenger_refs text[], channel text, address text, words text, link text, state text, reason text,
    next_attempt_at timestamptz, expires_at timestamptz, starts_at timestamptz, decided_by text, created_at timestamptz)`;

const moment = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));

/** What the engine's transactions write into the outbox. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /** Everything that was written about runs, the oldest first. It stays as it is until the transaction ends. */
  async earlier(tx: Transaction, runRefs: readonly string[]): Promise<EarlierRow[]> {
    const rows = await tx.query<{ delivery_ref: string; run_ref: string; recipient_ref: string; state: DeliveryState; reason: string | null; substance: Substance }>(
      'SELECT delivery_ref, run_ref, recipient_ref, state, reason, substance FROM outgoing_message WHERE run_ref = ANY ($1) ORDER BY run_ref, recipient_ref, ordinal FOR UPDATE',
      [runRefs],
    );
    return rows.map((row) => ({ deliveryRef: row.delivery_ref, runRef: row.run_ref, recipientRef: row.recipient_ref, state: row.state, reason: row.reason ?? undefined, substance: row.substance }));
  }

  async preferences(tx: Transaction, guardianRefs: readonly string[]): Promise<Map<string, Preference>> {
    const rows = await tx.query<{ guardian_ref: string; opted_out: boolean; arrivals: boolean }>('SELECT guardian_ref, opted_out, arrivals FROM message_preference WHERE guardian_ref = ANY ($1)', [guardianRefs]);
    return new Map(rows.map((row) => [row.guardian_ref, { guardianRef: row.guardian_ref, optedOut: row.opted_out, arrivals: row.arrivals }]));
  }

  async add(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const rows = deliveries.map((one) => ({
      delivery_ref: one.deliveryRef, message_ref: one.messageRef, run_ref: one.runRef, about: one.about, audience: one.audience, kind: one.kind, substance: one.substance,
      recipient_ref: one.recipientRef, ordinal: one.ordinal, guardian_ref: one.guardianRef, passenger_refs: one.passengerRefs, channel: one.channel,
      address: one.state === 'suppressed' ? null : one.address, words: one.words, link: one.state === 'suppressed' ? null : one.link, state: one.state, reason: one.reason,
      next_attempt_at: moment(one.nextAttemptAt), expires_at: moment(one.expiresAt), starts_at: moment(one.startsAt), decided_by: one.decidedBy, created_at: moment(one.createdAt),
    }));
    await tx.query(insert, [JSON.stringify(rows)]);
  }

  /** Takes back what has not gone. */
  async suppress(tx: Transaction, deliveryRefs: readonly string[], reason: string, at: number): Promise<void> {
    if (deliveryRefs.length === 0) return;
    await tx.query(
      `UPDATE outgoing_message SET state = 'suppressed', reason = $2, ended_at = $3, next_attempt_at = NULL, address = NULL, link = NULL
        WHERE delivery_ref = ANY ($1) AND state IN ('held', 'queued')`,
      [deliveryRefs, reason, new Date(at)],
    );
  }

  /** When the run begins of a message of which something waits for leave. */
  async heldStart(tx: Transaction, messageRef: string): Promise<number | undefined> {
    const [row] = await tx.query<{ starts_at: Date }>(`SELECT starts_at FROM outgoing_message WHERE message_ref = $1 AND state = 'held' LIMIT 1`, [messageRef]);
    return row?.starts_at.getTime();
  }

  async approve(tx: Transaction, messageRef: string, words: string | undefined, by: string | undefined, at: number, goesAt: number): Promise<void> {
    await tx.query(
      `UPDATE outgoing_message SET state = 'queued', words = COALESCE($2, words), decided_by = $3, decided_at = $4, next_attempt_at = $5
        WHERE message_ref = $1 AND state = 'held' AND expires_at > $4`,
      [messageRef, words ?? null, by ?? null, new Date(at), new Date(goesAt)],
    );
  }

  async drop(tx: Transaction, messageRef: string, by: string, at: number): Promise<void> {
    await tx.query(
      `UPDATE outgoing_message SET state = 'suppressed', reason = 'dropped', decided_by = $2, decided_at = $3, ended_at = $3, next_attempt_at = NULL, address = NULL, link = NULL
        WHERE message_ref = $1 AND state IN ('held', 'queued')`,
      [messageRef, by, new Date(at)],
    );
  }

  async prefer(tx: Transaction, { guardianRef, optedOut, arrivals }: Preference, by: string, at: number): Promise<void> {
    await tx.query(
      `INSERT INTO message_preference (guardian_ref, opted_out, arrivals, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (guardian_ref) DO UPDATE SET opted_out = EXCLUDED.opted_out, arrivals = EXCLUDED.arrivals, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at`,
      [guardianRef, optedOut, arrivals, by, new Date(at)],
    );
    if (!optedOut) return;
    await tx.query(
      `UPDATE outgoing_message SET state = 'suppressed', reason = 'opted-out', ended_at = $2, next_attempt_at = NULL, address = NULL, link = NULL
        WHERE guardian_ref = $1 AND state IN ('held', 'queued')`,
      [guardianRef, new Date(at)],
    );
  }

  async rules(): Promise<{ readonly rules: MessagingRules; readonly changedBy: string; readonly changedAt: number } | undefined> {
    const [row] = await this.database.query<{ rules: MessagingRules; changed_by: string; changed_at: Date }>(`SELECT rules, changed_by, changed_at FROM messaging_rules WHERE name = 'families'`);
    return row && { rules: row.rules, changedBy: row.changed_by, changedAt: row.changed_at.getTime() };
  }

  async keepRules(tx: Transaction, rules: MessagingRules, by: string, at: number): Promise<void> {
    await tx.query(
      `INSERT INTO messaging_rules (name, rules, changed_by, changed_at) VALUES ('families', $1::jsonb, $2, $3)
       ON CONFLICT (name) DO UPDATE SET rules = EXCLUDED.rules, changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at`,
      [JSON.stringify(rules), by, new Date(at)],
    );
  }
}

