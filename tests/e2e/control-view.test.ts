import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';
import { send } from '../support/sightline.ts';
import { assertAccessible } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { useProduct } from './support/product.ts';

const product = useProduct({
  told: async (sightline) => {
    await playMorning(sightline);
    const { body } = await send(sightline, [
      event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.49, longitude: -1.88, area: 'North', bellTimes: { starts: '08:50', ends: '15:15' } }),
      event('school.upserted', { schoolRef: 'S2', name: 'Oakfield School', latitude: 52.47, longitude: -1.92, area: 'South', bellTimes: { starts: '08:50', ends: '15:15' } }),
    ]);
    assert.deepEqual(body.rejected, []);
  },
});

const open = (path: string, options: PageOptions = { viewport: { width: 1680, height: 950 } }, role: 'control' | 'manager' | 'calls' = 'control') => product.openLive(role, path, options);
const replay = (page: Page) => page.getByRole('complementary', { name: 'Replay of a run' });

test('[CONTROL-1] a filter narrows queue, list and strip alike, and Back undoes it', async () => {
  const { page, close } = await open('/control?view=list&sort=route');
  await page.locator('sl-run-list tr', { hasText: '413' }).waitFor();
  assert.match((await page.locator('sl-day-strip').textContent()) ?? '', /6 in all/);
  await page.getByRole('combobox', { name: 'Area' }).selectOption('North');
  await page.waitForURL(/area=North/);
  await page.locator('sl-run-list tr', { hasText: '413' }).waitFor({ state: 'detached' });
  await page.locator('sl-run-list tr', { hasText: '411' }).waitFor();
  await page.locator('sl-day-strip').getByText('3 in all').waitFor();
  await page.locator('sl-day-strip').getByText(/of the runs that are filtered/).first().waitFor();
  assert.equal(await page.locator('sl-alert-row', { hasText: '413' }).count(), 0);
  await page.goBack();
  await page.locator('sl-run-list tr', { hasText: '413' }).waitFor();
  await page.locator('sl-day-strip').getByText('6 in all').waitFor();
  await close();
});

test('[CONTROL-2] the place of the map stands in the URL, and a shared URL shows the same', async () => {
  const { page, close } = await open('/control');
  await page.getByText(/[1-9]\d* of [1-9]\d* vehicles in view/).waitFor();
  assert.doesNotMatch(page.url(), /map=/);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.waitForURL(/map=52\.\d+,-1\.\d+,[\d.]+|map=52\.\d+%2C/);
  const shared = page.url();
  const other = await page.context().newPage();
  await other.goto(shared);
  await other.getByText(/\d+ of [1-9]\d* vehicles in view/).waitFor();
  const words = (at: Page) => at.locator('.in-view').textContent();
  assert.equal(await words(other), await words(page));
  assert.equal(other.url(), shared, 'looking changes nothing');
  await close();
});

test('[CONTROL-3] keys search, step, open, switch and close; they can be turned off, and the focus comes back', async () => {
  const { page, close } = await open('/control');
  await page.locator('sl-alert-row button.open').first().waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.waitFor();
  await assertAccessible(page, 'the list of shortcuts');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const second = await focused();
  await page.keyboard.press('k');
  assert.notEqual(await focused(), second);
  await page.keyboard.press('m');
  await page.waitForURL(/view=list/);
  await page.keyboard.press('/');
  await page.keyboard.type('412');
  await page.getByRole('option', { name: /412/ }).waitFor();
  await assertAccessible(page, 'the search');
  await page.keyboard.press('Enter');
  await page.waitForURL(/run=R2/);
  await page.getByRole('complementary', { name: 'Run in hand' }).getByRole('heading', { name: /Route 412/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.searchParams.has('run'));
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Search runs', 'the focus is back where the run was opened from');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await dialog.getByLabel('Single keys are on').uncheck();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('m');
  await page.keyboard.press('?');
  assert.equal(await dialog.count(), 0);
  assert.match(page.url(), /view=list/);
  await close();
});

test('[CONTROL-5] following says so, stands in the URL and ends when the map is moved by hand', async () => {
  const { page, close } = await open('/control?run=R1&follow=1');
  await page.getByText(/Following route 411/).waitFor();
  const box = await page.locator('sl-fleet-map').boundingBox();
  assert.ok(box !== null);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.7);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 80, box.y + box.height * 0.7, { steps: 4 });
  await page.mouse.up();
  await page.getByText(/Following route 411/).waitFor({ state: 'detached' });
  await page.waitForURL((url) => !url.searchParams.has('follow'));
  await close();
});

test('[REPLAY-4] a replay goes by fixes and minutes on its slider, and knows only what was known then', async () => {
  const { page, close } = await open('/control?run=R1&replay=1');
  const slider = page.getByRole('slider', { name: 'Time of the replay' });
  await slider.waitFor();
  await replay(page).getByRole('heading', { name: 'Route 411, morning to Beechwood School' }).waitFor();
  const at = async (): Promise<number> => Number(await slider.inputValue());
  const texts = new Set<string>();
  await slider.focus();
  const begin = await at();
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('ArrowRight');
    texts.add((await slider.getAttribute('aria-valuetext')) ?? '');
  }
  assert.ok((await at()) > begin);
  await page.keyboard.press('End');
  const end = await at();
  await replay(page).getByRole('table', { name: 'Stop calls' }).getByRole('row', { name: /Alder Close.*\+14/ }).waitFor();
  await page.keyboard.press('PageDown');
  await until('a minute before the end', async () => (end - (await at()) === 60_000 ? true : undefined));
  await page.keyboard.press('Home');
  assert.equal(await at(), begin);
  assert.doesNotMatch((await replay(page).getByRole('row', { name: /Wharf Street/ }).textContent()) ?? '', /\d\d:\d\d.*\d\d:\d\d/, 'what came later is not shown');
  await assertAccessible(page, 'the replay');
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pause the replay' }).click();
  await page.waitForURL(/replay=20\d\d-/);
  await page.reload();
  await slider.waitFor();
  assert.match(page.url(), /replay=20\d\d-/);
  await page.keyboard.press('r');
  await page.getByRole('complementary', { name: 'Run in hand' }).waitFor();
  await close();
});

for (const [name, path, options] of [
  ['dark', '/control?run=R1&replay=1', { theme: 'dark', viewport: { width: 1366, height: 768 } }],
  ['on a tablet', '/control?run=R1&replay=1', { viewport: { width: 1024, height: 768 } }],
  ['on a telephone', '/control?run=R1&replay=1', { viewport: { width: 390, height: 844 } }],
  ['of a run that nobody knows', '/control?run=nobody&replay=1', {}],
] as [string, string, PageOptions][]) {
  test(`the replay is accessible: ${name}`, async () => {
    const { page, close } = await open(path, options);
    await (path.includes('nobody') ? page.getByRole('heading', { name: 'There is no such run' }) : page.getByRole('slider', { name: 'Time of the replay' })).waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}

test('[REPLAY-1] a manager replays a run, an adviser does not', async () => {
  const manager = await open('/control?run=R1&replay=1', {}, 'manager');
  await manager.page.getByRole('slider', { name: 'Time of the replay' }).waitFor();
  await manager.close();
  const calls = await open('/control?run=R1&replay=1', {}, 'calls');
  await calls.page.getByRole('complementary', { name: 'Run in hand' }).getByRole('heading', { name: /Route 411/ }).waitFor();
  assert.equal(await calls.page.getByRole('slider', { name: 'Time of the replay' }).count(), 0);
  assert.equal(await calls.page.getByRole('button', { name: /^Replay/ }).count(), 0);
  await calls.close();
});
