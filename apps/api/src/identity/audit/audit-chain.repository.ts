import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { ChainWalk, anchorSealOf, chainBegins } from './chain.js';
import type { ChainFault, ChainStart } from './chain.js';

/** A page is sealed anew in one go: small enough that nobody else waits for it. */
const pageOfWalk = 1_000;
/** What is beyond cannot be counted exactly, and is nothing that we wrote. */
const furthestPlace = Number.MAX_SAFE_INTEGER;

/** The triggers that keep the audit append-only, by their tables. */
const guards = [
  ['audit', 'audit_append_only'],
  ['audit', 'audit_keeps_what_is_after_the_anchor'],
  ['audit_anchor', 'audit_anchor_append_only'],
] as const;

interface Row {
  readonly id: string;
  readonly place: string;
  readonly at: Date;
  /** Finer than the milliseconds that we write. */
  readonly finer: boolean;
  readonly account_id: string | null;
  readonly action: string;
  readonly detail: unknown;
  readonly seal: Buffer;
}
interface AnchorRow {
  readonly place: string;
  readonly seal: Buffer;
  readonly before: Date;
  readonly anchor_seal: Buffer;
}

/** What was pruned: how many records, and the place of the last; or where the chain was found tampered with, and nothing was. */
export interface Pruned {
  readonly records: number;
  readonly upToPlace: number;
  readonly faults: readonly ChainFault[];
}

/** What is wrong beside the records of the chain, each with where it is. */
export interface AuditBreach {
  readonly breach: 'guard-off' | 'anchor-forged' | 'unsealed-record' | 'outside-chain';
  /** The trigger, the place of the anchor, the id of the record without a seal, or the place of the record outside. */
  readonly where: string;
}

export interface Verification {
  readonly walk: ChainWalk;
  readonly breaches: readonly AuditBreach[];
}

/** Reads the chain of the audit: whether it is as it was written, and from where on. */
@Injectable()
export class AuditChain {
  readonly #database: Database;
  readonly #config: Config;

  constructor(database: Database, config: Config) {
    this.#database = database;
    this.#config = config;
  }

  /** [ID-13] [AUD-2] Goes along the whole chain from its anchor, and looks whether its guards are on. */
  async verify(): Promise<Verification> {
    const { start, breaches } = await this.#anchors();
    const walk = await this.#walk(start, furthestPlace);
    return { walk, breaches: [...breaches, ...(await this.#guardsOff()), ...(await this.#unsealed(start)), ...(await this.#outside(start))] };
  }

  /** Whether the chain still holds the record whose head (`COUNT:SEAL`) was noted once; one that was pruned since is said to be so. */
  async has(head: string): Promise<'yes' | 'no' | 'pruned'> {
    const [text = '', seal = ''] = head.split(':');
    if (text === '0') return 'yes';
    const place = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    const { start } = await this.#anchors();
    // The anchor is sealed and lies behind it: whatever was cut off since was not cut off before the anchor.
    if (place > 0 && place < start.place) return 'pruned';
    const stored = place === start.place ? start.seal : (await this.#database.query<Pick<Row, 'seal'>>('SELECT seal FROM audit WHERE place = $1', [place]))[0]?.seal;
    return stored?.toString('base64url') === seal ? 'yes' : 'no';
  }

  /** What the next record follows. */
  async last(): Promise<ChainStart> {
    const [row] = await this.#database.query<Pick<Row, 'place' | 'seal'>>('SELECT place, seal FROM audit WHERE place <= $1 ORDER BY place DESC LIMIT 1', [furthestPlace]);
    return row ? { place: Number(row.place), seal: row.seal } : (await this.#anchors()).start;
  }

  /** The anchor and what goes behind it are one statement: a record behind an anchor is nothing that we left there. */
  async prune(before: Date): Promise<Pruned> {
    const { start } = await this.#anchors();
    const [end] = await this.#database.query<Pick<Row, 'place'>>(
      `SELECT place FROM audit
        WHERE place < COALESCE((SELECT min(place) FROM audit WHERE at >= $1 AND place IS NOT NULL), (SELECT max(place) FROM audit))
        ORDER BY place DESC LIMIT 1`, [before]);
    const place = Number(end?.place ?? 0);
    if (place <= start.place) return { records: 0, upToPlace: start.place, faults: [] };
    const walk = await this.#walk(start, place);
    if (walk.faults.length > 0) return { records: 0, upToPlace: start.place, faults: walk.faults };
    const [, seal = ''] = walk.head.split(':');
    const anchor: ChainStart = { place, seal: Buffer.from(seal, 'base64url') };
    await this.#database.query(
      `WITH anchor AS (INSERT INTO audit_anchor (place, seal, before, anchor_seal) VALUES ($1, $2, $3, $4) RETURNING 1)
       DELETE FROM audit WHERE EXISTS (SELECT 1 FROM anchor) AND (place <= $1 OR (place IS NULL AND at < $3))`,
      [place, anchor.seal, before, anchorSealOf(this.#config.auditKey, anchor, before.toISOString())]);
    return { records: place - start.place, upToPlace: place, faults: [] };
  }

  async #walk(start: ChainStart, until: number): Promise<ChainWalk> {
    const walk = new ChainWalk(this.#config.auditKey, start);
    let before = 0n;
    for (;;) {
      const rows = await this.#database.query<Row>(
        `SELECT id, place, at, at <> date_trunc('milliseconds', at) AS finer, account_id, action, detail, seal FROM audit WHERE place > $1 AND place <= $2 ORDER BY place LIMIT $3`,
        [walk.count, until, pageOfWalk]);
      for (const { id, place, at, finer, account_id, action, detail, seal } of rows) {
        walk.step({ place: Number(place), at: at.toISOString(), accountId: account_id, action, detail, seal }, finer || BigInt(id) <= before);
        before = BigInt(id);
      }
      if (rows.length < pageOfWalk) return walk;
    }
  }

  /** The newest anchor that is ours; any that is not is a breach, and none begins a chain. */
  async #anchors(): Promise<{ start: ChainStart; breaches: AuditBreach[] }> {
    const rows = await this.#database.query<AnchorRow>('SELECT place, seal, before, anchor_seal FROM audit_anchor ORDER BY place DESC');
    const isOurs = ({ place, seal, before, anchor_seal }: AnchorRow): boolean => anchorSealOf(this.#config.auditKey, { place: Number(place), seal }, before.toISOString()).equals(anchor_seal);
    const newest = rows.find(isOurs);
    return {
      start: newest ? { place: Number(newest.place), seal: newest.seal } : chainBegins,
      breaches: rows.filter((row) => !isOurs(row)).map(({ place }) => ({ breach: 'anchor-forged', where: place })),
    };
  }

  async #guardsOff(): Promise<AuditBreach[]> {
    const found = await this.#database.query<{ table: string; name: string }>(
      `SELECT c.relname AS table, t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%is append-only%'`);
    const on = new Set(found.map(({ table, name }) => `${table} ${name}`));
    return guards.filter(([table, name]) => !on.has(`${table} ${name}`)).map(([table, name]) => ({ breach: 'guard-off', where: `${name} on ${table}` }));
  }

  /** A record without a seal is from before there was a chain, or it is forged. */
  async #unsealed(start: ChainStart): Promise<AuditBreach[]> {
    const rows = await this.#database.query<Pick<Row, 'id'>>(
      `SELECT id FROM audit WHERE place IS NULL AND ($1 OR id > (SELECT min(id) FROM audit WHERE place IS NOT NULL) OR seal IS NOT NULL) ORDER BY id LIMIT 100`, [start.place > 0]);
    return rows.map(({ id }) => ({ breach: 'unsealed-record', where: id }));
  }

  /** The walk goes from the anchor on: what was put behind it or beyond counting is seen here. */
  async #outside(start: ChainStart): Promise<AuditBreach[]> {
    const rows = await this.#database.query<Pick<Row, 'place'>>('SELECT place FROM audit WHERE place <= $1 OR place > $2 ORDER BY place LIMIT 100', [start.place, furthestPlace]);
    return rows.map(({ place }) => ({ breach: 'outside-chain', where: place }));
  }
}
