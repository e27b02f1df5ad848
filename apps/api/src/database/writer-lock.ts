import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { WriterRight } from './database.js';
import { StartError } from './errors.js';

/** Keys of our advisory locks; any two numbers that no other program on the same database uses. */
const family = 0x5167;
export const lockKeys = { migrations: [family, 1], writer: [family, 2] } as const;

/** How long the last writer's connection may take to die: it was killed a moment ago, or its machine was. */
const patienceMilliseconds = 4000;

/**
 * The right to be the one writer of a database: an advisory lock of the session of one connection, so the server
 * takes it back when we die. When that connection is lost (the server was restarted) nothing is written until the
 * lock is ours again.
 */
export class WriterLock implements WriterRight {
  private client: pg.Client | undefined;
  private closing = false;

  private constructor(
    private readonly url: string,
    private readonly onTaken: () => void,
  ) {}

  /** Throws a {@link StartError} when another Sightline has it. `onTaken`: it was lost, and another has it now. */
  static async acquire(url: string, onTaken: () => void): Promise<WriterLock> {
    const lock = new WriterLock(url, onTaken);
    const end = performance.now() + patienceMilliseconds;
    while (!(await lock.take())) {
      if (performance.now() > end) throw new StartError('Another Sightline is writing to this database: stop it first, or give this one a database of its own.');
      await sleep(200);
    }
    return lock;
  }

  get isHeld(): boolean {
    return this.client !== undefined;
  }

  async release(): Promise<void> {
    this.closing = true;
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async take(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'sightline writer', keepAlive: true, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    client.once('end', () => this.lost(client));
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [...lockKeys.writer]);
      if (rows[0]?.held === true) {
        this.client = client;
        return true;
      }
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    await client.end();
    return false;
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    void this.takeAgain();
  }

  private async takeAgain(): Promise<void> {
    for (let refusals = 0; !this.closing; ) {
      try {
        if (await this.take()) return;
        refusals += 1;
        if (refusals * 200 > patienceMilliseconds) return void this.onTaken();
      } catch {
        // The server is not back yet.
      }
      await sleep(200);
    }
  }
}
