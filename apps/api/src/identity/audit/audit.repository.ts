import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { codeOf } from '../../database/errors.js';
import { ChainWalk, chainBegins, sealOf } from './chain.js';

export type AuditAction =
  | 'signed-in' | 'sign-in-refused' | 'signed-out' | 'refused'
  | 'contact-read'
  | 'account-added' | 'account-changed'
  | 'link-issued' | 'link-shown' | 'link-revoked'
  | 'child-search' | 'child-search-refused'
  | 'look-up-opened' | 'look-up-banner-read' | 'look-up-failed' | 'look-up-locked' | 'look-up-verified' | 'look-up-shown' | 'look-up-call-back' | 'look-up-refused' | 'look-up-ended'
  | 'source-added' | 'source-changed' | 'source-removed';

/** Another process, such as the command line, may append at the same moment: then the place is taken, and the next is tried. */
const placeTaken = '23505';
const pageOfWalk = 5_000;

const insert = `
  INSERT INTO audit (place, at, account_id, action, detail, seal)
  SELECT place, at, account_id, action, detail::jsonb, decode(seal, 'hex')
    FROM jsonb_to_recordset($1::jsonb) AS row (place bigint, at timestamptz, account_id uuid, action text, detail text, seal text) ORDER BY place`;

interface Pending {
  readonly action: AuditAction;
  readonly accountId: string | null;
  readonly detail: Record<string, unknown>;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Row {
  readonly place: string;
  readonly at: Date;
  readonly account_id: string | null;
  readonly action: string;
  readonly detail: unknown;
  readonly seal: Buffer;
}

/**
 * Appends to the audit, each record sealed with the one before it [ID-13]. Details are references and settings, never a
 * name, an address or a secret.
 */
@Injectable()
export class Audit {
  readonly #database: Database;
  readonly #config: Config;
  #pending: Pending[] = [];
  #isWriting = false;

  constructor(database: Database, config: Config) {
    this.#database = database;
    this.#config = config;
  }

  /** Resolves once it is stored. What comes while a batch is written goes into the next one together. */
  append(action: AuditAction, accountId: string | null, detail: Record<string, unknown> = {}): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.push({ action, accountId, detail, at: new Date(), done, failed });
      if (!this.#isWriting) void this.#write();
    });
  }

  /** Goes along the whole chain. Records from before there was one carry no seal and are not looked at. */
  async verify(): Promise<ChainWalk> {
    const walk = new ChainWalk(this.#config.auditKey);
    for (;;) {
      const rows = await this.#database.query<Row>('SELECT place, at, account_id, action, detail, seal FROM audit WHERE place > $1 ORDER BY place LIMIT $2', [walk.count, pageOfWalk]);
      for (const { place, at, account_id, action, detail, seal } of rows) walk.step({ place: Number(place), at: at.toISOString(), accountId: account_id, action, detail, seal });
      if (rows.length < pageOfWalk) return walk;
    }
  }

  /** Whether the chain still holds the record whose head (`COUNT:SEAL`) was noted once. */
  async has(head: string): Promise<boolean> {
    const [count = '', seal = ''] = head.split(':');
    if (count === '0') return true;
    const [row] = await this.#database.query<Pick<Row, 'seal'>>('SELECT seal FROM audit WHERE place = $1', [/^\d{1,15}$/.test(count) ? count : '0']);
    return row?.seal.toString('base64url') === seal;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      try {
        await this.#add(batch);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#isWriting = false;
  }

  /** One statement, which is stored as a whole or not at all: only the engine opens transactions. */
  async #add(batch: readonly Pending[]): Promise<void> {
    const [last] = await this.#database.query<Pick<Row, 'place' | 'seal'>>('SELECT place, seal FROM audit WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1');
    let place = Number(last?.place ?? 0);
    let seal = last?.seal ?? chainBegins;
    const rows = batch.map(({ action, accountId, detail, at }) => {
      place += 1;
      const text = JSON.stringify(detail);
      seal = sealOf(this.#config.auditKey, seal, { place, at: at.toISOString(), accountId, action, detail: JSON.parse(text) });
      return { place, at, account_id: accountId, action, detail: text, seal: seal.toString('hex') };
    });
    try {
      await this.#database.query(insert, [JSON.stringify(rows)]);
    } catch (error) {
      if (codeOf(error) !== placeTaken) throw error;
      await this.#add(batch);
    }
  }
}
