import { Injectable } from '@nestjs/common';
import type { ContactEvidence, ContactView } from '@sightline/contracts';
import { Database } from '../database/database.js';

interface Row {
  readonly contact_ref: string;
  readonly call_ref: string | null;
  readonly run_ref: string | null;
  readonly passenger_ref: string | null;
  readonly look_up_ref: string | null;
  readonly reason: string;
  readonly outcome: string;
  readonly words: string | null;
  readonly told: string | null;
  readonly adviser_ref: string;
  readonly case_ref: string | null;
  readonly at: Date;
  readonly evidence: ContactEvidence | null;
}

/** Logged calls as they were kept. Whoever calls it has asked whether they may be read. */
@Injectable()
export class ContactQueries {
  constructor(private readonly database: Database) {}

  async one(contactRef: string): Promise<ContactView | undefined> {
    const [row] = await this.database.query<Row>(
      'SELECT contact_ref, call_ref, run_ref, passenger_ref, look_up_ref, reason, outcome, words, told, adviser_ref, case_ref, at, evidence FROM contact WHERE contact_ref = $1',
      [contactRef],
    );
    if (row === undefined) return undefined;
    const notes = await this.database.query<{ note_ref: string; at: Date; said_by: string; words: string }>('SELECT note_ref, at, said_by, words FROM contact_note WHERE contact_ref = $1 ORDER BY at, note_ref', [contactRef]);
    return {
      contactRef: row.contact_ref,
      reason: row.reason,
      outcome: row.outcome,
      adviserRef: row.adviser_ref,
      at: row.at.toISOString(),
      ...given({ callRef: row.call_ref, runRef: row.run_ref, passengerRef: row.passenger_ref, lookUpRef: row.look_up_ref, words: row.words, told: row.told, caseRef: row.case_ref, evidence: row.evidence }),
      notes: notes.map(({ note_ref, at, said_by, words }) => ({ noteRef: note_ref, at: at.toISOString(), by: said_by, words })),
    };
  }
}

const given = <T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as { [K in keyof T]?: NonNullable<T[K]> };
