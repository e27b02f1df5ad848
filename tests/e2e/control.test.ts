import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
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

async function openControl(options: PageOptions = {}, path = '/control'): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'control');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const row = (page: Page, words: RegExp) => page.locator('sl-alert-row button.open').filter({ hasText: words }).first();

test('what needs someone stands first, in a sentence, worst first, and opens its run', async () => {
  const { page, errors, close } = await openControl();
  await page.getByRole('heading', { level: 1, name: /\d+ alerts?, \d+ child/ }).waitFor();
  await row(page, /411/).click();
  await page.waitForURL(/run=R1/);
  const drawer = page.getByRole('complementary', { name: 'Run in hand' });
  await drawer.getByRole('heading', { name: 'Route 411, morning to Beechwood School' }).waitFor();
  const calls = drawer.getByRole('table', { name: 'Stop calls' });
  assert.equal(await calls.getByRole('row').count(), 4);
  assert.match((await calls.getByRole('row').nth(1).textContent()) ?? '', /Alder Close.*\d\d:\d\d.*\d\d:\d\d.*\+14/s);
  await drawer.getByText('0121 496 0455').waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('a keyboard alone reaches an alert, opens it, acknowledges it and comes back', async () => {
  const { page, close } = await openControl();
  await row(page, /413/).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
  await page.locator('sl-alert-queue button.open[tabindex="0"]').first().focus();
  const routes: string[] = [];
  for (let step = 0; step < 8; step += 1) {
    routes.push(await page.evaluate(() => document.activeElement?.querySelector('.route')?.textContent ?? ''));
    if (routes.at(-1) === '413') break;
    await page.keyboard.press('ArrowDown');
  }
  assert.equal(routes.at(-1), '413', `the arrows reach it: ${routes.join(' ')}`);
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: 'Run in hand' });
  await drawer.getByRole('heading', { name: /Route 413/ }).waitFor();
  await page.keyboard.press('f');
  await drawer.getByRole('button', { name: /Following/ }).waitFor();
  await page.keyboard.press('a');
  await drawer.getByRole('button', { name: /Acknowledge/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.closest('sl-alert-queue') !== null), true, 'the focus is back in the queue');
  await page.getByRole('button', { name: 'Acknowledged' }).click();
  await row(page, /413/).waitFor();
  await close();
});

test('an action is stored before it says so, and the drawer shows what came of it', async () => {
  const { page, close } = await openControl({}, '/control?run=R2');
  const drawer = page.getByRole('complementary', { name: 'Run in hand' });
  await drawer.getByRole('button', { name: 'Log delay…' }).click();
  await assertAccessible(page, 'the form of a delay');
  await drawer.getByLabel('Minutes late').fill('many');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByRole('alert').filter({ hasText: 'whole minutes' }).waitFor();
  await drawer.getByLabel('Minutes late').fill('12');
  await drawer.getByRole('combobox', { name: 'Cause' }).selectOption('Roadworks');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.getByText('Delay logged.').waitFor();
  await drawer.getByText('about 12 min: roadworks').waitFor();
  await close();
});

test('the run list shows the same facts, sorts, and stands in the URL', async () => {
  const { page, close } = await openControl({ viewport: { width: 1680, height: 950 } });
  await page.getByRole('button', { name: 'Run list' }).click();
  await page.waitForURL(/view=list/);
  await page.getByRole('columnheader', { name: /Route/ }).getByRole('button').click();
  await page.waitForURL(/sort=route/);
  await page.locator('th[aria-sort=ascending]', { hasText: 'Route' }).waitFor();
  const routes = await page.locator('sl-run-list tbody tr td:first-child').allTextContents();
  assert.deepEqual(routes.map((text) => text.trim()), [...routes.map((text) => text.trim())].sort());
  assert.match((await page.locator('sl-run-list tr', { hasText: '411' }).textContent()) ?? '', /Late.*Beechwood School/s);
  await page.getByRole('combobox', { name: 'School' }).selectOption('S2');
  await page.waitForURL(/school=S2/);
  await page.locator('sl-run-list tr', { hasText: '411' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.locator('sl-run-list tr', { hasText: '413' }).waitFor();
  assert.equal(await page.locator('sl-run-list tr', { hasText: '411' }).count(), 0);
  await close();
});

test('a vehicle is on the map, is found by the pointer, and holds still when the reader says so', async () => {
  const { page, close } = await openControl();
  await page.getByText(/[1-9]\d* of [1-9]\d* vehicles in view/).waitFor();
  await page.getByRole('button', { name: 'Pause moving markers' }).click();
  await connectionSays(page, 'Paused by you');
  await page.getByRole('button', { name: 'Let markers move' }).click();
  await connectionSays(page, 'Live');
  await close();
});

test('a new alert comes in by itself and is announced politely', async () => {
  const { page, close } = await openControl();
  await row(page, /411/).waitFor();
  const { body } = await send(sightline, [event('run.cancelled', { runRef: 'R4', cause: 'Driver unavailable' })]);
  assert.equal(body.accepted, 1);
  await row(page, /414/).waitFor();
  await page.locator('[role=status][aria-live]').filter({ hasText: 'route 414' }).waitFor({ state: 'attached' });
  await close();
});

for (const role of ['manager', 'calls', 'admin'] as const) {
  test(`${role} sees the control room, acts on nothing and sees no child`, async () => {
    const { context, page } = await visit(browser, sightline.url, { viewport: { width: 1680, height: 950 } });
    await signInAs(page, role);
    await page.goto('/control?run=R1');
    const drawer = page.getByRole('complementary', { name: 'Run in hand' });
    await drawer.getByRole('table', { name: 'Stop calls' }).waitFor();
    assert.equal(await drawer.getByRole('button', { name: /Log delay|Cancel run|Acknowledge|Note/ }).count(), 0);
    assert.equal(await drawer.getByRole('heading', { name: /^Children/ }).count(), 0);
    await assertAccessible(page, `the control room of ${role}`);
    await context.close();
  });
}

const states: [string, string, PageOptions][] = [
  ['normal, light', '/control', {}],
  ['normal, dark', '/control', { theme: 'dark' }],
  ['a run in hand', '/control?run=R1', { viewport: { width: 1920, height: 1080 } }],
  ['a run in hand, dark', '/control?run=R1', { theme: 'dark' }],
  ['the run list', '/control?view=list', {}],
  ['the run list, dark', '/control?view=list', { theme: 'dark' }],
  ['empty', '/control?condition=wrong-school', {}],
  ['an unknown run', '/control?run=nobody-knows-it', {}],
  ['phone, alerts', '/control?view=alerts', { viewport: { width: 390, height: 844 } }],
  ['phone, a run', '/control?run=R1', { viewport: { width: 390, height: 844 } }],
  ['tablet, a run', '/control?run=R1', { viewport: { width: 1024, height: 768 } }],
];
for (const [name, path, options] of states) {
  test(`the control room is accessible: ${name}`, async () => {
    const { page, close } = await openControl(options, path);
    await page.locator('sl-day-strip dl').waitFor({ state: 'attached' });
    if (path.includes('run=R1')) await page.getByRole('table', { name: 'Stop calls' }).waitFor();
    if (path.includes('nobody')) await page.locator('sl-run-drawer sl-state:not(.loading)').waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
