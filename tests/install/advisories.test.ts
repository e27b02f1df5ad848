import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { advisories } from '../../tools/start/advisories.mjs';

/** A registry that answers npm's question about advisories as told. */
async function withRegistry<T>(answer: RequestListener, work: (address: string) => Promise<T>): Promise<T> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as { packages: Record<string, { version: string }> };
const published = (name: string) => {
  const version = lock.packages[`node_modules/${name}`]?.version ?? '0.0.0';
  return { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dependencies: {} } } };
};
/** Without npm's memory, which keeps what another registry said. */
async function askedAt(registry: string) {
  const cache = await mkdtemp(join(tmpdir(), 'sightline-npm-'));
  try {
    return await advisories({ ...process.env, npm_config_registry: registry, npm_config_cache: cache });
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

describe('[START-9] published weaknesses of packages', () => {
  const asked: string[] = [];
  const weakness = (severity: string): RequestListener => (request, response) => {
    response.setHeader('content-type', 'application/json');
    // Of a package with a weakness npm also asks which versions there are.
    if (request.method === 'GET') return void response.end(JSON.stringify(published(decodeURIComponent((request.url ?? '').slice(1)))));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = Buffer.concat(chunks);
      asked.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
      response.end(JSON.stringify({ pg: [{ id: 1, url: 'https://example.org/1', title: 'Made up for a test', severity, vulnerable_versions: '*' }] }));
    });
  };

  it('fail where one is grave, by name and with its title', async () => {
    const { failed, output } = await withRegistry(weakness('high'), askedAt);
    assert.ok(failed >= 1);
    assert.match(output, /high: pg .*Made up for a test/);
    assert.ok(asked.some((body) => body.includes('"socket.io"')), 'every package that the product runs with is asked about');
  });

  it('are told and fail nothing where they are slight', async () => {
    assert.equal((await withRegistry(weakness('low'), askedAt)).failed, 0);
  });

  it('fail nothing where the registry publishes none', async () => {
    const without: RequestListener = (_, response) => void response.writeHead(404).end('{}');
    assert.deepEqual((({ passed, failed }) => ({ passed, failed }))(await withRegistry(without, askedAt)), { passed: 1, failed: 0 });
  });
});
