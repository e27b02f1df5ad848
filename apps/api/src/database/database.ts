import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { StorageUnavailable, isAway } from './errors.js';
import type { Transaction } from './transaction.js';

/** Whether this process may write for the engine; see `writer-lock.ts`. */
export interface WriterRight {
  readonly isHeld: boolean;
}

const away = (cause: unknown): StorageUnavailable => new StorageUnavailable('the database is away', 2, { cause });

const query = async <Row extends object>(connection: Pool | PoolClient, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> => {
  try {
    return (await connection.query<Row>(sql, parameters as unknown[])).rows;
  } catch (error) {
    throw isAway(error) ? away(error) : error;
  }
};

/**
 * The database. Every method throws {@link StorageUnavailable} while it is away, and the driver's own error (with its
 * SQLSTATE as `code`) when the server refuses a statement.
 */
export class Database {
  private readonly pool: Pool;

  constructor(
    /** TypeORM's side of it: entities and their metadata, over the same connections. */
    readonly dataSource: DataSource,
    private readonly right: WriterRight,
  ) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /** One statement on its own, committed when it resolves. */
  query<Row extends object = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return query<Row>(this.pool, sql, parameters);
  }

  /** Runs `work` in one transaction: committed when it resolves, undone when it throws. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    if (!this.right.isHeld) throw away(new Error('the right to write is not held'));
    const client = await this.connect();
    let broken: Error | undefined;
    // Between two statements nobody waits for an answer, so that a lost connection is told by this event alone.
    const lost = (): void => undefined;
    client.on('error', lost);
    const tx: Transaction = { query: (sql, parameters) => query(client, sql, parameters) };
    try {
      await query(client, 'BEGIN');
      const result = await work(tx);
      await this.commit(client);
      return result;
    } catch (error) {
      broken = await this.rollBack(client);
      throw error;
    } finally {
      client.off('error', lost);
      // A connection that could not even roll back is closed; the pool makes another.
      client.release(broken);
    }
  }

  /** Resolves when the database answers within `milliseconds`; throws {@link StorageUnavailable} otherwise. */
  async ping(milliseconds = 2000): Promise<void> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(away(new Error('no answer in time'))), milliseconds);
    try {
      await Promise.race([this.query('SELECT 1'), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw isAway(error) ? away(error) : error;
    }
  }

  private async commit(client: PoolClient): Promise<void> {
    const { command } = await client.query('COMMIT').catch((error: unknown) => {
      throw isAway(error) ? away(error) : error;
    });
    // The server answers so, without an error, when a statement had failed and its error was swallowed.
    if (command === 'ROLLBACK') throw new Error('the transaction was rolled back: a statement in it had failed');
  }

  private async rollBack(client: PoolClient): Promise<Error | undefined> {
    try {
      await client.query('ROLLBACK');
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error('the connection is lost');
    }
  }
}
