import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** What a stranger may ask in ten seconds, in these tests. */
const allowed = 60;

describe('limits of requests', { concurrency: false }, () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let admin: Person;

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_STRANGER_REQUESTS: String(allowed), SIGHTLINE_ANSWER_WITHIN_SECONDS: '2', SIGHTLINE_TRUSTED_PROXIES: '' } });
    admin = await signIn(sightline, 'admin');
    assert.equal((await admin.request('/api/session')).status, 200);
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  /** As a proxy on this machine says of somebody behind it: each test has an address of its own. */
  const from = (address: string, headers: Record<string, string> = {}) => ({ headers: { 'x-forwarded-for': address, ...headers } });
  const tally = async (count: number, ask: (index: number) => Promise<Response>): Promise<Map<number, number>> => {
    const seen = new Map<number, number>();
    for (const { status } of await Promise.all(Array.from({ length: count }, (_, index) => ask(index)))) seen.set(status, (seen.get(status) ?? 0) + 1);
    return seen;
  };

  it('[LIM-1] slows down whoever shows no good credential, by address, and says for how long', async () => {
    const seen = await tally(allowed + 40, () => fetch(`${sightline.url}/api/accounts`, from('198.51.100.1')));
    assert.deepEqual(seen, new Map([[401, allowed], [429, 40]]));
    const refused = await fetch(`${sightline.url}/api/accounts`, from('198.51.100.1'));
    const problem = (await refused.json()) as { status: number; detail: string; action: string };
    assert.deepEqual([refused.status, problem.status, refused.headers.get('content-type')?.split(';')[0]], [429, 429, 'application/problem+json']);
    assert.ok(Number(refused.headers.get('retry-after')) >= 1 && Number(refused.headers.get('retry-after')) <= 10);
    assert.match(problem.detail, /Too many requests. Wait \d+ s/);
    assert.equal((await fetch(`${sightline.url}/api/accounts`, from('198.51.100.2'))).status, 401, 'another address is not held up');
  });

  it('[LIM-1] counts a made-up credential as none', async () => {
    const made = (index: number): Record<string, string>[] => {
      const token = String(index).padStart(43, 'x');
      return [{ cookie: `sightline=${token}` }, { authorization: `Bearer ${token}` }, { authorization: `Link ${token}` }, { authorization: `Basic ${token}` }];
    };
    const seen = await tally(allowed + 40, (index) => fetch(`${sightline.url}/api/casework/cases`, from('198.51.100.3', made(index)[index % 4])));
    assert.equal(seen.get(429), 40);
  });

  it('[LIM-1] counts a door in whatever spelling it is asked for, and by HEAD as by GET', async () => {
    const { hostname, port, host } = new URL(sightline.url);
    const exactly = (method: string, path: string, address: string): Promise<number> =>
      new Promise((done, failed) => void request({ hostname, port, method, path, headers: { 'x-forwarded-for': address } }, (response) => done(response.resume().statusCode ?? 0)).on('error', failed).end());
    const targets = ['/%61pi/accounts', '/ap%69/accounts', `http://${host}/api/accounts`, 'http://elsewhere.example/api/accounts', '/%61%70%69/%61ccounts?x=1'];
    for (const [at, [method, target]] of targets.flatMap((each) => [['GET', each], ['HEAD', each]] as const).entries()) {
      const statuses = await Promise.all(Array.from({ length: allowed + 10 }, () => exactly(method, target, `198.51.100.${20 + at}`)));
      assert.deepEqual([statuses.filter((each) => each === 401).length, statuses.filter((each) => each === 429).length], [allowed, 10], `${method} ${target}`);
    }
  });

  it('[LIM-1] lets neither a stranger hold up a person at the same address, nor one person another', async () => {
    const [control, manager] = [await signIn(sightline, 'control'), await signIn(sightline, 'manager')];
    assert.equal((await control.request('/api/session')).status, 200);
    assert.equal((await manager.request('/api/session')).status, 200);
    await tally(allowed + 10, () => fetch(`${sightline.url}/api/accounts`));
    assert.equal((await fetch(`${sightline.url}/api/accounts`)).status, 429);
    // As many at once as the database answers well within the two seconds that these tests allow.
    const seen = new Map<number, number>();
    for (let asked = 0; asked < 2_300; asked += 50) for (const [status, count] of await tally(50, () => control.request('/api/session'))) seen.set(status, (seen.get(status) ?? 0) + count);
    assert.ok((seen.get(200) ?? 0) >= 1_900 && (seen.get(200) ?? 0) <= 2_200, `a session has its own measure: ${JSON.stringify([...seen])}`);
    assert.ok((seen.get(429) ?? 0) >= 100);
    assert.equal((await manager.request('/api/session')).status, 200);
    const { status } = await send(sightline, []);
    assert.notEqual(status, 401);
  });

  it('[LIM-2] believes nobody but its own proxy about an address', async () => {
    const behind = await startSightline({ env: { SIGHTLINE_TRUSTED_PROXIES: '198.51.100.0/24', SIGHTLINE_STRANGER_REQUESTS: '20' } });
    try {
      // The last proxy is trusted, what came before it is what it says; an address in front of that is anybody's invention.
      const seen = await tally(40, (index) => fetch(`${behind.url}/api/accounts`, from(`10.0.0.${index}, 203.0.113.9, 198.51.100.7`)));
      assert.deepEqual(seen, new Map([[401, 20], [429, 20]]));
    } finally {
      await behind.stop();
    }
  });

  it('[LIM-3] counts pages, and whoever watches whether we are alive, apart from the doors', async () => {
    assert.equal((await tally(allowed + 20, () => fetch(`${sightline.url}/api/health/live`, from('198.51.100.6')))).get(200), allowed + 20);
    const seen = await tally(allowed + 20, () => fetch(`${sightline.url}/`, from('198.51.100.4')));
    assert.equal(seen.get(429), undefined);
  });

  it('[LIM-4] gives up a request that has no answer, and says so', async () => {
    const locker = new pg.Client({ connectionString: databaseUrl });
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE device IN ACCESS EXCLUSIVE MODE');
    const began = performance.now();
    const answer = await admin.request('/api/devices');
    const took = performance.now() - began;
    await locker.query('ROLLBACK');
    await locker.end();
    const problem = (await answer.json()) as { detail: string };
    assert.deepEqual([answer.status, answer.headers.get('content-type')?.split(';')[0]], [503, 'application/problem+json']);
    assert.match(problem.detail, /took too long/);
    assert.ok(took >= 1_900, `after ${Math.round(took)} ms`);
    assert.equal((await admin.request('/api/devices')).status, 200);
  });

  it('[LIM-5] ends a sender that never comes to the end of its headers', async () => {
    const { hostname, port } = new URL(sightline.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write('GET /api/about HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write(`x-${Date.now()}: 1\r\n`), 1_000);
    const began = performance.now();
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(socket, 'close');
    clearInterval(drip);
    assert.match(said, /^HTTP\/1.1 408 /);
    assert.ok(performance.now() - began < 60_000);
  });

  it('[LIM-6] shows operations how many were refused, by kind of caller', async () => {
    const metrics = await (await fetch(`${sightline.url}/api/health/metrics`, from('198.51.100.5'))).text();
    const count = (kind: string): number => Number(new RegExp(`sightline_requests_limited_total{caller="${kind}"} (\\d+)`).exec(metrics)?.[1] ?? 0);
    assert.ok(count('stranger') >= 80 && count('account') >= 100, metrics.split('\n').filter((line) => line.includes('limited')).join('\n'));
  });
});
