import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { livePath } from '@sightline/contracts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const publicUrl = 'https://sightline.example.gov.uk';
/** As a proxy on this machine would ask for somebody elsewhere. */
const proxied = (protocol: string): Record<string, string> => ({ 'x-forwarded-for': '192.0.2.9', 'x-forwarded-proto': protocol });
/** An address that cannot be decoded is one of the api's. */
const isData = (path: string): boolean => path.startsWith('/api') || path === '/%zz';
const policyOf = ({ headers }: Response): Map<string, string> =>
  new Map((headers.get('content-security-policy') ?? '').split(';').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]));

describe('what every answer carries', () => {
  let sightline: Sightline;
  before(async () => (sightline = await startSightline({ env: { SIGHTLINE_PUBLIC_URL: publicUrl, SIGHTLINE_DEMO: 'accounts' } })));
  after(() => sightline.stop());
  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(sightline.url + path, init);
  const enter = (headers: Record<string, string>): Promise<Response> =>
    ask('/api/session', { method: 'POST', headers: { 'content-type': 'application/json', origin: publicUrl, ...headers }, body: JSON.stringify({ username: 'control', password: sightline.demoPassword }) });

  /** Good ones, refused ones, broken ones: of pages, files and the api. */
  const everything: readonly (readonly [path: string, init?: RequestInit])[] = [
    ['/'], ['/control'], ['/bus/not-a-link-at-all'], ['/theme.js'], ['/nothing.js'],
    ['/api/about'], ['/api/docs'], ['/api/docs/events'], ['/api/health/live'], ['/api/transport/runs'], ['/api/nothing'], ['/%zz'], ['/api/%zz'],
    ['/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    ['/api/session', { method: 'POST', headers: { 'content-type': 'text/nonsense' }, body: 'x' }],
    ['/api/events', { method: 'POST', headers: { 'content-type': 'application/cloudevents+json' }, body: '{}' }],
  ];

  it('[SEC-2] nothing but our own scripts runs, nothing is framed, guessed at, or told where its reader was', async () => {
    for (const [path, init] of everything) {
      const answer = await ask(path, init);
      const policy = policyOf(answer);
      assert.equal(policy.get('frame-ancestors'), "'none'", path);
      assert.equal(policy.get('object-src'), "'none'", path);
      assert.equal(policy.get('base-uri'), "'none'", path);
      assert.equal(policy.get('default-src'), isData(path) ? "'none'" : "'self'", path);
      assert.equal(policy.get('script-src') ?? policy.get('default-src'), isData(path) ? "'none'" : "'self'", path);
      assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /unsafe|\*/, path);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(answer.headers.get('referrer-policy') ?? '', path.startsWith('/bus/') ? /^no-referrer$/ : /^same-origin$/, path);
      assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin', path);
      assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin', path);
      assert.match(answer.headers.get('permissions-policy') ?? '', /geolocation=\(\), .*camera=\(\).*microphone=\(\)/, path);
      assert.equal(answer.headers.get('x-powered-by'), null, path);
      assert.equal(answer.headers.get('server'), null, path);
    }
  });

  it('[SEC-2] a crew’s page may ask where its phone is, and no other', async () => {
    assert.match((await ask('/crew/not-a-link-at-all')).headers.get('permissions-policy') ?? '', /geolocation=\(self\)/);
  });

  it('[SEC-3] browsers stay with https for a year, on every host below', async () => {
    for (const [path, init] of everything) assert.equal((await ask(path, init)).headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains', path);
  });

  it('[SEC-4] no other origin is allowed anything', async () => {
    const { cookie } = await signIn(sightline, 'control');
    for (const origin of ['https://evil.example', 'null', publicUrl]) {
      const answers = await Promise.all([
        ask('/api/transport/runs', { headers: { origin, cookie } }),
        ask('/api/session', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-csrf-token' } }),
      ]);
      for (const answer of answers) assert.ok([...answer.headers.keys()].every((name) => !name.startsWith('access-control-')), origin);
      assert.equal(answers[1].status, 404);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const forged = await ask('/api/session', { method: 'DELETE', headers: { origin: 'https://evil.example', cookie, 'content-type': type } });
      assert.ok([403, 415].includes(forged.status), type);
    }
  });

  it('[SEC-5] the session’s cookie is of this host, https and no script, and its value is in no body', async () => {
    const answer = await enter(proxied('https'));
    assert.equal(answer.status, 200);
    const cookies = answer.headers.getSetCookie();
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-sightline=[\w-]{43}; /);
      for (const attribute of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']) assert.ok(cookie.split('; ').includes(attribute), attribute);
      assert.doesNotMatch(cookie, /domain/i);
      assert.ok(cookie.length < 4096);
    }
    assert.equal(cookies.length, 1);
    const token = /=([\w-]{43});/.exec(cookies[0] ?? '')?.[1] ?? '';
    const session = await ask('/api/session', { headers: { cookie: `__Host-sightline=${token}`, ...proxied('https') } });
    assert.equal(session.status, 200);
    assert.ok(!`${await answer.text()}${await session.text()}`.includes(token));
  });

  it('[SEC-6] nothing of the api is kept by browsers or caches', async () => {
    const admin = await signIn(sightline, 'admin');
    for (const path of ['/api/about', '/api/session', '/api/accounts', '/api/links', '/api/transport/runs', '/api/transport/runs?x=.css', '/api/nothing', '/api/ingest/journal', '/api/transport/runs.csv']) {
      assert.match((await admin.request(path)).headers.get('cache-control') ?? '', /no-store/, path);
    }
  });

  it('[SEC-7] each page has a nonce of its own, for styles alone, and no script in it', async () => {
    const seen = new Set<string>();
    for (const path of ['/', '/control', '/bus/not-a-link-at-all']) {
      const answer = await ask(path);
      const nonce = /'nonce-([\w+/=]{22,})'/.exec(policyOf(answer).get('style-src') ?? '')?.[1] ?? '';
      const page = await answer.text();
      assert.ok(nonce !== '' && page.toLowerCase().includes(`ngcspnonce="${nonce.toLowerCase()}"`), path);
      assert.doesNotMatch(page, /NONCE-OF|<script(?![^>]*\ssrc=)|\son\w+\s*=|<base/i, path);
      seen.add(nonce);
    }
    assert.equal(seen.size, 3);
  });

  it('[SEC-8] says what it is: JSON, CSV, PDF, problems, pages, scripts', async () => {
    const manager = await signIn(sightline, 'manager');
    const expected: readonly (readonly [path: string, type: RegExp])[] = [
      ['/', /^text\/html; charset=utf-8$/], ['/theme.js', /^(text|application)\/javascript; charset=utf-8$/], ['/icon.svg', /^image\/svg\+xml/],
      ['/api/about', /^application\/json; charset=utf-8$/], ['/api/docs', /^text\/html; charset=utf-8$/], ['/api/nothing', /^application\/problem\+json/],
['/api/health/metrics', /^text\/plain.*charset=utf-8/],
    ];
    assert.match((await manager.request('/api/transport/runs', { headers: { accept: 'text/csv' } })).headers.get('content-type') ?? '', /^text\/csv; charset=utf-8/);
    for (const [path, type] of expected) assert.match((await manager.request(path)).headers.get('content-type') ?? '', type, path);
  });

  it('[SEC-10] in the clear a page sends its reader to https, and the api answers nothing', async () => {
    for (const path of ['/', '/control?x=1', '//evil.example/', '/bus/not-a-link-at-all']) {
      const answer = await ask(path, { headers: proxied('http'), redirect: 'manual' });
      assert.equal(answer.status, 308, path);
      assert.ok(answer.headers.get('location')?.startsWith(`${publicUrl}/`), path);
    }
    const entry = await enter(proxied('http'));
    assert.equal(entry.status, 403);
    assert.deepEqual([entry.headers.get('location'), entry.headers.getSetCookie().length], [null, 0]);
    const feed = await ask('/api/events', { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}`, 'content-type': 'application/cloudevents+json', ...proxied('http') }, body: '{}' });
    assert.equal(feed.status, 403);
    assert.equal((await ask('/api/about', { headers: proxied('https') })).status, 200);
  });

  it('[SEC-10] a socket of a page in the clear is refused before it is one', async () => {
    const { cookie } = await signIn(sightline, 'control');
    const sockets: Socket[] = [];
    const connect = (origin: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = io(sightline.url, { path: livePath, transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie, origin, host: 'sightline.example.gov.uk' } });
        socket.once('connect', () => resolve('connected')).once('connect_error', () => resolve('refused'));
        sockets.push(socket);
      });
    assert.equal(await connect(publicUrl), 'connected');
    assert.equal(await connect('http://sightline.example.gov.uk'), 'refused');
    for (const socket of sockets) socket.disconnect();
  });
});
