import assert from 'node:assert/strict';
import { randomBytes, scryptSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { AccountView, FactorConfirmed, FactorOffer, SourceView } from '@sightline/contracts';
import { TOTP } from 'otpauth';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromAnywhere } from '../support/access/ask.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const [first, second] = ['umbrella teapot seventeen', 'seventeen teapots in a stand'];
const json = (body: unknown, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('two at once', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  const add = async (username: string, role = 'board'): Promise<void> => assert.equal((await admin.request('/api/accounts', json({ username, role, password: first }))).status, 201);
  /** Each from an address of its own: who guesses is slowed down, and nobody guesses here. */
  const enter = (username: string, password: string, code?: string): Promise<Response> =>
    fetch(`${sightline.url}/api/session`, { ...json({ username, password, ...(code !== undefined && { code }) }), headers: { 'content-type': 'application/json', origin: sightline.url, ...fromAnywhere() } });
  const opens = async (response: Response): Promise<boolean> => {
    const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    return cookie !== '' && (await fetch(`${sightline.url}/api/session`, { headers: { cookie } })).status === 200;
  };
  /** Sign-ins that begin all the while in which a change is made. */
  async function during(change: () => Promise<Response>, username: string): Promise<{ changed: Response; entered: Response[] }> {
    const entering: Promise<Response>[] = [];
    const changing = change();
    const made = { isOver: false };
    void changing.finally(() => (made.isOver = true));
    for (let count = 0; count < 40 && !made.isOver; count += 1) {
      entering.push(enter(username, first));
      await sleep(10);
    }
    return { changed: await changing, entered: await Promise.all(entering) };
  }

  it('[ACC-59] a session that the old password opened does not outlive its change, however close they came', async () => {
    await add('changed-by-admin');
    const byAdmin = await during(() => admin.request('/api/accounts/changed-by-admin', json({ password: second }, 'PATCH')), 'changed-by-admin');
    assert.equal(byAdmin.changed.status, 200);
    assert.ok(byAdmin.entered.length > 0);
    for (const response of byAdmin.entered) assert.equal(await opens(response), false);
    await add('changed-by-self');
    const self = await signIn(sightline, 'changed-by-self', first);
    const bySelf = await during(() => self.request('/api/account/password', json({ current: first, password: second })), 'changed-by-self');
    assert.equal(bySelf.changed.status, 200);
    for (const response of bySelf.entered) assert.equal(await opens(response), false);
    assert.equal(await opens(bySelf.changed), true, 'whoever changed it goes on');
    for (const username of ['changed-by-admin', 'changed-by-self']) assert.deepEqual([(await enter(username, first)).status, (await enter(username, second)).status], [401, 200]);
  });

  it('[ACC-59] renewing the hash of a password does not bring back one that was changed meanwhile', async () => {
    await add('renewed');
    const salt = randomBytes(16);
    const old = ['scrypt', 1024, 8, 1, salt.toString('base64url'), scryptSync(first.normalize('NFKC'), salt, 32, { cost: 1024, blockSize: 8, parallelization: 1 }).toString('base64url')].join('$');
    for (let round = 0; round < 3; round += 1) {
      await query(databaseUrl, `UPDATE account SET password_hash = $1 WHERE username = 'renewed'`, [old]);
      const [entered, changed] = await Promise.all([enter('renewed', first), admin.request('/api/accounts/renewed', json({ password: second }, 'PATCH'))]);
      assert.equal(changed.status, 200);
      assert.equal(await opens(entered), false);
      assert.deepEqual([(await enter('renewed', first)).status, (await enter('renewed', second)).status], [401, 200], `round ${round}`);
    }
    await query(databaseUrl, `UPDATE account SET password_hash = $1 WHERE username = 'renewed'`, [old]);
    for (const response of await Promise.all([enter('renewed', first), enter('renewed', first)])) assert.equal(await opens(response), true, 'two who renew it at once both enter');
  });

  it('[ACC-59] of two changes of a password at once one is made, and the other is told', async () => {
    await add('twice');
    const [one, two] = [await signIn(sightline, 'twice', first), await signIn(sightline, 'twice', first)];
    const answers = await Promise.all([one, two].map((person, at) => person.request('/api/account/password', json({ current: first, password: `${second} ${at}` }))));
    const statuses = answers.map(({ status }) => status).sort();
    assert.ok(statuses[0] === 200 && [401, 403, 409, 429].includes(statuses[1] ?? 0), statuses.join());
    const open = await Promise.all([0, 1].map(async (at) => (await enter('twice', `${second} ${at}`)).status));
    assert.deepEqual(open.toSorted(), [200, 401]);
  });

  it('[ACC-60] two administrators who disable each other leave one', async () => {
    const last = ['last-one', 'last-two'];
    for (const username of last) await add(username, 'admin');
    const put = (username: string, change: object): Promise<Response> => admin.request(`/api/accounts/${username}`, json(change, 'PATCH'));
    for (let round = 0; round < 12; round += 1) {
      const changes = round % 2 === 0 ? { disabled: true } : { role: 'board' };
      const statuses = (await Promise.all(last.map((username) => put(username, changes)))).map(({ status }) => status);
      assert.deepEqual(statuses.toSorted(), [200, 409], `round ${round}`);
      const { items } = await admin.get<{ items: AccountView[] }>('/api/accounts');
      assert.equal(items.filter(({ role, disabled, demonstration }) => role === 'admin' && !disabled && !demonstration).length, 1);
      for (const username of last) assert.equal((await put(username, { disabled: false, role: 'admin' })).status, 200);
    }
  });

  it('[ACC-60] one recovery code, and one code of a factor, open one session of many that ask at once', async () => {
    await add('factor');
    const person = await signIn(sightline, 'factor', first);
    const { secret } = (await (await person.request('/api/account/second-factor', json({ password: first }))).json()) as FactorOffer;
    const code = (steps: number): string => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
    const { recoveryCodes: [recovery = ''] } = (await (await person.request('/api/account/second-factor/confirm', json({ code: code(0) }))).json()) as FactorConfirmed;
    for (const spent of [recovery, code(1)]) {
      const statuses = (await Promise.all(Array.from({ length: 3 }, () => enter('factor', first, spent)))).map(({ status }) => status);
      assert.equal(statuses.filter((status) => status === 200).length, 1, statuses.join());
    }
  });

  it('[ACC-61] the key of a source goes to the host that it was given for, and to no other that somebody writes in its place', async () => {
    const heard: { host: string; headers: IncomingHttpHeaders }[] = [];
    const listening = await Promise.all(['own', 'foreign'].map(async (host) => {
      const server = createServer(({ headers }, response) => {
        heard.push({ host, headers });
        response.writeHead(200).end();
      });
      await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed` };
    }));
    const [own, foreign] = listening;
    assert.ok(own && foreign);
    try {
      const key = { in: 'header', name: 'x-key', value: 'key-of-the-own-host' };
      assert.equal((await admin.request('/api/sources', json({ kind: 'siri-vm', name: 'keyed', url: own.url, everySeconds: 5, allowPrivate: true, key }))).status, 201);
      await until('the own host is asked', () => Promise.resolve(heard.some(({ host, headers }) => host === 'own' && headers['x-key'] === key.value) || undefined));
      const change = (to: object): Promise<Response> => admin.request('/api/sources/keyed', json(to, 'PATCH'));
      for (const to of [{ url: foreign.url }, { url: foreign.url, enabled: true, staleSeconds: 60 }, { url: own.url.replace('127.0.0.1', 'localhost') }, { url: own.url.replace('http:', 'https:') }]) assert.equal((await change(to)).status, 400);
      const moved = await change({ url: `${own.url}/v2` });
      assert.deepEqual([moved.status, ((await moved.json()) as SourceView).key], [200, { in: 'header', name: 'x-key' }], 'at the same host it is kept');
      assert.equal((await change({ url: foreign.url, key: null })).status, 200);
      await until('the other host is asked', () => Promise.resolve(heard.some(({ host }) => host === 'foreign') || undefined));
      assert.ok(!JSON.stringify(heard.filter(({ host }) => host === 'foreign')).includes(key.value));
    } finally {
      for (const { server } of listening) {
        server.closeAllConnections();
        server.close();
      }
    }
  });
});
