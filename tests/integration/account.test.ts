import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FactorConfirmed, FactorOffer, OwnAccount, OwnSession, Problem } from '@sightline/contracts';
import { TOTP } from 'otpauth';
import { withDatabase } from '../../apps/api/dist/cli/guest.js';
import { Config } from '../../apps/api/dist/config/config.js';
import { AccountsRepository } from '../../apps/api/dist/identity/accounts.repository.js';
import { sightlineCommand } from '../support/cli.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const password = 'umbrella teapot seventeen';
const body = (data: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) });
/** The code of the step `steps` from now: a test need not wait for the next. */
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly cookie: string;
  readonly retryAfter: string | null;
}

describe('one’s own account', () => {
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

  const newPerson = async (username: string, role = 'manager'): Promise<Person> => {
    assert.equal((await admin.request('/api/accounts', body({ username, role, password }))).status, 201);
    return signIn(sightline, username, password);
  };
  const post = async <T>(person: Person, path: string, data: unknown): Promise<Answer<T>> => {
    const response = await person.request(path, body(data));
    const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    return { status: response.status, body: (await response.json()) as T, cookie, retryAfter: response.headers.get('retry-after') };
  };
  const enter = async (username: string, more: { code?: string; password?: string } = {}): Promise<{ status: number; body: Problem; cookie: string }> => {
    const response = await fetch(`${sightline.url}/api/session`, { ...body({ username, password, ...more }), headers: { 'content-type': 'application/json', origin: sightline.url } });
    return { status: response.status, body: (await response.json()) as Problem, cookie: response.headers.getSetCookie().join() };
  };
  const enrol = async (person: Person): Promise<{ secret: string; codes: string[]; cookie: string; csrfToken: string }> => {
    const { body: offer } = await post<FactorOffer>(person, '/api/account/second-factor', { password });
    const confirmed = await post<FactorConfirmed>(person, '/api/account/second-factor/confirm', { code: codeOf(offer.secret, -1) });
    assert.equal(confirmed.status, 200);
    return { secret: offer.secret, codes: confirmed.body.recoveryCodes, cookie: confirmed.cookie, csrfToken: confirmed.body.session.csrfToken };
  };
  const renewed = (person: Person, cookie: string, csrfToken: string): Person => ({
    ...person,
    request: (path, init = {}) => fetch(sightline.url + path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie, origin: sightline.url, 'x-csrf-token': csrfToken } }),
  });

  it('[ID-40] [ID-46] a second factor is on once a code of it was given; the session is replaced, and the secret is nowhere readable', async () => {
    const kim = await newPerson('kim');
    const offer = await post<FactorOffer>(kim, '/api/account/second-factor', { password });
    assert.match(offer.body.uri, /^otpauth:\/\/totp\/Sightline:kim\?.*secret=/);
    assert.equal((await enter('kim')).status, 200, 'an offer alone asks for nothing');
    assert.equal((await post(kim, '/api/account/second-factor/confirm', { code: '000000' })).status, 403);
    const confirmed = await post<FactorConfirmed>(kim, '/api/account/second-factor/confirm', { code: codeOf(offer.body.secret) });
    assert.equal(confirmed.status, 200);
    assert.equal(new Set(confirmed.body.recoveryCodes).size, 10);
    assert.equal((await kim.request('/api/session')).status, 401, 'the old token opens nothing');
    assert.notEqual(confirmed.cookie, kim.cookie);
    assert.equal((await renewed(kim, confirmed.cookie, confirmed.body.session.csrfToken).request('/api/account')).status, 200);
    const stored = JSON.stringify(await query(databaseUrl, `SELECT f::text AS row FROM second_factor f UNION ALL SELECT r::text FROM recovery_code r UNION ALL SELECT u::text FROM audit u`));
    for (const secret of [offer.body.secret, ...confirmed.body.recoveryCodes, ...confirmed.body.recoveryCodes.map((code) => code.replaceAll('-', ''))]) assert.ok(!stored.includes(secret));
  });

  it('[ID-41] the code is asked for after the right password alone, works once, and not twice at once', async () => {
    const { secret } = await enrol(await newPerson('lee'));
    const wrong = await enter('lee', { password: 'not this one at all' });
    assert.deepEqual([wrong.status, wrong.body.action], [401, undefined]);
    const asked = await enter('lee');
    assert.deepEqual([asked.status, asked.body.action, asked.cookie], [401, 'second-factor', '']);
    const code = codeOf(secret);
    const both = await Promise.all([enter('lee', { code }), enter('lee', { code })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 401]);
    assert.equal((await enter('lee', { code })).status, 401);
    assert.equal((await enter('lee', { code: codeOf(secret, 1) })).status, 200, 'a clock that is half a minute ahead');
  });

  it('[ID-41] a recovery code opens once, however it is typed', async () => {
    const { codes } = await enrol(await newPerson('mo'));
    const typed = ` ${(codes[0] ?? '').toUpperCase().replaceAll('-', ' ')} `;
    assert.equal((await enter('mo', { code: typed })).status, 200);
    assert.equal((await enter('mo', { code: typed })).status, 401);
    const [row] = await query(databaseUrl, `SELECT count(*)::int AS left FROM recovery_code r JOIN account a ON a.id = r.account_id WHERE a.username = 'mo' AND used_at IS NULL`);
    assert.deepEqual(row, { left: 9 });
  });

  it('[ID-42] guesses of codes are counted by account, and the right password does not forgive them', async () => {
    await enrol(await newPerson('ned'));
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      statuses.push((await enter('ned', { code: `11111${guess}` })).status);
      await enter('ned');
    }
    // How many more pass depends on how fast the machine is: the waits are 2 s, 4 s, 8 s.
    assert.deepEqual(statuses.slice(0, 3), [401, 401, 401]);
    assert.ok(statuses.includes(429));
  });

  it('[ID-43] turning off and new recovery codes need password and code', async () => {
    const person = await newPerson('oz');
    const { secret, codes, cookie, csrfToken } = await enrol(person);
    const oz = renewed(person, cookie, csrfToken);
    assert.equal((await post(oz, '/api/account/second-factor/off', { password: 'wrong', code: codeOf(secret) })).status, 403);
    assert.equal((await post(oz, '/api/account/second-factor/off', { password, code: '000000' })).status, 403);
    const fresh = await post<{ recoveryCodes: string[] }>(oz, '/api/account/second-factor/recovery-codes', { password, code: codes[0] });
    assert.equal(fresh.status, 200);
    assert.equal((await enter('oz', { code: codes[1] ?? '' })).status, 401, 'the old ones open nothing');
    assert.equal((await post(oz, '/api/account/second-factor/off', { password, code: codeOf(secret) })).status, 200);
    assert.equal((await enter('oz')).status, 200);
    assert.equal((await enter('oz', { code: fresh.body.recoveryCodes[0] ?? '' })).status, 200, 'a code that nobody asks for is no harm');
  });

  it('[ID-45] an administrator and the command line take the factor off whoever lost it; sessions end; the audit says who', async () => {
    const pat = await newPerson('pat');
    const first = await enrol(pat);
    const { items } = await admin.get<{ items: { username: string; secondFactor: boolean }[] }>('/api/accounts?limit=1000');
    assert.deepEqual(items.find(({ username }) => username === 'pat')?.secondFactor, true);
    assert.equal((await admin.request('/api/accounts/pat/second-factor', { method: 'DELETE' })).status, 204);
    assert.equal((await renewed(pat, first.cookie, first.csrfToken).request('/api/session')).status, 401);
    assert.equal((await enter('pat')).status, 200);
    assert.equal((await admin.request('/api/accounts/pat/second-factor', { method: 'DELETE' })).status, 404);
    await enrol(await signIn(sightline, 'pat', password));
    const { status, said } = await sightlineCommand(sightline, ['account', 'reset-factor', 'Pat'], { DATABASE_URL: databaseUrl });
    assert.equal(status, 0, said);
    assert.equal((await enter('pat')).status, 200);
    const rows = await query<{ by: boolean }>(databaseUrl, `SELECT account_id IS NOT NULL AS by FROM audit WHERE action = 'second-factor-reset' ORDER BY id`);
    assert.deepEqual(rows, [{ by: true }, { by: false }]);
    assert.equal((await sightlineCommand(sightline, ['account', 'reset-factor', 'pat'], { DATABASE_URL: databaseUrl })).status, 1);
  });

  it('[ID-47] one’s own password: the current one is asked for, other sessions end, this one is replaced', async () => {
    const [here, there] = [await newPerson('quin'), await signIn(sightline, 'quin', password)];
    const change = (current: string, next: string) => post<Problem & { csrfToken: string }>(here, '/api/account/password', { current, password: next });
    assert.equal((await change('wrong', 'kettle window marmalade')).status, 403);
    const weak = await change(password, 'Password1234!');
    assert.equal(weak.status, 400);
    assert.match(weak.body.detail ?? '', /guessed first/);
    assert.equal((await change(password, 'i am quin of the lake')).status, 400);
    const long = `${'kettle '.repeat(17)}marmalade`;
    assert.ok(long.length >= 128);
    const changed = await change(password, long);
    assert.equal(changed.status, 200);
    for (const person of [here, there]) assert.equal((await person.request('/api/session')).status, 401);
    assert.equal((await renewed(here, changed.cookie, changed.body.csrfToken).request('/api/session')).status, 200);
    assert.equal((await enter('quin')).status, 401);
    assert.equal((await enter('quin', { password: long.slice(0, -1) })).status, 401, 'it is kept whole');
    assert.equal((await enter('quin', { password: long })).status, 200);
  });

  it('[ID-49] one’s own sessions: listed in coarse words; one ended, all others ended, by the password', async () => {
    const person = await newPerson('ray');
    await fetch(`${sightline.url}/api/session`, { ...body({ username: 'ray', password }), headers: { 'content-type': 'application/json', origin: sightline.url, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0' } });
    await signIn(sightline, 'ray', password);
    const { items } = await person.get<{ items: OwnSession[] }>('/api/account/sessions');
    assert.equal(items.length, 3);
    assert.equal(items.filter(({ current }) => current).length, 1);
    const firefox = items.find(({ device }) => device === 'Firefox on Windows');
    assert.ok(firefox);
    assert.equal((await post(person, '/api/account/sessions/end', { sessionRef: firefox.sessionRef })).status, 403);
    assert.deepEqual((await post(person, '/api/account/sessions/end', { password, sessionRef: firefox.sessionRef })).body, { ended: 1 });
    assert.deepEqual((await post(person, '/api/account/sessions/end', { password })).body, { ended: 1 });
    const other = await newPerson('sue');
    const [hers] = (await other.get<{ items: OwnSession[] }>('/api/account/sessions')).items;
    assert.deepEqual((await post(person, '/api/account/sessions/end', { password, sessionRef: hers?.sessionRef })).body, { ended: 0 }, 'nobody ends another’s');
    assert.equal((await admin.request('/api/accounts/sue/sessions', { method: 'DELETE' })).status, 204);
    assert.equal((await other.request('/api/session')).status, 401);
  });

  it('[ID-46] a cookie from before signing in is not taken on, and signing in ends the session that the browser had', async () => {
    const planted = `sightline=${'a'.repeat(43)}`;
    const response = await fetch(`${sightline.url}/api/session`, { ...body({ username: 'board', password: sightline.demoPassword }), headers: { 'content-type': 'application/json', origin: sightline.url, cookie: planted } });
    const [given = ''] = response.headers.getSetCookie();
    assert.ok(given.startsWith('sightline=') && !given.startsWith(planted));
    assert.equal((await fetch(`${sightline.url}/api/session`, { headers: { cookie: planted } })).status, 401);
    const before = await signIn(sightline, 'board');
    await fetch(`${sightline.url}/api/session`, { ...body({ username: 'office', password: sightline.demoPassword }), headers: { 'content-type': 'application/json', origin: sightline.url, cookie: before.cookie } });
    assert.equal((await before.request('/api/session')).status, 401);
  });

  it('[ID-44] a sign-in with the old password that was under way while it was changed does not bring the old one back', async () => {
    assert.equal((await admin.request('/api/accounts', body({ username: 'rehash.person', role: 'office', password }))).status, 201);
    await withDatabase(new Config({ DATABASE_URL: databaseUrl, SIGHTLINE_DATA_DIR: sightline.dataDir }), async (database) => {
      const accounts = new AccountsRepository(database);
      const found = await accounts.byUsername('rehash.person');
      assert.ok(found);
      await accounts.change(found.id, { passwordHash: 'of the new password' });
      await accounts.rehash(found.id, found.passwordHash, 'of the old password, stronger');
      assert.equal((await accounts.byUsername('rehash.person'))?.passwordHash, 'of the new password');
      await accounts.rehash(found.id, 'of the new password', 'of the new password, stronger');
      assert.equal((await accounts.byUsername('rehash.person'))?.passwordHash, 'of the new password, stronger');
    });
  });

  it('[ID-40] a demonstration account has no password, factor or sessions of its own', async () => {
    const board = await signIn(sightline, 'board');
    await signIn(sightline, 'board');
    assert.equal((await board.get<OwnAccount>('/api/account')).external, 'demonstration');
    for (const [path, data] of [['/api/account/second-factor', { password }], ['/api/account/password', { current: password, password: 'kettle window marmalade' }], ['/api/account/sessions/end', {}]] as const) {
      assert.equal((await post(board, path, data)).status, 409);
    }
    assert.equal((await board.get<{ items: OwnSession[] }>('/api/account/sessions')).items.length, 1);
  });
});
