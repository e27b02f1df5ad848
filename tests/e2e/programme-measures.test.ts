import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { event } from '../fixtures/events.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { dateIn, plan, receive } from './support/office.ts';

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

const measure = (measureRef: string, title: string, more: object): object => event('programme.measure-upserted', { measureRef, title, itemRefs: ['A1.2'], unit: '%', target: 90, aim: 'at-least', ...more });
const request = (number: number): object => event('case.opened', { caseRef: `L-${number}`, caseType: 'licence', channel: 'online', serviceArea: 'Education Welfare', receivedDate: dateIn(-2) });

async function open(path = '/programme', options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'board');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const rowOf = (page: Page, title: string): Locator => page.locator('sl-measures-table tbody tr').filter({ hasText: title });

test('[PROG-77] [PROG-79] a board member sees the evidence beside the rating that it contradicts', async () => {
  const asOf = (days: number): string => `${dateIn(days)}T12:00:00Z`;
  const audit = (value: number, at: string): object => measure('M1', 'Plans judged good', { value, asOf: at, sourceName: 'Audit of plans', period: 'month' });
  await receive(sightline, [audit(93, '2026-06-30T12:00:00Z'), audit(91, asOf(-40)), audit(81.5, asOf(-10)), audit(80, asOf(-3))]);
  await receive(sightline, [
    measure('M2', 'Open licences', { itemRefs: ['A1'], metric: 'licence.open', unit: 'cases', target: 6, aim: 'at-most' }),
    measure('M3', 'Punctuality', { itemRefs: ['A1'], metric: 'transport.punctuality' }),
    measure('M4', 'Open permits', { itemRefs: ['A1'], metric: 'work-permit.open', unit: 'cases', target: 9, aim: 'at-most' }),
    measure('M5', 'Families asked', { value: 88, asOf: '2024-03-31T12:00:00Z', sourceName: 'Survey', period: 'month' }),
    ...[1, 2, 3, 4, 5].map(request),
    event('case.opened', { caseRef: 'WP-1', caseType: 'work-permit', channel: 'online', serviceArea: 'Education Welfare', receivedDate: dateIn(-2) }),
  ]);
  const { page, errors, close } = await open();
  const audited = rowOf(page, 'Plans judged good');
  await audited.getByText('contradicts its rating').waitFor();
  assert.match((await audited.textContent()) ?? '', /A1\.2.*Green.*80%.*at least 90%.*missed.*−13 since June, worse.*last met.*Audit of plans/s);
  const first = await page.locator('sl-measures-table tbody tr').first().textContent();
  assert.match(first ?? '', /contradicts its rating/);
  await rowOf(page, 'Open licences').getByText('5 cases', { exact: true }).waitFor();
  assert.match((await rowOf(page, 'Open licences').textContent()) ?? '', /met.*live/s);
  assert.match((await rowOf(page, 'Punctuality').textContent()) ?? '', /not known: no metric of this name/);
  assert.match((await rowOf(page, 'Open permits').textContent()) ?? '', /fewer than 5/);
  assert.match((await rowOf(page, 'Families asked').textContent()) ?? '', /older than a month/);
  assert.deepEqual(errors, []);
  await close();
});

test('[PROG-80] a measure moves on the open page, untouched, and says so when the page is cut off', async () => {
  const { page, close } = await open();
  const licences = rowOf(page, 'Open licences');
  await licences.getByText('5 cases', { exact: true }).waitFor();
  await receive(sightline, [6, 7, 8].map(request));
  await licences.getByText('8 cases', { exact: true }).waitFor();
  await licences.getByText('missed').waitFor();
  await licences.getByText('live', { exact: true }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await licences.getByText(/^true at \d\d:\d\d on /).waitFor();
  assert.equal(await licences.getByText('live', { exact: true }).isVisible(), false);
  await close();
});

test('a measure opens to its days as a line, as a table and as CSV, by keyboard, and closes again', async () => {
  const { page, errors, close } = await open();
  await page.getByRole('button', { name: 'Plans judged good' }).focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: 'Plans judged good' });
  await page.waitForURL(/measure=M1/);
  await sheet.getByText(/rated green, measured off target/).waitFor();
  await sheet.getByText(/On record since 30 June 2026; nothing is known of before\. 2 of 4 figures off target/).waitFor();
  await sheet.getByRole('img', { name: /from 93% on 30 June 2026 to 80% on .*, target 90%/ }).waitFor();
  assert.ok((await sheet.locator('ngx-charts-line-chart path.line').count()) >= 2, 'a line and its target');
  await assertAccessible(page, 'an open measure');
  await sheet.getByRole('button', { name: 'Table', exact: true }).or(sheet.getByRole('radio', { name: 'Table' })).first().click();
  await sheet.getByRole('cell', { name: '2026-06-30' }).waitFor();
  const saved = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'CSV of Day by day' }).click();
  assert.equal((await saved).suggestedFilename(), 'measure-M1.csv');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await close();
});

test('a measure opens from its project, and a live one of a day says that a line needs two', async () => {
  const { page, close } = await open('/programme?project=A1');
  const project = page.getByRole('complementary', { name: /A1 Safe starts/ });
  await project.getByText('8 cases', { exact: true }).waitFor();
  await assertAccessible(page, 'a project with its measures');
  await project.getByRole('button', { name: 'Open licences' }).click();
  const sheet = page.getByRole('complementary', { name: 'Open licences' });
  await sheet.getByText(/A line needs two days\. This is the first: 8 cases on/).waitFor();
  await assertAccessible(page, 'a measure of one day');
  await page.keyboard.press('Escape');
  await project.waitFor();
  await close();
});

test('a measure whose days cannot be read says so and can be asked again', async () => {
  const { page, close } = await open();
  await page.route('**/measures/M1/history', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Away', status: 503, detail: 'The database is away.' }) }));
  await page.getByRole('button', { name: 'Plans judged good' }).click();
  const sheet = page.getByRole('complementary', { name: 'Plans judged good' });
  await sheet.getByText('The database is away.').waitFor();
  await assertAccessible(page, 'a measure whose days cannot be read');
  await page.unroute('**/measures/M1/history');
  await sheet.getByRole('button', { name: 'Ask again' }).click();
  await sheet.getByText(/On record since 30 June 2026/).waitFor();
  await close();
});

const states: [string, PageOptions][] = [
  ['light', { viewport: { width: 1600, height: 1200 } }],
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of states) {
  test(`measures are accessible: ${name}`, async () => {
    const { page, close } = await open('/programme?measure=M1', options);
    await page.getByRole('complementary', { name: 'Plans judged good' }).getByText(/On record since/).waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
