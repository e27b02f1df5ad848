import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { standClient, startOidcStand } from '../support/oidc-provider-stand.ts';
import type { OidcStand } from '../support/oidc-provider-stand.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, assertAccessibleInEveryLook, openBrowser, visit } from './support/browser.ts';

let databases: TestDatabases;
let stand: OidcStand;
let sightline: Sightline;
let browser: Browser;
before(async () => {
  databases = await startDatabases();
  stand = await startOidcStand();
  stand.people.set('ada', { claims: { name: 'Ada Reed', groups: ['g-control'] } });
  stand.people.set('eve', { claims: { name: 'Eve Lund', groups: ['g-else'] } });
  const env = { DATABASE_URL: await databases.fresh(), OIDC_ISSUER: stand.issuer, OIDC_CLIENT_ID: standClient.clientId, OIDC_CLIENT_SECRET: standClient.clientSecret, OIDC_ROLES: 'control=g-control', SIGHTLINE_DEMO: 'accounts' };
  sightline = await startSightline({ env });
  await stand.trust(sightline.url);
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await sightline.stop();
  await stand.stop();
  await databases.stop();
});

test('[ID-20] [ID-29] by keyboard: the button, the provider’s page, the page that was asked for, and out at the provider too', async () => {
  const { context, page, errors } = await visit(browser, sightline.url);
  await page.goto('/control?view=list');
  const button = page.getByRole('link', { name: 'Sign in with your council account' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The council’s sign-in' }).waitFor();
  assert.equal(new URL(page.url()).origin, stand.issuer);
  await page.getByLabel('Who are you?').fill('ada');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/control?view=list');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByText('Signed in as Ada Reed').waitFor();
  await assertAccessible(page, 'the account menu of single sign-on');
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByText('You come in by single sign-on.').waitFor();
  await page.getByText(/^Ada Reed, /).waitFor();
  await assertAccessibleInEveryLook(page, 'an account of single sign-on');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.getByRole('link', { name: 'Sign in with your council account' }).click();
  await page.getByRole('heading', { name: 'The council’s sign-in' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`[ID-24] whoever has no role is told what to ask of whom, ${theme}, wide and narrow`, async () => {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      const { context, page } = await visit(browser, sightline.url, { theme, viewport });
      await page.goto('/sign-in');
      await page.getByRole('link', { name: 'Sign in with your council account' }).waitFor();
      await assertAccessible(page, `sign-in with single sign-on, ${theme} ${viewport.width}`);
      await page.getByRole('link', { name: 'Sign in with your council account' }).click();
      await page.getByLabel('Who are you?').fill('eve');
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('alert').filter({ hasText: 'none of your groups opens Sightline' }).waitFor();
      await assertAccessible(page, `a refused sign-in, ${theme} ${viewport.width}`);
      if (process.env['SIGHTLINE_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['SIGHTLINE_PICTURES']}/sso-${theme}-${viewport.width}.png` });
      await context.close();
    }
  });
}

test('an administrator sees who comes in by single sign-on, by which name, and that role and second factor are kept there', async () => {
  const { context, page, errors } = await visit(browser, sightline.url);
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill('admin');
  await page.getByLabel('Password').fill(sightline.demoPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.goto('/admin/accounts');
  const row = page.getByRole('row', { name: /^Ada Reed/ });
  await row.waitFor();
  assert.deepEqual((await row.getByRole('cell').allInnerTexts()).slice(0, 3).map((text) => text.replaceAll(/\s+/g, ' ')), ['Single sign-on', 'Control room officer from their group', 'with the sign-on']);
  assert.equal(await row.getByRole('combobox').count(), 0);
  await assertAccessibleInEveryLook(page, 'accounts of single sign-on');
  assert.deepEqual(errors, []);
  await context.close();
});
