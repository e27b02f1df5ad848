import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { sampleFeed, zipOf } from '../fixtures/recording.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';

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

const schools = join(import.meta.dirname, '../fixtures/csv/schools.csv');

async function open(options: PageOptions = {}, role: Role = 'admin'): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto('/admin/imports');
  return { page, errors, close: () => context.close() };
}
const file = (name: string, content: string | Uint8Array): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

test('a clerk sees what a file of schools would change, imports it, and finds it in the list, by keyboard', async () => {
  const { page, errors, close } = await open();
  await page.getByRole('heading', { name: 'Nothing was imported yet' }).waitFor();
  await assertAccessible(page, 'no import yet');
  await page.getByLabel('What is in it').focus();
  await page.keyboard.type('Schools');
  await page.getByText('Columns of this file').waitFor();
  await page.getByLabel('File', { exact: true }).setInputFiles(schools);
  await page.getByRole('button', { name: 'Preview' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('If you import it: rows 2 added, 0 changed, 0 unchanged.').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Imported: rows 2 added, 0 changed, 0 unchanged.').waitFor();
  const row = page.getByRole('region', { name: 'Last imports' }).getByRole('row').filter({ hasText: 'schools.csv' });
  assert.match((await row.first().textContent()) ?? '', /admin.*Schools.*imported/);
  await assertAccessible(page, 'an import that was made');
  assert.deepEqual(errors, []);
  await close();
});

test('problems are told by line and column in words, and the rejected rows can be saved', async () => {
  const { page, close } = await open();
  await page.getByLabel('What is in it').selectOption({ label: 'Schools' });
  await page.getByLabel('File', { exact: true }).setInputFiles(file('wrong.csv', `${await readFile(schools, 'utf8')}S-103,Third,north,-1.9,,25:00,15:20,,,\n`));
  await page.getByRole('button', { name: 'Preview' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByText('must be a time of day, such as 08:50').waitFor();
  assert.deepEqual(await problems.getByRole('row').nth(1).getByRole('cell').allTextContents(), ['4', 'latitude', 'north', 'must be a number, such as 52.4801']);
  await assertAccessible(page, 'a preview with problems');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the rejected rows as CSV' }).click()]);
  assert.match(await readFile(await download.path(), 'utf8'), /^\uFEFFschool_ref,.*line,problem\r\nS-103,Third,north/);
  await close();
});

test('a timetable is shown by service date before it is imported; a broken one says where', async () => {
  const { page, close } = await open({ theme: 'dark' });
  const always: Record<string, string> = { ...sampleFeed, 'calendar.txt': (sampleFeed['calendar.txt'] ?? '').replace('weekday,1,1,1,1,1,0,0,20250601,20250630', 'weekday,1,1,1,1,1,1,1,20250601,20991231') };
  await page.getByLabel('File', { exact: true }).setInputFiles(file('feed.zip', zipOf(always)));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('If you import it: runs 16 added, 0 changed, 0 unchanged.').waitFor();
  assert.equal(await page.getByRole('region', { name: 'Runs by service date' }).getByRole('row').count(), 9);
  await assertAccessible(page, 'a timetable that was looked at, in the dark');
  await page.getByLabel('File', { exact: true }).setInputFiles(file('broken.zip', zipOf({ ...always, 'trips.txt': `${always['trips.txt'] ?? ''}R9,weekday,T3,along\n` })));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('The file was refused, and nothing was changed.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled(), 'what was refused cannot be imported');
  await page.getByRole('region', { name: 'Problems' }).getByText('trips.txt: is not in routes.txt').waitFor();
  await close();
});

test('on a telephone nothing runs out of the page sideways', async () => {
  const { page, close } = await open({ viewport: { width: 390, height: 844 } });
  await page.getByLabel('What is in it').selectOption({ label: 'Children' });
  await page.getByText('Columns of this file').click();
  await assertAccessible(page, 'a telephone');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${overflow} px`);
  await close();
});

test('a control room officer has no imports', async () => {
  const { page, close } = await open({}, 'control');
  await page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
  await close();
});
