import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { LookUpStage } from '../support/look-ups.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';

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
    await page.getByText('Note this head elsewhere').waitFor();
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

test('[AUD-13] an administrator says what came of something unusual', async () => {
  const { context, page } = await visit(browser, stage.sightline.url, { viewport: { width: 390, height: 844 } });
  await signInAs(page, 'admin');
  await page.goto('/admin/audit');
  await page.getByRole('heading', { name: '1 to look at' }).waitFor();
  await assertAccessible(page, 'something unusual, on a telephone');
  await page.getByLabel('What came of Look-ups without a call, calls').selectOption('It is explained');
  await page.getByRole('heading', { name: 'Nothing unusual waits' }).waitFor();
  await context.close();
});
