import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

export interface StoredFactor {
  readonly secret: string;
  readonly confirmedAt: Date | null;
  readonly codesLeft: number;
}

/** Ends the sessions of the account `$1`; the one that asked (`$2`) comes back as a new one. Part of a larger statement. */
export const endOwnSessions = `UPDATE session SET ended_reason = CASE WHEN id = $2::uuid THEN 'renewed' ELSE 'revoked' END
  WHERE account_id = $1 AND ended_reason IS NULL AND EXISTS (SELECT 1 FROM changed)`;

/** Second factors as stored. Each method is one statement, so that two at once cannot both succeed. */
@Injectable()
export class SecondFactorRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(accountId: string): Promise<StoredFactor | undefined> {
    const [row] = await this.#database.query<StoredFactor>(
      `SELECT secret, confirmed_at AS "confirmedAt",
              (SELECT count(*)::int FROM recovery_code c WHERE c.account_id = f.account_id AND c.used_at IS NULL) AS "codesLeft"
         FROM second_factor f WHERE account_id = $1`,
      [accountId],
    );
    return row;
  }

  /** Keeps a secret that is to be confirmed; false where a factor is on already. */
  async offer(accountId: string, secret: string): Promise<boolean> {
    const rows = await this.#database.query(
      `INSERT INTO second_factor (account_id, secret, created_at) VALUES ($1, $2, now())
       ON CONFLICT (account_id) DO UPDATE SET secret = $2, created_at = now() WHERE second_factor.confirmed_at IS NULL RETURNING 1`,
      [accountId, secret],
    );
    return rows.length > 0;
  }

  /** Turns the offered factor on, with its codes; false where that secret is no longer offered. */
  async confirm(accountId: string, sessionId: string, secret: string, step: number, codes: readonly Buffer[]): Promise<boolean> {
    const rows = await this.#database.query(
      `WITH changed AS (
         UPDATE second_factor SET confirmed_at = now(), last_step = $4 WHERE account_id = $1 AND secret = $3 AND confirmed_at IS NULL RETURNING account_id),
       gone AS (DELETE FROM recovery_code WHERE account_id = $1 AND code_hash <> ALL($5::bytea[]) AND EXISTS (SELECT 1 FROM changed)),
       added AS (INSERT INTO recovery_code (account_id, code_hash) SELECT account_id, unnest($5::bytea[]) FROM changed),
       ended AS (${endOwnSessions})
       SELECT 1 FROM changed`,
      [accountId, sessionId, secret, step, codes],
    );
    return rows.length > 0;
  }

  /** Spends the code of a step; false where it or a later one was spent before. */
  async spendStep(accountId: string, step: number): Promise<boolean> {
    const rows = await this.#database.query(
      `UPDATE second_factor SET last_step = $2 WHERE account_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2) RETURNING 1`,
      [accountId, step],
    );
    return rows.length > 0;
  }

  async spendRecoveryCode(accountId: string, code: Buffer): Promise<boolean> {
    const rows = await this.#database.query(
      'UPDATE recovery_code SET used_at = now() WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1',
      [accountId, code],
    );
    return rows.length > 0;
  }

  async replaceRecoveryCodes(accountId: string, codes: readonly Buffer[]): Promise<void> {
    await this.#database.query(
      `WITH gone AS (DELETE FROM recovery_code WHERE account_id = $1)
       INSERT INTO recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])`,
      [accountId, codes],
    );
  }

  /** Takes a factor away and ends the sessions of its account, but for `sessionId`, which comes back; false where none was on. */
  async remove(accountId: string, sessionId: string | null): Promise<boolean> {
    const rows = await this.#database.query(
      `WITH changed AS (DELETE FROM second_factor WHERE account_id = $1 RETURNING confirmed_at),
       gone AS (DELETE FROM recovery_code WHERE account_id = $1),
       ended AS (${endOwnSessions})
       SELECT 1 FROM changed WHERE confirmed_at IS NOT NULL`,
      [accountId, sessionId],
    );
    return rows.length > 0;
  }
}
