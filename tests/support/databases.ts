import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedServer } from '../../apps/api/dist/database/embedded/server.js';

/** A PostgreSQL for the tests of a file, each with a fresh database of its own in it: one server is cheaper than many. */
export interface TestDatabases {
  readonly server: EmbeddedServer;
  /** The address of an empty database that nobody else has. */
  fresh(): Promise<string>;
  stop(): Promise<void>;
}

export async function startDatabases(): Promise<TestDatabases> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-databases-'));
  const server = await EmbeddedServer.start(folder, 'password-of-the-tests');
  let made = 0;
  return {
    server,
    fresh: async () => {
      made += 1;
      const name = `test_${made}`;
      await query(server.url, `CREATE DATABASE ${name}`);
      return Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function query<Row extends object = Record<string, unknown>>(url: string, sql: string, parameters?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}
