import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { xlsxOf } from '../fixtures/xlsx.ts';
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

/** A log as people keep it: titles and groups in merged cells, three ways to write a date, N/A, trailing spaces, a formula, a reference twice, a totals row. */
const awful = xlsxOf(
  {
    'Log 25-26': [
      ['Complaints and enquiries 2025/26', '', '', '', '', '', ''],
      [],
      ['Case', '', '', 'Dates', '', 'Result', ''],
      ['Ref ', ' Type', 'Service ', 'Date received', 'Date closed', 'Outcome', 'Days taken'],
      ['C/001 ', 'Complaint ', 'SENAR ', '03/11/2025', '14/11/2025', 'Upheld ', { formula: 'E5-D5', value: 11 }],
      ['C/002', 'complaint', 'Admissions', '3 Nov 2025', 'N/A', '', ''],
      ['C/003', 'COMPLAINT', 'Admissions', '2025-11-04', '', 'n/a', ''],
      ['C/004', 'FOI', 'Library Services', { day: '2025-11-05' }, '', '', ''],
      ['C/002', 'Complaint', 'Admissions', '05/11/2025', '', '', ''],
      ['C/004', 'FOI', 'Library Services', '06/11/2025', '', '', ''],
      ['TOTAL', '', '', '', '', '', { formula: 'SUM(G5:G10)', value: 11 }],
    ],
  },
  ['A1:G1', 'A3:C3', 'D3:E3'],
);

async function open(options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'manager');
  await page.goto('/backlog/import');
  await page.getByRole('heading', { name: 'Import cases' }).waitFor();
  return { page, errors, close: () => context.close() };
}
const choose = (page: Page, name: string, bytes: Uint8Array): Promise<void> => page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const problems = (page: Page): Promise<string[]> => page.getByRole('region', { name: 'Problems' }).locator('tbody tr').allInnerTexts();

test('[CASE-85] an awful spreadsheet is understood, and what is not is said by its line; who imported it, when and how much is listed', async () => {
  const { page, errors, close } = await open();
  await page.getByText('Nothing was imported yet').waitFor();
  await choose(page, 'log.xlsx', awful);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('If you import it: cases 4 added').waitFor();
  await page.getByText('The headings are in line 4.').waitFor();
  await page.getByText('0 empty rows, 1 rows of totals').waitFor();
  const said = await problems(page);
  assert.equal(said.length, 2);
  assert.match(said[0] ?? '', /^9\s+Ref\s+C\/002\s+is the reference of line 6 already/);
  assert.match(said[1] ?? '', /^10\s+Ref\s+C\/004\s+is the reference of line 8 already/);
  await assertAccessible(page, 'the preview of an awful spreadsheet');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('Imported: cases 4 added').waitFor();
  const past = page.getByRole('region', { name: 'Last imports' }).getByRole('row').nth(1);
  await past.getByRole('cell', { name: 'log.xlsx' }).waitFor();
  assert.match(await past.innerText(), /20\d\d.*manager.*Cases.*log\.xlsx.*imported\s+4\s+0\s+0\s+2/s);
  assert.deepEqual(errors, []);
  await close();
});

test('[CASE-86] a clerk says in which line the headings are, and in which the first case', async () => {
  const { page, close } = await open({ viewport: { width: 390, height: 844 } });
  const legend = xlsxOf({ Log: [['Ref', 'Type', 'Received', 'Closed', 'Outcome', 'Owner'], ['how to fill in this log'], ['Reference', 'Type of case', 'Date received'], ['text', 'one of the list', 'dd/mm/yyyy'], ['D/1', 'FOI', '03/11/2025'], ['D/2', 'FOI', '04/11/2025']] });
  await choose(page, 'legend.xlsx', legend);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('The headings are in line 1.').waitFor();
  await page.getByText('The headings are in another line').click();
  await page.getByRole('button', { name: 'The headings are in line 3' }).click();
  await page.getByLabel('The first case is in line').fill('5');
  await page.getByLabel('The first case is in line').press('Tab');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('If you import it: cases 2 added').waitFor();
  await page.getByText('The headings are in line 3.').waitFor();
  assert.equal(await page.getByRole('region', { name: 'Problems' }).count(), 0);
  await assertAccessible(page, 'the lines of the headings, phone');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
  await close();
});

test('[CASE-15] an old workbook under a new name, and a file that is too large, are refused in a sentence that says what to do', async () => {
  const { page, close } = await open({ theme: 'dark' });
  const old = new Uint8Array(4096);
  old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  await choose(page, 'log.xlsx', old);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('a workbook of the old kind (.xls), whatever its name says').first().waitFor();
  await assertAccessible(page, 'an old workbook, dark');
  const folder = await mkdtemp(join(tmpdir(), 'sightline-large-'));
  await writeFile(join(folder, 'large.xlsx'), new Uint8Array(30 * 1024 * 1024));
  await page.getByLabel('File', { exact: true }).setInputFiles(join(folder, 'large.xlsx'));
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText(/Part it, for instance by year/).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled());
  await rm(folder, { recursive: true });
  await close();
});
