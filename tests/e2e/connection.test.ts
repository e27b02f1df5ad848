import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';

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

/** Every run as the list shows it, without what changes by the second. */
async function runsOf(page: Page): Promise<string[]> {
  const rows = page.locator('sl-run-list tbody tr');
  await rows.first().waitFor();
  return (await rows.evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td')].slice(0, 9).map((cell) => cell.textContent.trim()).join(' | ')))).sort();
}

test('a lost connection is said in words and a time, and comes back to the present by itself', async () => {
  const { context, page } = await visit(browser, sightline.url, { viewport: { width: 1680, height: 950 } });
  page.setDefaultTimeout(60_000);
  await signInAs(page, 'control');
  await page.goto('/control?view=list&sort=route');
  await connectionSays(page, 'Live');
  const before = await runsOf(page);
  await sightline.kill9();
  await connectionSays(page, 'Reconnecting');
  assert.deepEqual(await runsOf(page), before, 'what was shown stays on the screen');
  await connectionSays(page, 'Disconnected since');
  assert.match((await page.locator('header .connection').textContent()) ?? '', /Disconnected since \d\d:\d\d/);
  await page.locator('sl-alert-queue').getByText(/As it was at \d\d:\d\d, may be wrong/).waitFor();
  await assertAccessible(page, 'the disconnected control room');

  sightline = await sightline.restart();
  const { body } = await send(sightline, [event('run.cancelled', { runRef: 'R5', cause: 'Vehicle fault' })]);
  assert.equal(body.accepted, 1);
  await connectionSays(page, 'Live');
  await page.locator('sl-run-list tr', { hasText: '415' }).filter({ hasText: 'No cover yet' }).waitFor();

  const fresh = await context.newPage();
  await fresh.goto('/control?view=list&sort=route');
  await connectionSays(fresh, 'Live');
  await fresh.locator('sl-run-list tr', { hasText: '415' }).filter({ hasText: 'No cover yet' }).waitFor();
  assert.deepEqual(await runsOf(page), await runsOf(fresh), 'the page equals a fresh one');
  await context.close();
});

test('a session that an end was made to leads to the sign-in page, which says why', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/control');
  await connectionSays(page, 'Live');
  const other = await context.newPage();
  await other.goto('/control');
  await other.getByRole('button', { name: /^Account/ }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.waitForURL('**/sign-in**');
  await page.waitForURL('**/sign-in**');
  await context.close();
});
