import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { gtfsRealtime, startStandIn, vehicleEntity } from '../support/feed-stand-in.ts';
import type { StandIn } from '../support/feed-stand-in.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, assertAccessibleInEveryLook, connectionSays, openBrowser, problem, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';

let sightline: Sightline;
let standIn: StandIn;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  standIn = await startStandIn();
  standIn.answer('/north', (_, response) => response.writeHead(200).end(gtfsRealtime([vehicleEntity('N1', 2)])));
  standIn.answer('/broken', (_, response) => response.writeHead(200).end('<html>Maintenance</html>'));
});
after(async () => {
  await browser.close();
  await standIn.stop();
  await sightline.stop();
});

async function open(path: string, role: Role = 'admin', options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}

const row = (page: Page, name: string) => page.locator('tbody tr').filter({ hasText: name });

test('without a source the page says so and is accessible', async () => {
  const { page, close } = await open('/admin');
  await page.getByRole('heading', { name: 'Nothing was heard yet' }).waitFor();
  await assertAccessible(page, 'no sources');
  await close();
});

test('an administrator adds a source by keyboard and sees it live; one that sends nonsense is said to, with its reason', async () => {
  const { page, errors, close } = await open('/admin/sources');
  for (const [name, path] of [['north', '/north'], ['south', '/broken']] as const) {
    await page.getByRole('button', { name: 'Add a source' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Address', { exact: true }).fill(standIn.url + path);
    await page.getByLabel('Its address is in our own network, and may be asked').check();
    await page.getByLabel('Key', { exact: true }).fill('very-secret');
    if (name === 'north') await assertAccessible(page, 'the form of a source');
    await page.keyboard.press('Enter');
    await page.getByText(`${name} is added.`).waitFor();
  }
  await row(page, 'north').getByText('live').waitFor();
  await row(page, 'south').getByText('refused').waitFor();
  await row(page, 'south').getByText(/no GTFS-Realtime message/).waitFor();
  await page.getByRole('heading', { level: 1, name: 'South is refused' }).waitFor();
  assert.match(standIn.asked('/north')[0]?.url ?? '', /api_key=very-secret/);
  assert.doesNotMatch(await page.content(), /very-secret/);
  await assertAccessible(page, 'sources with a failing one');
  assert.deepEqual(errors, []);
  await close();
});

test('a source is switched off and its refusals are read with their reasons', async () => {
  const { page, close } = await open('/admin/sources');
  await page.getByRole('button', { name: 'south' }).click();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await row(page, 'south').getByText('off', { exact: true }).waitFor();
  await row(page, 'south').getByRole('link', { name: /rejected of south/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Quarantine' }).waitFor();
  await row(page, 'feed:south').getByText(/no GTFS-Realtime message/).waitFor();
  await assertAccessible(page, 'the quarantine');
  await page.getByLabel('Source', { exact: true }).selectOption('');
  await page.waitForURL((url) => url.search === '');
  await close();
});

test('a device shows its secret once, and is removed by a second press', async () => {
  const { page, close } = await open('/admin/devices');
  await page.getByRole('button', { name: 'Add a device' }).click();
  await page.getByLabel('Name', { exact: true }).fill('guide-phone');
  await page.getByLabel('It goes with').selectOption('assistant');
  await page.getByLabel('Reference of the vehicle or guide').fill('G7');
  await page.getByRole('button', { name: 'Make the device' }).click();
  const secret = (await page.locator('.told code').first().textContent()) ?? '';
  assert.ok(secret.length > 30);
  await row(page, 'guide-phone').getByText('guide G7').waitFor();
  await assertAccessible(page, 'a new device');
  await page.reload();
  await row(page, 'guide-phone').waitFor();
  assert.ok(!(await page.content()).includes(secret));
  await page.getByRole('button', { name: 'Remove guide-phone' }).click();
  await page.getByRole('button', { name: 'Yes, remove guide-phone' }).click();
  await page.getByRole('heading', { name: 'No devices yet' }).waitFor();
  await close();
});

test('an account is made, given another role and closed', async () => {
  const { page, close } = await open('/admin/accounts');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('pat.jones');
  await page.getByLabel('First password').fill('short');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByRole('alert').filter({ hasText: 'at least 12 characters' }).waitFor();
  await page.getByLabel('First password').fill('a few words apart');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByText('pat.jones may sign in.').waitFor();
  await page.getByRole('combobox', { name: 'Role of pat.jones' }).selectOption('manager');
  await page.getByRole('button', { name: 'Change the role of pat.jones' }).press('Enter');
  await page.getByText(/pat.jones has another role/).waitFor();
  await page.getByRole('button', { name: 'Close pat.jones' }).click();
  await row(page, 'pat.jones').getByText('closed').waitFor();
  await assertAccessible(page, 'the accounts');
  await close();
});

test('family is declared for somebody by keyboard, is not shown again, and is withdrawn by a second press', async () => {
  const { page, errors, close } = await open('/admin/accounts');
  await page.getByRole('heading', { name: 'No family is declared' }).waitFor();
  await page.getByRole('button', { name: 'Declare family' }).press('Enter');
  await page.getByLabel('Name of the account').fill('calls');
  await page.getByLabel('Their family').selectOption('A household');
  await page.getByLabel('Surname').fill('Oyelaran');
  await page.getByRole('button', { name: 'Declare it' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Give both the surname and the postcode.' }).waitFor();
  await assertAccessibleInEveryLook(page, 'the form of declared family');
  await page.getByLabel('Postcode').fill('B17 9QX');
  await page.getByRole('button', { name: 'Declare it' }).press('Enter');
  await page.getByText('It is declared for calls.').waitFor();
  const declared = page.getByRole('region', { name: 'Declared family' }).getByRole('row', { name: /^calls A household/ });
  await declared.waitFor();
  assert.doesNotMatch(await page.content(), /Oyelaran|B17 9QX/);
  await assertAccessibleInEveryLook(page, 'declared family');
  await declared.getByRole('button', { name: 'Withdraw what calls declared' }).press('Enter');
  await declared.getByRole('button', { name: 'Yes, withdraw what calls declared' }).press('Enter');
  await page.getByRole('heading', { name: 'No family is declared' }).waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('accounts and links that cannot be read say so, and are asked for again', async () => {
  const { page, close } = await open('/admin/accounts');
  for (const [path, words] of [['accounts', 'The accounts could not be read'], ['links', 'The links could not be read']] as const) {
    await page.route(`**/api/${path}*`, problem);
    await page.goto(`/admin/${path}`);
    await page.getByRole('heading', { name: words }).waitFor();
    await assertAccessibleInEveryLook(page, words);
    await page.unroute(`**/api/${path}*`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: words }).waitFor({ state: 'detached' });
  }
  await close();
});

test('a control room officer sees the sources and changes none, and has the links to hand out; nobody else has the page', async () => {
  const control = await open('/admin', 'control');
  await row(control.page, 'north').waitFor();
  assert.deepEqual(await control.page.getByRole('navigation', { name: 'Administration' }).getByRole('link').allTextContents(), ['Sources', 'Links']);
  assert.equal(await control.page.getByRole('button', { name: 'Add a source' }).count(), 0);
  await control.page.goto('/admin/accounts');
  await control.page.getByRole('heading', { name: 'Not for your role' }).first().waitFor();
  await control.close();
  const board = await open('/admin', 'board');
  await board.page.getByRole('heading', { name: 'Not for your role' }).first().waitFor();
  assert.equal(await board.page.getByRole('link', { name: 'Administration' }).count(), 0);
  await board.close();
});

const looks: [string, PageOptions][] = [
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of looks) {
  test(`the administration is accessible: ${name}`, async () => {
    const { page, close } = await open('/admin/sources', 'admin', options);
    await row(page, 'north').waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
