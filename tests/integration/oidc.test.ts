import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT, decodeJwt, generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import type { SessionInfo } from '@sightline/contracts';
import { hostile, signed } from '../support/hostile-tokens.ts';
import { LiveClient } from '../support/live-client.ts';
import { cameBackWith, CookieBrowser, enterBySingleSignOn } from '../support/oidc-person.ts';
import { standClient, startOidcStand } from '../support/oidc-provider-stand.ts';
import type { OidcStand } from '../support/oidc-provider-stand.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

let databases: TestDatabases;
let databaseUrl: string;
let stand: OidcStand;
let sightline: Sightline;

const settings = (issuer: string): Record<string, string> => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: standClient.clientId,
  OIDC_CLIENT_SECRET: standClient.clientSecret,
  OIDC_ROLES: 'admin=g-admin,control=g-control,control=g-duty,calls=g-calls,board=g-board',
});

before(async () => {
  databases = await startDatabases();
  databaseUrl = await databases.fresh();
  stand = await startOidcStand();
  sightline = await startSightline({ env: { ...settings(stand.issuer), DATABASE_URL: databaseUrl } });
  await stand.trust(sightline.url);
});
after(async () => {
  await sightline.stop();
  await stand.stop();
  await databases.stop();
});
beforeEach(() => {
  stand.people.clear();
  stand.tamper = undefined;
  stand.isDown = false;
  stand.people.set('ada', { claims: { name: 'Ada Reed', preferred_username: 'ada.reed@council.example', groups: ['g-control'] } });
});

const ask = (browser: CookieBrowser, path: string, init?: RequestInit): Promise<Response> => browser.ask(sightline.url + path, init);
const infoOf = async (browser: CookieBrowser): Promise<SessionInfo> => (await ask(browser, '/api/session')).json() as Promise<SessionInfo>;
const statusOf = async (browser: CookieBrowser): Promise<number> => (await ask(browser, '/api/session')).status;
const lastAudit = async (): Promise<unknown> => (await query(databaseUrl, 'SELECT action, detail FROM audit ORDER BY place DESC LIMIT 1'))[0];
/** Reasons for which somebody was refused: the first of each is written at once, its repetitions as a number a minute later. */
const refusedFor = async (action: string): Promise<string[]> =>
  (await query<{ reason: string }>(databaseUrl, `SELECT DISTINCT detail ->> 'reason' AS reason FROM audit WHERE action = $1 AND detail - 'reason' - 'how' - 'times' = '{}'`, [action])).map(({ reason }) => reason);
const knows = (person: string, groups: unknown, more: Record<string, unknown> = {}): void => void stand.people.set(person, { claims: { name: `${person} of the tests`, groups, ...more } });
const enter = async (person: string): Promise<CookieBrowser> => {
  const browser = new CookieBrowser();
  assert.equal(await enterBySingleSignOn(browser, sightline.url, person), '/');
  return browser;
};

describe('single sign-on', () => {
  it('[ID-20] signs in by the provider, with the role of the group, and goes back to the page asked for', async () => {
    const browser = new CookieBrowser();
    assert.equal(await enterBySingleSignOn(browser, sightline.url, 'ada', { back: '/control?view=list' }), '/control?view=list');
    const { username, displayName, role, singleSignOn } = await infoOf(browser);
    assert.deepEqual({ username, displayName, role, singleSignOn }, { username: 'ada.reed@council.example', displayName: 'Ada Reed', role: 'control', singleSignOn: true });
    assert.deepEqual(await lastAudit(), { action: 'signed-in', detail: { how: 'single-sign-on' } });
  });

  it('[ID-20] asks by code with PKCE, state and nonce, and keeps the attempt out of reach of scripts and other sites', async () => {
    const begun = await fetch(`${sightline.url}/api/session/oidc`, { redirect: 'manual' });
    assert.equal(begun.status, 303);
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    assert.deepEqual([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('redirect_uri')], ['code', 'S256', `${sightline.url}/api/session/oidc/callback`]);
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asked.get(name) ?? '').length >= 43, name);
    const [cookie = ''] = begun.headers.getSetCookie();
    assert.match(cookie, /^sightline-attempt=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
    assert.ok(!cookie.includes(asked.get('state') ?? 'missing'), 'the attempt is sealed');
  });

  it('[ID-21] another browser cannot finish a sign-in, nor can the same one twice, nor with another state', async () => {
    const victim = new CookieBrowser();
    const callback = await cameBackWith(victim, sightline.url, 'ada');
    const thief = new CookieBrowser();
    assert.equal((await thief.ask(callback)).headers.get('location'), '/sign-in?refusal=expired');
    await thief.ask(`${sightline.url}/api/session/oidc`);
    assert.equal((await thief.ask(callback)).headers.get('location'), '/sign-in?refusal=expired', 'with an attempt of its own');
    const attempt = victim.cookieFor(callback);
    assert.equal((await victim.ask(callback)).headers.get('location'), '/');
    assert.equal((await fetch(callback, { redirect: 'manual', headers: { cookie: attempt } })).headers.get('location'), '/sign-in?refusal=expired', 'the same again');
    assert.ok((await refusedFor('sign-in-refused')).includes('state'));
    const again = new CookieBrowser();
    const mixed = new URL(await cameBackWith(again, sightline.url, 'ada'));
    mixed.searchParams.set('iss', 'https://evil.example');
    assert.equal((await again.ask(mixed.href)).headers.get('location'), '/sign-in?refusal=not-trusted', 'an answer in the name of another issuer');
    assert.equal(await statusOf(thief), 401);
    assert.equal(await statusOf(again), 401);
  });

  it('[ID-28] goes back to pages of ours alone', async () => {
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', '/a\r\nSet-Cookie: x=y', '/sign-in?reason=expired', '/api/session', 'javascript:alert(1)']) {
      assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, 'ada', { back }), '/', JSON.stringify(back));
    }
  });

  it('[ID-20] somebody who cancels at the provider is told so', async () => {
    assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, 'a stranger'), '/sign-in?refusal=cancelled');
    assert.ok((await refusedFor('sign-in-refused')).includes('access_denied'));
  });
});

describe('tokens that the provider never made', () => {
  for (const [words, reason, tamper] of hostile) {
    it(`[ID-22] let nobody in: ${words}`, async () => {
      stand.tamper = tamper;
      const browser = new CookieBrowser();
      assert.equal(await enterBySingleSignOn(browser, sightline.url, 'ada'), '/sign-in?refusal=not-trusted');
      assert.equal(await statusOf(browser), 401);
      assert.ok((await refusedFor('sign-in-refused')).some((each) => (typeof reason === 'string' ? each === reason : reason.test(each))), String(reason));
    });
  }

  it('[ID-23] a new key of the provider is found at once, and what the old one signs opens nothing any more', async () => {
    const old = stand.key();
    await stand.rotate();
    await enter('ada');
    stand.tamper = (token) => signed(decodeJwt(token), old.privateKey, { alg: 'RS256', kid: old.kid });
    assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, 'ada'), '/sign-in?refusal=not-trusted');
  });
});

describe('groups and accounts', () => {
  it('[ID-24] a group gives the role, of several the first of the setting, and several groups may give the same', async () => {
    for (const [groups, role] of [[['g-duty'], 'control'], [['g-board', 'g-calls'], 'calls'], [['g-control', 'g-admin', 'x'], 'admin'], ['g-board', 'board']] as const) {
      knows(`of ${role} ${groups.length}`, groups);
      assert.equal((await infoOf(await enter(`of ${role} ${groups.length}`))).role, role);
    }
  });
  it('[ID-24] without a group of ours nobody comes in, and the page says what to ask of whom', async () => {
    for (const [person, groups, more, refusal] of [
      ['none', undefined, {}, 'no-role'],
      ['others', ['g-else', 'G-CONTROL', 7], {}, 'no-role'],
      ['part of many', ['g-control'], { _claim_names: { groups: 'src1' } }, 'too-many-groups'],
      ['too many', undefined, { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example' } } }, 'too-many-groups'],
    ] as const) {
      knows(person, groups, more);
      assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, person), `/sign-in?refusal=${refusal}`);
      assert.ok((await refusedFor('sign-in-refused')).includes(refusal), refusal);
    }
  });
  it('[ID-24] another group at the next sign-in is another role, and the sessions of the old one end with their sockets', async () => {
    knows('mover', ['g-control']);
    const before = await enter('mover');
    const socket = new LiveClient(sightline.url, before.cookieFor(sightline.url));
    assert.equal(await socket.connect(), undefined);
    knows('mover', ['g-board']);
    const after = await enter('mover');
    assert.deepEqual([(await infoOf(after)).role, await statusOf(before)], ['board', 401]);
    await socket.until(() => !socket.socket.connected, 'the old socket ends', 3_000);
  });
  it('[ID-25] an account is whom the provider says by its subject, whatever name or address comes along', async () => {
    const named = { name: 'Ada Reed', preferred_username: 'ada.reed@council.example', email: 'ada.reed@council.example' };
    const admin = await signIn(sightline, 'admin');
    knows('other-ada', ['g-calls'], named);
    knows('pretender', ['g-calls'], { preferred_username: 'admin' });
    const first = await infoOf(await enter('ada'));
    const second = await infoOf(await enter('other-ada'));
    const third = await infoOf(await enter('pretender'));
    assert.equal(first.username, 'ada.reed@council.example');
    assert.match(second.username, /^ada\.reed@council\.example-[0-9a-f]{6}$/);
    assert.match(third.username, /^admin-[0-9a-f]{6}$/);
    knows('other-ada', ['g-calls'], { ...named, preferred_username: 'married.name', name: 'Ada Frost' });
    const renamed = await infoOf(await enter('other-ada'));
    assert.deepEqual([renamed.username, renamed.displayName], [second.username, 'Ada Frost']);
    const { items } = await admin.get<{ items: { username: string; singleSignOn: boolean }[] }>('/api/accounts');
    assert.equal(items.find(({ username }) => username === second.username)?.singleSignOn, true);
  });
  it('[ID-26] an account of single sign-on has no password and cannot be given one, nor a role; it can be closed', async () => {
    knows('closed', ['g-calls'], { preferred_username: 'to-be-closed' });
    const browser = await enter('closed');
    for (const password of ['', 'null', 'undefined', sightline.demoPassword]) {
      const response = await fetch(`${sightline.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: sightline.url }, body: JSON.stringify({ username: 'to-be-closed', password }) });
      assert.ok([400, 401, 429].includes(response.status), String(response.status));
    }
    const admin = await signIn(sightline, 'admin');
    const change = (body: object): Promise<Response> => admin.request('/api/accounts/to-be-closed', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    assert.equal((await change({ role: 'admin' })).status, 409);
    assert.equal((await change({ password: 'long enough to pass' })).status, 409);
    assert.equal((await change({ disabled: true })).status, 200);
    assert.equal(await statusOf(browser), 401);
    assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, 'closed'), '/sign-in?refusal=disabled');
    assert.equal((await change({ disabled: false })).status, 200);
    await enter('closed');
  });
  it('[ID-25] keeps no token that could be read: the ID token lies sealed, and goes when its session ends', async () => {
    const browser = await enter('ada');
    const [kept] = await query<{ sealed: string }>(databaseUrl, `SELECT sealed_id_token AS sealed FROM session WHERE sealed_id_token IS NOT NULL ORDER BY created_at DESC LIMIT 1`);
    assert.ok(kept && !kept.sealed.includes('eyJ') && !kept.sealed.includes('Ada'));
    assert.equal(await statusOf(browser), 200);
  });
});

describe('signing out', () => {
  const signOut = async (browser: CookieBrowser): Promise<string | null> => {
    const { csrfToken } = await infoOf(browser);
    const response = await ask(browser, '/api/session/oidc/sign-out', { method: 'POST', headers: { origin: sightline.url, 'x-csrf-token': csrfToken } });
    assert.equal(response.status, 200);
    return ((await response.json()) as { url: string | null }).url;
  };
  const logoutEvents = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  let count = 0;
  const logoutToken = (claims: JWTPayload, key = stand.key()): Promise<string> => {
    count += 1;
    const usual = { iss: stand.issuer, aud: standClient.clientId, iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 120, jti: `logout-${count}`, events: logoutEvents };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'logout+jwt' }).sign(key.privateKey);
  };
  const tell = async (token: string): Promise<number> =>
    (await fetch(`${sightline.url}/api/session/oidc/back-channel`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ logout_token: token }) })).status;
  const lastSid = async (): Promise<string> => (await query<{ sid: string }>(databaseUrl, 'SELECT provider_sid AS sid FROM session WHERE provider_sid IS NOT NULL ORDER BY created_at DESC LIMIT 1'))[0]?.sid ?? '';

  it('[ID-29] ends the session here, then at the provider, which knows whose it is and where to come back to', async () => {
    const browser = await enter('ada');
    const url = new URL((await signOut(browser)) ?? '');
    assert.equal(await statusOf(browser), 401);
    assert.equal(url.origin, stand.issuer);
    assert.equal(decodeJwt(url.searchParams.get('id_token_hint') ?? '').sub, 'ada');
    const asked = await browser.go(url.href);
    const form = /action="([^"]+)".*name="xsrf" value="([^"]+)"/.exec(await asked.response.text());
    const done = await browser.go(form?.[1] ?? '', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ xsrf: form?.[2] ?? '', logout: 'yes' }).toString() }, (next) => next.startsWith(sightline.url));
    assert.equal(done.url, `${sightline.url}/sign-in?state=signed-out`);
    assert.ok((await browser.go(`${sightline.url}/api/session/oidc`)).url.includes('/interaction/'), 'the provider asks again who it is');
  });
  it('[ID-29] a local session signs out here alone', async () => {
    const person = await signIn(sightline, 'board');
    const reply = await person.request('/api/session/oidc/sign-out', { method: 'POST' });
    assert.deepEqual(await reply.json(), { url: null });
    assert.equal((await person.request('/api/session')).status, 401);
  });
  it('[ID-30] a sign-out at the provider ends our sessions of it, and their sockets, by the provider\'s own word', async () => {
    const browser = await enter('ada');
    const elsewhere = new CookieBrowser();
    await enterBySingleSignOn(elsewhere, sightline.url, 'ada');
    const socket = new LiveClient(sightline.url, browser.cookieFor(sightline.url));
    assert.equal(await socket.connect(), undefined);
    // As another application of the council would: the provider alone is asked.
    const asked = await browser.go(`${stand.issuer}/session/end`);
    const form = /action="([^"]+)".*name="xsrf" value="([^"]+)"/.exec(await asked.response.text());
    await browser.go(form?.[1] ?? '', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ xsrf: form?.[2] ?? '', logout: 'yes' }).toString() });
    const began = Date.now();
    await socket.until(() => !socket.socket.connected, 'its socket ends', 3_000);
    assert.ok(Date.now() - began < 2_500);
    assert.deepEqual([await statusOf(browser), await statusOf(elsewhere)], [401, 200]);
    assert.deepEqual(await lastAudit(), { action: 'signed-out', detail: { how: 'back-channel' } });
  });
  it('[ID-30] a logout token is believed when it is the provider\'s, fresh, and new', async () => {
    const browser = await enter('ada');
    const sid = await lastSid();
    const stranger = { ...stand.key(), privateKey: (await generateKeyPair('RS256')).privateKey };
    const bad: readonly (readonly [string, string])[] = [
      ['signature', await logoutToken({ sid }, stranger)],
      ['algorithm', new UnsecuredJWT({ sid, iss: stand.issuer, aud: standClient.clientId, events: logoutEvents, jti: 'none' }).setIssuedAt().encode()],
      ['iss', await logoutToken({ sid, iss: 'https://evil.example' })],
      ['aud', await logoutToken({ sid, aud: 'somebody-else' })],
      ['iat', await logoutToken({ sid, iat: Math.floor(Date.now() / 1000) - 7200, exp: Math.floor(Date.now() / 1000) + 60 })],
      ['iat', await logoutToken({ sid, iat: undefined })],
      ['exp', await logoutToken({ sid, exp: Math.floor(Date.now() / 1000) - 3600 })],
      ['events', await logoutToken({ sid, events: undefined })],
      ['events', await logoutToken({ sid, events: { other: {} } })],
      ['nonce', await logoutToken({ sid, nonce: 'x' })],
      ['jti', await logoutToken({ sid, jti: undefined })],
      ['sid', await logoutToken({})],
      ['form', 'not a token'],
    ];
    for (const [reason, token] of bad) {
      assert.equal(await tell(token), 400, reason);
      assert.ok((await refusedFor('sign-out-refused')).includes(reason), reason);
    }
    assert.equal(await statusOf(browser), 200);
    const good = await logoutToken({ sub: 'ada' });
    assert.equal(await tell(good), 200);
    assert.equal(await statusOf(browser), 401);
    const again = await enter('ada');
    assert.equal(await tell(good), 400, 'replayed');
    assert.equal(await statusOf(again), 200);
  });
  it('[ID-30] the browser can tell of it too, as Entra ID does, for the session that it names', async () => {
    const browser = await enter('ada');
    const sid = await lastSid();
    const front = (query: Record<string, string>): Promise<Response> => fetch(`${sightline.url}/api/session/oidc/front-channel?${new URLSearchParams(query).toString()}`);
    const wrong: Record<string, string>[] = [{}, { iss: 'https://evil.example', sid }, { iss: '', sid }, { iss: stand.issuer }, { iss: stand.issuer, sid: 'another' }, { sid: 'another' }];
    for (const one of wrong) assert.equal((await front(one)).status, 200);
    assert.equal(await statusOf(browser), 200);
    await front({ iss: stand.issuer, sid });
    assert.equal(await statusOf(browser), 401);
    const inEntra = await enter('ada');
    await front({ sid: await lastSid() });
    assert.equal(await statusOf(inEntra), 401, 'Entra ID sends the session alone');
  });
});
