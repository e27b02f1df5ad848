import { Injectable } from '@nestjs/common';
import type { EventData } from '@sightline/contracts';
import type { Call, Contact } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

interface CallRow {
  readonly call_ref: string;
  readonly queue: string | null;
  readonly queued_at: Date | null;
  readonly answered_at: Date | null;
  readonly abandoned_at: Date | null;
  readonly ended_at: Date | null;
  readonly handled_seconds: number | null;
}

/** Calls and contacts on disk. */
@Injectable()
export class ContactRepository {
  constructor(private readonly database: Database) {}

  /** Calls of which something was heard since then; epoch milliseconds. */
  async callsSince(since: number): Promise<Call[]> {
    const rows = await this.database.query<CallRow>(
      `SELECT call_ref, queue, queued_at, answered_at, abandoned_at, ended_at, handled_seconds FROM call WHERE heard_at >= $1`,
      [new Date(since)],
    );
    return rows.map(toCall);
  }

  async contactsSince(since: number): Promise<Contact[]> {
    const rows = await this.database.query<{ passenger_ref: string | null; reason: string; at: Date }>(
      `SELECT passenger_ref, reason, at FROM contact WHERE at >= $1`,
      [new Date(since)],
    );
    return rows.map((row) => ({ ...(row.passenger_ref === null ? {} : { passengerRef: row.passenger_ref }), reason: row.reason, at: row.at.getTime() }));
  }

  /** What is known is filled in; nothing that was known before is lost. */
  async saveCalls(tx: Transaction, calls: readonly Call[], now: number): Promise<void> {
    if (calls.length === 0) return;
    const moments = (of: (call: Call) => number | undefined) => calls.map((call) => moment(of(call)));
    await tx.query(
      `INSERT INTO call (call_ref, queue, queued_at, answered_at, abandoned_at, ended_at, handled_seconds, heard_at)
       SELECT *, $8::timestamptz FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::float8[])
       ON CONFLICT (call_ref) DO UPDATE SET
         queue = COALESCE(EXCLUDED.queue, call.queue), queued_at = COALESCE(EXCLUDED.queued_at, call.queued_at),
         answered_at = COALESCE(EXCLUDED.answered_at, call.answered_at), abandoned_at = COALESCE(EXCLUDED.abandoned_at, call.abandoned_at),
         ended_at = COALESCE(EXCLUDED.ended_at, call.ended_at), handled_seconds = COALESCE(EXCLUDED.handled_seconds, call.handled_seconds),
         heard_at = EXCLUDED.heard_at`,
      [
        calls.map((call) => call.callRef),
        calls.map((call) => call.queue ?? null),
        moments((call) => call.queuedAt),
        moments((call) => call.answeredAt),
        moments((call) => call.abandonedAt),
        moments((call) => call.endedAt),
        calls.map((call) => call.handledSeconds ?? null),
        new Date(now),
      ],
    );
  }

  async saveContacts(tx: Transaction, contacts: readonly EventData<'contact.logged'>[]): Promise<void> {
    if (contacts.length === 0) return;
    const column = (of: (contact: EventData<'contact.logged'>) => string | undefined) => contacts.map((contact) => of(contact) ?? null);
    await tx.query(
      `INSERT INTO contact (contact_ref, call_ref, run_ref, passenger_ref, reason, outcome, adviser_ref, at)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
       ON CONFLICT (contact_ref) DO NOTHING`,
      [
        column((contact) => contact.contactRef),
        column((contact) => contact.callRef),
        column((contact) => contact.runRef),
        column((contact) => contact.passengerRef),
        column((contact) => contact.reason),
        column((contact) => contact.outcome),
        column((contact) => contact.adviserRef),
        column((contact) => contact.at),
      ],
    );
  }
}

const moment = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
const known = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } => (value === null ? {} : ({ [key]: value } as { [P in K]: V }));

const toCall = (row: CallRow): Call => ({
  callRef: row.call_ref,
  ...known('queue', row.queue),
  ...known('queuedAt', row.queued_at?.getTime() ?? null),
  ...known('answeredAt', row.answered_at?.getTime() ?? null),
  ...known('abandonedAt', row.abandoned_at?.getTime() ?? null),
  ...known('endedAt', row.ended_at?.getTime() ?? null),
  ...known('handledSeconds', row.handled_seconds),
});
