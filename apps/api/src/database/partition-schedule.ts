import { Logger } from '@nestjs/common';
import type { Database } from './database.js';
import { PartitionKeeper } from './partitions.js';
import type { DailyTable } from './partitions.js';

/** Partitions are made days ahead, so an hour that is missed (the database was away) costs nothing. */
const hourMilliseconds = 3_600_000;

/** Keeps partitions now and every hour from now on. Throws if the first round cannot be done. */
export async function keepPartitions(database: Database, tables: readonly DailyTable[]): Promise<{ stop(): void }> {
  const logger = new Logger('Partitions');
  const keepers = tables.map((table) => new PartitionKeeper(database, table));
  const round = async (): Promise<void> => {
    for (const keeper of keepers) await keeper.keep(Date.now());
  };
  await round();
  const timer = setInterval(() => {
    round().catch((error: unknown) => logger.warn(`partitions could not be kept this hour: ${error instanceof Error ? error.message : 'unknown failure'}`));
  }, hourMilliseconds);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
