import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { issueLink, tokenIn } from '../support/links.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, openBrowser, visit } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';

let sightline: Sightline;
let browser: Browser;
let admin: Person;
const phone = { viewport: { width: 390, height: 844 }, touch: true };

before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  const { body } = await send(sightline, [
    event('vehicle.upserted', { vehicleRef: 'V90', operatorRef: 'O2', registration: 'QX26 ABC', seats: 16, wheelchairPlaces: 1 }),
    event('vehicle.upserted', { vehicleRef: 'V91', operatorRef: 'O1', registration: 'QX26 XYZ', seats: 8, wheelchairPlaces: 0 }),
  ]);
  assert.deepEqual(body.rejected, []);
  admin = await signIn(sightline, 'admin');
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function openPage(options = {}): Promise<{ page: Page; linkRef: string; errors: string[]; close: () => Promise<void> }> {
  const link = await issueLink(admin, 'operator', { operatorRef: 'O2' });
  const { context, page, errors } = await visit(browser, sightline.url, { ...phone, ...options });
  await page.goto(`/operator/${tokenIn(link)}`);
  await page.getByRole('heading', { name: 'Your runs today' }).waitFor();
  return { page, linkRef: link.linkRef, errors, close: () => context.close() };
}
const run = (page: Page, route: string) => page.getByRole('article').filter({ has: page.locator('.route', { hasText: new RegExp(`^${route}$`) }) });
const stored = (page: Page, words: string): Promise<void> => page.getByRole('status').filter({ hasText: words }).waitFor();

test('an operator sees its own runs, what needs it first, and no child', async () => {
  const { page, errors, close } = await openPage();
  await page.getByText('Tarn Valley Minibuses').waitFor();
  await page.getByRole('region', { name: 'Needs you now' }).getByRole('article').first().waitFor();
  assert.deepEqual((await page.locator('.route').allTextContents()).sort(), ['411', '413', '415']);
  const text = await page.locator('body').innerText();
  for (const name of ['L P', 'T O', 'P9', 'Ridgeway']) assert.ok(!text.includes(name), name);
  await assertAccessible(page, "an operator's runs");
  await run(page, '415').getByRole('button').first().click();
  await assertAccessible(page, "an operator's run, open");
  assert.deepEqual(errors, []);
  await close();
});

test('what an operator reports is on the control room’s screens: a sign-in, a delay, another vehicle, a cancellation', async () => {
  const { page, errors, close } = await openPage();
  const control = await signIn(sightline, 'control');
  const told = () => control.get<{ state: string; vehicleRef: string; delay?: { minutes: number; cause: string; message?: string }; signIns: { role: string }[]; cancellation?: { cause: string } }>('/api/transport/runs/R5');
  const row = run(page, '415');
  await row.getByRole('button').first().click();

  await row.getByRole('button', { name: 'Signed in', exact: true }).click();
  await assertAccessible(page, 'the form of a sign-in');
  await row.getByRole('button', { name: 'Report', exact: true }).click();
  await stored(page, 'Route 415: the driver is signed in.');

  await row.getByRole('button').first().click();
  await row.getByRole('button', { name: 'Late', exact: true }).click();
  await row.getByRole('combobox', { name: 'About how late?' }).selectOption('20 minutes');
  await row.getByRole('combobox', { name: 'Why?' }).selectOption('Roadworks');
  await row.getByLabel('Anything else').fill('Held up at the bridge');
  await assertAccessible(page, 'the form of a delay');
  await row.getByRole('button', { name: 'Report the delay' }).click();
  await stored(page, 'Route 415: the delay is reported.');

  await row.getByRole('button').first().click();
  await row.getByRole('button', { name: 'Another vehicle' }).click();
  await row.getByRole('button', { name: 'Name this vehicle' }).click();
  await row.getByRole('alert').filter({ hasText: 'Choose the vehicle that goes instead.' }).waitFor();
  const choices = await row.getByRole('combobox', { name: 'Which vehicle goes instead?' }).locator('option').allTextContents();
  assert.deepEqual(choices.map((words) => words.trim()), ['Choose one of yours', 'QX26 ABC, 16 seats, 1 wheelchair']);
  await row.getByRole('combobox', { name: 'Which vehicle goes instead?' }).selectOption('V90');
  await row.getByRole('button', { name: 'Name this vehicle' }).click();
  await stored(page, 'Route 415: the other vehicle is named.');

  const after = await told();
  assert.deepEqual([after.vehicleRef, after.delay?.minutes, after.delay?.cause, after.delay?.message, after.signIns.map(({ role }) => role)], ['V90', 20, 'Roadworks', 'Held up at the bridge', ['driver']]);

  await row.getByRole('button').first().click();
  await row.getByRole('button', { name: 'Cannot run' }).click();
  await assertAccessible(page, 'the form of a cancellation');
  await row.getByRole('combobox', { name: 'Why?' }).selectOption('Driver unavailable');
  await row.getByRole('button', { name: 'Cancel this run' }).click();
  await stored(page, 'Route 415 is cancelled.');
  await row.getByText('Cancelled: Driver unavailable').waitFor();
  assert.equal((await told()).state, 'cancelled');
  assert.deepEqual(errors, []);
  await close();
});

test('without a connection nothing is said to be stored, and what was typed stays', async () => {
  const { page, close } = await openPage();
  const row = run(page, '413');
  await row.getByRole('button').first().click();
  const other = run(page, '411');
  await other.getByRole('button').first().click();
  await other.getByRole('button', { name: 'Late', exact: true }).click();
  await other.getByLabel('Anything else').fill('Slow at the lights');
  await page.context().setOffline(true);
  await other.getByRole('button', { name: 'Report the delay' }).click();
  await other.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor();
  assert.equal(await other.getByLabel('Anything else').inputValue(), 'Slow at the lights');
  await page.getByText('This phone is offline.').waitFor();
  await assertAccessible(page, "an operator's page, offline");
  await page.context().setOffline(false);
  await other.getByRole('button', { name: 'Report the delay' }).click();
  await stored(page, 'Route 411: the delay is reported.');
  await close();
});

test('a link that is withdrawn shows nothing any more', async () => {
  const { page, linkRef, close } = await openPage();
  assert.equal((await admin.request(`/api/links/${linkRef}`, { method: 'DELETE' })).status, 204);
  await page.getByRole('heading', { name: 'This link is no longer in use' }).waitFor();
  assert.equal(await page.getByRole('article').count(), 0);
  await assertAccessible(page, 'a link that is withdrawn');
  await close();
});
