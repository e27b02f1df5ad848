import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { playMorning } from './support/morning.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

test('an administrator hands out an operator’s link, whose page opens, and takes it back', async () => {
  const { context, page, errors } = await visit(browser, sightline.url);
  await signInAs(page, 'admin');
  await page.goto('/admin/links');
  await connectionSays(page, 'Live');
  await page.getByRole('heading', { name: 'No links yet' }).waitFor();
  await assertAccessible(page, 'no links');
  await page.getByRole('button', { name: 'Issue a link' }).click();
  assert.deepEqual(await page.getByLabel('For', { exact: true }).locator('option').allTextContents(), ['School', 'Operator']);
  await page.getByLabel('For', { exact: true }).selectOption('Operator');
  await page.getByRole('button', { name: 'Issue the link' }).click();
  await page.getByRole('alert').filter({ hasText: 'Operator is missing.' }).waitFor();
  await page.getByLabel('Operator', { exact: true }).selectOption('Tarn Valley Minibuses');
  await assertAccessible(page, 'the form of a link');
  await page.getByRole('button', { name: 'Issue the link' }).click();
  const told = page.getByRole('status').filter({ hasText: 'The address of the page' });
  const address = await told.locator('code').innerText();
  await assertAccessible(page, 'the address of a link');
  const holder = await visit(browser, sightline.url, { viewport: { width: 390, height: 844 } });
  await holder.page.goto(new URL(address).pathname);
  await holder.page.getByRole('heading', { name: 'Your runs today' }).waitFor();
  const row = page.locator('tbody tr').filter({ hasText: 'Tarn Valley Minibuses' });
  await row.getByRole('button', { name: 'Revoke the link for Tarn Valley Minibuses' }).click();
  await row.getByRole('button', { name: 'Yes, revoke the link for Tarn Valley Minibuses' }).click();
  await row.getByText('revoked').waitFor();
  await holder.page.getByRole('heading', { name: 'This link is no longer in use' }).waitFor();
  assert.ok(!(await page.locator('body').innerText()).includes(address));
  assert.deepEqual(errors, []);
  await Promise.all([context.close(), holder.context.close()]);
});

test('the control room may hand out every kind, and a crew’s by guide, vehicle or run', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/admin/links');
  await page.getByRole('button', { name: 'Issue a link' }).click();
  await page.getByLabel('For', { exact: true }).selectOption('Crew');
  await page.getByLabel('It goes with').selectOption('the run');
  await page.getByLabel('Reference of the run').fill('R99');
  await page.getByRole('button', { name: 'Issue the link' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nobody is known by this reference.' }).waitFor();
  await page.getByLabel('Reference of the run').fill('R4');
  await page.getByRole('button', { name: 'Issue the link' }).click();
  await page.getByRole('status').filter({ hasText: '/crew/' }).waitFor();
  await context.close();
});
