import { Injectable } from '@nestjs/common';
import type { Call, Said } from '@sightline/domain';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { KeptContact, KeptNote } from './contact.decider.js';

interface CallRow {
  readonly call_ref: string;
  readonly queue: string | null;
  readonly adviser_ref: string | null;
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

  /** Calls queued since a moment, those of which something else was heard since then, and those queued since another that still wait; epoch milliseconds. */
  async callsSince(since: number, waitingSince: number): Promise<Call[]> {
    const rows = await this.database.query<CallRow>(
      `SELECT call_ref, queue, adviser_ref, queued_at, answered_at, abandoned_at, ended_at, handled_seconds FROM call
       WHERE queued_at >= $1 OR (queued_at IS NULL AND heard_at >= $1) OR (queued_at >= $2 AND coalesce(answered_at, abandoned_at, ended_at) IS NULL)`,
      [new Date(since), new Date(waitingSince)],
    );
    return rows.map(toCall);
  }

  /** Whether any call was ever told of. */
  async hasCalls(): Promise<boolean> {
    return (await this.database.query('SELECT FROM call LIMIT 1')).length > 0;
  }

  /** Contacts since then (epoch milliseconds), the first first, as far as they decide what the wallboard counts. */
  async contactsSince(since: number): Promise<(Said & { readonly at: string })[]> {
    const rows = await this.database.query<Record<'contact_ref' | 'reason', string> & Record<'call_ref' | 'look_up_ref' | 'passenger_ref', string | null> & { at: Date }>(
      `SELECT contact_ref, call_ref, look_up_ref, passenger_ref, reason, at FROM contact WHERE at >= $1 ORDER BY at, contact_ref`,
      [new Date(since)],
    );
    return rows.map((row) => ({ contactRef: row.contact_ref, ...known('callRef', row.call_ref), ...known('lookUpRef', row.look_up_ref), ...known('passengerRef', row.passenger_ref), reason: row.reason, at: row.at.toISOString() }));
  }

  /** What is known is filled in; nothing that was known before is lost. */
  async saveCalls(tx: Transaction, calls: readonly Call[], now: number): Promise<void> {
    if (calls.length === 0) return;
    const moments = (of: (call: Call) => number | undefined) => calls.map((call) => moment(of(call)));
    await tx.query(
      `INSERT INTO call (call_ref, queue, adviser_ref, queued_at, answered_at, abandoned_at, ended_at, handled_seconds, heard_at)
       SELECT *, $9::timestamptz FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::float8[])
       ON CONFLICT (call_ref) DO UPDATE SET
         queue = COALESCE(EXCLUDED.queue, call.queue), adviser_ref = COALESCE(EXCLUDED.adviser_ref, call.adviser_ref), queued_at = COALESCE(EXCLUDED.queued_at, call.queued_at),
         answered_at = COALESCE(EXCLUDED.answered_at, call.answered_at), abandoned_at = COALESCE(EXCLUDED.abandoned_at, call.abandoned_at),
         ended_at = COALESCE(EXCLUDED.ended_at, call.ended_at), handled_seconds = COALESCE(EXCLUDED.handled_seconds, call.handled_seconds),
         heard_at = EXCLUDED.heard_at`,
      [
        calls.map((call) => call.callRef),
        calls.map((call) => call.queue ?? null),
        calls.map((call) => call.adviserRef ?? null),
        moments((call) => call.queuedAt),
        moments((call) => call.answeredAt),
        moments((call) => call.abandonedAt),
        moments((call) => call.endedAt),
        calls.map((call) => call.handledSeconds ?? null),
        new Date(now),
      ],
    );
  }

  /** Each is written once: what stands is never overwritten. */
  async saveContacts(tx: Transaction, contacts: readonly KeptContact[]): Promise<void> {
    if (contacts.length === 0) return;
    await tx.query(
      `INSERT INTO contact (contact_ref, call_ref, run_ref, passenger_ref, look_up_ref, sequence, reason, outcome, told, words, case_ref, adviser_ref, at, evidence)
       SELECT "contactRef", "callRef", "runRef", "passengerRef", "lookUpRef", sequence, reason, outcome, told, words, "caseRef", "adviserRef", at, evidence
         FROM jsonb_to_recordset($1::jsonb) AS one ("contactRef" text, "callRef" text, "runRef" text, "passengerRef" text, "lookUpRef" text, sequence integer,
              reason text, outcome text, told text, words text, "caseRef" text, "adviserRef" text, at timestamptz, evidence jsonb)
       ON CONFLICT (contact_ref) DO NOTHING`,
      [JSON.stringify(contacts)],
    );
  }

  async saveNotes(tx: Transaction, notes: readonly KeptNote[]): Promise<void> {
    if (notes.length === 0) return;
    await tx.query(
      `INSERT INTO contact_note (note_ref, contact_ref, words, said_by, at)
       SELECT "noteRef", "contactRef", words, "saidBy", to_timestamp(at / 1000) FROM jsonb_to_recordset($1::jsonb) AS one ("noteRef" text, "contactRef" text, words text, "saidBy" text, at double precision)
       ON CONFLICT (note_ref) DO NOTHING`,
      [JSON.stringify(notes)],
    );
  }
}

const moment = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at));
const known = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } => (value === null ? {} : ({ [key]: value } as { [P in K]: V }));

const toCall = (row: CallRow): Call => ({
  callRef: row.call_ref,
  ...known('queue', row.queue),
  ...known('adviserRef', row.adviser_ref),
  ...known('queuedAt', row.queued_at?.getTime() ?? null),
  ...known('answeredAt', row.answered_at?.getTime() ?? null),
  ...known('abandonedAt', row.abandoned_at?.getTime() ?? null),
  ...known('endedAt', row.ended_at?.getTime() ?? null),
  ...known('handledSeconds', row.handled_seconds),
});
