import type { Database } from './database.js';
import type { Transaction } from './transaction.js';

/** A table that is partitioned by UTC day on an instant, and how long its rows are kept. */
export interface DailyTable {
  readonly table: string;
  /** The column of type `timestamptz` that the table is partitioned by. */
  readonly column: string;
  readonly keepDays: number;
  /** Columns that are unique together within each partition, where the table as a whole cannot promise it. */
  readonly uniqueWithinDay?: readonly string[];
  /** A statement that sets aside what outlives its day, run in the transaction in which a partition goes; `from` is the table that it reads. */
  readonly setsAside?: (from: string) => string;
}

const dayMilliseconds = 86_400_000;
/** Days before and after today that always have a partition. */
const madeBehind = 2;
const madeAhead = 3;
const startOfDay = (time: number): number => Math.floor(time / dayMilliseconds) * dayMilliseconds;
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Keeps a table's partitions: made ahead of time, dropped when their days are over. Rows of any other day go to the
 * default partition, so nothing is ever lost; they move out of it when their day gets a partition.
 */
export class PartitionKeeper {
  constructor(
    private readonly database: Pick<Database, 'query' | 'transaction'>,
    private readonly kept: DailyTable,
  ) {}

  /** Makes what is missing and drops what is over, at `now` (epoch milliseconds). Without the table there is nothing to do. */
  async keep(now: number): Promise<{ made: string[]; dropped: string[] }> {
    const { table, keepDays } = this.kept;
    const there = await this.database.query<{ name: string }>(
      `SELECT child.relname AS name FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
        WHERE inhparent = to_regclass($1)`,
      [table],
    );
    const [exists] = await this.database.query<{ kind: string }>('SELECT relkind AS kind FROM pg_class WHERE oid = to_regclass($1)', [table]);
    if (exists?.kind !== 'p') return { made: [], dropped: [] };
    const names = new Set(there.map(({ name }) => name));
    const made = await this.make(names, now);
    const oldest = startOfDay(now) - keepDays * dayMilliseconds;
    const dropped = [...names].filter((name) => (this.dayOf(name) ?? Infinity) < oldest);
    for (const name of dropped) await this.change((tx) => this.drop(tx, name));
    await this.change((tx) => this.empty(tx, oldest));
    return { made, dropped };
  }

  private async drop(tx: Transaction, name: string): Promise<void> {
    if (this.kept.setsAside) await tx.query(this.kept.setsAside(name));
    await tx.query(`DROP TABLE ${name}`);
  }

  private async empty(tx: Transaction, oldest: number): Promise<void> {
    const over = `${this.kept.column} < to_timestamp(${oldest / 1000})`;
    if (this.kept.setsAside) await tx.query(this.kept.setsAside(`(SELECT * FROM ${this.default} WHERE ${over})`));
    await tx.query(`DELETE FROM ${this.default} WHERE ${over}`);
  }

  private get default(): string {
    return `${this.kept.table}_default`;
  }

  /** The start of a partition's day, from its name. */
  private dayOf(name: string): number | undefined {
    const [, year, month, day] = /_(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
    return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day));
  }

  private async make(names: ReadonlySet<string>, now: number): Promise<string[]> {
    const made: string[] = [];
    if (!names.has(this.default)) {
      await this.change(async (tx) => {
        await tx.query(`CREATE TABLE ${this.default} PARTITION OF ${this.kept.table} DEFAULT`);
        await this.makeUnique(tx, this.default);
      });
      made.push(this.default);
    }
    for (let days = -madeBehind; days <= madeAhead; days += 1) {
      const start = startOfDay(now) + days * dayMilliseconds;
      const name = `${this.kept.table}_${dateOf(start).replaceAll('-', '')}`;
      if (names.has(name)) continue;
      await this.change((tx) => this.add(tx, name, start));
      made.push(name);
    }
    return made;
  }

  /** A partition cannot be attached while rows of its day are in the default one: they move first, in the same transaction. */
  private async add(tx: Transaction, name: string, start: number): Promise<void> {
    const { table, column } = this.kept;
    const [from, to] = [`'${dateOf(start)}Z'`, `'${dateOf(start + dayMilliseconds)}Z'`];
    await tx.query(`LOCK TABLE ${this.default} IN ACCESS EXCLUSIVE MODE`);
    await tx.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`);
    await tx.query(
      `WITH moved AS (DELETE FROM ${this.default} WHERE ${column} >= ${from} AND ${column} < ${to} RETURNING *)
       INSERT INTO ${name} SELECT * FROM moved`,
    );
    await this.makeUnique(tx, name);
    await tx.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${from}) TO (${to})`);
  }

  private async makeUnique(tx: Transaction, partition: string): Promise<void> {
    const { uniqueWithinDay } = this.kept;
    if (uniqueWithinDay) await tx.query(`CREATE UNIQUE INDEX ON ${partition} (${uniqueWithinDay.join(', ')})`);
  }

  /** Gives up on a lock soon, so that writers who wait behind us are not held up: the next round tries again. */
  private async change(work: (tx: Transaction) => Promise<unknown>): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(`SET LOCAL lock_timeout = '3s'`);
      await work(tx);
    });
  }
}
