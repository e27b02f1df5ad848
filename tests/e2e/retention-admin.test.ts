import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { families, runHome, tell, told, underWay } from '../support/family.ts';
import { assertAccessible, assertAccessibleInEveryLook, connectionSays, openBrowser, problem, signInAs, visit } from './support/browser.ts';

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
  await page.getByRole('heading', { name: 'Nobody holds anything back' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'Swept.' }).waitFor();
  await page.getByText(/Last sweep .* nothing was over/).waitFor();
  await assertAccessibleInEveryLook(page, 'a sweep that found nothing');
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
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Schedule as CSV' }).click()]);
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
  await page.getByRole('heading', { name: 'Nothing is held' }).waitFor();
  await page.getByText('Sightline knows no child with the reference nobody.').waitFor();
  await assertAccessible(page, 'nothing is held');
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
  await page.getByText('A system that still sends this person to Sightline brings them back.').waitFor();
  await assertAccessible(page, 'the reply to an erasure');
  await tell(sightline, ...families().filter((each) => JSON.stringify(each).includes('"passengerRef":"P2-412"')));
  await page.getByRole('button', { name: 'Find' }).press('Enter');
  await page.getByRole('status').filter({ hasText: 'held of child P2-412' }).waitFor();
  assert.deepEqual(errors.filter((error) => !error.includes('404')), []);
  await context.close();
});

test('[KEEP-11] [KEEP-12] what a case holds is named on both pages, and an erasure waits for it', async () => {
  await tell(sightline, told('case.opened', { caseRef: 'C-77', caseType: 'complaint', channel: 'phone', serviceArea: 'Home-to-school transport', receivedDate: new Date().toISOString().slice(0, 10), subjectRef: 'P3-412' }));
  const { context, page, errors } = await visit(browser, sightline.url);
  await signInAs(page, 'admin');
  await page.goto('/admin/rights');
  for (const wait of [false, true]) {
    await page.getByLabel('Reference', { exact: true }).fill('P3-412');
    await page.getByLabel('Reference', { exact: true }).press('Enter');
    await page.getByText('All of it is held back: kept for case C-77').waitFor();
    assert.equal(await page.getByText('An erasure was asked for on').count(), wait ? 1 : 0);
    if (wait) break;
    await page.getByRole('button', { name: 'Erase', exact: true }).press('Enter');
    await page.getByLabel('Why. Name nobody.').fill('The family asked for it');
    await page.getByLabel('Type the reference once more').fill('P3-412');
    await page.getByRole('button', { name: 'Erase for good' }).press('Enter');
    await page.getByRole('heading', { name: 'Nothing could be erased yet' }).waitFor();
    await assertAccessibleInEveryLook(page, 'an erasure that waits');
  }
  await assertAccessibleInEveryLook(page, 'a child whom a case holds');
  await page.getByLabel('Who').selectOption('Caller');
  await page.getByLabel('Telephone number').fill('0121 496 0999');
  await page.getByLabel('Telephone number').press('Enter');
  await page.getByText('No call from this number is held.').waitFor();
  await page.goto('/admin/retention');
  await page.getByText(/held by cases, alerts and call-backs, by themselves/).click();
  await page.getByRole('row', { name: /^Child P3-412 kept for case C-77/ }).waitFor();
  await assertAccessibleInEveryLook(page, 'what a case holds');
  assert.deepEqual(errors, []);
  await context.close();
});

test('what cannot be read on these pages says so, and is asked for again', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'admin');
  await page.route(/\/api\/(retention|rights)/, problem);
  await page.goto('/admin/retention');
  for (const name of ['What is held could not be read', 'The schedule could not be read']) await page.getByRole('heading', { name }).waitFor();
  await assertAccessibleInEveryLook(page, 'a schedule that cannot be read');
  await page.goto('/admin/rights');
  await page.getByLabel('Reference', { exact: true }).fill('P1-412');
  await page.getByLabel('Reference', { exact: true }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'The database does not answer.' }).waitFor();
  await assertAccessibleInEveryLook(page, 'a person who cannot be read');
  await page.unroute(/\/api\/(retention|rights)/);
  await page.getByLabel('Reference', { exact: true }).press('Enter');
  await page.getByRole('region', { name: 'What is held' }).waitFor();
  await context.close();
});

test('a manager holds a child back and ends it, and the administration has nothing else for them', async () => {
  const { context, page, errors } = await visit(browser, sightline.url);
  await signInAs(page, 'manager');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Administration' }).click();
  await page.waitForURL('**/admin/retention');
  assert.deepEqual(await page.getByRole('navigation', { name: 'Administration' }).getByRole('link').allTextContents(), ['Retention']);
  await page.getByRole('button', { name: 'Hold something back' }).press('Enter');
  await page.getByLabel('Its reference').fill('P1-412');
  await page.getByLabel('Why. Name nobody.').fill('A claim asks for it');
  await page.getByRole('button', { name: 'Hold it' }).press('Enter');
  const row = page.getByRole('row', { name: /^Child P1-412 A claim asks for it/ });
  await row.getByRole('button', { name: 'End the hold on P1-412' }).press('Enter');
  await row.getByRole('button', { name: 'Yes, end the hold on P1-412' }).press('Enter');
  await row.waitFor({ state: 'detached' });
  await assertAccessibleInEveryLook(page, 'what a manager holds back');
  for (const path of ['/admin/audit', '/admin/rights', '/admin/accounts', '/admin/sources']) {
    await page.goto(path);
    await page.getByRole('heading', { name: 'Not for your role' }).first().waitFor();
  }
  assert.deepEqual(errors, []);
  await context.close();
});
