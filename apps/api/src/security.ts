import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Config } from './config/config.js';
import { docsStyleHash } from './docs/page.js';

/** The origin of a tile address, for the policy; `{s}` stands for any subdomain. */
function tileSource(url: string | undefined): string[] {
  if (url === undefined) return [];
  const parsed = URL.parse(url.replace('{s}.', ''));
  if (parsed === null) return [];
  return [url.includes('{s}.') ? `${parsed.protocol}//*.${parsed.host}` : parsed.origin];
}

const policyText = (directives: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(directives).map(([name, sources]) => [name, ...sources].join(' ')).join(';');

/** What a page may load and from where: our own files, and style elements that carry this answer's `nonce` as Angular's do. */
export const pagePolicy = (config: Config, nonce?: string): string =>
  policyText({
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'script-src-attr': ["'none'"],
    'style-src': ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`])],
    'style-src-attr': ["'none'"],
    'img-src': ["'self'", 'data:', 'blob:', ...tileSource(config.tileUrl)],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  });

/** An answer of the api is data: opened as a page it loads nothing. Its documentation has the one style that is in it. */
const apiPolicy = (isHtml: boolean): string =>
  policyText({
    'default-src': ["'none'"],
    ...(isHtml && { 'style-src': [`'sha256-${docsStyleHash}'`] }),
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  });

/** What no page of ours uses is off. A crew's page may ask where its phone is; no other may. */
const permissions = (path: string): string =>
  [`geolocation=${path.startsWith('/crew/') ? '(self)' : '()'}`, ...['camera', 'display-capture', 'hid', 'microphone', 'midi', 'payment', 'serial', 'usb'].map((name) => `${name}=()`)].join(', ');

const isApi = (path: string): boolean => /^\/api(\/|\?|$)/.test(path);

/** The headers of every answer, errors too [SEC-2] [SEC-3] [SEC-6]. */
export async function addSecurityHeaders(app: NestFastifyApplication, config: Config): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await app.register(helmet, {
    contentSecurityPolicy: false,
    // Only a proxy in front knows whether there is https; where pages have an https origin, browsers are told to stay with it.
    hsts: isHttps(config) ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    reply.header('permissions-policy', permissions(request.url));
    if (!isApi(request.url)) setUnlessThere(reply, 'content-security-policy', pagePolicy(config));
    else {
      setUnlessThere(reply, 'cache-control', 'no-store');
      setUnlessThere(reply, 'content-security-policy', apiPolicy(String(reply.getHeader('content-type') ?? '').startsWith('text/html')));
    }
    done(null, payload);
  });
}

/** Whether pages are reached by https: then nothing is said in the clear. */
export const isHttps = (config: Config): boolean => config.origins.some((origin) => origin.startsWith('https:'));

function setUnlessThere(reply: FastifyReply, name: string, value: string): void {
  if (reply.getHeader(name) === undefined) reply.header(name, value);
}
