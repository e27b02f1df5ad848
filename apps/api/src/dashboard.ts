import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { workspaceFolder } from './config/config.js';
import type { Config } from './config/config.js';
import { isLinkPage, linkHeaders, manifestOf } from './link-pages.js';
import { pagePolicy } from './security.js';

const folder = join(workspaceFolder, 'apps/dashboard/dist/browser');
/** Names that hold a hash of what is in them: `main-YFK2VSXG.js`. */
const hashed = /-[\w-]{8}\.(js|css|woff2?|ttf|png|svg|webp)$/;
const compressible = /\.(js|css|svg|json|html)$/;
const leastBytes = 1024;
/** Stands in the page where each answer has a nonce of its own: Angular gives it to the styles that it writes. */
const noncePlace = 'NONCE-OF-THIS-ANSWER';

const notBuilt = '<!doctype html><meta charset="utf-8"><title>Sightline</title><p>The dashboard is not built. Run <code>npx nx build dashboard</code> and start again.';

/**
 * Serves the dashboard: files as they are, and its page at every other address that is not the api's, so that a link
 * into the middle works. Everything it serves is public; what the pages show is not in them.
 */
export async function serveDashboard(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isForever = hashed.test(path.replace(/\.(br|gz)$/, ''));
      reply.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = async (reply: FastifyReply): Promise<FastifyReply> => {
    reply.type('text/html; charset=utf-8');
    const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    if (html === undefined) return reply.code(503).send(notBuilt);
    const nonce = randomBytes(16).toString('base64');
    reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': pagePolicy(config, nonce) });
    return reply.send(html.replaceAll(noncePlace, nonce));
  };
  app.getHttpAdapter().getInstance().get('/*', { exposeHeadRoute: true }, async (request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply) => {
    const path = request.params['*'];
    if (path === 'api' || path.startsWith('api/')) return reply.callNotFound();
    const manifest = manifestOf(path);
    if (manifest !== undefined) return reply.headers(linkHeaders).type('application/manifest+json').send(JSON.stringify(manifest));
    if (isLinkPage(path)) return page(reply.headers(linkHeaders));
    return extname(path) === '' || path === 'index.html' ? page(reply) : reply.sendFile(path);
  });
}

/** Writes compressed forms beside the files of a new build, once, in the background and as small as can be: phones on poor connections load them (docs/decisions/0035). */
export async function precompress(): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    // Only names with a hash: a compressed form can then never be older than its file.
    if (!compressible.test(name) || !hashed.test(name) || existsSync(`${path}.gz`)) continue;
    if ((await stat(path)).size < leastBytes) continue;
    const content = await readFile(path);
    await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
    await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
  }
}
