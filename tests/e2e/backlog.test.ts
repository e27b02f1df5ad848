import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event } from './support/morning.ts';
import { cases, dateIn, foi, receive } from './support/office.ts';

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

async function open(path: string, role: Role = 'manager', options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const row = (page: Page, label: RegExp) => page.locator('sl-backlog-table tbody tr').filter({ hasText: label });

test('an empty backlog says so, in its own words, and is accessible', async () => {
  const { page, close } = await open('/backlog');
  await page.getByRole('heading', { name: 'No cases yet' }).waitFor();
  await assertAccessible(page, 'the empty backlog');
  await close();
});

test('the counters say what is overdue, and move when a case arrives or is closed, the page untouched', async () => {
  await receive(sightline, cases());
  const { page, errors, close } = await open('/backlog');
  await page.getByRole('heading', { level: 1, name: '2 of 3 open cases are overdue' }).waitFor();
  await receive(sightline, [foi(4, dateIn(-100))]);
  await page.getByRole('heading', { level: 1, name: '3 of 4 open cases are overdue' }).waitFor();
  await receive(sightline, [event('case.closed', { caseRef: 'FOI-4', closedDate: dateIn(0), outcome: 'answered' })]);
  await page.getByRole('heading', { level: 1, name: '2 of 3 open cases are overdue' }).waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('a manager goes from a number to its cases to the proof of a date, by keyboard, and back', async () => {
  const { page, close } = await open('/backlog');
  await row(page, /Information request/).getByRole('button', { name: /2 overdue/ }).focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('complementary', { name: 'Information request, overdue' });
  await list.getByText('2 cases').waitFor();
  await page.waitForURL(/type=foi/);
  await list.getByRole('button', { name: /FOI-1/ }).focus();
  await page.keyboard.press('Enter');
  const proof = page.getByRole('complementary', { name: 'Why this date?' });
  await proof.getByRole('heading', { name: 'Rule and source' }).waitFor();
  await proof.getByText(/Freedom of Information Act 2000/).waitFor();
  assert.match((await proof.locator('td.due').textContent()) ?? '', /20/, 'the due day is the twentieth that counts');
  await assertAccessible(page, 'the proof of a date');
  await page.keyboard.press('Escape');
  await list.waitFor();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await close();
});

test('every chart has its table', async () => {
  const { page, close } = await open('/backlog');
  const letters = page.locator('sl-sla-panel');
  await letters.getByRole('button', { name: 'Table' }).click();
  await letters.getByRole('row').filter({ hasText: /SENAR.*40.*16.*24/s }).waitFor();
  await page.locator('sl-flow-panel').getByRole('button', { name: 'Table' }).click();
  const weeks = page.locator('sl-flow-panel tbody tr');
  await weeks.first().waitFor();
  assert.equal(await weeks.count(), 26);
  await assertAccessible(page, 'the tables of the charts');
  await close();
});

test('a board member sees the numbers and no case', async () => {
  const { page, close } = await open('/backlog?type=foi&case=FOI-1', 'board');
  await row(page, /Information request/).waitFor();
  assert.equal(await page.getByRole('complementary').count(), 0);
  assert.equal(await page.locator('sl-backlog-table button').count(), 0);
  assert.equal((await page.content()).includes('FOI-1'), false);
  await assertAccessible(page, "the board's backlog");
  await close();
});

test("a manager's questions are each answered within three clicks", async () => {
  const review = (number: number): object =>
    event('case.opened', { caseRef: `AR-${number}`, caseType: 'annual-review', channel: 'import', serviceArea: 'SENAR', receivedDate: dateIn(-20), ownerRef: 'reviews-1', dates: { plan: dateIn(-100) } });
  await receive(sightline, [event('team.upserted', { teamRef: 'team-info', name: 'Information team', filledPosts: 2, vacantPosts: 0, caseTypes: ['foi'] }), review(1), review(2)]);
  const { page, errors, close } = await open('/backlog');
  const journey = async (steps: (() => Promise<void>)[]): Promise<void> => {
    assert.ok(steps.length <= 3, `${steps.length} clicks`);
    for (const step of steps) await step();
  };
  const explorer = page.locator('sl-explorer');
  // Which service is worst and why: on the page as it opens, in a sentence; then its cases, and the working of one.
  await page.locator('sl-worst-service').getByText(/^Admissions is worst: 2 of the \d+ overdue\.|^Admissions is worst: 2 overdue\./).waitFor();
  await page.locator('sl-worst-service').getByText(/Most of them: Information request 2\..*The oldest was received \d+ days ago\./s).waitFor();
  await journey([
    () => explorer.getByRole('button', { name: /^Admissions: 2, list/ }).click(),
    () => page.getByRole('complementary', { name: /overdue, Admissions/ }).getByRole('button', { name: /FOI-1/ }).click(),
  ]);
  await page.getByRole('heading', { name: 'Rule and source' }).waitFor();
  // Who is overloaded: caseload by team without a click, by owner with one choice.
  await page.goto('/backlog');
  await page.locator('sl-caseload-panel').getByRole('row').filter({ hasText: /Information team.*3.*2.*1.5/s }).waitFor();
  // By worker too, without a click; and the cases of one with one.
  const workers = page.locator('sl-workload-panel');
  await workers.getByRole('row').filter({ hasText: /Nobody has it.*3.*2/s }).waitFor();
  await journey([() => workers.getByRole('button', { name: /^Nobody has it, Overdue: 2/ }).click()]);
  await page.getByRole('complementary', { name: /overdue, without an owner/ }).getByText('2 cases').waitFor();
  await page.goto('/backlog');
  // When will the reviews clear, and what would it take.
  await journey([async () => void (await page.locator('sl-clearing-panel').getByLabel('Case type to clear').selectOption('annual-review'))]);
  await page.locator('sl-clearing-panel').getByText(/2 cases are open/).waitFor();
  await page.locator('sl-clearing-panel').getByText(/more closures a working day/).waitFor();
  // The oldest.
  await journey([() => page.getByRole('button', { name: 'Oldest cases' }).click()]);
  const oldest = page.getByRole('complementary', { name: /oldest first/ });
  await oldest.getByRole('listitem').first().getByText('FOI-1').waitFor();
  await page.waitForURL(/order=oldest/);
  // Prove this date.
  await journey([() => oldest.getByRole('button', { name: /FOI-1/ }).click()]);
  await page.getByText(/Freedom of Information Act 2000/).waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('the backlog wall says what is overdue, and is accessible', async () => {
  const { context, page } = await visit(browser, sightline.url, { viewport: { width: 1920, height: 1080 } });
  await signInAs(page, 'manager');
  await page.goto('/wall/backlog');
  await page.getByRole('listitem').filter({ hasText: /2\s*Overdue/ }).waitFor();
  await assertAccessible(page, 'the backlog wall');
  await context.close();
});

const states: [string, string, PageOptions][] = [
  ['light', '/backlog', { viewport: { width: 1600, height: 1200 } }],
  ['dark', '/backlog', { theme: 'dark' }],
  ['a list, dark', '/backlog?type=foi', { theme: 'dark', viewport: { width: 1600, height: 1200 } }],
  ['phone', '/backlog', { viewport: { width: 390, height: 844 } }],
  ['phone, a list', '/backlog?type=foi', { viewport: { width: 390, height: 844 } }],
];
for (const [name, path, options] of states) {
  test(`the backlog is accessible: ${name}`, async () => {
    const { page, close } = await open(path, 'manager', options);
    await row(page, /Information request/).waitFor();
    if (path.includes('type=')) await page.getByRole('complementary').getByText(/\d+ cases?,/).waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
