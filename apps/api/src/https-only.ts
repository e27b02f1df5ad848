import { HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import type { Config } from './config/config.js';
import { isHttps } from './security.js';

const isThisMachine = (address: string): boolean => (isIP(address) === 4 ? address.startsWith('127.') : address === '::1' || address.startsWith('::ffff:127.'));

/** Whether what was said could be read on its way: a proxy that is believed says so, or it came from another machine without one. */
function isInTheClear({ ips, ip, headers }: FastifyRequest): boolean {
  const isProxied = (ips?.length ?? 0) > 1;
  return isProxied ? headers['x-forwarded-proto'] === 'http' : !isThisMachine(ip);
}

/**
 * Where pages have an https origin nothing is answered in the clear but to this machine itself. A page sends its reader to https;
 * the api refuses, so that whoever sends a secret in the clear notices [SEC-10].
 */
export function refuseInTheClear(app: NestFastifyApplication, config: Config): void {
  const origin = config.publicUrl?.startsWith('https:') ? config.publicUrl : config.origins.find((each) => each.startsWith('https:'));
  if (origin === undefined || !isHttps(config)) return;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (!isInTheClear(request)) done();
      else if (request.url.startsWith('/api')) done(new HttpException({ message: 'This is answered by https alone.', action: `Use ${origin}, and take what was sent for known to others.` }, 403));
      // Never to where an address such as `//elsewhere` would lead.
      else reply.redirect(request.url.startsWith('/') ? `${origin}${request.url}` : origin, 308);
    });
}
