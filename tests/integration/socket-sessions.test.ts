import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { livePath } from '@sightline/contracts';
import type { FactorConfirmed, FactorOffer, LinkAddress, OwnSession } from '@sightline/contracts';
import { TOTP } from 'otpauth';
import { event, fix, scheduledRun } from '../fixtures/events.ts';
import { sightlineCommand } from '../support/cli.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const password = 'umbrella teapot seventeen';
const json = (method: string, data: unknown): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) });
/** A tick, the look-up of the sessions, and this machine's other work. */
const within = 2_500;

let databases: TestDatabases;
let databaseUrl: string;
let sightline: Sightline;
let admin: Person;
let control: Person;
before(async () => {
  databases = await startDatabases();
  databaseUrl = await databases.fresh();
  sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
  [admin, control] = [await signIn(sightline, 'admin'), await signIn(sightline, 'control')];
  const { body } = await send(sightline, [
    event('school.upserted', { schoolRef: 'socket-school', name: 'Beechwood School', latitude: 52.48, longitude: -1.89, bellTimes: { starts: '08:50', ends: '15:15' } }),
    scheduledRun('socket-run', Date.now(), { schoolRef: 'socket-school' }),
    event('run.assigned', { runRef: 'socket-run', vehicleRef: 'socket-vehicle' }),
  ]);
  assert.deepEqual(body.rejected, []);
});
after(async () => {
  await sightline.stop();
  await databases.stop();
});

interface Watched {
  readonly person: Person;
  readonly username: string;
}
interface Cause {
  readonly cause: string;
  readonly reason: string;
  /** Ends the session; resolves when that is acknowledged. */
  readonly end: (watched: Watched) => Promise<void>;
}
const ok = async (answer: Promise<Response>): Promise<void> => {
  const response = await answer;
  assert.ok(response.ok, `${response.status} ${await response.text()}`);
};
const age = (column: string) => async ({ username }: Watched) => void (await query(databaseUrl, `UPDATE session s SET ${column} FROM account a WHERE a.id = s.account_id AND a.username = $1`, [username]));

/** Turns a second factor on, which renews the session: gives the person as they go on. */
async function enrolled({ person, username }: Watched): Promise<Watched> {
  const { secret } = (await (await person.request('/api/account/second-factor', json('POST', { password }))).json()) as FactorOffer;
  await ok(person.request('/api/account/second-factor/confirm', json('POST', { code: new TOTP({ secret }).generate() })));
  return { username, person };
}

const causes: readonly Cause[] = [
  { cause: 'sign-out', reason: 'signed-out', end: ({ person }) => ok(person.request('/api/session', { method: 'DELETE' })) },
  { cause: 'expiry, absolute', reason: 'expired', end: age(`expires_at = now() - interval '1 second'`) },
  { cause: 'expiry, idle', reason: 'expired', end: age(`last_seen_at = now() - interval '61 minutes'`) },
  { cause: 'account closed by an administrator', reason: 'revoked', end: ({ username }) => ok(admin.request(`/api/accounts/${username}`, json('PATCH', { disabled: true }))) },
  { cause: 'role changed by an administrator', reason: 'revoked', end: ({ username }) => ok(admin.request(`/api/accounts/${username}`, json('PATCH', { role: 'board' }))) },
  { cause: 'password changed by an administrator', reason: 'revoked', end: ({ username }) => ok(admin.request(`/api/accounts/${username}`, json('PATCH', { password: 'kettle window marmalade' }))) },
  { cause: 'sessions ended by an administrator', reason: 'revoked', end: ({ username }) => ok(admin.request(`/api/accounts/${username}/sessions`, { method: 'DELETE' })) },
  { cause: 'own password changed, here', reason: 'renewed', end: ({ person }) => ok(person.request('/api/account/password', json('POST', { current: password, password: 'kettle window marmalade' }))) },
  {
    cause: 'own password changed, elsewhere',
    reason: 'revoked',
    end: async ({ username }) => ok((await signIn(sightline, username, password)).request('/api/account/password', json('POST', { current: password, password: 'kettle window marmalade' }))),
  },
  { cause: 'second factor turned on, here', reason: 'renewed', end: async (watched) => void (await enrolled(watched)) },
  {
    cause: 'ended from another of the own sessions',
    reason: 'revoked',
    end: async ({ username }) => ok((await signIn(sightline, username, password)).request('/api/account/sessions/end', json('POST', { password }))),
  },
  {
    cause: 'second factor reset by the command line, another process',
    reason: 'revoked',
    end: async ({ username }) => {
      await query(databaseUrl, `INSERT INTO second_factor (account_id, secret, created_at, confirmed_at) SELECT id, 'x', now(), now() FROM account WHERE username = $1`, [username]);
      const { status, said } = await sightlineCommand(sightline, ['account', 'reset-factor', username], { DATABASE_URL: databaseUrl });
      assert.equal(status, 0, said);
    },
  },
  { cause: 'role changed in the database by another process', reason: 'revoked', end: async ({ username }) => void (await query(databaseUrl, `WITH changed AS (UPDATE account SET role = 'board' WHERE username = $1 RETURNING id) UPDATE session SET ended_reason = 'revoked' FROM changed WHERE account_id = changed.id`, [username])) },
];

/** Moves the vehicle twenty times a second until told to stop: a socket that is still open hears of it every tick. */
function keepMoving(): () => Promise<void> {
  const stopped = new AbortController();
  let place = 0;
  const moving = (async () => {
    while (!stopped.signal.aborted) {
      place += 1;
      await send(sightline, [fix('socket-vehicle', Date.now(), { runRef: 'socket-run', latitude: 52.48 + place / 100_000 })]);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  })();
  return async () => {
    stopped.abort();
    await moving;
  };
}

describe('an open socket, when the session behind it ends', () => {
  let count = 0;
  for (const { cause, reason, end } of causes) {
    it(`[LIVE-12] [ID-46] ${cause}: goodbye within a tick, no frame after it, and nothing by HTTP`, async (t) => {
      const username = `person-${(count += 1)}`;
      await ok(admin.request('/api/accounts', json('POST', { username, role: 'control', password })));
      const person = await signIn(sightline, username, password);
      const client = new LiveClient(sightline.url, person.cookie);
      assert.equal(await client.connect(), undefined);
      const { state } = await client.follow('fleet');
      const stop = keepMoving();
      await client.until(() => state.deltaTimes.length > 0, 'a first frame');
      let [goodbyeAt, lastFrameAt] = [0, 0];
      client.socket.on('goodbye', () => (goodbyeAt = performance.now()));
      for (const name of ['delta', 'snapshot', 'heartbeat']) client.socket.on(name, () => (lastFrameAt = performance.now()));
      await end({ person, username });
      const acknowledgedAt = performance.now();
      const refused = await person.request('/api/session');
      assert.equal(refused.status, 401, 'by HTTP at once');
      await client.until(() => !client.socket.connected, 'the end of the socket');
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await stop();
      assert.deepEqual(client.goodbyes, [{ reason }]);
      assert.ok(lastFrameAt <= goodbyeAt, 'no frame after the goodbye');
      const took = Math.max(0, goodbyeAt - acknowledgedAt);
      t.diagnostic(`${cause}: goodbye (${reason}) ${took.toFixed(0)} ms after it was acknowledged`);
      assert.ok(took <= within, `${took} ms`);
      assert.equal(await client.connect(), 'unauthorised');
      client.close();
    });
  }

  for (const [cause, reason] of [['revoked', 'revoked'], ['expired', 'expired']] as const) {
    it(`[LIVE-12] a link that is ${cause}: goodbye within a tick`, async (t) => {
      const response = await control.request('/api/links', json('POST', { kind: 'school', schoolRef: 'socket-school' }));
      assert.equal(response.status, 201, await response.clone().text());
      const { linkRef, url } = (await response.json()) as LinkAddress;
      const client = new LiveClient(sightline.url, undefined, { link: new URL(url).pathname.split('/').at(-1) ?? '' });
      assert.equal(await client.connect(), undefined);
      if (cause === 'revoked') await ok(control.request(`/api/links/${linkRef}`, { method: 'DELETE' }));
      else await query(databaseUrl, `UPDATE link SET expires_at = now() - interval '1 second' WHERE link_ref = $1`, [linkRef]);
      const began = performance.now();
      await client.until(() => !client.socket.connected, 'the end of the socket');
      t.diagnostic(`link ${cause}: goodbye ${(performance.now() - began).toFixed(0)} ms after it was acknowledged`);
      assert.deepEqual(client.goodbyes, [{ reason }]);
      assert.ok(performance.now() - began < within);
      client.close();
    });
  }
});

/** What a raw handshake is answered: a status, or `closed` where the server hangs up. */
function handshake(path: string, headers: Record<string, string>, { method = 'GET', upgrade = true }: { method?: string; upgrade?: boolean } = {}): Promise<number | 'closed'> {
  const { hostname, port } = new URL(sightline.url);
  const upgrading = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  return new Promise((resolve) => {
    const asked = httpRequest({ hostname, port, path, method, headers: { ...(upgrade && upgrading), ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on('error', () => resolve('closed'));
    asked.setTimeout(8_000, () => asked.destroy());
    asked.end();
  });
}
const websocket = `${livePath}/?EIO=4&transport=websocket`;

describe('a handshake', () => {
  it('[LIVE-1] is refused from everywhere but our own pages, whatever cookie comes along', async () => {
    const { cookie } = control;
    const { host, hostname, port } = new URL(sightline.url);
    assert.equal(await handshake(websocket, { cookie, host, origin: sightline.url }), 101);
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: `http://${host}.evil.example` },
      { origin: `http://evil.example/${host}` },
      { origin: `http://${hostname}:${Number(port) + 1}` },
      { origin: `http://${hostname}` },
      { origin: `http://x${host}` },
      { origin: `http://${host}@evil.example` },
      { origin: 'not an origin' },
    ];
    const answers = await Promise.all(foreign.map(async (headers) => [JSON.stringify(headers), await handshake(websocket, { cookie, host, ...headers })] as const));
    for (const [headers, answer] of answers) assert.notEqual(answer, 101, headers);
    assert.deepEqual([...new Set(answers.map(([, answer]) => answer))], [400]);
  });

  it('[LIVE-1] is a websocket of today’s protocol at its own path, or none: no polling, no EIO 3, no other path', async () => {
    const headers = { cookie: control.cookie, origin: sightline.url };
    const tried: [string, Promise<number | 'closed'>][] = [
      ['polling', handshake(`${livePath}/?EIO=4&transport=polling`, headers, { upgrade: false })],
      ['polling by POST', handshake(`${livePath}/?EIO=4&transport=polling`, headers, { upgrade: false, method: 'POST' })],
      ['polling with an invented session', handshake(`${livePath}/?EIO=4&transport=polling&sid=abcdefgh`, headers, { upgrade: false })],
      ['EIO 3', handshake(`${livePath}/?EIO=3&transport=websocket`, headers)],
      ['another path', handshake('/api/other?EIO=4&transport=websocket', headers)],
      ['the library’s own path', handshake('/socket.io/?EIO=4&transport=websocket', headers)],
      ['an invented session', handshake(`${websocket}&sid=abcdefgh`, headers)],
    ];
    for (const [what, answer] of tried) assert.ok(![101, 200].includes((await answer) as number), `${what}: ${await answer}`);
  });
});

describe('machines and links', () => {
  it('[ID-12] [LINK-6] act as nobody: whatever secret is put wherever a person’s could be', async () => {
    const device = (await (await admin.request('/api/devices', json('POST', { name: 'socket-device', vehicleRef: 'socket-vehicle' }))).json()) as { secret: string };
    const link = (await (await control.request('/api/links', json('POST', { kind: 'school', schoolRef: 'socket-school' }))).json()) as LinkAddress;
    const linkToken = new URL(link.url).pathname.split('/').at(-1) ?? '';
    const secrets = { feed: sightline.feedToken, device: device.secret, link: linkToken, 'link signature': linkToken.split('.')[1] ?? '' };
    for (const [kind, secret] of Object.entries(secrets)) {
      const ways: Record<string, string>[] = [
        { cookie: `sightline=${secret}` },
        { cookie: `__Host-sightline=${secret}` },
        ...['Bearer', 'Link', 'Basic', 'Session'].map((scheme) => ({ authorization: `${scheme} ${secret}` })),
        { authorization: `Basic ${Buffer.from(`socket-device:${secret}`).toString('base64')}` },
      ];
      for (const headers of ways) {
        for (const path of ['/api/session', '/api/account', '/api/accounts', '/api/transport/runs']) assert.equal((await fetch(sightline.url + path, { headers })).status, 401, `${kind} ${Object.keys(headers).join()} ${path}`);
        const client = new LiveClient(sightline.url, headers['cookie']);
        client.socket.io.opts.extraHeaders = headers;
        assert.equal(await client.connect(), 'unauthorised', kind);
        client.close();
      }
      if (kind === 'link') continue;
      const client = new LiveClient(sightline.url, undefined, { link: secret });
      assert.ok(['unauthorised', 'too-many'].includes((await client.connect()) ?? ''), kind);
      client.close();
    }
  });

  it('[LINK-6] a person’s cookie beside a link lends it nothing, and a link that opens nothing does not fall back on it', async () => {
    const link = (await (await control.request('/api/links', json('POST', { kind: 'school', schoolRef: 'socket-school' }))).json()) as LinkAddress;
    const both = new LiveClient(sightline.url, control.cookie, { link: new URL(link.url).pathname.split('/').at(-1) ?? '' });
    assert.equal(await both.connect(), undefined);
    assert.equal((await both.follow('fleet')).reply.ok, false);
    both.close();
    const broken = new LiveClient(sightline.url, control.cookie, { link: 'x' });
    assert.ok(['unauthorised', 'too-many'].includes((await broken.connect()) ?? ''));
    broken.close();
    assert.notEqual((await control.request('/api/links/current')).status, 200);
  });
});

describe('a role that needs a second factor', () => {
  let strict: Sightline;
  before(async () => {
    strict = await startSightline({ env: { DATABASE_URL: await databases.fresh(), SIGHTLINE_DEMO: 'accounts', SIGHTLINE_SECOND_FACTOR: 'admin' } });
  });
  after(() => strict.stop());

  it('[ID-44] opens nothing but the setting up of it, by HTTP and by socket, until it is on', async () => {
    const demonstration = await signIn(strict, 'admin');
    for (const [username, role] of [['ada', 'admin'], ['cora', 'control']]) await ok(demonstration.request('/api/accounts', json('POST', { username, role, password })));
    assert.equal((await (await signIn(strict, 'cora', password)).request('/api/transport/runs')).status, 200);
    const ada = await signIn(strict, 'ada', password);
    assert.equal((await ada.get<{ mustEnrol: boolean }>('/api/session')).mustEnrol, true);
    for (const [path, init] of [['/api/accounts', {}], ['/api/transport/runs', {}], ['/api/account/sessions', {}], ['/api/account/password', json('POST', { current: password, password: 'kettle window marmalade' })], ['/api/commands', json('POST', {})]] as const) {
      const refused = await ada.request(path, init);
      assert.equal(refused.status, 403, path);
      assert.equal(((await refused.json()) as { action?: string }).action, 'enrol-second-factor');
    }
    const client = new LiveClient(strict.url, ada.cookie);
    assert.equal(await client.connect(), 'unauthorised');
    const { secret } = (await (await ada.request('/api/account/second-factor', json('POST', { password }))).json()) as FactorOffer;
    const confirmed = await ada.request('/api/account/second-factor/confirm', json('POST', { code: new TOTP({ secret }).generate() }));
    const cookie = confirmed.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    assert.equal(((await confirmed.json()) as FactorConfirmed).session.mustEnrol, false);
    assert.equal((await fetch(`${strict.url}/api/accounts`, { headers: { cookie } })).status, 200);
    const now = new LiveClient(strict.url, cookie);
    assert.equal(await now.connect(), undefined);
    now.close();
    client.close();
    const { items } = (await (await fetch(`${strict.url}/api/account/sessions`, { headers: { cookie } })).json()) as { items: OwnSession[] };
    assert.equal(items.length, 1);
  });
});
