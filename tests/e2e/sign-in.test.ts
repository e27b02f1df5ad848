import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Role } from '@sightline/contracts';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

const own: Record<Role, string> = { control: '/control', calls: '/calls', manager: '/backlog', office: '/programme', board: '/programme', admin: '/control' };

for (const [role, path] of Object.entries(own) as [Role, string][]) {
  test(`${role} lands on their own page by one click and sees only their pages`, async () => {
    const { context, page, errors } = await visit(browser, sightline.url);
    await signInAs(page, role);
    await page.waitForURL(`**${path}`);
    const links = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents();
    assert.equal(links.includes('Control room'), ['control', 'calls', 'manager', 'admin'].includes(role));
    assert.equal(links.includes('Programme'), ['manager', 'office', 'board', 'admin'].includes(role));
    assert.match(await page.title(), / · Sightline$/);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('a wrong password is said, a right one opens the page that was asked for', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await page.goto('/control?view=list');
  await page.getByLabel('Name').fill('control');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'The name or the password is not right.' }).waitFor();
  await assertAccessible(page, 'a refused sign-in');
  await page.getByLabel('Password').fill(sightline.demoPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/control?view=list');
  await context.close();
});

test('signing out ends it in the browser and at the server', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.getByRole('button', { name: /^Account/ }).click();
  await assertAccessible(page, 'the open account menu');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.goto('/control');
  await page.waitForURL('**/sign-in**');
  await context.close();
});

test('a page that is not for a role says so, and leads home', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'board');
  await page.goto('/control');
  await page.getByRole('heading', { name: 'Not for your role', level: 3 }).waitFor();
  await assertAccessible(page, 'a forbidden page');
  await page.getByRole('button', { name: 'Go to your own page' }).click();
  await page.waitForURL('**/programme');
  await context.close();
});

test('the theme is the reader’s choice and stays', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.reload();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'dark');
  await context.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the sign-in page is accessible, ${theme}, wide and narrow`, async () => {
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      const { context, page } = await visit(browser, sightline.url, { theme, viewport });
      await page.goto('/');
      await page.getByRole('heading', { name: 'Look around as' }).waitFor();
      await assertAccessible(page, `sign-in ${theme} ${viewport.width}`);
      await context.close();
    }
  });
}

const firstLoadLimit = 250 * 1024;
test('the first load stays under 250 KB gzipped, and maps and charts come only when they are needed', async (t) => {
  const { context, page } = await visit(browser, sightline.url);
  let loaded = 0;
  const sizes: Promise<void>[] = [];
  page.on('response', (response) => {
    if (!/\.(js|css|html)$|\/sign-in$/.test(new URL(response.url()).pathname)) return;
    sizes.push(response.body().then((body) => void (loaded += gzipSync(body).length)));
  });
  await page.goto('/sign-in');
  await page.getByRole('heading', { name: 'Look around as' }).waitFor();
  await Promise.all(sizes);
  const signInPage = loaded;
  await page.getByRole('button', { name: /^Control room officer/ }).click();
  await page.locator('sl-fleet-map canvas').first().waitFor({ state: 'attached' });
  await Promise.all(sizes);
  t.diagnostic(`gzipped: sign-in page ${(signInPage / 1024).toFixed(0)} KB, up to the control room with its map ${(loaded / 1024).toFixed(0)} KB, of 250 KB`);
  assert.ok(signInPage < firstLoadLimit / 2, 'the sign-in page is light');
  assert.ok(loaded < firstLoadLimit, 'so is everything up to the control room');
  await context.close();
});
