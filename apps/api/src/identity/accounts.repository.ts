import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AccountView, Role } from '@sightline/contracts';
import { Database } from '../database/database.js';
import { endOwnSessions } from './account/second-factor.repository.js';

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly displayName: string | null;
  /** Enters by the provider alone. */
  readonly singleSignOn: boolean;
  readonly demonstration: boolean;
  readonly disabled: boolean;
}

const columns = `id, username, role, password_hash AS "passwordHash", display_name AS "displayName", issuer IS NOT NULL AS "singleSignOn", demonstration, disabled_at IS NOT NULL AS disabled`;

@Injectable()
export class AccountsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async byUsername(username: string): Promise<Account | undefined> {
    const [account] = await this.#database.query<Account>(`SELECT ${columns} FROM account WHERE username = $1`, [username]);
    return account;
  }

  async list(limit: number, after: string): Promise<AccountView[]> {
    const rows = await this.#database.query<AccountView & { createdAt: Date; lastSeenAt: Date | null }>(
      `SELECT a.username, a.role, a.display_name AS "displayName", a.issuer IS NOT NULL AS "singleSignOn", a.demonstration, a.disabled_at IS NOT NULL AS disabled, a.created_at AS "createdAt",
              EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS "secondFactor",
              (SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS "lastSeenAt"
         FROM account a WHERE a.username > $2 ORDER BY a.username LIMIT $1`,
      [limit, after],
    );
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    }));
  }

  /** Adds an account; undefined when the name is taken. */
  async add(account: Pick<Account, 'username' | 'role' | 'passwordHash' | 'demonstration'>): Promise<string | undefined> {
    const [added] = await this.#database.query<{ id: string }>(
      `INSERT INTO account (id, username, role, password_hash, demonstration, created_at)
       VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (username) DO NOTHING RETURNING id`,
      [randomUUID(), account.username, account.role, account.passwordHash, account.demonstration],
    );
    return added?.id;
  }

  /**
   * Changes an account and ends its sessions, in one statement: nobody goes on with the old rights. Not a transaction,
   * which is the engine's right alone: the command line does this while a server runs. False where it would take the last
   * administrator: those who could still sign in are locked first, so that two who disable each other find each other here.
   */
  async change(id: string, change: { role?: Role; passwordHash?: string; disabled?: boolean }): Promise<boolean> {
    const rows = await this.#database.query(
      `WITH administrators AS (SELECT id FROM account WHERE role = 'admin' AND disabled_at IS NULL AND NOT demonstration ORDER BY id FOR UPDATE),
       changed AS (
         UPDATE account SET role = coalesce($2, role), password_hash = coalesce($3, password_hash),
           disabled_at = CASE WHEN $4::boolean IS NULL THEN disabled_at WHEN $4 THEN coalesce(disabled_at, now()) END
         WHERE id = $1 AND (demonstration OR role <> 'admin' OR NOT (coalesce($4, false) OR coalesce($2, 'admin') <> 'admin')
           OR (SELECT count(*) FROM administrators WHERE administrators.id <> $1) > 0) RETURNING id),
       ended AS (UPDATE session SET ended_reason = 'revoked' FROM changed WHERE account_id = changed.id AND ended_reason IS NULL)
       SELECT 1 FROM changed`,
      [id, change.role ?? null, change.passwordHash ?? null, change.disabled ?? null],
    );
    if (rows.length > 0) await this.#endMeanwhile(id);
    return rows.length > 0;
  }

  /** A session that was being opened as the account changed was not there yet for the statement that ended the others. */
  async #endMeanwhile(id: string): Promise<void> {
    await this.#database.query(`UPDATE session SET ended_reason = 'revoked' WHERE account_id = $1 AND ended_reason IS NULL`, [id]);
  }

  /**
   * Replaces one's own password and ends every session of the account; the one that asked comes back as a new one. False where
   * `from` is no longer the password's hash: of two changes at once one is made.
   */
  async changeOwnPassword(id: string, sessionId: string, from: string, to: string): Promise<boolean> {
    const rows = await this.#database.query(
      `WITH changed AS (UPDATE account SET password_hash = $4 WHERE id = $1 AND password_hash = $3 RETURNING id),
       ended AS (${endOwnSessions})
       SELECT 1 FROM changed`,
      [id, sessionId, from, to],
    );
    if (rows.length > 0) await this.#endMeanwhile(id);
    return rows.length > 0;
  }

  /** Replaces a hash by one of the same password with newer parameters; sessions go on. A password that was changed meanwhile stays: false. */
  async rehash(id: string, from: string, to: string): Promise<boolean> {
    const rows = await this.#database.query('UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2 RETURNING 1', [id, from, to]);
    return rows.length > 0;
  }

  /** Whether anyone at all could administer: a real account that is not disabled, of single sign-on an administrator's. */
  async hasAny(): Promise<boolean> {
    const rows = await this.#database.query(`SELECT 1 FROM account WHERE NOT demonstration AND disabled_at IS NULL AND (issuer IS NULL OR role = 'admin') LIMIT 1`);
    return rows.length > 0;
  }
}
