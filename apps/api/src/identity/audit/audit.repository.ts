import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@sightline/contracts';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { codeOf } from '../../database/errors.js';
import { AuditChain } from './audit-chain.repository.js';
import type { Pruned } from './audit-chain.repository.js';
import { sealOf } from './chain.js';
import type { ChainStart } from './chain.js';

export type { AuditAction } from '@sightline/contracts';

/** Another process, such as the command line, may append at the same moment: then the place is taken, and the next is tried. */
const placeTaken = '23505';

const insert = `
  INSERT INTO audit (place, at, account_id, action, detail, seal)
  SELECT place, at, account_id, action, detail::jsonb, decode(seal, 'hex')
    FROM jsonb_to_recordset($1::jsonb) AS row (place bigint, at timestamptz, account_id uuid, action text, detail text, seal text) ORDER BY place`;

/** What PostgreSQL cannot keep in JSON would refuse everybody's records of the same batch. */
const storable = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value);

interface Pending {
  readonly action: AuditAction;
  readonly accountId: string | null;
  readonly detail: Record<string, unknown>;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Appends to the audit, each record sealed with the one before it [ID-13]. Details are references and settings, never a
 * name, an address or a secret.
 */
@Injectable()
export class Audit {
  readonly #database: Database;
  readonly #config: Config;
  readonly #chain: AuditChain;
  #pending: Pending[] = [];
  #isWriting = false;
  /** What the next record follows, as long as nobody else appends. */
  #last: ChainStart | undefined;

  constructor(database: Database, config: Config) {
    this.#database = database;
    this.#config = config;
    this.#chain = new AuditChain(database, config);
  }

  /** Resolves once it is stored. What comes while a batch is written goes into the next one together. `at`: when it happened. */
  append(action: AuditAction, accountId: string | null, detail: Record<string, unknown> = {}, at = new Date()): Promise<void> {
    return new Promise((done, failed) => {
      this.#pending.push({ action, accountId, detail, at, done, failed });
      if (!this.#isWriting) void this.#write();
    });
  }

  /**
   * Prunes the oldest part of the audit: the records from its beginning up to the first that is as new as `before`, whose
   * place and seal are kept in a sealed anchor. What was tampered with stays, for someone to look at: nothing is pruned then.
   * The newest record always stays. The pruning is itself on record.
   */
  async prune(before: Date, by: string | null = null): Promise<Pruned> {
    const pruned = await this.#chain.prune(before);
    if (pruned.records > 0) await this.append('audit-pruned', by, { before: before.toISOString(), upToPlace: pruned.upToPlace, records: pruned.records });
    return pruned;
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
    let { place, seal } = (this.#last ??= await this.#chain.last());
    const rows = batch.map(({ action, accountId, detail, at }) => {
      place += 1;
      const text = JSON.stringify(detail, storable);
      seal = sealOf(this.#config.auditKey, seal, { place, at: at.toISOString(), accountId, action, detail: JSON.parse(text) });
      return { place, at, account_id: accountId, action, detail: text, seal: seal.toString('hex') };
    });
    try {
      await this.#database.query(insert, [JSON.stringify(rows)]);
      this.#last = { place, seal };
    } catch (error) {
      this.#last = undefined;
      if (codeOf(error) !== placeTaken) throw error;
      await this.#add(batch);
    }
  }
}
