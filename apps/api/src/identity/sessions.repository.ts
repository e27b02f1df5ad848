import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Role } from '@sightline/contracts';
import { Database } from '../database/database.js';
import type { Account } from './accounts.repository.js';
import type { SessionEnd } from './principal.js';

/** Who has proved to be the person of an account, by the password that it had then; of single sign-on and the demonstration that is empty. */
export type Proved = Pick<Account, 'id' | 'passwordHash'>;

/** What single sign-on keeps of a session: the provider's own, and the ID token for signing out there. */
export interface ProviderSession {
  readonly sid: string | null;
  readonly sealedIdToken: string;
}

/** A session with its account, as stored. */
export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly username: string;
  readonly role: Role;
  readonly displayName: string | null;
  readonly singleSignOn: boolean;
  readonly demonstration: boolean;
  readonly disabled: boolean;
  /** Has a password here, and is not the demonstration's. */
  readonly local: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedReason: SessionEnd | null;
}

const select = `SELECT s.id AS "sessionId", a.id AS "accountId", a.username, a.role, a.display_name AS "displayName", a.issuer IS NOT NULL AS "singleSignOn", a.demonstration,
    a.password_hash <> '' AND NOT a.demonstration AS local,
    EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
    a.disabled_at IS NOT NULL AS disabled, s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
    s.ended_reason AS "endedReason"
  FROM session s JOIN account a ON a.id = s.account_id`;

@Injectable()
export class SessionsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds a session, if the account's password is still the one that was proved: a change of it that is under way is waited for. Whether it did. */
  async add({ id: accountId, passwordHash }: Proved, tokenHash: Buffer, device: string, now: Date, expiresAt: Date, provider?: ProviderSession): Promise<boolean> {
    const rows = await this.#database.query(
      `INSERT INTO session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at, provider_sid, sealed_id_token)
       SELECT $1, $2, id, $5, $6, $6, $7, $8, $9 FROM account WHERE id = $3 AND password_hash = $4 FOR SHARE RETURNING 1`,
      [randomUUID(), tokenHash, accountId, passwordHash, device, now, expiresAt, provider?.sid ?? null, provider?.sealedIdToken ?? null],
    );
    return rows.length > 0;
  }

  async byToken(tokenHash: Buffer): Promise<SessionRow | undefined> {
    const [row] = await this.#database.query<SessionRow>(`${select} WHERE s.token_hash = $1`, [tokenHash]);
    return row;
  }

  async byIds(ids: readonly string[]): Promise<SessionRow[]> {
    return this.#database.query<SessionRow>(`${select} WHERE s.id = ANY($1)`, [ids]);
  }

  async touch(ids: readonly string[], now: Date): Promise<void> {
    await this.#database.query('UPDATE session SET last_seen_at = $2 WHERE id = ANY($1)', [ids, now]);
  }

  async end(id: string, reason: SessionEnd): Promise<void> {
    await this.#database.query('UPDATE session SET ended_reason = $2 WHERE id = $1 AND ended_reason IS NULL', [id, reason]);
  }

  /** The sessions of an account that are not over, newest first; `seenAfter`: those idle for longer are over. */
  async openOf(accountId: string, seenAfter: Date): Promise<{ sessionRef: string; since: Date; lastSeenAt: Date; device: string }[]> {
    return this.#database.query(
      `SELECT id AS "sessionRef", created_at AS since, last_seen_at AS "lastSeenAt", device FROM session
        WHERE account_id = $1 AND ended_reason IS NULL AND expires_at > now() AND last_seen_at > $2 ORDER BY created_at DESC LIMIT 1000`,
      [accountId, seenAfter],
    );
  }

  /** Ends sessions of an account: one of them (`only`), or all but `except`. Resolves with how many ended. */
  async endOf(accountId: string, { only, except }: { only?: string; except?: string }): Promise<number> {
    const rows = await this.#database.query(
      `UPDATE session SET ended_reason = 'revoked' WHERE account_id = $1 AND ended_reason IS NULL
          AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3) RETURNING 1`,
      [accountId, only ?? null, except ?? null],
    );
    return rows.length;
  }

  /** Forgets the ID tokens of sessions that ended. The sessions themselves are forgotten by the schedule. */
  async forgetIdTokens(): Promise<void> {
    await this.#database.query('UPDATE session SET sealed_id_token = NULL WHERE sealed_id_token IS NOT NULL AND (ended_reason IS NOT NULL OR expires_at < now())');
  }
}
