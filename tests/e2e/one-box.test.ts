import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page, Route } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  await receive(sightline, [
    event('passenger.upserted', { passengerRef: 'P-1001', name: 'Thandi Okoro', birthDate: '2014-03-12', postcode: 'B13 9QZ', schoolRef: 'S1', routeRef: '411', needs: [], assistantRequired: false }),
    ...Array.from({ length: 8 }, (_, at) => event('passenger.upserted', { passengerRef: `P-20${at}`, name: 'Mia Khan', birthDate: `2014-05-0${at + 1}`, schoolRef: 'S2', routeRef: '413', needs: [], assistantRequired: false })),
    event('vehicle.upserted', { vehicleRef: 'V1', registration: 'BV23 XYZ' }),
  ]);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'calls');
  await page.goto('/calls');
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
/** Waits until the box says that it is at this answer, and the answer that it is marked. */
const marked = async (page: Page, index: number): Promise<void> => {
  await page.locator(`input[aria-activedescendant="found-${index}"]`).waitFor();
  await page.locator(`#found-${index}[aria-selected="true"]`).waitFor();
};
const options = (page: Page) => page.locator('#found').getByRole('option');

test('[CALL-17] the box is worked by the keyboard alone: / focuses, arrows, Home and End move, Enter chooses, Escape begins anew', async () => {
  const { page, errors, close } = await open();
  await page.keyboard.press('/');
  await page.keyboard.type('beachwood');
  await options(page).nth(2).waitFor();
  const last = (await options(page).count()) - 1;
  await marked(page, 0);
  assert.match((await options(page).first().textContent()) ?? '', /School.*Beechwood School/);
  await page.keyboard.press('ArrowDown');
  await marked(page, 1);
  await page.keyboard.press('End');
  await marked(page, last);
  await page.keyboard.press('ArrowDown');
  await marked(page, 0);
  await page.keyboard.press('ArrowUp');
  await marked(page, last);
  await page.keyboard.press('Home');
  await marked(page, 0);
  assert.equal(await page.getByRole('combobox', { name: /Search/ }).getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Escape');
  await page.locator('input[role=combobox][aria-expanded=false]').waitFor();
  assert.equal(await page.getByRole('combobox', { name: /Search/ }).inputValue(), '');
  await page.keyboard.type('411');
  await options(page).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/run=R1/);
  await page.locator('#answer').waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('[CALL-17] a school of several routes asks which, and its routes are chosen like any other', async () => {
  const { page, close } = await open();
  await page.keyboard.press('/');
  await page.keyboard.type('beechw');
  await page.getByRole('option', { name: /^School/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/\d routes of Beechwood School: which one\?/).waitFor();
  assert.equal(await page.getByRole('option', { name: /^School/ }).count(), 0);
  await page.getByRole('option', { name: /Route 412/ }).click();
  await page.waitForURL(/run=R2/);
  await close();
});

test('[CALL-9] a child is shown as initials and school, and nothing of it comes over the wire', async () => {
  const { page, close } = await open();
  const answers: Promise<string>[] = [];
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('response', (response) => {
    if (response.url().includes('/contact/search')) answers.push(response.text().catch(() => ''));
  });
  await page.keyboard.press('/');
  await page.keyboard.type('okoro 12 mar 14');
  const child = page.getByRole('option', { name: /^Child\s+TO\s+Beechwood School$/ });
  await child.waitFor();
  assert.equal(await options(page).count(), 1);
  assert.doesNotMatch((await Promise.all(answers)).join(), /thandi|okoro|2014|B13/i);
  assert.doesNotMatch(addresses.join(), /okoro/i, 'no name in an address');
  await assertAccessible(page, 'a child that was found');
  await close();
});

test('[CALL-7] many children of one name lead to the next question', async () => {
  const { page, close } = await open();
  await page.getByRole('combobox', { name: /Search/ }).fill('mia khan');
  await page.getByText('More children answer to that: ask for the date of birth.').waitFor();
  assert.equal(await page.getByRole('option', { name: /^Child/ }).count(), 5);
  await close();
});

test('[CALL-18] an answer to fewer letters never stands under more of them, and Enter in haste takes the answer to all', async () => {
  const { page, close } = await open();
  const held: Route[] = [];
  await page.route('**/api/contact/search', async (route) => {
    if ((route.request().postData() ?? '').includes('"411"')) await route.continue();
    else held.push(route);
  });
  await page.keyboard.press('/');
  await page.keyboard.type('411');
  await options(page).first().waitFor();
  await page.getByRole('combobox', { name: /Search/ }).fill('412');
  assert.equal(await options(page).count(), 0, 'nothing of 411 under 412');
  await page.keyboard.press('Enter');
  while (held.length === 0) await page.waitForRequest('**/api/contact/search').catch(() => undefined);
  for (const route of held) await route.continue().catch(() => undefined);
  await page.waitForURL(/run=R2/);
  await close();
});

test('[CALL-18] a search that fails says so, keeps what was typed, and Enter tries again', async () => {
  const { page, close } = await open();
  let failing = true;
  await page.route('**/api/contact/search', (route) => (failing ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503, detail: 'The database is away.' }) }) : route.continue()));
  await page.getByRole('combobox', { name: /Search/ }).fill('411');
  await page.getByText(/The search could not be made: The database is away\. Enter tries again\./).waitFor();
  await assertAccessible(page, 'a search that failed');
  failing = false;
  await page.keyboard.press('Enter');
  await page.waitForURL(/run=R1/);
  await close();
});

for (const [name, typed, waitsFor, how] of [
  ['found', 'beech', /^School/, {}],
  ['found, dark', 'beech', /^School/, { theme: 'dark' }],
  ['found, on a phone', 'beech', /^School/, { viewport: { width: 390, height: 844 } }],
] as const) {
  test(`[CALL-17] the box is accessible: ${name}`, async () => {
    const { page, close } = await open(how);
    await page.getByRole('combobox', { name: /Search/ }).fill(typed);
    await page.getByRole('option', { name: waitsFor }).first().waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}

test('[CALL-17] nothing found says how a child is found', async () => {
  const { page, close } = await open();
  await page.getByRole('combobox', { name: /Search/ }).fill('okoro');
  await page.getByText(/Nothing found\. A child is found by first and last name/).waitFor();
  await assertAccessible(page, 'nothing found');
  await close();
});
