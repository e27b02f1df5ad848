import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { username } from '@sightline/contracts';
import type { Role } from '@sightline/contracts';
import { Database } from '../../database/database.js';

/** Somebody as the provider tells of them. `issuer` and `subject` together say who it is; the rest only how to call them. */
export interface Told {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  readonly displayName: string | null;
  /** Such as `preferred_username`: what the account is called if nobody is yet. */
  readonly wishedName: string | undefined;
}

export interface Found {
  readonly id: string;
  readonly disabled: boolean;
  /** The role that it had before this sign-in; null for a new account. */
  readonly roleBefore: Role | null;
}

/** Accounts of single sign-on: found by issuer and subject, never by a name or an address [ID-25]. */
@Injectable()
export class SingleSignOnAccounts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Finds or makes the account, with the role that its groups give today. A role that changed ends its sessions [ID-24]. */
  async enter(told: Told): Promise<Found> {
    const known = await this.#renew(told);
    if (known) return known;
    for (const name of namesFor(told)) {
      const [made] = await this.#database.query<{ id: string }>(
        `INSERT INTO account (id, username, role, password_hash, demonstration, created_at, issuer, subject, display_name)
         VALUES ($1, $2, $3, '', false, now(), $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [randomUUID(), name, told.role, told.issuer, told.subject, told.displayName],
      );
      if (made) return { id: made.id, disabled: false, roleBefore: null };
      // Either the name is somebody else's, or the same person entered twice at once.
      const meanwhile = await this.#renew(told);
      if (meanwhile) return meanwhile;
    }
    throw new Error('no name was free for an account of single sign-on');
  }

  /** The rows are read as they were before the statement, so `known` has the role of the last sign-in. */
  async #renew({ issuer, subject, role, displayName }: Told): Promise<Found | undefined> {
    const [found] = await this.#database.query<Found>(
      `WITH known AS (SELECT id, role, disabled_at FROM account WHERE issuer = $1 AND subject = $2),
         renewed AS (UPDATE account SET role = $3, display_name = $4 FROM known WHERE account.id = known.id),
         ended AS (UPDATE session SET ended_reason = 'revoked' FROM known WHERE account_id = known.id AND known.role <> $3 AND ended_reason IS NULL)
       SELECT id, disabled_at IS NOT NULL AS disabled, role AS "roleBefore" FROM known`,
      [issuer, subject, role, displayName],
    );
    return found;
  }

  /** Ends the sessions of a provider's session, or all of a person that came by it; the accounts whose they were. */
  async endSessions(issuer: string, sid: string | undefined, subject: string | undefined): Promise<string[]> {
    const rows = await this.#database.query<{ accountId: string }>(
      `UPDATE session s SET ended_reason = 'signed-out', sealed_id_token = NULL FROM account a
        WHERE a.id = s.account_id AND a.issuer = $1 AND s.ended_reason IS NULL
          AND ($2::text IS NOT NULL OR $3::text IS NOT NULL)
          AND ($2::text IS NULL OR s.provider_sid = $2) AND ($3::text IS NULL OR a.subject = $3)
        RETURNING a.id AS "accountId"`,
      [issuer, sid ?? null, subject ?? null],
    );
    return [...new Set(rows.map(({ accountId }) => accountId))];
  }

  /** The sealed ID token of a session; undefined for a local one. */
  async sealedIdTokenOf(sessionId: string): Promise<string | undefined> {
    const [row] = await this.#database.query<{ sealed: string | null }>('SELECT sealed_id_token AS sealed FROM session WHERE id = $1', [sessionId]);
    return row?.sealed ?? undefined;
  }
}

/** Names for a new account, the wished one first; one that is somebody's already gets an ending of its own. */
function namesFor({ issuer, subject, wishedName }: Told): string[] {
  const own = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
  const plain = username.safeParse((wishedName ?? '').replace(/[^A-Za-z0-9._@-]/g, '-').slice(0, 80));
  const fallback = `person-${own.slice(0, 12)}`;
  return plain.success ? [plain.data, `${plain.data}-${own.slice(0, 6)}`, fallback] : [fallback];
}
