import rateLimit from '@fastify/rate-limit';
import { HttpException, Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Counter, register } from 'prom-client';
import type { Config } from '../config/config.js';
import type { GuardedRequest } from '../identity/allow.js';
import { KnownCallers } from './known-callers.js';
import type { Asking, Counted } from './known-callers.js';
import { patienceFactor, patientRoutes, requestLimits, windowMilliseconds } from './request-limits.js';
import type { CallerKind } from './request-limits.js';

/** One line a minute and kind: a flood must not fill the log. */
const sayEveryMilliseconds = 60_000;
/** Callers that are counted at once; the longest unseen is forgotten first. */
const mostCounted = 50_000;

const split = (key: string): Counted => {
  const at = key.indexOf(' ');
  return { kind: key.slice(0, at) as CallerKind, key: key.slice(at + 1) };
};

/** Bounds how often each caller may ask, at every door and page [LIM-1], and gives files more time than the rest [LIM-4]. Before any route is made. */
export async function addLimits(app: NestFastifyApplication, config: Config): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const known = new KnownCallers();
  const log = new Logger('Limits');
  const said = new Map<CallerKind, number>();
  register.removeSingleMetric('sightline_requests_limited_total');
  const limited = new Counter({ name: 'sightline_requests_limited_total', help: 'Requests refused because their caller asked too often', labelNames: ['caller'] });

  server.addHook('onRoute', (route) => {
    if (patientRoutes.test(route.url)) route.handlerTimeout = config.answerWithinSeconds * 1000 * patienceFactor;
  });
  await server.register(rateLimit, {
    global: true,
    timeWindow: windowMilliseconds,
    cache: mostCounted,
    keyGenerator: (request) => {
      const { kind, key } = known.countOf(request, Date.now());
      return `${kind} ${key}`;
    },
    max: (_, key) => {
      const { kind } = split(key);
      return kind === 'stranger' ? config.strangerRequests : requestLimits[kind];
    },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': true },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    onExceeded: (_, key) => {
      const { kind } = split(key);
      limited.inc({ caller: kind });
      const now = Date.now();
      if (now - (said.get(kind) ?? 0) < sayEveryMilliseconds) return;
      said.set(kind, now);
      log.warn(`A caller asks too often (${kind}): refused until its ten seconds are over.`);
    },
    errorResponseBuilder: (_, { ttl }) => new HttpException({ message: `Too many requests. Wait ${Math.ceil(ttl / 1000)} s.`, action: 'Wait for the time in Retry-After, then go on more slowly.' }, 429),
  });
  server.addHook('onResponse', (request, reply, done) => {
    const asking = request as Asking;
    const { principal } = request as GuardedRequest;
    if (reply.statusCode === 401) known.forget(asking);
    else if (principal !== undefined || reply.statusCode === 200) known.remember(asking, principal?.kind, Date.now());
    done();
  });
}
