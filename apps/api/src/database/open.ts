import { AbstractLogger, DataSource } from 'typeorm';
import type { EntitySchema } from 'typeorm';
import { Logger } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { BirthMark } from './birth.js';
import { addressOfRunning, EmbeddedServer } from './embedded/server.js';
import { Database } from './database.js';
import type { WriterRight } from './database.js';
import { holderOf, lockDataDirectory } from './data-lock.js';
import type { DataLock } from './data-lock.js';
import { refuseDrift } from './drift.js';
import { StartError } from './errors.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { unreachable } from './unreachable.js';
import { WriterLock } from './writer-lock.js';

export type Entities = readonly (EntitySchema | (new () => object))[];

export interface OpenDatabase {
  readonly database: Database;
  readonly birth: BirthMark;
  /** Closes connections, and stops the embedded server if it is ours. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly config: Config;
  readonly entities: Entities;
  /** The engine's process writes; a command beside it is a guest, who may share its embedded server. */
  readonly as: 'writer' | 'guest';
  /** Tells a person what is happening. */
  readonly say?: (step: string) => void;
  /** The right to write went to another process while the database was away: this one has to end. */
  readonly onWriterTaken?: () => void;
}

/** The oldest PostgreSQL that it was tried with. */
const leastVersion = 15;
const free: WriterRight = { isHeld: true };

/**
 * Opens the database: the embedded one or the one of `DATABASE_URL`, brought to this version's schema, checked, and
 * marked at its birth. Throws a {@link StartError} with one sentence.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { config } = options;
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const url = await findServer(options, closing);
    const dataSource = await connect(url, options);
    closing.push(() => dataSource.destroy());
    let right = free;
    if (options.as === 'writer') {
      const lock = await WriterLock.acquire(url, options.onWriterTaken ?? (() => undefined));
      closing.push(() => lock.release());
      right = lock;
    }
    await migrate(dataSource);
    await refuseDrift(dataSource);
    const database = new Database(dataSource, right);
    const birth = await BirthMark.read(database, config.demo, options.as);
    if (options.as === 'writer') birth.refuseMixing(config.demo);
    return { database, birth, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function findServer({ config, as, say }: OpenOptions, closing: (() => Promise<void>)[]): Promise<string> {
  const lock = await takeDataDirectory(config, as);
  if (lock) closing.push(() => lock.release());
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  if (!lock) {
    const running = await addressOfRunning(config.dataDir, config.databasePassword);
    if (running === undefined) throw new StartError(`Another Sightline is using the data directory ${config.dataDir}, and its database is not running yet: try again in a moment.`);
    return running;
  }
  const logger = new Logger('Database');
  const began = performance.now();
  const server = await EmbeddedServer.start(config.dataDir, config.databasePassword, (what) => logger.warn(what));
  closing.push(() => server.stop());
  say?.(`Database ready in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return server.url;
}

/** A guest lets the data directory be where another process has it. */
async function takeDataDirectory(config: Config, as: OpenOptions['as']): Promise<DataLock | undefined> {
  try {
    return await lockDataDirectory(config.dataDir);
  } catch (error) {
    if (as === 'guest' && (await holderOf(config.dataDir)) !== undefined) return undefined;
    throw error;
  }
}

async function connect(url: string, { entities, as }: OpenOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'sightline',
    entities: [...entities],
    migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    installExtensions: false,
    logger: new Quiet(),
    poolSize: as === 'writer' ? 10 : 2,
    connectTimeoutMS: 5000,
    poolErrorHandler: () => undefined,
    extra: { keepAlive: true, idleTimeoutMillis: 60_000 },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw unreachable(url, error);
  }
  const version = dataSource.driver.version ?? '';
  if (Number.parseInt(version, 10) < leastVersion) {
    await dataSource.destroy();
    throw new StartError(`The database of DATABASE_URL is PostgreSQL ${version}, and Sightline needs ${leastVersion} or newer.`);
  }
  return dataSource;
}

/** What fails is thrown, and told once by whoever catches it. */
class Quiet extends AbstractLogger {
  protected override writeLog(): void {
    // Nothing is said here.
  }
}
