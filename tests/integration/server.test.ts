import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { event } from '../fixtures/events.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

let databases: TestDatabases;
let sightline: Sightline;
before(async () => {
  databases = await startDatabases();
  sightline = await startSightline({ env: { DATABASE_URL: await databases.fresh(), SIGHTLINE_TILE_URL: 'https://{s}.tiles.example.org/{z}/{x}/{y}.png' } });
});
after(async () => {
  await sightline.stop();
  await databases.stop();
});

describe('the one port', () => {
  it('tells anyone what may be known before signing in', async () => {
    const about = (await (await fetch(`${sightline.url}/api/about`)).json()) as Record<string, unknown>;
    assert.equal(about.name, 'Sightline');
    assert.equal(about.demonstration, true);
    assert.deepEqual(about.oneClickRoles, ['control', 'calls', 'manager', 'office', 'board', 'admin']);
    assert.equal(about.timeZone, 'Europe/London');
    assert.equal((about.tiles as { url: string }).url, 'https://{s}.tiles.example.org/{z}/{x}/{y}.png');
  });

  it('serves the page at every address that is not the api, and never keeps it', async () => {
    for (const path of ['/', '/control', '/programme/2026-03', '/wall/control?x=1']) {
      const response = await fetch(sightline.url + path);
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.equal(response.headers.get('cache-control'), 'no-cache');
    }
  });

  it('serves files for ever by their hash', async () => {
    const page = await (await fetch(`${sightline.url}/`)).text();
    const [, script] = /src="\/(main-[\w-]+\.js)"/.exec(page) ?? [];
    assert.ok(script, 'the page names its script');
    const response = await fetch(`${sightline.url}/${script}`);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.match(response.headers.get('content-type') ?? '', /javascript/);
  });

  it('has nothing else, and says so as a problem', async () => {
    for (const path of ['/api/nothing', '/api', '/nothing.js', '/../package.json', '/%2e%2e/%2e%2e/package.json']) {
      const response = await fetch(sightline.url + path);
      assert.equal(response.status, path === '/../package.json' ? response.status : 404, path);
      assert.doesNotMatch(await response.text(), /"workspaces"/);
    }
  });

  it('lets pages run no script but their own files, and be in no frame of anybody else', async () => {
    const { headers } = await fetch(`${sightline.url}/`);
    const policy = new Map((headers.get('content-security-policy') ?? '').split(';').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
    assert.equal(policy.get('script-src'), "'self'");
    assert.equal(policy.get('frame-ancestors'), "'none'");
    assert.equal(policy.get('object-src'), "'none'");
    assert.match(policy.get('img-src') ?? '', /https:\/\/\*\.tiles\.example\.org/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    const page = await (await fetch(`${sightline.url}/`)).text();
    assert.doesNotMatch(page, /<script>(?!<)|\son\w+=/, 'the page has a script of its own in it');
  });

  it('tells who runs it that it is alive, ready, and how it is', async () => {
    assert.deepEqual(await (await fetch(`${sightline.url}/api/health/live`)).json(), { status: 'live' });
    assert.deepEqual(await (await fetch(`${sightline.url}/api/health/ready`)).json(), { status: 'ready' });
    const metrics = await (await fetch(`${sightline.url}/api/health/metrics`)).text();
    for (const name of ['sightline_engine_live 1', 'sightline_socket_queued_bytes', 'process_resident_memory_bytes']) assert.ok(metrics.includes(name), name);
  });

  it('refuses a body that is too large, and its sender hears why', async () => {
    const response = await fetch(`${sightline.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: sightline.url },
      body: JSON.stringify({ username: 'x'.repeat(6_000_000), password: 'y' }),
    });
    assert.equal(response.status, 413);
  });
});

describe('its end', () => {
  it('stores what was acknowledged, stops the embedded database, and exits with 0', async () => {
    const own = await startSightline();
    const fact = event('call.queued', { callRef: 'c', queue: 'transport', at: new Date().toISOString() });
    const sending = send(own, [fact]);
    const reply = await sending;
    const cluster = join(own.dataDir, 'postgres', 'cluster');
    assert.ok(existsSync(join(cluster, 'postmaster.pid')));
    assert.equal(statSync(join(own.dataDir, 'log', 'api.log')).mode & 0o077, 0);
    const log = readFileSync(join(own.dataDir, 'log', 'api.log'), 'utf8');
    assert.ok(!log.includes(own.feedToken) && !log.includes(own.demoPassword), 'a secret is in the log');
    assert.equal(reply.body.accepted, 1);
    const again = await own.restart();
    assert.deepEqual((await send(again, [fact])).body, { accepted: 0, duplicates: 1, rejected: [] });
    assert.equal(await again.stop(), 0);
    assert.equal(existsSync(join(cluster, 'postmaster.pid')), false);
  });

  it('with the process that started it', async () => {
    const url = await databases.fresh();
    const own = await startSightline({ env: { DATABASE_URL: url } });
    own.disconnect();
    assert.equal(await own.exited, 0);
    assert.deepEqual(await query(url, 'SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())', ['advisory']), [{ locks: 0 }]);
    await own.stop();
  });
});
