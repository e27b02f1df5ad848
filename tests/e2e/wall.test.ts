import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSightline } from '../support/sightline.ts';
import { assertAccessible, signInAs, visit } from './support/browser.ts';
import { playMorning } from './support/morning.ts';
import { useProduct } from './support/product.ts';

const product = useProduct({ told: playMorning });

test('the wall shows five numbers, a map and the one worst thing, with nothing under 36 px', async () => {
  const { context, page, errors } = await product.visit({ viewport: { width: 1920, height: 1080 } });
  await signInAs(page, 'control');
  await page.goto('/wall/control');
  await page.getByText('Late now').waitFor();
  await page.locator('p.worst b').waitFor();
  assert.equal(await page.locator('.figures li').count(), 5);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('sl-wall *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent !== null && node.textContent.trim() !== ''))
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 36)
      .map((element) => `${element.className}: ${element.textContent}`),
  );
  assert.deepEqual(small, []);
  assert.doesNotMatch((await page.locator('sl-wall').textContent()) ?? '', /\d{4} \d{3} \d{4}|\b[A-Z]\.[A-Z]\./, 'no telephone, no initials');
  await assertAccessible(page, 'the wall');
  assert.deepEqual(errors, []);
  await context.close();
});

test('the wall is refused to a board member', async () => {
  const { context, page } = await product.visit();
  await signInAs(page, 'board');
  await page.goto('/wall/control');
  await page.getByRole('heading', { name: 'Not for your role', level: 3 }).waitFor();
  await assertAccessible(page, 'the refused wall');
  await context.close();
});

test('the wall says so when nothing needs anyone, and when the connection is gone', async () => {
  const empty = await startSightline();
  const { context, page } = await visit(product.browser, empty.url, { viewport: { width: 1920, height: 1080 } });
  page.setDefaultTimeout(60_000);
  await signInAs(page, 'control');
  await page.goto('/wall/control');
  await page.getByText('Nothing needs anyone now.').waitFor();
  await assertAccessible(page, 'the quiet wall');
  await empty.kill9();
  await page.getByText(/Disconnected since \d\d:\d\d/).waitFor();
  await assertAccessible(page, 'the disconnected wall');
  await context.close();
  await (await empty.restart()).stop();
});
