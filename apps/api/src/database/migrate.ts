import type { DataSource } from 'typeorm';
import { StartError, isStatementError } from './errors.js';
import { lockKeys } from './writer-lock.js';

/** Brings the schema to this version, one process at a time. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1, $2)', [...lockKeys.migrations]);
    await refuseNewer(dataSource);
    await dataSource.runMigrations({ transaction: 'each' }).catch((error: unknown) => {
      if (!isStatementError(error)) throw error;
      const reason = error instanceof Error ? error.message : 'unknown failure';
      throw new StartError(`The database could not be brought to this version: ${reason}.`, { cause: error });
    });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1, $2)', [...lockKeys.migrations]).catch(() => undefined);
    await runner.release();
  }
}

/** A schema that a newer version made may mean something else by the same names. */
async function refuseNewer(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ exists: boolean }[]>(`SELECT to_regclass('migration') IS NOT NULL AS exists`);
  if (table?.exists !== true) return;
  const known = new Set(dataSource.migrations.map(({ name }) => name));
  const done = await dataSource.query<{ name: string }[]>('SELECT name FROM migration ORDER BY id');
  const unknown = done.filter(({ name }) => !known.has(name));
  if (unknown.length > 0) throw new StartError(`This database was changed by a newer Sightline (${unknown.map(({ name }) => name).join(', ')}): start that version.`);
}
