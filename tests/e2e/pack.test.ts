import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';
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

const pagesOf = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;

test('[PACK-3] the morning pack opens and prints with the server stopped, and is gone after signing out', async () => {
  const { context, page } = await visit(browser, sightline.url);
  page.setDefaultTimeout(60_000);
  await signInAs(page, 'control');
  await page.goto('/control/pack');
  await page.getByText('It holds initials, needs and stops').waitFor();
  assert.equal(await page.evaluate(async () => caches.has('sightline-pack')), false, 'nothing is kept before someone asks for it');
  await assertAccessible(page, 'the morning pack');
  await page.getByRole('button', { name: 'Keep it on this device' }).click();
  await page.getByText(/Kept\. .*Morning: \d+ runs?, as of \d\d:\d\d/).waitFor();
  await assertAccessible(page, 'the kept morning pack');

  await sightline.kill9();
  await page.goto('/control/pack');
  await page.getByRole('heading', { level: 2, name: 'By school' }).waitFor();
  await page.goto('/control/pack/kept/to-school');
  await page.getByRole('heading', { level: 1, name: /^Morning, to school/ }).waitFor();
  const runs = await page.locator('section.run').count();
  assert.ok(runs >= 6);
  const first = page.locator('section.run', { hasText: 'Route 411, Beechwood School' });
  assert.match((await first.textContent()) ?? '', /0121 496 0455.*Alder Close.*TO wheelchair/s);
  await page.locator('table').first().getByRole('link', { name: '411' }).click();
  await page.waitForURL(/#run-R1$/);
  await assertAccessible(page, 'the pack without a server');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.screen').first().isVisible(), false);
  const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
  assert.ok(pages >= runs + 1, `${pages} pages for an index and ${runs} runs`);
  await page.emulateMedia({ media: 'screen' });

  sightline = await sightline.restart();
  await page.goto('/control');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out, and remove the morning pack from this device' }).click();
  await page.waitForURL('**/sign-in**');
  assert.equal(await page.evaluate(async () => caches.has('sightline-pack')), false);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await context.close();
});

test('[PACK-4] a pack of a day that is over is neither shown nor left on the device', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/control/pack');
  await page.getByRole('button', { name: 'Keep it on this device' }).click();
  await page.getByText(/Kept\. /).waitFor();
  await page.evaluate(async () => {
    const cache = await caches.open('sightline-pack');
    for (const request of await cache.keys()) await cache.put(request, new Response('yesterday', { headers: { 'x-kept-until': String(Date.now() - 1), 'x-kept-pack': '{}' } }));
  });
  const response = await page.goto('/control/pack/kept/to-school');
  assert.equal(response?.status(), 503);
  await page.getByRole('heading', { name: 'No morning pack is kept on this device' }).waitFor();
  assert.equal(await page.evaluate(async () => (await (await caches.open('sightline-pack')).keys()).length <= 1), true);
  await context.close();
});

test('the morning pack can be saved as one file and is refused to other roles', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/control/pack');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as one file' }).click()]);
  assert.match(file.suggestedFilename(), /^morning-pack-\d{4}-\d\d-\d\d-(to|from)-school\.html$/);
  await context.close();
  const manager = await visit(browser, sightline.url);
  await signInAs(manager.page, 'manager');
  await manager.page.goto('/control/pack');
  await manager.page.getByRole('heading', { name: 'Not for your role', level: 3 }).waitFor();
  await manager.context.close();
});
