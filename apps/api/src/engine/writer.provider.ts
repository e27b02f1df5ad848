import { Logger } from '@nestjs/common';
import type { FactoryProvider } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { JournalRepository } from './journal.repository.js';
import { QuarantineRepository } from './quarantine.repository.js';
import { WRITER, Writer } from './writer.js';

/** The writer on the real database, with the real clock. */
export const writerProvider: FactoryProvider<Writer> = {
  provide: WRITER,
  inject: [Config, Database, JournalRepository, QuarantineRepository],
  useFactory: (config: Config, database: Database, journal: JournalRepository, quarantine: QuarantineRepository) => {
    const logger = new Logger('Engine');
    return new Writer({
      transactions: database,
      journal,
      quarantine,
      timeZone: config.timeZone,
      clock: Date.now,
      // The stack says where; an event's values, which could be a person's, are not in it.
      reportBug: (feature, what, error) => logger.error(`${feature} failed at ${what}`, stackOf(error)),
    });
  },
};

/** Where it failed. A database's message may quote values, so of those only the code is told. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  if ('code' in error) return `SQLSTATE ${String(error.code)}`;
  return error.stack ?? error.message;
}
