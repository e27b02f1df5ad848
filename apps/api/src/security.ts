import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from './config/config.js';

/** The origin of a tile address, for the policy; `{s}` stands for any subdomain. */
function tileSource(url: string | undefined): string[] {
  if (url === undefined) return [];
  const parsed = URL.parse(url.replace('{s}.', ''));
  if (parsed === null) return [];
  return [url.includes('{s}.') ? `${parsed.protocol}//*.${parsed.host}` : parsed.origin];
}

/** What pages may load and from where. No script but our own files; Angular writes style elements, so styles are free. */
const policy = (config: Config) => ({
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:', ...tileSource(config.tileUrl)],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
});

export async function addSecurityHeaders(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy(config) },
    // Only a proxy in front knows whether there is https; where pages have an https origin, browsers are told to stay with it.
    hsts: config.origins.some((origin) => origin.startsWith('https:')) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
  });
}
