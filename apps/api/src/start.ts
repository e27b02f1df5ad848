import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger as NestLogger } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { ingestLimits } from '@sightline/contracts';
import type { Logger } from 'pino';
import { isReadable, oneSpelling } from './address.js';
import { AppModule, dailyTables, entities } from './app.module.js';
import { readCaseRules } from './casework/case-rules.file.js';
import type { Config } from './config/config.js';
import { serveDashboard, precompress } from './dashboard.js';
import { openDatabase } from './database/open.js';
import type { OpenDatabase } from './database/open.js';
import { keepPartitions } from './database/partition-schedule.js';
import { Engine } from './engine/engine.js';
import { FirstAdministrator } from './identity/first-administrator.js';
import { refuseInTheClear } from './https-only.js';
import { listen, tryAddress } from './listen.js';
import { openLog } from './log.js';
import { logRequests, newRequestId } from './request-log.js';
import { addSecurityHeaders } from './security.js';
import { addLimits } from './limits/add-limits.js';
import { arrivalMilliseconds } from './limits/request-limits.js';
import { letTooLargeBeHeard } from './too-large.js';
import { onUnreadableAddress, onUnreadableRequest, refuseNulInAddresses } from './unreadable.js';

/** A Sightline that runs. */
export interface Running {
  readonly url: string;
  /** The one-time way to the first administrator, where there is no account. */
  readonly invitation: string | undefined;
  /** Ends it in order: doors, engine, sockets, database. Resolves when everything has ended. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Tells a person each step. */
  readonly say: (step: string) => void;
  /** It cannot go on, and why. */
  readonly onLost: (why: string) => void;
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Starts everything. Throws a `StartError` with one sentence where it cannot. */
export async function start(config: Config, { say, onLost }: StartOptions): Promise<Running> {
  // A file that cannot be used is told before anything is started.
  readCaseRules(config.policiesFile);
  await tryAddress(config);
  const database = await openDatabase({
    config,
    entities,
    as: 'writer',
    say,
    onWriterTaken: () => onLost('Another Sightline has taken over writing to this database while it was away; this one ends.'),
  });
  let partitions: { stop(): void } | undefined;
  try {
    config.generateSecrets();
    const log = openLog(config);
    NestLogger.overrideLogger(log.logger);
    partitions = await keepPartitions(database.database, dailyTables(config));
    const began = performance.now();
    const app = await createApp(config, database, log);
    const url = await listen(app, config);
    say(`Engine live in ${seconds(began)}`);
    const invitation = await app.get(FirstAdministrator).invite();
    void precompress().catch(() => undefined);
    const kept = partitions;
    return {
      url,
      invitation: invitation === undefined ? undefined : url + invitation,
      stop: async () => {
        kept.stop();
        await stop(app, database);
        log.flush();
      },
    };
  } catch (error) {
    partitions?.stop();
    await database.close();
    throw error;
  }
}

async function createApp(config: Config, database: OpenDatabase, { log, logger }: { log: Logger; logger: LoggerService }): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: ingestLimits.bytes,
    // A sender that never ends its request must not keep a connection for ever; one that pauses may keep its own.
    requestTimeout: arrivalMilliseconds.request,
    http: { headersTimeout: arrivalMilliseconds.headers },
    handlerTimeout: config.answerWithinSeconds * 1000,
    connectionTimeout: 0,
    keepAliveTimeout: 75_000,
    routerOptions: { maxParamLength: 512 },
    genReqId: newRequestId,
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? oneSpelling(url) : '/api/unreadable'),
    // A proxy on this machine, or one that the settings name, says who is behind it; nobody else is believed.
    trustProxy: [...config.proxies],
    forceCloseConnections: true,
    frameworkErrors: onUnreadableAddress,
    clientErrorHandler: onUnreadableRequest,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(database), adapter, Object.assign(new NestApplicationContextOptions(), { logger, abortOnError: false }));
  app.setGlobalPrefix('api');
  logRequests(app, log);
  await addSecurityHeaders(app, config);
  await addLimits(app, config);
  refuseInTheClear(app, config);
  letTooLargeBeHeard(app);
  refuseNulInAddresses(app);
  await serveDashboard(app, config);
  return app;
}

/** Doors closed, what was handed in stored, viewers told, and only then the database. */
async function stop(app: NestFastifyApplication, database: OpenDatabase): Promise<void> {
  app.getHttpServer().close();
  await app.get(Engine).beforeApplicationShutdown();
  await app.close();
  await database.close();
}
