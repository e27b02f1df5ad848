import { Injectable } from '@nestjs/common';
import type { Carrier } from '@sightline/contracts';
import { Database } from '../database/database.js';
import type { Parcel } from './carrier.js';

/** A message that was claimed to be sent now. */
export interface Claimed extends Parcel {
  readonly messageRef: string;
  /** This one included. */
  readonly attempts: number;
}

/** What became of one. Times in epoch milliseconds. */
export interface Result {
  readonly deliveryRef: string;
  readonly messageRef: string;
  readonly state: 'sent' | 'queued' | 'failed' | 'delivered';
  readonly reason?: string | undefined;
  readonly providerRef?: string | undefined;
  readonly attempts?: number | undefined;
  readonly nextAttemptAt?: number | undefined;
}

/** An address is kept until the message has come to its end, and no longer than this: milliseconds. */
const keepsAddress = 7 * 86_400_000;

/** What the delivery reads and writes of the outbox. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /** Takes up to so many that are due. From now on they count as being sent, also when this process dies. */
  async claim(carrier: Carrier, limit: number, now: number): Promise<Claimed[]> {
    const rows = await this.database.query<{ delivery_ref: string; message_ref: string; channel: 'sms' | 'email'; address: string | null; about: string; words: string | null; link: string | null; attempts: number }>(
      `UPDATE outgoing_message SET state = 'sending', carrier = $1, attempts = attempts + 1, claimed_at = $2, next_attempt_at = NULL
        WHERE delivery_ref IN (SELECT delivery_ref FROM outgoing_message WHERE state = 'queued' AND next_attempt_at <= $2 AND expires_at > $2
                                ORDER BY next_attempt_at, created_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING delivery_ref, message_ref, channel, address, about, words, link, attempts`,
      [carrier, new Date(now), limit],
    );
    return rows.map((row) => ({ deliveryRef: row.delivery_ref, messageRef: row.message_ref, channel: row.channel, address: row.address ?? '', about: row.about, words: row.words ?? '', link: row.link ?? undefined, attempts: row.attempts }));
  }

  /** When the next is due, epoch milliseconds. */
  async nextDue(): Promise<number | undefined> {
    const [row] = await this.database.query<{ at: Date | null }>(`SELECT min(next_attempt_at) AS at FROM outgoing_message WHERE state = 'queued'`);
    return row?.at?.getTime();
  }

  async record(results: readonly Result[], now: number): Promise<void> {
    if (results.length === 0) return;
    const rows = results.map(({ deliveryRef, state, reason, providerRef, attempts, nextAttemptAt }) => ({ delivery_ref: deliveryRef, state, reason, provider_ref: providerRef, attempts, next_attempt_at: nextAttemptAt === undefined ? undefined : new Date(nextAttemptAt) }));
    await this.database.query(
      `UPDATE outgoing_message AS one
          SET state = row.state, reason = row.reason, provider_ref = COALESCE(row.provider_ref, one.provider_ref), attempts = COALESCE(row.attempts, one.attempts), next_attempt_at = row.next_attempt_at,
              sent_at = CASE WHEN row.state IN ('sent', 'delivered') THEN COALESCE(one.sent_at, $2) ELSE one.sent_at END,
              ended_at = CASE WHEN row.state IN ('failed', 'delivered') OR (row.state = 'sent' AND one.carrier = 'outbox') THEN $2::timestamptz END,
              address = CASE WHEN row.state IN ('failed', 'delivered') OR (row.state = 'sent' AND one.carrier = 'outbox') THEN NULL ELSE one.address END
         FROM jsonb_to_recordset($1::jsonb) AS row (delivery_ref text, state text, reason text, provider_ref text, attempts integer, next_attempt_at timestamptz)
        WHERE one.delivery_ref = row.delivery_ref AND one.state IN ('sending', 'sent')`,
      [JSON.stringify(rows), new Date(now)],
    );
  }

  /**
   * After a start: what was being sent when the process died is due again a while after it was claimed, when no answer
   * can be under way any more. It counts as tried, so that the carrier is asked first.
   */
  async recover(after: number): Promise<string[]> {
    const rows = await this.database.query<{ message_ref: string }>(
      `UPDATE outgoing_message SET state = 'queued', next_attempt_at = claimed_at + make_interval(secs => $1::float8 / 1000) WHERE state = 'sending' RETURNING message_ref`,
      [after],
    );
    return rows.map(({ message_ref }) => message_ref);
  }

  /** Addresses of messages that never came to an end. */
  async erase(now: number): Promise<void> {
    await this.database.query('UPDATE outgoing_message SET address = NULL, link = NULL WHERE created_at < $1 AND (address IS NOT NULL OR link IS NOT NULL)', [new Date(now - keepsAddress)]);
  }

  /** What has not gone and is of no use any more is let go. Resolves with whose messages changed. */
  async expire(now: number): Promise<string[]> {
    const rows = await this.database.query<{ message_ref: string }>(
      `UPDATE outgoing_message SET state = 'suppressed', reason = 'out-of-date', ended_at = $1, next_attempt_at = NULL, address = NULL, link = NULL
        WHERE state IN ('held', 'queued') AND expires_at <= $1 RETURNING message_ref`,
      [new Date(now)],
    );
    return rows.map(({ message_ref }) => message_ref);
  }

  /** Messages that were handed over and of which the end is not known, by what their carrier calls them. */
  async underWay(since: number): Promise<Map<string, { readonly deliveryRef: string; readonly messageRef: string; readonly sentAt: number }>> {
    const rows = await this.database.query<{ delivery_ref: string; message_ref: string; provider_ref: string; sent_at: Date }>(
      `SELECT delivery_ref, message_ref, provider_ref, sent_at FROM outgoing_message WHERE state = 'sent' AND carrier = 'notify' AND provider_ref IS NOT NULL AND sent_at >= $1`,
      [new Date(since)],
    );
    return new Map(rows.map((row) => [row.provider_ref, { deliveryRef: row.delivery_ref, messageRef: row.message_ref, sentAt: row.sent_at.getTime() }]));
  }
}
