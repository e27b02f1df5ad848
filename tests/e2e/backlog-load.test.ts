/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportJob } from '@sightline/contracts';
import type { Browser } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { dateIn } from './support/office.ts';

const count = 100_000;
const types = ['foi', 'yellow-letter', 'subject-access', 'ehcp-assessment', 'enquiry'];
/** More elements than this at once would be a page that draws its cases instead of counting them. */
const mostElements = 5_000;

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

/** Brings the cases in as a council would: one spreadsheet. */
async function load(): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => `L-${index},${types[index % types.length]},${dateIn(-1 - ((index * 7) % 211))},worker-${index % 300},Service ${index % 40}`);
  const form = new FormData();
  form.set('file', new Blob([`Ref,Type,Received,Owner,Service\n${rows.join('\n')}\n`]), 'load.csv');
  const headers = { authorization: `Bearer ${sightline.feedToken}` };
  const started = await fetch(`${sightline.url}/api/imports/cases?wait=false`, { method: 'POST', headers, body: form });
  let job = (await started.json()) as ImportJob;
  while (job.state === 'running') {
    await sleep(500);
    job = (await (await fetch(`${sightline.url}/api/imports/cases/jobs/${job.importId}`, { headers })).json()) as ImportJob;
  }
  assert.equal(job.reply?.added, count, job.error ?? 'all rows are in');
}

test('[CASE-87] over 100,000 open cases the backlog is a page like any other: it counts, pages its lists, and draws no thousands of rows', async (t) => {
  await load();
  const { context, page, errors } = await visit(browser, sightline.url, { viewport: { width: 1600, height: 1200 } });
  await page.addInitScript(() => {
    const longest = { task: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.task = Math.max(longest.task, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await signInAs(page, 'manager');
  const began = performance.now();
  await page.goto('/backlog');
  await connectionSays(page, 'Live');
  await page.locator('sl-backlog-table tbody tr').first().waitFor();
  const shown = performance.now() - began;
  await page.locator('sl-workload-panel .formula').waitFor();
  await page.locator('sl-volumes-panel .formula').waitFor();
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  const asked = performance.now();
  await page.getByRole('button', { name: 'Oldest cases' }).click();
  await page.locator('sl-case-list [data-total="100000"]').waitFor();
  const listed = performance.now() - asked;
  assert.equal(await page.locator('sl-case-list li').count(), 50);
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const task = await page.evaluate(() => (window as unknown as { longest: { task: number } }).longest.task);
  t.diagnostic(`first paint ${Math.round(paint)} ms, counters ${Math.round(shown)} ms after going to the page, oldest 50 of ${count} listed in ${Math.round(listed)} ms, longest task ${Math.round(task)} ms, ${elements} elements`);
  assert.ok(elements < mostElements, `${elements} elements`);
  assert.deepEqual(errors, []);
  await context.close();
});
