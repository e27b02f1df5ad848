import { Injectable } from '@nestjs/common';
import type { LookUpEnd, LookUpPurpose, Relationship, VerificationFact } from '@sightline/contracts';
import type { BannerKind, WrongAnswers } from '@sightline/domain';
import { Database } from '../../database/database.js';
import type { LookUp, Verified } from './look-up.js';

interface Row {
  readonly lookUpRef: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly passengerRef: string;
  readonly callRef: string | null;
  readonly purpose: LookUpPurpose;
  readonly banner: BannerKind | null;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly guardianRef: string | null;
  readonly relationship: Relationship | null;
  readonly matched: VerificationFact[] | null;
  readonly passwordGiven: boolean;
  readonly callBackRef: string | null;
}

const selectOpen = `
  SELECT look_up_ref AS "lookUpRef", account_id AS "accountId", session_id AS "sessionId", passenger_ref AS "passengerRef", call_ref AS "callRef", purpose, banner,
    opened_at AS "openedAt", expires_at AS "expiresAt", acknowledged_at AS "acknowledgedAt", verified_at AS "verifiedAt", guardian_ref AS "guardianRef", relationship,
    matched, password_given AS "passwordGiven", call_back_ref AS "callBackRef"
  FROM look_up WHERE ended_at IS NULL`;
const countWrong = `
  SELECT coalesce(sum(wrong_answers) FILTER (WHERE passenger_ref = $2 AND opened_at >= $3), 0)::int AS child,
    coalesce(sum(wrong_answers) FILTER (WHERE passenger_ref = $2 AND opened_at >= $3 AND account_id = $1), 0)::int AS "childAndAdviser",
    coalesce(sum(wrong_answers) FILTER (WHERE account_id = $1 AND last_wrong_at > $4), 0)::int AS "adviserInHour"
  FROM look_up WHERE last_wrong_at IS NOT NULL AND ((passenger_ref = $2 AND opened_at >= $3) OR (account_id = $1 AND last_wrong_at > $4))`;

const hour = 3_600_000;
/** What is left of a look-up after so long is the audit. */
const keptFor = 30 * 24 * hour;

/** Look-ups on disk: they outlive a restart, and wrong answers outlive look-ups. Instants are epoch milliseconds. */
@Injectable()
export class LookUpsRepository {
  constructor(private readonly database: Database) {}

  async open(): Promise<LookUp[]> {
    return (await this.database.query<Row>(selectOpen)).map(lookUpOf);
  }

  async add({ lookUpRef, accountId, sessionId, passengerRef, callRef, purpose, banner, openedAt, expiresAt }: LookUp): Promise<void> {
    await this.database.query(
      `INSERT INTO look_up (look_up_ref, account_id, session_id, passenger_ref, call_ref, purpose, banner, opened_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [lookUpRef, accountId, sessionId, passengerRef, callRef ?? null, purpose, banner ?? null, new Date(openedAt), new Date(expiresAt)],
    );
    await this.database.query('DELETE FROM look_up WHERE ended_at < $1', [new Date(openedAt - keptFor)]);
  }

  async acknowledge(lookUpRef: string, at: number): Promise<void> {
    await this.database.query('UPDATE look_up SET acknowledged_at = coalesce(acknowledged_at, $2) WHERE look_up_ref = $1', [lookUpRef, new Date(at)]);
  }

  /** Since `since` (local midnight) about the child, and in the last hour of the adviser. */
  async wrongAnswers(accountId: string, passengerRef: string, since: number, now: number): Promise<WrongAnswers> {
    const [row] = await this.database.query<WrongAnswers>(countWrong, [accountId, passengerRef, new Date(since), new Date(now - hour)]);
    return row ?? { child: 0, childAndAdviser: 0, adviserInHour: 0 };
  }

  async wrong(lookUpRef: string, at: number): Promise<void> {
    await this.database.query('UPDATE look_up SET wrong_answers = wrong_answers + 1, last_wrong_at = $2 WHERE look_up_ref = $1', [lookUpRef, new Date(at)]);
  }

  async verify(lookUpRef: string, { at, guardianRef, relationship, matched, passwordGiven }: Verified): Promise<void> {
    await this.database.query(
      'UPDATE look_up SET verified_at = $2, guardian_ref = $3, relationship = $4, matched = $5, password_given = $6 WHERE look_up_ref = $1',
      [lookUpRef, new Date(at), guardianRef, relationship, [...matched], passwordGiven],
    );
  }

  async calledBack(lookUpRef: string, caseRef: string): Promise<void> {
    await this.database.query('UPDATE look_up SET call_back_ref = $2 WHERE look_up_ref = $1', [lookUpRef, caseRef]);
  }

  async end(lookUpRef: string, reason: LookUpEnd, at: number): Promise<void> {
    await this.database.query('UPDATE look_up SET ended_at = $3, ended_reason = $2 WHERE look_up_ref = $1 AND ended_at IS NULL', [lookUpRef, reason, new Date(at)]);
  }
}

function lookUpOf(row: Row): LookUp {
  const { lookUpRef, accountId, sessionId, passengerRef, purpose, openedAt, expiresAt, verifiedAt, guardianRef, relationship, matched, passwordGiven } = row;
  const isVerified = verifiedAt !== null && guardianRef !== null && relationship !== null;
  return {
    lookUpRef, accountId, sessionId, passengerRef, purpose,
    callRef: row.callRef ?? undefined,
    banner: row.banner ?? undefined,
    openedAt: openedAt.getTime(),
    expiresAt: expiresAt.getTime(),
    acknowledgedAt: row.acknowledgedAt?.getTime(),
    verified: isVerified ? { at: verifiedAt.getTime(), guardianRef, relationship, matched: matched ?? [], passwordGiven } : undefined,
    callBackRef: row.callBackRef ?? undefined,
  };
}
