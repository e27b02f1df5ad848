import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { GuardedRequest } from './identity/allow.js';

/** The id of the request that is being answered, for every line that is logged on its way. */
export const currentRequest = new AsyncLocalStorage<string>();

/** 48 bits as 12 hexadecimal digits: enough to find a request in a log, and short enough to be told on the telephone. */
export const newRequestId = (): string => randomBytes(6).toString('hex');
const fromProxy = /^[\w.-]{8,64}$/;

/** Where somebody is refused, it matters from where they came; of everyone else no address is kept. */
const refusals = new Set([401, 403, 429]);

/**
 * Gives each request its id and one line in the log: method, route (the template: a filled path or a query may be about a person),
 * status, time taken and kind of caller. An id that a proxy gave already is kept, if the proxy is one that is believed [SEC-21].
 */
export function logRequests(app: NestFastifyApplication, log: Logger): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['x-request-id'];
    // More than one address: a proxy that is believed has told who is behind it.
    if (typeof given === 'string' && fromProxy.test(given) && (request.ips?.length ?? 0) > 1) request.id = given;
    reply.header('x-request-id', request.id);
    currentRequest.run(request.id, done);
  });
  // The body has come by events that know nothing of this request.
  server.addHook('preValidation', (request, _, done) => currentRequest.run(request.id, done));
  server.addHook('onResponse', (request, reply, done) => {
    log.info(lineOf(request, reply), 'request');
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  const { principal } = request as FastifyRequest & GuardedRequest;
  return {
    context: 'Http',
    request: request.id,
    method: request.method,
    route: request.is404 ? 'none' : request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime),
    caller: principal?.kind ?? 'nobody',
    ...(principal?.kind === 'account' && { account: principal.accountId }),
    ...(refusals.has(reply.statusCode) && { from: request.ip }),
  };
}
