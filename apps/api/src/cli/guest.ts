import { entities } from '../app.module.js';
import type { Config } from '../config/config.js';
import type { Database } from '../database/database.js';
import { openDatabase } from '../database/open.js';

/** Does `work` with the database: the one of a running Sightline, or our own embedded one where none runs. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const open = await openDatabase({ config, entities, as: 'guest' });
  try {
    return await work(open.database);
  } finally {
    await open.close();
  }
}
