/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { caseload } from './support/caseload.ts';
import { receive } from './support/office.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await receive(sightline, caseload());
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

const phone: PageOptions = { viewport: { width: 390, height: 844 } };
const dark: PageOptions = { theme: 'dark' };

async function open(path: string, role: Role, options: PageOptions = {}): Promise<{ page: Page; close: () => Promise<void> }> {
  const { context, page } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  return { page, close: () => context.close() };
}
async function holds(page: Page, state: string): Promise<void> {
  await assertAccessible(page, state);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `nothing runs out of the page sideways: ${state} (${overflow} px)`);
}

for (const [name, options] of [['light', {}], ['dark', dark], ['phone', phone]] as [string, PageOptions][]) {
  test(`[CASE-88] the backlog is accessible where it is whole and where parts of it cannot be read: ${name}`, async () => {
    const { page, close } = await open('/backlog', 'manager', options);
    await connectionSays(page, 'Live');
    await page.locator('sl-workload-panel .formula').waitFor();
    await page.locator('sl-volumes-panel').scrollIntoViewIfNeeded();
    await page.locator('sl-volumes-panel .formula').waitFor();
    await holds(page, `${name}, whole`);
    await page.route('**/api/casework/**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Not ready', status: 503, detail: 'The database is away.' }) }));
    await page.goto('/backlog?type=foi');
    await page.locator('sl-case-list').getByText('The cases could not be read').waitFor();
    await holds(page, `${name}, parts that cannot be read`);
    await close();
  });
}

test('[CASE-88] the import is accessible where its lists cannot be read, and where it is not for a role', async () => {
  const { page, close } = await open('/sign-in', 'manager', dark);
  await page.route('**/api/imports/cases**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Not ready', status: 503, detail: 'The database is away.' }) }));
  await page.goto('/backlog/import');
  await page.getByText('The last imports could not be read').waitFor();
  await holds(page, 'the import, its lists that cannot be read');
  await close();
  const other = await open('/backlog/import', 'board');
  await other.page.getByRole('heading', { name: /not for your role|may not/i }).first().waitFor();
  await holds(other.page, 'the import, forbidden');
  await other.close();
});

for (const [name, options] of [['dark', dark], ['phone', phone]] as [string, PageOptions][]) {
  test(`[CASE-88] the backlog wall is accessible: ${name}`, async () => {
    const { page, close } = await open('/wall/backlog', 'manager', options);
    await page.getByRole('listitem').filter({ hasText: 'Overdue' }).waitFor();
    await holds(page, `the wall, ${name}`);
    await close();
  });
}

test('[CASE-84] a board member reads no count from 1 to 4 anywhere on the page, no worker and no case', async () => {
  const { page, close } = await open('/backlog', 'board');
  await connectionSays(page, 'Live');
  await page.locator('sl-explorer .formula').waitFor();
  await page.locator('sl-volumes-panel .formula').waitFor();
  assert.equal(await page.locator('button[data-cases], sl-workload-panel, sl-clearing-panel, sl-quality-panel').count(), 0);
  for (const button of await page.getByRole('button', { name: 'Table', exact: true }).all()) await button.click();
  // Counts stand in columns of these names; days, rates and posts are no counts of cases.
  const small = await page.evaluate(() => {
    const counts = /^(overdue|due soon|open|paused|arrived|closed|received|complaints|cases|denominator|numerator|year before|a year earlier|due in 20 working days|upheld|partly upheld|not upheld|no update|overdue, cases)$/i;
    return [...document.querySelectorAll('table')].flatMap((table) => {
      const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
      return [...table.querySelectorAll('tbody tr')].flatMap((row) => [...row.children].flatMap((cell, index) => (counts.test(heads[index] ?? '') && /^[1-4]$/.test(cell.textContent.trim()) ? [`${heads[index]}: ${row.textContent}`] : [])));
    });
  });
  assert.deepEqual(small, []);
  await holds(page, "the board's tables");
  const text = await page.locator('sl-backlog').innerText();
  assert.doesNotMatch(text, /worker-\d|FOI-\d|EHC-\d|CO-\d/);
  await close();
});

// The last: it takes the server away.
test('[CASE-88] a backlog that has stopped says since when, keeps its last figures greyed, and is accessible', async () => {
  const { page, close } = await open('/backlog', 'manager');
  await connectionSays(page, 'Live');
  await page.locator('sl-workload-panel .formula').waitFor();
  const headline = await page.getByRole('heading', { level: 1 }).innerText();
  await sightline.kill9();
  await connectionSays(page, 'Disconnected since');
  await page.locator('section.old sl-backlog-table').waitFor();
  assert.match(headline, /^\d+ of \d+ open cases are overdue$/);
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), headline);
  await holds(page, 'the backlog, stopped');
  await close();
  sightline = await sightline.restart();
});
