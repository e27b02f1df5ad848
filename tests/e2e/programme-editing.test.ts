import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProgrammeView, RecordStanding } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event } from './support/morning.ts';
import { plan, receive } from './support/office.ts';

let sightline: Sightline;
let browser: Browser;
let office: Person;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  office = await signIn(sightline, 'office');
  await receive(sightline, [...plan(), event('programme.measure-upserted', { measureRef: 'M1', title: 'Guides trained', itemRefs: ['A1'], unit: '%', target: 100, aim: 'at-least', value: 82, asOf: '2026-09-30T12:00:00Z', sourceName: 'Training register' })]);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(path: string, options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'office');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const sheetOf = (page: Page) => page.locator('sl-record-sheet');
const standing = (kind: string, ref: string): Promise<RecordStanding> => office.get(`/api/programme/editing/${kind}/${ref}`);

test('[PROG-51] an item is changed from its row: the new title stands on the worksheet, and what the form did not show stays', async () => {
  const { page, errors, close } = await open('/programme/update?period=2026-12&show=all');
  await page.locator('.head').filter({ hasText: 'A1.1' }).click();
  await page.getByRole('button', { name: 'Change the action' }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel('Title').fill('Train every guide before they start');
  await sheet.getByLabel('Due').fill('2030-01-31');
  await assertAccessible(page, 'an item in its sheet');
  await page.keyboard.press('Control+Enter');
  await sheet.getByText(/^Saved \d\d:\d\d/).waitFor();
  await page.locator('.head').filter({ hasText: 'Train every guide before they start' }).waitFor();
  const { data, by } = await standing('item', 'A1.1');
  assert.deepEqual([data, by], [{ itemRef: 'A1.1', kind: 'action', parentRef: 'A1', title: 'Train every guide before they start', leadRole: 'Head of service', startDate: '2026-01-01', dueDate: '2030-01-31' }, 'office']);
  assert.deepEqual(errors, []);
  await close();
});

const added: readonly [kind: string, button: string, ref: string, fields: readonly (readonly [label: string, value: string])[], data: object][] = [
  ['risk', 'Add a risk', 'R7', [['Description', 'Too few drivers in January'], ['Owner', 'Head of transport'], ['Score before mitigation', '16'], ['Items it is about', 'A1, A1.1']], { riskRef: 'R7', description: 'Too few drivers in January', ownerRole: 'Head of transport', scoreBefore: 16, itemRefs: ['A1', 'A1.1'] }],
  ['recommendation', 'Add a recommendation', 'S4', [['Made by', 'Scrutiny committee'], ['Recommendation', 'Count the runs'], ['Original due date', '2026-10-31'], ['Assessment scheme', 'scrutiny'], ['Code', '4'], ['Label', 'In progress']], { recommendationRef: 'S4', body: 'Scrutiny committee', recommendation: 'Count the runs', originalDueDate: '2026-10-31', category: { scheme: 'scrutiny', code: '4', label: 'In progress' } }],
  ['milestone', 'Add a milestone', 'MS9', [['Title', 'Letters sent'], ['Of', 'A1'], ['Due', '2026-12-15']], { milestoneRef: 'MS9', title: 'Letters sent', itemRef: 'A1', dueDate: '2026-12-15' }],
  ['decision', 'Add a decision', 'D3', [['What is to be decided', 'Agency guides until November'], ['Due', '2026-12-18']], { decisionRef: 'D3', title: 'Agency guides until November', dueDate: '2026-12-18' }],
  ['measure', 'Add a measure', 'M2', [['Title', 'Calls answered'], ['Items it is about', 'A1'], ['Target', '80'], ['Unit', '%'], ['Source', 'Telephone system']], { measureRef: 'M2', title: 'Calls answered', itemRefs: ['A1'], target: 80, unit: '%', aim: 'at-least', sourceName: 'Telephone system' }],
];
for (const [kind, button, ref, fields, data] of added) {
  test(`[PROG-51] a ${kind} is added in its sheet, and stands in the list`, async () => {
    const { page, errors, close } = await open(`/programme/records?kind=${kind}`);
    await page.getByRole('button', { name: button }).click();
    const sheet = sheetOf(page);
    await sheet.getByRole('button', { name: /^Save/ }).click();
    await sheet.getByText('A reference is needed.').waitFor();
    await sheet.getByLabel('Reference').fill(ref);
    for (const [label, value] of fields) await sheet.getByLabel(new RegExp(`^${label}`)).first().fill(value);
    if (kind === 'measure') await sheet.getByLabel('Aim').selectOption('at-least');
    await sheet.getByRole('button', { name: /^Save/ }).click();
    await page.locator('tbody tr').filter({ hasText: ref }).waitFor();
    await assertAccessible(page, `the ${kind} that was added`);
    assert.deepEqual((await standing(kind, ref)).data, data);
    assert.deepEqual(errors, []);
    await close();
  });
}

test('[PROG-51] a reference that is taken overwrites nothing: both records are shown', async () => {
  const { page, close } = await open('/programme/records?kind=risk&record=new');
  await sheetOf(page).getByLabel('Reference').fill('R7');
  await sheetOf(page).getByLabel(/^Description/).fill('Another risk altogether');
  await sheetOf(page).getByRole('button', { name: /^Save/ }).click();
  const both = page.getByRole('group', { name: 'Two versions of R7' });
  await both.getByText('Too few drivers in January').waitFor();
  await both.getByText('Another risk altogether').waitFor();
  await assertAccessible(page, 'two versions of a record');
  assert.equal(((await standing('risk', 'R7')).data as { description: string }).description, 'Too few drivers in January');
  await close();
});

test('[PROG-46] [PROG-48] two people at one record see each other, and mix their versions field by field', async () => {
  const ann = await open('/programme/records?kind=measure&record=M1');
  await sheetOf(ann.page).getByLabel('Title').waitFor();
  const ben = await open('/programme/records?kind=measure');
  await ben.page.getByText('office is editing').waitFor();
  await ben.page.getByRole('button', { name: /^M1/ }).click();
  await sheetOf(ben.page).getByText(/Being edited by office since \d\d:\d\d/).waitFor();
  await sheetOf(ben.page).getByLabel('Title').fill('Guides trained before they start');
  await sheetOf(ann.page).getByLabel('Target').fill('95');
  await sheetOf(ann.page).getByRole('button', { name: /^Save/ }).click();
  await sheetOf(ann.page).getByText(/^Saved/).waitFor();
  await sheetOf(ben.page).getByRole('button', { name: /^Save/ }).click();
  const both = ben.page.getByRole('group', { name: 'Two versions of M1' });
  await both.getByRole('radio', { name: /Target: theirs/ }).check();
  await both.getByRole('button', { name: 'Save as chosen' }).click();
  await sheetOf(ben.page).getByText(/^Saved/).waitFor();
  const { data } = await standing('measure', 'M1');
  assert.deepEqual([(data as { title: string }).title, (data as { target: number }).target, (data as { value: number }).value], ['Guides trained before they start', 95, 82]);
  await ann.close();
  await ben.close();
});

test('[PROG-47] a record half written survives a reload', async () => {
  const { page, close } = await open('/programme/records?kind=decision&record=new');
  await sheetOf(page).getByLabel('Reference').fill('D8');
  await sheetOf(page).getByLabel('What is to be decided').fill('Whether to buy');
  await page.reload();
  await sheetOf(page).getByText('Unsaved, kept on this device').waitFor();
  assert.deepEqual([await sheetOf(page).getByLabel('Reference').inputValue(), await sheetOf(page).getByLabel('What is to be decided').inputValue()], ['D8', 'Whether to buy']);
  await sheetOf(page).getByRole('button', { name: 'Discard' }).click();
  await close();
});

test('[PROG-49] a Red without its words and a Blue without its evidence are refused, each with the reason at its field', async () => {
  const { page, close } = await open('/programme/update?period=2026-12&show=all');
  await page.locator('.head').filter({ hasText: 'A1.2' }).click();
  const row = page.locator('sl-update-row.open');
  await row.getByRole('radio', { name: /Red/ }).check();
  await row.getByRole('button', { name: /^Save/ }).click();
  await row.locator('#words-problem-A1-2').filter({ hasText: 'A Red needs a narrative' }).waitFor();
  await row.locator('#path-problem-A1-2').filter({ hasText: 'A Red needs a path to green with a date' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'words-A1-2');
  assert.equal(await row.getByLabel('Commentary').getAttribute('aria-invalid'), 'true');
  await assertAccessible(page, 'a Red that was refused');
  await row.getByLabel('Commentary').fill('Two routes cannot be driven.');
  await row.locator('#words-problem-A1-2').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
  await row.getByLabel('Path to green').fill('The bridge opens.');
  await row.getByLabel('Green by').fill('2031-03-31');
  await row.getByRole('button', { name: /^Save/ }).click();
  await page.locator('.head').filter({ hasText: 'A1.2' }).getByText(/^Saved/).waitFor();
  const { items } = await office.get<ProgrammeView>('/api/programme');
  assert.deepEqual(items.find(({ itemRef }) => itemRef === 'A1.2')?.pathToGreen, { words: 'The bridge opens.', date: '2031-03-31' });
  // The other action waits still, so it opens by itself.
  await page.locator('sl-update-row.open').filter({ hasText: 'A1.1' }).waitFor();
  await row.getByRole('radio', { name: /Blue/ }).check();
  await row.getByLabel('Commentary').fill('It is done.');
  await row.getByRole('button', { name: /^Save/ }).click();
  await row.getByText(/Blue needs more than three months of unbroken Green/).waitFor();
  await close();
});

for (const [name, options] of [['dark', { theme: 'dark' }], ['tablet', { viewport: { width: 820, height: 1180 } }], ['phone', { viewport: { width: 390, height: 844 } }]] as const satisfies readonly (readonly [string, PageOptions])[]) {
  test(`the records are accessible: ${name}`, async () => {
    const { page, close } = await open('/programme/records?kind=item&record=A1', options);
    await sheetOf(page).getByLabel('Title').waitFor();
    await assertAccessible(page, `the records, ${name}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await page.goto('/programme/records?kind=risk&record=R404');
    await page.getByRole('heading', { name: 'There is no such record' }).waitFor();
    await assertAccessible(page, `a record that is not there, ${name}`);
    await page.goto('/programme/records?kind=risk&find=nothing-like-it');
    await page.getByRole('heading', { name: 'None fits' }).waitFor();
    await assertAccessible(page, `no records, ${name}`);
    await close();
  });
}
