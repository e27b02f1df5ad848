/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { query } from '../support/databases.ts';
import { LookUpStage } from '../support/look-ups.ts';
import { assertAccessible, assertAccessibleInEveryLook, connectionSays, openBrowser, problem, signInAs, visit } from './support/browser.ts';

const stage = new LookUpStage();
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await stage.start();
  await stage.open('child');
});
after(async () => {
  await browser.close();
  await stage.stop();
});

for (const theme of ['light', 'dark'] as const) {
  test(`[AUD-8] an administrator reads the audit, narrows it by its address, and verifies it (${theme})`, async () => {
    const { context, page, errors } = await visit(browser, stage.sightline.url, { theme });
    await signInAs(page, 'admin');
    await connectionSays(page, 'Live');
    await page.goto('/admin/audit');
    await connectionSays(page, 'Live');
    await page.getByRole('cell', { name: 'looked up a child' }).first().waitFor();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByRole('heading', { name: 'The audit is as it was written' }).waitFor();
    await page.getByText('note this seal').waitFor();
    await assertAccessible(page, `the audit, ${theme}`);
    await page.getByLabel('Person').fill('calls');
    await page.getByLabel('Reference').fill('child');
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=calls/);
    await page.getByRole('cell', { name: 'signed in' }).first().waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'looked up a child' }).waitFor();
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.goto('/admin/audit?person=nobody.here');
    await page.getByRole('heading', { name: 'No such record' }).waitFor();
    await assertAccessible(page, `an audit without records, ${theme}`);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('[AUD-13] what is unusual is counted beside the audit, is shown with its records, and somebody says by keyboard what came of it', async () => {
  const { context, page } = await visit(browser, stage.sightline.url, { viewport: { width: 390, height: 844 } });
  await signInAs(page, 'admin');
  await page.goto('/admin/retention');
  await page.getByRole('link', { name: 'Audit 1 to look at' }).click();
  await page.getByRole('heading', { name: '1 unusual to look at' }).waitFor();
  await assertAccessible(page, 'something unusual, on a telephone');
  await page.getByRole('link', { name: 'Show its record of Look-ups without a call, calls' }).press('Enter');
  await page.waitForURL(/person=calls.*unusual=true/);
  await page.getByRole('cell', { name: 'signed in' }).first().waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: 'looked up a child' }).getByText('Look-ups without a call').waitFor();
  assert.equal(await page.locator('tbody tr').count(), 1);
  const form = page.getByRole('form', { name: 'What came of Look-ups without a call, calls' });
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Choose what came of it.' }).waitFor();
  await form.getByLabel('What came of it').selectOption('It is explained');
  await form.getByRole('button', { name: 'Save' }).press('Enter');
  const heading = page.getByRole('heading', { name: 'Nothing unusual waits' });
  await heading.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'audit-unusual');
  await page.getByText('1 looked at').click();
  await page.getByText('It is explained, said admin').waitFor();
  await page.getByRole('link', { name: 'Audit', exact: true }).waitFor();
  await assertAccessibleInEveryLook(page, 'what somebody looked at');
  await context.close();
});

test('an audit that cannot be read says so and is asked for again; when the connection is gone its age stays', async () => {
  const { context, page } = await visit(browser, stage.sightline.url);
  await signInAs(page, 'admin');
  await page.route(/\/api\/audit/, problem);
  await page.goto('/admin/audit');
  for (const name of ['Whether the audit is whole could not be read', 'What is unusual could not be read', 'The audit could not be read']) await page.getByRole('heading', { name }).waitFor();
  await assertAccessibleInEveryLook(page, 'an audit that cannot be read');
  await page.unroute(/\/api\/audit/);
  for (const part of ['is whole', 'is unusual', 'The audit could']) await page.locator('sl-state').filter({ hasText: part }).getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('region', { name: 'Records of the audit' }).waitFor();
  await context.setOffline(true);
  await connectionSays(page, 'Reconnecting');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('alert').filter({ hasText: 'The server cannot be reached. Check the connection and try again.' }).waitFor();
  await page.getByText(/^All \d+, read .* ago/).waitFor();
  await assertAccessibleInEveryLook(page, 'an audit without a connection');
  await context.close();
});

test('[AUD-7] a record that was changed is named, with what to do about it', async () => {
  await query(stage.databaseUrl, 'ALTER TABLE audit DISABLE TRIGGER ALL; UPDATE audit SET action = $$signed-out$$ WHERE place = 2; ALTER TABLE audit ENABLE TRIGGER ALL');
  const { context, page } = await visit(browser, stage.sightline.url);
  await signInAs(page, 'admin');
  await page.goto('/admin/audit');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('heading', { name: 'The audit was tampered with' }).waitFor();
  await page.getByText('record 2 This record was changed.').waitFor();
  await page.getByText('tell your data protection officer').waitFor();
  await assertAccessibleInEveryLook(page, 'an audit that was tampered with');
  await context.close();
});
