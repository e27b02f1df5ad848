/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, assertAccessibleInEveryLook, openBrowser, problem, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';

const password = 'umbrella teapot seventeen';
let databases: TestDatabases;
let sightline: Sightline;
let strict: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  databases = await startDatabases();
  sightline = await startSightline({ env: { DATABASE_URL: await databases.fresh() } });
  strict = await startSightline({ env: { DATABASE_URL: await databases.fresh(), SIGHTLINE_DEMO: 'accounts', SIGHTLINE_SECOND_FACTOR: 'all' } });
});
after(async () => {
  await browser.close();
  await Promise.all([sightline.stop(), strict.stop()]);
  await databases.stop();
});

async function account(where: Sightline, username: string, role = 'manager'): Promise<void> {
  const admin = await signIn(where, 'admin');
  const made = await admin.request('/api/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, role, password }) });
  assert.equal(made.status, 201);
}
async function enter(page: Page, username: string, word = password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(username);
  await page.getByLabel('Password').fill(word);
  await page.keyboard.press('Enter');
}
const secretOn = async (page: Page): Promise<string> => (await page.locator('sl-second-factor .steps code').innerText()).replaceAll(' ', '');
const codeOf = (secret: string, steps = 0): string => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
const opened = (options: PageOptions = {}, where = sightline): ReturnType<typeof visit> => visit(browser, where.url, options);

test('a manager sets a second factor up, signs in with it and with a recovery code, and turns it off', async () => {
  await account(sightline, 'mia');
  const { context, page, errors } = await opened();
  await enter(page, 'mia');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  await page.getByText('Off. With it on').waitFor();
  await assertAccessibleInEveryLook(page, 'own account');
  const factor = page.locator('sl-second-factor');
  await factor.getByRole('button', { name: 'Set it up' }).click();
  await factor.getByLabel('Your password', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await factor.getByRole('alert').filter({ hasText: 'The password is not right.' }).waitFor();
  await factor.getByRole('button', { name: 'Show your password' }).click();
  await factor.getByLabel('Your password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await factor.getByRole('img', { name: 'QR code for your authenticator' }).waitFor();
  await assertAccessibleInEveryLook(page, 'the offer of a factor');
  const secret = await secretOn(page);
  assert.equal(await factor.getByLabel('Code', { exact: true }).evaluate((input) => input === document.activeElement), true);
  await page.keyboard.type(codeOf(secret, -1));
  await page.keyboard.press('Enter');
  await factor.getByText('The second factor is on.').waitFor();
  await assertAccessibleInEveryLook(page, 'the recovery codes');
  const [saved] = await Promise.all([page.waitForEvent('download'), factor.getByRole('button', { name: 'Save them as a text file' }).click()]);
  const codes = (await readFile(await saved.path(), 'utf8')).split('\r\n').filter((line) => /^\w{4}(-\w{4}){5}$/.test(line));
  assert.equal(codes.length, 10);
  await factor.getByRole('button', { name: 'I have kept them' }).click();
  await factor.getByText('10 of your recovery codes are left.').waitFor();
  await assertAccessibleInEveryLook(page, 'an account with its factor');
  await page.locator('header .connection', { hasText: 'Live' }).waitFor();
  assert.ok(page.url().endsWith('/account'), 'the renewed session goes on');

  const second = await opened();
  await enter(second.page, 'mia');
  const code = second.page.getByLabel('Code', { exact: true });
  await code.waitFor();
  assert.deepEqual(await code.evaluate((input) => [input.getAttribute('autocomplete'), input.getAttribute('inputmode'), input === document.activeElement]), ['one-time-code', 'numeric', true]);
  await assertAccessibleInEveryLook(second.page, 'the code at the sign-in');
  await code.fill('000000');
  await second.page.keyboard.press('Enter');
  await second.page.getByRole('alert').filter({ hasText: 'The code is not right' }).waitFor();
  await code.fill(codeOf(secret));
  await second.page.keyboard.press('Enter');
  await second.page.waitForURL('**/backlog');
  await second.context.close();

  const third = await opened();
  await enter(third.page, 'mia');
  await third.page.getByRole('button', { name: 'Use a recovery code' }).click();
  await third.page.getByLabel('Recovery code').fill(codes[0] ?? '');
  await third.page.keyboard.press('Enter');
  await third.page.waitForURL('**/backlog');
  await third.context.close();

  await page.reload();
  await factor.getByRole('button', { name: 'Turn it off' }).click();
  await factor.getByLabel('Your password', { exact: true }).fill(password);
  await factor.getByRole('button', { name: 'Use a recovery code' }).click();
  await factor.getByLabel('Recovery code').fill(codes[1] ?? '');
  await assertAccessibleInEveryLook(page, 'turning the factor off');
  await factor.getByRole('button', { name: 'Turn it off' }).click();
  await factor.getByText('Off. With it on').waitFor();
  assert.deepEqual(errors.filter((error) => !/status of 403/.test(error)), []);
  await context.close();
});

test('a password is changed, other sessions are seen and ended, and their pages say so', async () => {
  await account(sightline, 'noa');
  const [here, there] = [await opened(), await opened()];
  for (const { page } of [here, there]) {
    await enter(page, 'noa');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  }
  const { page } = here;
  await page.goto('/account');
  const sessions = page.locator('sl-own-sessions');
  await sessions.getByText('this one').waitFor();
  assert.equal(await sessions.getByRole('row').count(), 3);
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await sessions.getByLabel('Your password', { exact: true }).fill(password);
  await assertAccessibleInEveryLook(page, 'ending other sessions');
  await page.keyboard.press('Enter');
  await sessions.getByText('Ended.').waitFor();
  await there.page.waitForURL('**/sign-in**');
  const own = page.locator('sl-own-password');
  for (const [next, says] of [['Password1234', 'guessed first'], ['noa', 'at least 12'], ['sightline by the sea', 'name of this product']] as const) {
    await own.getByLabel('Current password', { exact: true }).fill(password);
    await own.getByLabel('New password', { exact: true }).fill(next);
    await page.keyboard.press('Enter');
    await own.getByRole('alert').filter({ hasText: says }).waitFor();
  }
  await assertAccessible(page, 'a refused password');
  await own.getByLabel('New password', { exact: true }).fill('kettle window marmalade');
  await page.keyboard.press('Enter');
  await own.getByText('The password is changed.').waitFor();
  await enter(there.page, 'noa', 'kettle window marmalade');
  await there.page.waitForURL('**/backlog');
  await Promise.all([here.context.close(), there.context.close()]);
});

test('where everyone needs a second factor, nothing but the account opens until it is set up', async () => {
  await account(strict, 'oli', 'control');
  const { context, page } = await opened({}, strict);
  await enter(page, 'oli');
  await page.waitForURL('**/account');
  await page.getByText('Your role needs a second factor here.').waitFor();
  assert.equal(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').count(), 0);
  await page.goto('/control');
  await page.waitForURL('**/account');
  await assertAccessibleInEveryLook(page, 'a factor that is asked for');
  const factor = page.locator('sl-second-factor');
  await factor.getByLabel('Your password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await factor.getByRole('img', { name: 'QR code for your authenticator' }).waitFor();
  await factor.getByLabel('Code', { exact: true }).fill(codeOf(await secretOn(page)));
  await page.keyboard.press('Enter');
  await factor.getByRole('button', { name: 'I have kept them' }).click();
  await page.waitForURL('**/control');
  await page.locator('header .connection', { hasText: 'Live' }).waitFor();
  await context.close();
});

test('an administrator sees who has a second factor, resets it, and ends sessions', async () => {
  await account(strict, 'pia', 'control');
  const person = await opened({}, strict);
  await enter(person.page, 'pia');
  const factor = person.page.locator('sl-second-factor');
  await factor.getByLabel('Your password', { exact: true }).fill(password);
  await person.page.keyboard.press('Enter');
  await factor.getByLabel('Code', { exact: true }).fill(codeOf(await secretOn(person.page)));
  await person.page.keyboard.press('Enter');
  await factor.getByRole('button', { name: 'I have kept them' }).click();
  await person.page.waitForURL('**/control');
  await person.page.locator('header .connection', { hasText: 'Live' }).waitFor();
  const admin = await opened({}, strict);
  await enter(admin.page, 'admin', strict.demoPassword);
  await admin.page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await admin.page.goto('/admin/accounts');
  await admin.page.getByRole('button', { name: 'Take the second factor off pia' }).waitFor();
  await assertAccessibleInEveryLook(admin.page, 'accounts');
  await admin.page.getByRole('button', { name: 'Take the second factor off pia' }).click();
  await admin.page.getByText('pia has no second factor any more').waitFor();
  await person.page.waitForURL('**/sign-in**');
  await admin.page.getByRole('button', { name: 'End every session of pia' }).click();
  await admin.page.getByText('Every session of pia has ended.').waitFor();
  await Promise.all([person.context.close(), admin.context.close()]);
});

test('a demonstration account is told that it is shared', async () => {
  const { context, page } = await opened();
  await enter(page, 'board', sightline.demoPassword);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.goto('/account');
  await page.getByText('belongs to the demonstration and is shared').waitFor();
  await assertAccessibleInEveryLook(page, 'a shared account');
  await context.close();
});

test('an account that cannot be read says so, and can be asked for again', async () => {
  const { context, page } = await opened();
  await enter(page, 'board', sightline.demoPassword);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.route('**/api/account', problem);
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Your account could not be read' }).waitFor();
  await assertAccessibleInEveryLook(page, 'an account that cannot be read');
  await page.unroute('**/api/account');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
  await context.close();
});
