import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Role } from '@sightline/contracts';
import { xlsxOf } from '../fixtures/xlsx.ts';
import { assertAccessible } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { useProduct } from './support/product.ts';

const product = useProduct();

const log = xlsxOf(
  {
    'Log 2026': [
      ['Complaints log'],
      ['Nr', 'How received', 'Service', 'Date Rec’d', 'Date closed', 'Outcome', 'Notes'],
      ['TR/001', 'E-mail', 'Home to School Transport ', '02/11/2025', '16/11/2025', 'Part Upheld', 'words'],
      ['TR/002', 'Pigeon', 'Admissions', { day: '2025-11-03' }, 'N/A', '', ''],
      ['TR/003', 'Letter', 'SENAR', '31/11/2025', '', '', ''],
      ['Total', '', '', '', '', '', ''],
    ],
    Lists: [['nothing']],
  },
  ['A1:G1'],
);

const open = (role: Role, options: PageOptions = {}) => product.open(role, '/backlog/import', options);

test('[CASE-20] a clerk says what the columns hold and what words mean, sees what would change, imports it, and gets the rest back, by keyboard', async () => {
  const { page, errors, close } = await open('manager');
  await page.getByRole('heading', { name: 'Import cases' }).waitFor();
  await assertAccessible(page, 'no file yet');
  await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'log.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(log) });
  await page.getByLabel('Type of case', { exact: true }).focus();
  await page.keyboard.type('Complaint');
  const preview = page.getByRole('button', { name: 'Preview' });
  await preview.focus();
  await page.keyboard.press('Enter');
  await page.getByText('no column with the reference of the case').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled());
  await page.getByLabel('What Nr holds').selectOption({ label: 'Reference of the case' });
  await page.getByText('look at the preview again').waitFor();
  await preview.click();
  await page.getByText('If you import it: cases 1 added').waitFor();
  assert.deepEqual(await page.getByRole('region', { name: 'Problems' }).getByRole('row').nth(1).getByRole('cell').allTextContents(), ['4', 'How received', 'Pigeon', 'is no channel: map it to one of contact-centre, email, online, letter, councillor, mp, phone, in-person, import']);
  await assertAccessible(page, 'a preview with problems');
  await page.getByLabel('What Pigeon means').selectOption('letter');
  await page.getByLabel('Keep this profile as').fill('Complaints log');
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await page.getByText('Saved as “Complaints log”.').waitFor();
  await preview.click();
  await page.getByText('If you import it: cases 2 added').waitFor();
  await page.getByText('0 empty rows, 1 rows of totals').waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Imported: cases 2 added').waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the rejected rows as CSV' }).click()]);
  assert.match(await readFile(await saved.path(), 'utf8'), /^\uFEFF?Nr,.*line,problem\r\nTR\/003,/);
  await assertAccessible(page, 'an import that was made');
  await page.goto('/backlog/import');
  await page.getByText('Changed by manager').waitFor();
  assert.equal(await page.getByLabel('Profile', { exact: true }).inputValue(), 'Complaints log');
  assert.deepEqual(errors, []);
  await close();
});

test('[CASE-17] it is not for a role that does not manage the cases', async () => {
  const { page, close } = await open('control', { theme: 'dark' });
  await page.getByRole('heading', { name: /not for your role|may not/i }).first().waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Import cases' }).count(), 0);
  await close();
});
