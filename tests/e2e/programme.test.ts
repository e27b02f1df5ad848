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
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(path = '/programme', options: PageOptions = {}, role: Role = 'board'): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}

test('a programme without a plan says so and is accessible', async () => {
  const { page, close } = await open();
  await page.getByRole('heading', { name: 'No plan yet' }).waitFor();
  await assertAccessible(page, 'the empty programme');
  await close();
});

test('a board member reads the state of the plan in a sentence, and why the Red is Red', async () => {
  await receive(sightline, plan());
  const { page, errors, close } = await open();
  await page.getByRole('heading', { level: 1, name: /^1 action is Red, 1 more than in June\./ }).waitFor();
  const reds = page.getByRole('region', { name: /Red, with a path to green/ });
  await reds.getByText('Guides started without harness training.').waitFor();
  await reds.getByText('Green by 30 November 2026.').waitFor();
  const project = page.locator('sl-project-table tbody tr').filter({ hasText: 'Safe starts in September' });
  assert.match((await project.textContent()) ?? '', /Green.*Amber.*down.*worst red/s);
  assert.deepEqual(errors, []);
  await close();
});

test('what is led elsewhere is shown apart and is never rated here', async () => {
  const { page, close } = await open();
  const row = page.locator('sl-rating-matrix tbody tr').filter({ hasText: 'Health and therapies' });
  await row.getByText('Led by the Area Partnership, reported quarterly').waitFor();
  await page.getByText('2 rated here, 1 elsewhere').waitFor();
  await close();
});

test('a rating that arrives moves the open page, untouched; its own word stays beside its worst child', async () => {
  const { page, close } = await open();
  await page.getByRole('heading', { level: 1, name: /^1 action is Red/ }).waitFor();
  await receive(sightline, [rated('A1.2', '2026-09', 'red', { pathToGreen: { words: 'Buses are checked.', date: '2026-12-31' } })]);
  await page.getByRole('heading', { level: 1, name: /^2 actions are Red, 2 more than in June\./ }).waitFor();
  await close();
});

test('a project opens to its actions and closes again, by keyboard', async () => {
  const { page, close } = await open();
  await page.locator('sl-project-table').getByRole('button', { name: /A1 Safe starts/ }).focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: /A1 Safe starts/ });
  await sheet.getByText('Check every route by bus').waitFor();
  await page.waitForURL(/project=A1/);
  await assertAccessible(page, 'an open project');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await close();
});

test('nothing that reaches a board member is about a run, a case or a child', async () => {
  const { context, page } = await visit(browser, sightline.url);
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())));
  await signInAs(page, 'board');
  await page.getByRole('heading', { level: 1, name: /Red/ }).waitFor();
  assert.ok(frames.length > 0);
  for (const frame of frames) assert.doesNotMatch(frame, /runRef|caseRef|passengerRef|vehicleRef|subjectRef/);
  await context.close();
});

test('a control room officer has no programme page', async () => {
  const { page, close } = await open('/programme', {}, 'control');
  await page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
  assert.equal(await page.getByRole('link', { name: 'Programme' }).count(), 0);
  await assertAccessible(page, 'the forbidden programme');
  await close();
});

const states: [string, PageOptions][] = [
  ['light', { viewport: { width: 1180, height: 1500 } }],
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of states) {
  test(`the programme is accessible: ${name}`, async () => {
    const { page, close } = await open('/programme', options, 'office');
    await page.locator('sl-project-table tbody tr').first().waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
