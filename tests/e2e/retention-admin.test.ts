import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { families, runHome, tell, underWay } from '../support/family.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';

let sightline: Sightline;
let browser: Browser;
/** Where pictures of the pages go, for whoever wants to look at them. */
const pictures = process.env['PICTURES'];
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await tell(sightline, ...families(), ...runHome(Date.now()), ...underWay(Date.now()));
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

test('[KEEP-12] an administrator sees what is kept, sweeps, and holds something back and lets it go, by keyboard', async () => {
  const { context, page, errors } = await visit(browser, sightline.url);
  await signInAs(page, 'admin');
  await page.goto('/admin/retention');
  await connectionSays(page, 'Live');
  await page.getByRole('region', { name: 'Schedule' }).waitFor();
  await page.getByRole('button', { name: 'Sweep now' }).press('Enter');
  await page.getByRole('status').filter({ hasText: 'Swept.' }).waitFor();
  await page.getByText('Last sweep').waitFor();
  await page.getByRole('button', { name: 'Hold something back' }).press('Enter');
  await page.getByLabel('Its reference').fill('P1-412');
  await page.getByRole('button', { name: 'Hold it' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Say why' }).waitFor();
  await page.getByLabel('Why. Name nobody.').fill('An inquiry asks for it');
  await assertAccessible(page, 'the form of a hold');
  await page.getByRole('button', { name: 'Hold it' }).press('Enter');
  const row = page.getByRole('row', { name: /^Child P1-412 An inquiry asks for it/ });
  await row.waitFor();
  await assertAccessible(page, 'what is kept and held');
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/retention-light.png`, fullPage: true });
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
  assert.equal(file.suggestedFilename(), 'retention.csv');
  await row.getByRole('button', { name: 'End the hold on P1-412' }).press('Enter');
  await row.getByRole('button', { name: 'Yes, end the hold on P1-412' }).press('Enter');
  await row.waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('[KEEP-12] an administrator finds a child, saves what is held, and erases the child with the reference typed again', async () => {
  const { context, page, errors } = await visit(browser, sightline.url, { theme: 'dark', viewport: { width: 390, height: 844 } });
  await signInAs(page, 'admin');
  await page.goto('/admin/rights');
  await page.getByRole('heading', { name: 'Nobody chosen' }).waitFor();
  await assertAccessible(page, 'nobody chosen');
  await page.getByLabel('Reference', { exact: true }).fill('nobody');
  await page.getByLabel('Reference', { exact: true }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Nothing is held' }).waitFor();
  await page.getByLabel('Reference', { exact: true }).fill('P2-412');
  await page.getByLabel('Reference', { exact: true }).press('Enter');
  await page.getByRole('region', { name: 'What is held' }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save what is held' }).click()]);
  assert.equal(file.suggestedFilename(), 'what-is-held.zip');
  await page.getByRole('button', { name: 'Erase', exact: true }).press('Enter');
  await page.getByLabel('Why. Name nobody.').fill('The family asked for it');
  await page.getByLabel('Type the reference once more').fill('P1-412');
  await page.getByRole('button', { name: 'Erase for good' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'exactly as it stands' }).waitFor();
  await assertAccessible(page, 'the form of an erasure');
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/rights-dark-phone.png`, fullPage: true });
  await page.getByLabel('Type the reference once more').fill('P2-412');
  await page.getByRole('button', { name: 'Erase for good' }).press('Enter');
  await page.getByRole('heading', { name: /^Erased/ }).waitFor();
  await assertAccessible(page, 'the reply to an erasure');
  assert.deepEqual(errors.filter((error) => !error.includes('404')), []);
  await context.close();
});
