import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { routes } from '@sightline/contracts';
import { TOTP } from 'otpauth';
import { event } from '../fixtures/events.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** Routes that need no session, no link and no machine's token: the ways in of docs/security.md, and what is public on purpose. */
const openRoutes = [
  'GET /api/about', 'GET /api/docs', 'GET /api/docs/events', 'GET /api/docs/openapi.json', 'GET /api/health/live', 'GET /api/health/metrics', 'GET /api/health/ready',
  'GET /api/session/oidc', 'GET /api/session/oidc/callback', 'GET /api/session/oidc/front-channel', 'POST /api/accounts/first', 'POST /api/session', 'POST /api/session/demo',
];
const hostile = ["'; DROP TABLE source; --", '" OR ""="', '${7*7}', '{{7*7}}', '%00', '../../etc/passwd', '<script>1</script>', '\\u0000', '=cmd|x', '*)(uid=*', 'x'.repeat(3000)];

let databases: TestDatabases;
let databaseUrl: string;
let sightline: Sightline;
let admin: Person;
let control: Person;
before(async () => {
  databases = await startDatabases();
  databaseUrl = await databases.fresh();
  sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_DEMO: 'accounts' } });
  [admin, control] = await Promise.all([signIn(sightline, 'admin'), signIn(sightline, 'control')]);
});
after(async () => {
  await sightline.stop();
  await databases.stop();
});

const json = (body: unknown, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
/** What comes back for bytes as they are, until the server closes or half a second has passed. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(sightline.url);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    socket.setTimeout(500, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1'))).on('error', () => undefined).on('close', () => resolve(answer));
  });

describe('the routes', () => {
  it('[SEC-9] that are open to everyone are those that are meant to be; what writes is no GET; nothing of OAuth or GraphQL is served', async () => {
    const open = routes.filter(({ callers }) => callers.includes('everyone')).map(({ method, path }) => `${method} ${path}`).sort();
    assert.deepEqual(open.filter((route) => !openRoutes.includes(route) && !route.startsWith('POST /api/session/oidc/')), []);
    const writing = /^(add|change|remove|delete|create|store|take|send)s?\b/i;
    assert.deepEqual(routes.filter(({ method, summary, callers }) => method === 'GET' && writing.test(summary) && !callers.includes('device')).map(({ path }) => path), []);
    for (const path of ['graphql', 'oauth/token', 'oauth2/token', 'token', 'authorize', '.well-known/openid-configuration', 'introspect', 'register']) {
      for (const prefix of ['/api/', '/']) assert.notEqual((await fetch(`${sightline.url}${prefix}${path}`, json({}))).status, 200, path);
    }
    const foreign = await fetch(`${sightline.url}/api/transport/runs`, { headers: { authorization: `Bearer eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"admin","role":"admin","aud":"sightline"}').toString('base64url')}.` } });
    assert.equal(foreign.status, 401);
  });

  it('[SEC-13] serve the build and nothing beside it: no folder, no dot file, no source, no TRACE', async () => {
    for (const path of ['/.git/config', '/.env', '/..%2f..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/%2e%2e/package.json', '/..\\..\\package.json', '/theme.js/../../../../package.json', '/assets/', '/main.js.map', '/api/../package.json', '/package.json', '/.data/secrets/feed-token', '/3rdpartylicenses.txt%00.html']) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /"workspaces"|\[core\]|Index of|feed-token\n/, path);
      if (/\.(json|map|env)|secrets|git/.test(path)) assert.doesNotMatch(answer, /^HTTP\/1\.1 200[\s\S]*"(version|mappings)"/, path);
    }
    for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'DEBUG']) {
      const answer = await raw(`${method} / HTTP/1.1\r\nHost: x\r\nX-Canary: reflected-${method}\r\nConnection: close\r\n\r\n`);
      assert.doesNotMatch(answer, /HTTP\/1\.1 2|reflected/, method);
    }
  });

  it('[SEC-11] believe no address and no id that a stranger names', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${sightline.url}/api/about`, { headers });
    const id = 'abcdef-from-the-proxy';
    assert.notEqual((await ask({ 'x-request-id': id })).headers.get('x-request-id'), id, 'without a proxy there is no such id');
    assert.equal((await ask({ 'x-request-id': id, 'x-forwarded-for': '192.0.2.1' })).headers.get('x-request-id'), id, 'the proxy of this machine');
    for (const bad of ['short', 'x'.repeat(65), 'with space in it', 'new\tline-of-it']) {
      assert.match((await ask({ 'x-request-id': bad, 'x-forwarded-for': '192.0.2.1' })).headers.get('x-request-id') ?? '', /^[0-9a-f]{12}$/, bad);
    }
    for (const name of ['x-user-id', 'x-remote-user', 'x-original-url', 'x-rewrite-url', 'x-http-method-override', 'x-forwarded-user']) {
      assert.equal((await fetch(`${sightline.url}/api/accounts`, { headers: { [name]: 'admin' } })).status, 401, name);
    }
  });

  it('[SEC-12] take a message that has two ends for none', async () => {
    const body = 'GET /api/accounts HTTP/1.1\r\nHost: x\r\n\r\n';
    const head = 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    for (const [what, bytes] of [
      ['both lengths', `${head}Content-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${body}`],
      ['two lengths', `${head}Content-Length: 0\r\nContent-Length: ${body.length}\r\n\r\n${body}`],
      ['a length that is none', `${head}Content-Length: +5\r\n\r\n{}   `],
      ['an encoding in disguise', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${body}`],
      ['a bare line feed', `${head}X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ['a header in two lines', `${head}X: a\r\n b: c\r\nContent-Length: 0\r\n\r\n`],
    ] as const) {
      const answer = await raw(bytes);
      assert.equal([...answer.matchAll(/HTTP\/1\.1 \d{3}/g)].length, 1, `${what}: ${answer}`);
      assert.match(answer, /^HTTP\/1\.1 4\d\d/, what);
      assert.doesNotMatch(answer, /node:internal|at \w+ \(/, what);
    }
  });
});

describe('what comes in', () => {
  it('[SEC-15] is decoded once and taken as what it is: types, ranges, parameters given twice', async () => {
    for (const [path, status] of [
      ['/api/transport/runs?serviceDate=2026-01-01&serviceDate=2026-01-02', 400], ['/api/transport/runs?limit=1e9', 400], ['/api/transport/runs?limit=-1', 400],
      ['/api/transport/runs?limit=NaN', 400], ['/api/transport/runs?limit[]=1', 200], ['/api/transport/runs/%252e%252e%252faccounts', 404],
    ] as const) {
      const answer = await control.request(path);
      assert.ok(answer.status === status || answer.status === 400, `${path}: ${answer.status}`);
    }
    for (const body of [{ username: ['control'], password: 'x' }, { username: { $ne: '' }, password: { $ne: '' } }, { username: true, password: 1 }, [], null, 'null', '"x"', '1e999']) {
      assert.equal((await fetch(`${sightline.url}/api/session`, { ...json(body), headers: { 'content-type': 'application/json', origin: sightline.url } })).status, 400, JSON.stringify(body));
    }
    const { body } = await send(sightline, [
      event('vehicle.upserted', { vehicleRef: 'v-1', seats: 2 ** 53 }), event('vehicle.upserted', { vehicleRef: 'v-2', seats: -1 }), event('vehicle.upserted', { vehicleRef: 'v-3', seats: '16' } as never),
      event('vehicle.upserted', { vehicleRef: 'x'.repeat(100_000), seats: 16 }), event('vehicle.positioned', { vehicleRef: 'v-4', latitude: 91, longitude: 0, recordedAt: new Date().toISOString() }),
    ]);
    assert.deepEqual([body.accepted, body.rejected.length], [0, 5]);
    assert.equal((await control.request('/api/commands', json({ type: 'run.delayed', data: { runRef: 1, minutes: 'many' } }))).status, 400);
  });

  it('[SEC-16] comes out as text, whatever it looks like', async () => {
    const name = '</script><script>alert(1)</script>"\r\nSet-Cookie: x=y,=1+1';
    const { body } = await send(sightline, [event('school.upserted', { schoolRef: 'hostile', name, latitude: 52.4, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } })]);
    assert.ok(body.accepted + body.rejected.length === 1);
    const answer = await admin.request('/api/transport/reference');
    assert.match(answer.headers.get('content-type') ?? '', /json/);
    assert.equal(answer.headers.get('set-cookie'), null);
    JSON.parse(await answer.text());
    const page = await (await fetch(`${sightline.url}/control?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
    assert.doesNotMatch(page, /alert\(1\)/);
  });

  it('[SEC-17] is never part of a statement or an address: hostile words in every query and body find nothing and break nothing', async () => {
    const before = await query<{ count: number }>(databaseUrl, "SELECT count(*)::int AS count FROM information_schema.tables WHERE table_schema = 'public'");
    const paths = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
    for (const [index, path] of paths.entries()) {
      const words = hostile[index % hostile.length] ?? '';
      const filled = path.replaceAll(/\{\w+\}/g, encodeURIComponent(words));
      const answer = await admin.request(`${filled}?q=${encodeURIComponent(words)}&cursor=${encodeURIComponent(words)}&search=${encodeURIComponent(words)}`);
      assert.ok(answer.status < 500, `${path}: ${answer.status}`);
      assert.doesNotMatch(await answer.text(), /syntax error|SQLSTATE|QueryFailed|node_modules|relation "/, path);
    }
    for (const words of hostile) {
      const answers = await Promise.all([
        control.request('/api/search', json({ q: words })),
        admin.request('/api/sources', json({ name: words, kind: 'gtfs-realtime', url: words })),
        admin.request('/api/sources', json({ name: 'x', kind: 'gtfs-realtime', url: `javascript:${words}` })),
        admin.request('/api/sources', json({ name: 'x', kind: 'gtfs-realtime', url: 'file:///etc/passwd' })),
      ]);
      for (const answer of answers) assert.ok(answer.status >= 200 && answer.status < 500, words);
      assert.deepEqual(answers.slice(1).map(({ status }) => status), [400, 400, 400]);
    }
    assert.deepEqual(await query(databaseUrl, "SELECT count(*)::int AS count FROM information_schema.tables WHERE table_schema = 'public'"), before);
  });

  it('[SEC-18] sets only what an action names, and pollutes no prototype', async () => {
    const answers = await Promise.all([
      admin.request('/api/accounts', json('{"username":"mass-1","password":"a long phrase of words 71","role":"board","id":"00000000-0000-4000-8000-000000000001","demonstration":true,"__proto__":{"polluted":1}}')),
      admin.request('/api/accounts', json('{"username":"mass-2","password":"a long phrase of words 72","role":"board","constructor":{"prototype":{"polluted":1}}}')),
    ]);
    for (const { status } of answers) assert.ok([200, 201, 400].includes(status), String(status));
    const made = await query<{ demonstration: boolean; id: string }>(databaseUrl, "SELECT id::text, demonstration FROM account WHERE username LIKE 'mass-%'");
    assert.ok(made.every(({ demonstration, id }) => !demonstration && id !== '00000000-0000-4000-8000-000000000001'));
    const command = await control.request('/api/commands', json({ type: 'operator.upserted', source: 'accounts/admin', data: { operatorRef: 'o', name: 'x' } }));
    assert.ok([400, 403].includes(command.status));
    await send(sightline, [JSON.parse('{"specversion":"1.0","id":"p","source":"/p","type":"team.upserted","data":{"teamRef":"__proto__","name":"x","filledPosts":1,"vacantPosts":0,"caseTypes":[]}}') as object]);
    assert.equal((await fetch(`${sightline.url}/api/health/ready`)).status, 200);
    assert.doesNotMatch(await (await fetch(`${sightline.url}/api/about`)).text(), /polluted/);
  });
});

describe('passwords', () => {
  const enter = (username: string, password: string, more: object = {}): Promise<Response> =>
    fetch(`${sightline.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: sightline.url }, body: JSON.stringify({ username, password, ...more }) });
  const add = (username: string, password: string): Promise<Response> => admin.request('/api/accounts', json({ username, role: 'board', password }));

  it('[SEC-67] that an administrator sets anew end the sessions, and leave the second factor asked for', async () => {
    const before = 'zebra umbrella teapot';
    const after = 'purple lantern orchard';
    assert.equal((await add('reset-me', before)).status, 201);
    const person = await signIn(sightline, 'reset-me', before);
    const offer = (await (await person.request('/api/account/second-factor', json({ password: before }))).json()) as { secret: string };
    assert.equal((await person.request('/api/account/second-factor/confirm', json({ code: new TOTP({ secret: offer.secret }).generate() }))).status, 200);
    assert.equal((await admin.request('/api/accounts/reset-me', json({ password: after }, 'PATCH'))).status, 200);
    assert.equal((await person.request('/api/account')).status, 401);
    assert.equal((await enter('reset-me', before)).status, 401);
    const entry = await enter('reset-me', after);
    assert.deepEqual([entry.status, ((await entry.json()) as { action?: string }).action, entry.headers.getSetCookie()], [401, 'second-factor', []]);
  });
});

describe('what goes wrong', () => {
  it('[SEC-14] is told by status, words of ours and an id, without a place, a statement or what was sent', async () => {
    const canary = 'Zebedee-Quuxington';
    const answers = await Promise.all([
      fetch(`${sightline.url}/api/session`, json(`{"username":"${canary}"`)),
      fetch(`${sightline.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-16' }, body: `{"${canary}":1}` }),
      fetch(`${sightline.url}/api/${canary}/%zz?x=${canary}`), fetch(`${sightline.url}/api/${canary}`),
      control.request(`/api/transport/runs/${canary}`), control.request('/api/commands', json({ type: canary, data: {} })),
      control.request('/api/commands', json({ type: 'run.delayed', data: { runRef: canary, minutes: canary } })),
      admin.request('/api/accounts', json({ username: canary, password: canary, role: canary })),
    ]);
    const ids = new Set<string>();
    for (const answer of answers) {
      const text = await answer.text();
      const problem = JSON.parse(text) as { status: number; title: string; requestId: string };
      assert.ok(answer.status >= 400 && answer.status < 500 && problem.status === answer.status && problem.title !== '', text);
      assert.match(problem.requestId, /^[0-9a-f]{12}$/);
      assert.equal(problem.requestId, answer.headers.get('x-request-id'));
      assert.doesNotMatch(text, new RegExp(`${canary}|node_modules|\\.js:\\d|dist/|SELECT|postgres`), text);
      ids.add(problem.requestId);
    }
    assert.equal(ids.size, answers.length);
  });

  it('[SEC-25] never opens: while the database cannot answer nobody is let in, and what fails inside is told by its id alone', async () => {
    await query(databaseUrl, 'ALTER TABLE session RENAME TO session_away');
    try {
      for (const path of ['/api/accounts', '/api/transport/runs', '/api/session']) {
        const answer = await admin.request(path);
        const text = await answer.text();
        assert.ok([500, 503].includes(answer.status), `${path}: ${answer.status}`);
        assert.match(text, /"requestId":"[0-9a-f]{12}"/);
        assert.doesNotMatch(text, /relation|session_away|SELECT|node_modules|\.js:/);
      }
      const entry = await fetch(`${sightline.url}/api/session`, { ...json({ username: 'control', password: sightline.demoPassword }), headers: { 'content-type': 'application/json', origin: sightline.url } });
      assert.ok(entry.status >= 500);
      assert.deepEqual(entry.headers.getSetCookie(), []);
    } finally {
      await query(databaseUrl, 'ALTER TABLE session_away RENAME TO session');
    }
    assert.equal((await admin.request('/api/accounts')).status, 200);
  });
});
