import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { CookieBrowser, enterBySingleSignOn } from '../support/oidc-person.ts';
import { standClient, startOidcStand } from '../support/oidc-provider-stand.ts';
import type { OidcStand } from '../support/oidc-provider-stand.ts';
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

const sessionOf = async (browser: CookieBrowser): Promise<Record<string, unknown>> => (await browser.ask(`${sightline.url}/api/session`)).json() as Promise<Record<string, unknown>>;

describe('single sign-on', () => {
  it('[ID-20] signs in by the provider, with the role of the group, and goes back to the page asked for', async () => {
    const browser = new CookieBrowser();
    assert.equal(await enterBySingleSignOn(browser, sightline.url, 'ada', { back: '/control?view=list' }), '/control?view=list');
    const { username, displayName, role, singleSignOn } = await sessionOf(browser);
    assert.deepEqual({ username, displayName, role, singleSignOn }, { username: 'ada.reed@council.example', displayName: 'Ada Reed', role: 'control', singleSignOn: true });
    const [row] = await query(databaseUrl, `SELECT action, detail FROM audit ORDER BY id DESC LIMIT 1`);
    assert.deepEqual(row, { action: 'signed-in', detail: { how: 'single-sign-on' } });
  });
});
