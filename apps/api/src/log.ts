import type { LoggerService } from '@nestjs/common';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { multistream, pino } from 'pino';
import type { Logger } from 'pino';
import type { Config } from './config/config.js';
import { LogFile } from './log-file.js';
import { currentRequest } from './request-log.js';

/** Structured logs: one JSON object a line, in UTC, to `log/api.log` in the data directory, and what is severe to standard error. */
export function openLog(config: Config): { log: Logger; logger: LoggerService; flush: () => void } {
  const folder = join(config.dataDir, 'log');
  mkdirSync(folder, { recursive: true });
  const file = new LogFile(join(folder, 'api.log'));
  const streams = multistream([
    { level: config.logLevel === 'debug' ? 'debug' : 'info', stream: file },
    { level: config.logLevel, stream: process.stderr },
  ]);
  const log = pino({
    level: config.logLevel === 'debug' ? 'debug' : 'info',
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Nothing of ours logs these; a library that did would not be believed to know better.
    redact: { paths: secretNames, censor: '••••' },
    mixin: () => {
      const request = currentRequest.getStore();
      return request === undefined ? {} : { request };
    },
  }, streams);
  return { log, logger: asNestLogger(log), flush: () => file.flush() };
}

const secretNames = ['authorization', 'cookie', 'password', 'secret', 'token', 'key'].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** Parts whose lines at `log` level are of no use to anybody: one a module and route at start-up. */
const chatty = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Control characters, and so a terminal's escapes: JSON hides only some of them. */
const plain = (text: string): string => text.replaceAll(/(?![\n\t])\p{Cc}/gu, '�');

/** Nest calls `log(message, …, context)` and `error(message, stack, context)`. */
function asNestLogger(log: Logger): LoggerService {
  const write = (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') => (message: unknown, ...rest: unknown[]): void => {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const context = texts.at(-1);
    if (level === 'info' && context !== undefined && chatty.has(context)) return;
    const stack = texts.length > 1 ? texts[0] : message instanceof Error ? message.stack : undefined;
    const words = message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
    log[level]({ context, ...(stack !== undefined && { stack: plain(stack) }) }, plain(words));
  };
  return { log: write('info'), error: write('error'), warn: write('warn'), debug: write('debug'), verbose: write('trace'), fatal: write('fatal') };
}
