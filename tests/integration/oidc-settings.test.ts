import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { decodeJwt, SignJWT } from 'jose';
import type { About } from '@sightline/contracts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { CookieBrowser, enterBySingleSignOn } from '../support/oidc-person.ts';
import { standClient, startOidcStand } from '../support/oidc-provider-stand.ts';
import type { OidcStand } from '../support/oidc-provider-stand.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

let databases: TestDatabases;
let stand: OidcStand;
before(async () => {
  databases = await startDatabases();
  stand = await startOidcStand();
});
after(async () => {
  await stand.stop();
  await databases.stop();
});

async function started(env: Record<string, string>): Promise<{ sightline: Sightline; databaseUrl: string; about: () => Promise<About> }> {
  const databaseUrl = await databases.fresh();
  const provider = { OIDC_ISSUER: stand.issuer, OIDC_CLIENT_ID: standClient.clientId, OIDC_CLIENT_SECRET: standClient.clientSecret, OIDC_ROLES: 'admin=g-admin,calls=g-calls' };
  const sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, ...provider, ...env } });
  await stand.trust(sightline.url);
  return { sightline, databaseUrl, about: async () => (await fetch(`${sightline.url}/api/about`)).json() as Promise<About> };
}

it('[ID-27] [ID-31] a provider that is away at the start keeps nobody out who has a local account, and is noticed when it is back; then a second factor is asked for', async () => {
  stand.isDown = true;
  const { sightline, databaseUrl, about } = await started({ OIDC_REQUIRE_MFA: 'on', OIDC_LABEL: 'your Northfield account' });
  assert.deepEqual((await about()).singleSignOn, { label: 'your Northfield account', available: false });
  assert.equal((await (await signIn(sightline, 'board')).request('/api/session')).status, 200);
  assert.equal((await fetch(`${sightline.url}/api/session/oidc`, { redirect: 'manual' })).headers.get('location'), '/sign-in?refusal=unavailable');
  stand.isDown = false;
  for (const [person, amr, to] of [['one factor', ['pwd'], '/sign-in?refusal=second-factor'], ['no word of it', undefined, '/sign-in?refusal=second-factor'], ['two factors', ['pwd', 'mfa'], '/']] as const) {
    stand.people.set(person, { claims: { groups: ['g-calls'] } });
    stand.tamper = (token, { key }) => new SignJWT({ ...decodeJwt(token), amr: amr && [...amr] }).setProtectedHeader({ alg: 'RS256', kid: key().kid }).sign(key().privateKey);
    assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, person), to, person);
  }
  stand.tamper = undefined;
  assert.equal((await about()).singleSignOn?.available, true);
  assert.deepEqual(await query(databaseUrl, `SELECT detail FROM audit WHERE action = 'sign-in-refused'`), [{ detail: { how: 'single-sign-on', reason: 'amr' } }], 'the second is counted');
  assert.equal(await sightline.stop(), 0);
});

it('[ID-22] a provider whose clock is ahead of ours by less than a minute lets people in, and by more nobody', async () => {
  const { sightline } = await started({});
  stand.people.set('early', { claims: { groups: ['g-calls'] } });
  for (const [ahead, to] of [[45, '/'], [90, '/sign-in?refusal=not-trusted']] as const) {
    const at = Math.floor(Date.now() / 1000) + ahead;
    stand.tamper = (token, { key }) => new SignJWT({ ...decodeJwt(token), iat: at, nbf: at }).setProtectedHeader({ alg: 'RS256', kid: key().kid }).sign(key().privateKey);
    assert.equal(await enterBySingleSignOn(new CookieBrowser(), sightline.url, 'early'), to);
  }
  stand.tamper = undefined;
  await sightline.stop();
});

it('[AUD-6] strangers who are refused again and again are one record, and their number', async () => {
  const { sightline, databaseUrl } = await started({});
  const refused = (): Promise<{ action: string; detail: unknown }[]> => query(databaseUrl, `SELECT action, detail FROM audit WHERE action IN ('sign-in-refused', 'sign-out-refused') ORDER BY action, place`);
  const nonsense = (): Promise<Response> => fetch(`${sightline.url}/api/session/oidc/back-channel`, { method: 'POST', body: new URLSearchParams({ logout_token: 'nonsense' }) });
  const cancel = async (): Promise<void> => {
    const browser = new CookieBrowser();
    const asked = new URL((await browser.ask(`${sightline.url}/api/session/oidc`)).headers.get('location') ?? '');
    await browser.ask(`${sightline.url}/api/session/oidc/callback?${new URLSearchParams({ state: asked.searchParams.get('state') ?? '', iss: stand.issuer, error: 'login_required' }).toString()}`);
  };
  for (let time = 0; time < 5; time += 1) await Promise.all([nonsense(), cancel()]);
  const first = [
    { action: 'sign-in-refused', detail: { how: 'single-sign-on', reason: 'login_required' } },
    { action: 'sign-out-refused', detail: { how: 'back-channel', reason: 'form' } },
  ];
  assert.deepEqual(await refused(), first);
  await sightline.stop();
  assert.deepEqual(await refused(), first.flatMap(({ action, detail }) => [{ action, detail }, { action, detail: { ...detail, times: 4 } }]));
});

it('[ID-32] where local sign-in is off nobody enters by a password, and the first administrator comes by single sign-on', async () => {
  const { sightline, about } = await started({ SIGHTLINE_LOCAL_SIGN_IN: 'off', SIGHTLINE_DEMO: 'accounts' });
  const { localSignIn, oneClickRoles } = await about();
  assert.deepEqual({ localSignIn, oneClickRoles }, { localSignIn: false, oneClickRoles: [] });
  assert.doesNotMatch(sightline.output(), /first-admin/);
  const refused = await fetch(`${sightline.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: sightline.url }, body: JSON.stringify({ username: 'admin', password: sightline.demoPassword }) });
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /Use single sign-on/);
  stand.people.set('head', { claims: { groups: ['g-admin'] } });
  const browser = new CookieBrowser();
  assert.equal(await enterBySingleSignOn(browser, sightline.url, 'head'), '/');
  assert.equal((await browser.ask(`${sightline.url}/api/accounts`)).status, 200);
  await sightline.stop();
});

it('[ID-20] without single sign-on there is no door to it', async () => {
  const sightline = await startSightline({ env: { DATABASE_URL: await databases.fresh() } });
  for (const path of ['', '/callback?code=x&state=y', '/front-channel?iss=x&sid=y']) assert.equal((await fetch(`${sightline.url}/api/session/oidc${path}`, { redirect: 'manual' })).status, 404, path);
  await sightline.stop();
});
