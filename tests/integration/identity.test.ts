import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { roles } from '@sightline/contracts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

describe('identity, while the demonstration is on', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });
  const post = (path: string, init: RequestInit): Promise<Response> => fetch(sightline.url + path, init);

  it('[ID-4] every demonstration account signs in, and its cookie is out of reach of scripts and other sites', async () => {
    for (const role of roles) {
      const response = await post('/api/session', json({ username: role, password: sightline.demoPassword }, { origin: sightline.url }));
      assert.equal(response.status, 200);
      const info = (await response.json()) as { username: string; role: string };
      assert.deepEqual([info.username, info.role], [role, role]);
      const [cookie = ''] = response.headers.getSetCookie();
      assert.match(cookie, /^sightline=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    }
  });

  it('[ID-4] stores neither the password nor the token', async () => {
    const { cookie } = await signIn(sightline, 'control');
    const rows = await query(databaseUrl, 'SELECT s::text AS row FROM session s UNION ALL SELECT a::text FROM account a UNION ALL SELECT u::text FROM audit u');
    const all = JSON.stringify(rows);
    assert.ok(!all.includes(cookie.split('=')[1] ?? ''));
    assert.ok(!all.includes(sightline.demoPassword));
  });

  it('[ID-8] one click enters as a role, from our own pages only', async () => {
    const entered = await post('/api/session/demo', json({ role: 'board' }, { origin: sightline.url }));
    assert.equal(entered.status, 200);
    assert.equal(((await entered.json()) as { role: string }).role, 'board');
    assert.equal((await post('/api/session/demo', json({ role: 'board' }, { origin: 'https://evil.example' }))).status, 403);
    assert.equal((await post('/api/session/demo', json({ role: 'king' }))).status, 400);
  });

  it('[ID-5] signs nobody in from another site', async () => {
    const body = { username: 'control', password: sightline.demoPassword };
    for (const origin of ['https://evil.example', 'null']) assert.equal((await post('/api/session', json(body, { origin }))).status, 403);
  });

  it('[ID-5] a cookie alone changes nothing: neither without the token, nor with another one, nor from another site', async () => {
    const admin = await signIn(sightline, 'admin');
    const other = await signIn(sightline, 'admin');
    const account = { username: 'forged', role: 'admin', password: 'long enough to pass' };
    const own = { cookie: admin.cookie, origin: sightline.url };
    const forged: Record<string, string>[] = [
      own,
      { ...own, 'x-csrf-token': other.csrfToken },
      { ...own, 'x-csrf-token': admin.csrfToken, origin: 'https://evil.example' },
    ];
    for (const headers of forged) assert.equal((await post('/api/accounts', json(account, headers))).status, 403);
    assert.deepEqual(await query(databaseUrl, `SELECT 1 FROM account WHERE username = 'forged'`), []);
  });

  it('[ID-6] [ID-7] slows down guessing with 429 and Retry-After, alike for a name that nobody has', async () => {
    for (const username of ['admin', 'nobody-of-this-name']) {
      const statuses: number[] = [];
      let last: Response | undefined;
      for (let guess = 0; guess < 5; guess += 1) {
        last = await post('/api/session', json({ username, password: `wrong ${guess}` }, { 'x-forwarded-for': '192.0.2.7' }));
        statuses.push(last.status);
      }
      assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
      assert.ok(Number(last?.headers.get('retry-after')) >= 1);
      assert.match(last?.headers.get('content-type') ?? '', /^application\/problem\+json/);
    }
    await signIn(sightline, 'admin');
  });

  it('[ID-1] [ID-2] says who one is, and lets nobody in who is not', async () => {
    assert.equal((await fetch(`${sightline.url}/api/session`)).status, 401);
    assert.equal((await fetch(`${sightline.url}/api/session`, { headers: { cookie: `sightline=${'a'.repeat(43)}` } })).status, 401);
    const board = await signIn(sightline, 'board');
    const info = await board.get<{ username: string; role: string; csrfToken: string }>('/api/session');
    assert.deepEqual([info.username, info.role, info.csrfToken], ['board', 'board', board.csrfToken]);
    const refused = await board.request('/api/accounts');
    assert.equal(refused.status, 403);
    assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/);
    const [row] = await query(databaseUrl, `SELECT detail FROM audit WHERE action = 'refused' ORDER BY id DESC LIMIT 1`);
    assert.deepEqual(row, { detail: { resource: 'accounts', grant: 'see', role: 'board' } });
  });

  it('[ID-4] sign-out ends the session at once', async () => {
    const person = await signIn(sightline, 'office');
    assert.equal((await person.request('/api/session', { method: 'DELETE' })).status, 204);
    assert.equal((await person.request('/api/session')).status, 401);
  });

  it('[ID-4] a session ends after an hour without an open page and after twelve hours whatever happens', async () => {
    for (const column of [`last_seen_at = now() - interval '61 minutes'`, `expires_at = now() - interval '1 second'`]) {
      const person = await signIn(sightline, 'calls');
      assert.equal((await person.request('/api/session')).status, 200);
      await query(databaseUrl, `UPDATE session SET ${column} WHERE id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)`);
      assert.equal((await person.request('/api/session')).status, 401);
    }
  });

  it('[ID-2] [ID-4] an administrator adds an account, whose sessions end when it changes', async () => {
    const admin = await signIn(sightline, 'admin');
    const password = 'a password of my own';
    const add = (body: object): Promise<Response> => admin.request('/api/accounts', json(body));
    assert.equal((await add({ username: 'Sam.Carer', role: 'control', password })).status, 201);
    assert.equal((await add({ username: 'sam.carer', role: 'board', password })).status, 409);
    assert.equal((await add({ username: 'short', role: 'board', password: 'too short' })).status, 400);
    const sam = await signIn(sightline, 'SAM.carer', password);
    const change = (body: object): Promise<Response> => admin.request('/api/accounts/sam.carer', { ...json(body), method: 'PATCH' });
    assert.equal((await change({ role: 'board' })).status, 200);
    assert.equal((await sam.request('/api/session')).status, 401);
    const again = await signIn(sightline, 'sam.carer', password);
    assert.equal((await again.get<{ role: string }>('/api/session')).role, 'board');
    assert.equal((await change({ disabled: true })).status, 200);
    assert.equal((await again.request('/api/session')).status, 401);
    await assert.rejects(signIn(sightline, 'sam.carer', password));
    assert.equal((await admin.request('/api/accounts/unknown', { ...json({ disabled: true }), method: 'PATCH' })).status, 404);
    const { items } = await admin.get<{ items: { username: string; disabled: boolean }[] }>('/api/accounts?limit=1000');
    assert.ok(items.some(({ username, disabled }) => username === 'sam.carer' && disabled));
    assert.ok(!JSON.stringify(items).includes('scrypt'));
  });

  it('[ID-11] the audit cannot be rewritten', async () => {
    for (const statement of ['UPDATE audit SET action = $1', 'DELETE FROM audit WHERE action <> $1']) {
      await assert.rejects(query(databaseUrl, statement, ['x']), /append-only/);
    }
    await assert.rejects(query(databaseUrl, 'TRUNCATE audit'), /append-only/);
  });

  it('[ID-12] a feed token opens nothing that is meant for people', async () => {
    const headers = { authorization: `Bearer ${sightline.feedToken}` };
    for (const path of ['/api/session', '/api/accounts']) assert.equal((await fetch(sightline.url + path, { headers })).status, 401);
    assert.equal((await fetch(`${sightline.url}/api/events`, { method: 'POST', headers: { authorization: 'Bearer wrong' } })).status, 401);
  });
});

describe('identity, without the demonstration', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_DEMO: 'off' } });
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  it('[ID-8] the demonstration accounts open nothing, nor does one click', async () => {
    await assert.rejects(signIn(sightline, 'admin'), /401/);
    assert.equal((await fetch(`${sightline.url}/api/session/demo`, json({ role: 'admin' }))).status, 404);
  });

  it('[ID-9] a made-up link makes no administrator', async () => {
    const body = { token: 'a'.repeat(43), username: 'intruder', password: 'long enough to pass' };
    assert.equal((await fetch(`${sightline.url}/api/accounts/first`, json(body))).status, 403);
    assert.deepEqual(await query(databaseUrl, 'SELECT username FROM account'), []);
  });
});
