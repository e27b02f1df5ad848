import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
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

const plan = xlsxOf({
  'X Transport': {
    rows: [
      ['Improvement plan'],
      ['Workstream', 'Project', 'Nr', 'Action', 'Lead(s)', 'Due', 'Previous BRAG', 'Current BRAG', 'DoT'],
      ['X – Transport', 'X1 Guides', 'X1.1', 'Train every guide', 'Head of SEND / AD Commissioning', 'Sept 2026', 'Red', { text: 'Amber', fill: 'FFC000' }, '↓'],
      ['', '', 'X1.2', 'Recruit ten more', '', '30/11/2026', 'Amber', { text: '', fill: '00B050' }, '↑'],
      ['', '', 'X1.3', 'Review the pay', '', 'TBC', '', 'Parked', ''],
      ['Total', '', '', '', '', '', '', 3, ''],
    ],
    merged: ['A1:I1', 'A3:A5', 'B3:B5'],
  },
  Lists: [['Red'], ['Amber']],
});

async function open(role: Role, options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto('/programme/import');
  return { page, errors, close: () => context.close() };
}
const choose = (page: Page): Promise<void> => page.getByLabel('File', { exact: true }).setInputFiles({ name: 'plan.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(plan) });

test('[PROG-74] the office says what the columns hold, of which period the ratings are and what words mean, sees the plan that would come of it, and imports it', async () => {
  const { page, errors, close } = await open('office');
  await page.getByRole('heading', { name: 'Import an action plan' }).waitFor();
  await assertAccessible(page, 'no file yet');
  await choose(page);
  const preview = page.getByRole('button', { name: 'Preview' });
  const take = page.getByRole('button', { name: 'Import', exact: true });
  await preview.focus();
  await page.keyboard.press('Enter');
  await page.getByText('no column with the references of the plan').waitFor();
  assert.ok(await take.isDisabled());
  await page.getByLabel('What Nr holds').selectOption({ label: 'Reference' });
  await page.getByText('look at the preview again').waitFor();
  await preview.click();
  await page.getByText('choose the reporting period').waitFor();
  const months = page.getByLabel('Reporting period');
  await months.selectOption({ index: 2 });
  const period = await months.inputValue();
  await page.getByLabel('Period before').selectOption({ index: 5 });
  await preview.click();
  await page.getByText('If you import it: items 4 added').waitFor();
  await page.getByText('would then have').waitFor();
  assert.deepEqual((await page.getByRole('region', { name: 'Problems' }).getByRole('row').nth(1).getByRole('cell').allTextContents()).slice(0, 4), ['X Transport', '5', 'Current BRAG', 'Parked']);
  assert.match(await page.getByRole('region', { name: 'Warnings' }).innerText(), /disagrees with the ratings of X1\.1, which went up/);
  await assertAccessible(page, 'a preview with problems and warnings');
  await page.getByLabel('What Parked means').selectOption('grey');
  await page.getByLabel('Keep this profile as').fill('Quarterly return');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('Saved as “Quarterly return”.').waitFor();
  await preview.click();
  await page.getByText('If you import it: items 5 added').waitFor();
  await take.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Imported: items 5 added').waitFor();
  await assertAccessible(page, 'an import that was made');
  const items = (await (await page.request.get('/api/programme')).json()) as { period: string; items: { itemRef: string; rating: string; leadRole?: string }[] };
  assert.deepEqual([items.period, items.items.filter(({ itemRef }) => itemRef.startsWith('X1.')).map(({ itemRef, rating }) => [itemRef, rating])], [period, [['X1.1', 'amber'], ['X1.2', 'green'], ['X1.3', 'grey']]]);
  assert.equal(items.items.find(({ itemRef }) => itemRef === 'X1.1')?.leadRole, 'Head of SEND; AD Commissioning');
  await preview.click();
  await page.getByText('If you import it: items 0 added, 0 changed, 5 unchanged').waitFor();
  const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Template as CSV' }).click()]);
  assert.match(await readFile(await template.path(), 'utf8'), /^\W?Reference,Kind,/);
  assert.deepEqual(errors, []);
  await close();
});

test('[PROG-74] on a telephone in the dark the plan, its problems and its columns fit, and its rejected rows can be saved', async () => {
  const { page, errors, close } = await open('office', { theme: 'dark', viewport: { width: 390, height: 844 } });
  await page.getByRole('heading', { name: 'Import an action plan' }).waitFor();
  await page.getByLabel('Profile', { exact: true }).selectOption('');
  await choose(page);
  await page.getByLabel('Reporting period').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByLabel('What Nr holds').selectOption({ label: 'Reference' });
  await page.getByRole('button', { name: 'Preview' }).click();
  const rejects = page.getByRole('button', { name: 'Save the rejected rows as CSV' });
  await rejects.waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await assertAccessible(page, 'a preview on a telephone');
  const [saved] = await Promise.all([page.waitForEvent('download'), rejects.click()]);
  assert.match(await readFile(await saved.path(), 'utf8'), /X – Transport,X1 Guides,X1\.3,Review the pay/);
  assert.deepEqual(errors, []);
  await close();
});

test('[PROG-70] the page is not for a role that does not keep the programme', async () => {
  const { page, close } = await open('board', { theme: 'dark' });
  await page.getByRole('heading', { name: /not for your role|may not/i }).first().waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Import an action plan' }).count(), 0);
  await close();
});
