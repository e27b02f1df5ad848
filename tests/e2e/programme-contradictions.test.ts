import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { plan, rated, receive } from './support/office.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await receive(sightline, plan());
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

const period = '2026-09';
const words = { pathToGreen: { words: 'Weekend courses are booked.', date: '2030-11-30' } };

async function open(path = '/programme', options: PageOptions = {}, role: Role = 'board'): Promise<{ page: Page; panel: ReturnType<Page['getByRole']>; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, panel: page.getByRole('region', { name: 'Contradictions found by the system' }), errors, close: () => context.close() };
}

test('[PROG-33] one sentence answers whether anything is rated better than it deserves, and turns as the ratings do', async () => {
  const { panel, errors, close } = await open();
  await panel.getByText(/^No: nothing that is on record speaks against the 1 item rated Green or Blue\.$/).waitFor();
  await receive(sightline, [rated('A1', period, 'green')]);
  await panel.getByText(/^Yes: 1 of the 2 items rated Green or Blue is better than the evidence \(1 watermelon/).waitFor();
  const melon = panel.getByRole('region', { name: 'Watermelon' });
  assert.match((await melon.textContent()) ?? '', /A1 Safe starts in September.*Green.*rated by Workstream lead.*Red.*A1\.1 is Red.*review: Amber\?/s);
  assert.deepEqual(errors, []);
  await close();
});

test('[PROG-33] a live change adds and takes away a row and leaves the focus where it is', async () => {
  const { page, panel, close } = await open();
  const row = panel.getByRole('region', { name: 'Watermelon' }).getByRole('button', { name: /A1 Safe starts/ });
  await row.focus();
  await receive(sightline, [rated('A1.2', period, 'blue')]);
  const tooSoon = panel.getByRole('region', { name: 'Blue too soon' });
  await tooSoon.getByText(/Blue could be reached from|It has to be Green first/).first().waitFor();
  assert.equal(await row.evaluate((element) => element === document.activeElement), true);
  const leaving = tooSoon.getByRole('button', { name: /A1\.2/ });
  await leaving.focus();
  await receive(sightline, [rated('A1.2', period, 'green')]);
  await tooSoon.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Contradictions, listed', 'the focus stays in the list when its row goes');
  await close();
});

test('[PROG-33] every contradiction is listed, by kind and workstream, in the address and as CSV', async () => {
  const { page, panel, close } = await open();
  const total = await panel.locator('li[data-key]').count();
  const open_ = Number(/(\d+) open/.exec((await panel.textContent()) ?? '')?.[1]);
  assert.ok(total >= open_ && open_ > 0, `${open_} open, ${total} listed`);
  await panel.getByRole('combobox', { name: 'Kind' }).selectOption('watermelon');
  await page.waitForURL(/clash=watermelon/);
  assert.equal(await panel.locator('li[data-key]').count(), 1);
  await panel.getByRole('combobox', { name: /Workstream/ }).selectOption('B');
  await panel.getByText('Nothing of this kind').waitFor();
  await assertAccessible(page, 'contradictions narrowed to nothing');
  await panel.getByRole('button', { name: 'Show all' }).first().click();
  await panel.locator('li[data-key]').nth(total - 1).waitFor();
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: /download as CSV/ }).click();
  assert.equal((await saved).suggestedFilename(), 'contradictions.csv');
  await close();
});

test('[PROG-25] by keyboard from a contradiction to its item: what was said, the review, and what Blue lacks with its date', async () => {
  const { page, panel, close } = await open();
  await panel.getByRole('button', { name: /A1 Safe starts/ }).first().focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: /A1 Safe starts/ });
  await sheet.getByText('review: Amber?').waitFor();
  await sheet.getByText(/Could be reached from \d+ \w+ \d{4}, if Green and its measures hold until then\.|It has to be Green first|It has what Blue needs/).waitFor();
  await assertAccessible(page, 'an item with a review and its gates');
  await close();
});

test('[PROG-31] a rating that the board overruled says so on its tag, with its reason on the sheet', async () => {
  await receive(sightline, [rated('A1', period, 'blue', { overruled: { reason: 'The inspector signed it off.' } })]);
  const { page, close } = await open('/programme?project=A1');
  await page.locator('sl-project-table').getByText('Blue, overruled').waitFor();
  await page.getByRole('complementary').getByText('The inspector signed it off.').first().waitFor();
  await assertAccessible(page, 'an overruled rating');
  await close();
});

const looks: [string, PageOptions][] = [
  ['light', { viewport: { width: 1180, height: 1500 } }],
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of looks) {
  test(`the contradictions are accessible and stay within the page: ${name}`, async () => {
    await receive(sightline, [rated('A1.1', period, 'red', words), rated('A1.2', period, 'blue')]);
    const { page, panel, close } = await open('/programme', options, 'office');
    await panel.locator('li[data-key]').first().waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
