import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

export type AuditAction =
  | 'signed-in' | 'sign-in-refused' | 'signed-out' | 'refused'
  | 'contact-read'
  | 'account-added' | 'account-changed'
  | 'link-issued' | 'link-shown' | 'link-revoked'
  | 'child-search' | 'child-search-refused'
  | 'look-up-opened' | 'look-up-banner-read' | 'look-up-failed' | 'look-up-locked' | 'look-up-verified' | 'look-up-shown' | 'look-up-call-back' | 'look-up-refused' | 'look-up-ended'
  | 'source-added' | 'source-changed' | 'source-removed';

/** Appends to the audit. Details are references and settings, never a name, an address or a secret. */
@Injectable()
export class Audit {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async append(action: AuditAction, accountId: string | null, detail: Record<string, unknown> = {}): Promise<void> {
    await this.#database.query('INSERT INTO audit (at, account_id, action, detail) VALUES (now(), $1, $2, $3)', [
      accountId,
      action,
      JSON.stringify(detail),
    ]);
  }
}
