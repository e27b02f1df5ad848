import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
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

async function open(path: string): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, { viewport: { width: 1600, height: 1200 } });
  await signInAs(page, 'manager');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}

/** Opens every figure of a part of the page, and has the list that it opens say how many cases there are. */
async function compareAll(page: Page, part: Locator): Promise<number> {
  await part.locator('button[data-cases]').first().waitFor();
  const figures = await part.locator('button[data-cases]').count();
  for (let index = 0; index < figures; index++) {
    const figure = part.locator('button[data-cases]').nth(index);
    const says = (await figure.getAttribute('aria-label')) ?? '';
    const cases = await figure.getAttribute('data-cases');
    const answer = page.waitForResponse((response) => response.url().includes('/api/casework/cases?'));
    await figure.evaluate((button: HTMLElement) => button.click());
    const { total } = (await (await answer).json()) as { total: number };
    assert.equal(String(total), cases, `the list behind “${says}” counts what the figure does (${page.url()})`);
    await page.locator(`sl-case-list [data-total="${total}"]`).or(page.locator('sl-case-list sl-state')).first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('sl-case-list').waitFor({ state: 'detached' });
  }
  return figures;
}

const panels = ['sl-backlog-table', 'sl-sla-panel', 'sl-reasons-panel', 'sl-outcomes-panel', 'sl-flow-panel', 'sl-volumes-panel', 'sl-workload-panel', 'sl-caseload-panel'];
for (const panel of panels) {
  test(`[CASE-80] every figure of ${panel} opens exactly the cases that it counts`, async (t) => {
    const { page, errors, close } = await open('/backlog');
    const part = page.locator(panel);
    await part.scrollIntoViewIfNeeded();
    let figures = await compareAll(page, part);
    const table = part.getByRole('button', { name: 'Table', exact: true });
    if ((await table.count()) > 0) {
      await table.click();
      figures += await compareAll(page, part.locator('sl-data-table'));
    }
    t.diagnostic(`${figures} figures opened`);
    assert.deepEqual(errors, []);
    await close();
  });
}

const explored = [
  ['overdue', 'service-area'], ['open', 'owner'], ['received', 'month'], ['closed', 'outcome'], ['on-time', 'case-type'], ['on-time', 'month'], ['on-time-of-closed', 'service-area'],
  ['on-time-without-exceptions', 'case-type'], ['mean-days', 'reason'], ['sla-performance', 'channel'], ['oldest-days', 'stage'], ['paused', 'case-type'], ['due-soon', 'service-area'],
];
test('[CASE-80] every figure of a breakdown opens exactly the cases that it counts', async (t) => {
  const { page, errors, close } = await open('/backlog');
  let figures = 0;
  for (const [measure, by] of explored) {
    await page.goto(`/backlog?measure=${measure}&by=${by}`);
    await page.locator('sl-explorer .formula').waitFor();
    figures += await compareAll(page, page.locator('sl-explorer'));
  }
  t.diagnostic(`${figures} figures opened`);
  assert.deepEqual(errors, []);
  await close();
});
