import type { LoggerService } from '@nestjs/common';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, multistream, pino } from 'pino';
import type { Logger } from 'pino';
import type { Config } from './config/config.js';

const mostBytes = 20_000_000;

/** Structured logs: everything of note to `log/api.log` in the data directory, and what is severe to standard error. */
export function openLog(config: Config): { logger: LoggerService; flush: () => void } {
  const folder = join(config.dataDir, 'log');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'api.log');
  // One file back is kept; the log holds references and never what was sent.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(path, `${path}.1`);
  const file = destination({ dest: path, sync: false, minLength: 4096, mode: 0o600 });
  const timer = setInterval(() => file.flush(), 1000);
  timer.unref();
  const streams = multistream([
    { level: config.logLevel === 'debug' ? 'debug' : 'info', stream: file },
    { level: config.logLevel, stream: process.stderr },
  ]);
  const log = pino({ level: config.logLevel === 'debug' ? 'debug' : 'info', base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, streams);
  return { logger: asNestLogger(log), flush: () => file.flushSync() };
}

/** Parts whose lines at `log` level are of no use to anybody: one a module and route at start-up. */
const chatty = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Nest calls `log(message, …, context)` and `error(message, stack, context)`. */
function asNestLogger(log: Logger): LoggerService {
  const write = (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') => (message: unknown, ...rest: unknown[]): void => {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const context = texts.at(-1);
    if (level === 'info' && context !== undefined && chatty.has(context)) return;
    const stack = texts.length > 1 ? texts[0] : message instanceof Error ? message.stack : undefined;
    const words = message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
    log[level]({ context, ...(stack !== undefined && { stack }) }, words);
  };
  return { log: write('info'), error: write('error'), warn: write('warn'), debug: write('debug'), verbose: write('trace'), fatal: write('fatal') };
}
