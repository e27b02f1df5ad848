import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProgrammeView, Role } from '@sightline/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event } from './support/morning.ts';
import { plan, rated, receive } from './support/office.ts';
import { Hand } from './support/pace.ts';

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

interface Opened {
  page: Page;
  errors: string[];
  close: () => Promise<void>;
}
async function open(path = '/programme/update', options: PageOptions = {}, role: Role = 'office'): Promise<Opened> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const row = (page: Page, ref: string): Locator => page.locator('sl-update-row').filter({ has: page.getByText(ref, { exact: true }) });
const head = (page: Page, ref: string): Locator => row(page, ref).locator('.head');
const stored = async (ref: string) => (await (await signIn(sightline, 'office')).get<ProgrammeView>('/api/programme')).items.find(({ itemRef }) => itemRef === ref);

test('a worksheet without a plan says so and is accessible', async () => {
  const { page, close } = await open();
  await page.getByRole('heading', { name: 'No plan yet' }).waitFor();
  await assertAccessible(page, 'the empty worksheet');
  await close();
});

test('[PROG-49] an update is entered by keyboard alone: one key for the rating, the words, and on to the next', async () => {
  await receive(sightline, plan());
  const { page, errors, close } = await open('/programme/update?period=2026-12');
  await page.getByRole('heading', { level: 1, name: '0 of 2 actions updated for December 2026' }).waitFor();
  await head(page, 'A1.1').focus();
  await page.keyboard.press('Enter');
  await row(page, 'A1.1').getByRole('radio').first().waitFor();
  await row(page, 'A1.1').getByText('Guides started without harness training.').waitFor();
  await page.keyboard.press('a');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Both weekend courses were held.');
  await row(page, 'A1.1').getByText('Unsaved, kept on this device').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await head(page, 'A1.1').getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('sl-update-row')?.textContent.includes('A1.2') === true && document.activeElement instanceof HTMLInputElement);
  await page.getByRole('heading', { level: 1, name: '1 of 2 actions updated for December 2026' }).waitFor();
  const said = await stored('A1.1');
  assert.deepEqual([said?.rating, said?.commentary, said?.assessedByRole], ['amber', 'Both weekend courses were held.', 'Workstream lead']);
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'All 2 actions are updated for December 2026' }).waitFor();
  assert.deepEqual([(await stored('A1.2'))?.rating, (await stored('A1.2'))?.commentary], ['green', 'As reported.']);
  assert.deepEqual(errors, []);
  await assertAccessible(page, 'the worksheet when all is done');
  await close();
});

test('[PROG-47] what was typed survives a reload and another day, until it is saved', async () => {
  const { page, close } = await open('/programme/update?period=2026-12&show=all');
  await head(page, 'A1.2').click();
  await row(page, 'A1.2').getByLabel('Commentary').fill('Half of the routes are checked.');
  await row(page, 'A1.2').getByRole('radio', { name: /Amber/ }).check();
  await page.reload();
  await head(page, 'A1.2').getByText('Unsaved, kept on this device').waitFor();
  await head(page, 'A1.2').click();
  assert.equal(await row(page, 'A1.2').getByLabel('Commentary').inputValue(), 'Half of the routes are checked.');
  assert.equal(await row(page, 'A1.2').getByRole('radio', { name: /Amber/ }).isChecked(), true);
  await assertAccessible(page, 'a row with a draft');
  await row(page, 'A1.2').getByRole('button', { name: /^Save/ }).click();
  await head(page, 'A1.2').getByText(/^Saved/).waitFor();
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sightline.programme-drafts')).length), 0);
  assert.equal((await stored('A1.2'))?.commentary, 'Half of the routes are checked.');
  await close();
});

test('[PROG-46] [PROG-48] two people at one action are told of each other, and neither loses a word', async () => {
  const ann = await open('/programme/update?period=2026-12&show=all');
  const ben = await open('/programme/update?period=2026-12&show=all');
  await head(ann.page, 'A1.1').click();
  await head(ben.page, 'A1.1').getByText('office is editing').waitFor();
  await head(ben.page, 'A1.1').click();
  await row(ben.page, 'A1.1').getByText(/Being edited by office since \d\d:\d\d/).waitFor();
  await row(ann.page, 'A1.1').getByText(/Being edited by office since/).waitFor();
  await assertAccessible(ben.page, 'a row that two have open');
  await row(ann.page, 'A1.1').getByLabel('Commentary').fill('The words of Ann.');
  await row(ben.page, 'A1.1').getByLabel('Commentary').fill('The words of Ben.');
  await row(ben.page, 'A1.1').getByRole('radio', { name: /Green/ }).check();
  await row(ann.page, 'A1.1').getByRole('button', { name: /^Save/ }).click();
  await head(ann.page, 'A1.1').getByText(/^Saved/).waitFor();
  await row(ben.page, 'A1.1').getByRole('button', { name: /^Save/ }).click();
  const both = ben.page.getByRole('group', { name: 'Two versions of A1.1' });
  await both.getByText(/office saved A1.1 at \d\d:\d\d, after you had opened it/).waitFor();
  await both.getByText('The words of Ann.').waitFor();
  await both.getByText('The words of Ben.').waitFor();
  await assertAccessible(ben.page, 'two versions side by side');
  assert.equal((await stored('A1.1'))?.commentary, 'The words of Ann.');
  await both.getByRole('radio', { name: /Commentary: theirs/ }).check();
  await both.getByRole('button', { name: 'Save as chosen' }).click();
  await head(ben.page, 'A1.1').getByText(/^Saved/).waitFor();
  const said = await stored('A1.1');
  assert.deepEqual([said?.rating, said?.commentary], ['green', 'The words of Ann.']);
  await ben.close();
  await head(ann.page, 'A1.1').getByText('office is editing').waitFor({ state: 'detached' });
  await ann.close();
});

test('[PROG-46] words that gave way can be brought back', async () => {
  const { page, close } = await open('/programme/update?period=2026-12&show=all');
  await head(page, 'A1.2').click();
  await row(page, 'A1.2').getByLabel('Commentary').fill('Mine.');
  await receive(sightline, [rated('A1.2', '2026-12', 'green', { commentary: 'Told by a machine.' })]);
  await row(page, 'A1.2').getByRole('button', { name: /^Save/ }).click();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await page.getByRole('group', { name: 'Two versions of A1.2' }).waitFor({ state: 'detached' });
  assert.equal(await row(page, 'A1.2').getByLabel('Commentary').inputValue(), 'Told by a machine.');
  await row(page, 'A1.2').getByRole('button', { name: 'Bring my words back' }).click();
  await row(page, 'A1.2').getByRole('button', { name: 'Bring my words back' }).waitFor({ state: 'detached' });
  assert.equal(await row(page, 'A1.2').getByLabel('Commentary').inputValue(), 'Mine.');
  await close();
});

test('the worksheet is for the programme office alone', async () => {
  for (const role of ['board', 'manager', 'control'] as const) {
    const { page, close } = await open('/programme/update', {}, role);
    await page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
    if (role === 'board') await assertAccessible(page, 'the forbidden worksheet');
    await close();
  }
});

const actions = Array.from({ length: 12 }, (_, index) => `C1.${index + 1}`);
const updates = [
  ['g', 'All operators have signed; the first monthly meeting was held on 3 December.'],
  ['a', 'Eleven of fourteen routes are checked. The last three follow in January.'],
  ['a', 'The form is online; the guidance is with the parents’ forum until Friday.'],
  ['g', 'Training was completed by 212 of 212 guides.'],
  ['a', 'Two vehicles wait for their trackers, which are due on 18 December.'],
  ['a', 'The policy is written and goes to cabinet on 12 January.'],
  ['r', 'Six of 22 posts are empty, so advice arrives in week 11 and not in week 6.'],
  ['a', 'Letters to families are rewritten; printing begins next week.'],
  ['g', 'The tribunal learning log is in use in all three teams.'],
  ['a', 'The panel met twice; a third date is being found.'],
  ['y', 'It begins in February, as planned.'],
  ['a', 'Telephone waits have fallen to four minutes against a target of three.'],
] as const;

test('twelve updates, the period taken and on to print: under ten minutes at a person’s pace', async (context) => {
  await receive(sightline, [
    event('programme.item-upserted', { itemRef: 'C', kind: 'workstream', title: 'Putting families first', leadRole: 'Director' }),
    event('programme.item-upserted', { itemRef: 'C1', kind: 'project', parentRef: 'C', title: 'Answers on time', leadRole: 'Head of service', dueDate: '2030-03-31' }),
    ...actions.map((itemRef, index) => event('programme.item-upserted', { itemRef, kind: 'action', parentRef: 'C1', title: `Promise number ${index + 1}`, leadRole: 'Head of service', dueDate: '2030-03-31' })),
    ...actions.map((itemRef) => rated(itemRef, '2026-09', 'amber', { commentary: 'The team is in place and has begun; a first report goes to the next board.' })),
  ]);
  const office = await open('/programme');
  const hand = new Hand(office.page);
  await hand.click(office.page.getByRole('link', { name: 'Update', exact: true }));
  await office.page.getByLabel('Period').selectOption('2026-12');
  hand.clicks += 2;
  await office.page.getByLabel('Workstream').selectOption('C');
  hand.clicks += 2;
  await hand.see(office.page.getByRole('heading', { level: 1, name: '0 of 12 actions updated for December 2026' }));
  await hand.click(head(office.page, 'C1.1'));
  for (const [index, [key, words]] of updates.entries()) {
    const here = row(office.page, actions[index] ?? '');
    await hand.see(here.locator('.before'));
    hand.read((await here.locator('.before .words').first().textContent()) ?? '');
    hand.think(2);
    await hand.press(key);
    await hand.press('Tab');
    await hand.type(words);
    if (key === 'r') {
      await hand.press('Tab');
      await hand.type('Two locum teams begin on 5 January; three trainees qualify in March.');
      await hand.press('Tab');
      // The date picker's own parts, in the order of the browser's language.
      await here.getByLabel('Green by').fill('2030-03-31');
      hand.keys += 8;
    }
    await hand.press('Control+Enter');
    await hand.see(head(office.page, actions[index] ?? '').getByText(/^Saved/));
  }
  await hand.see(office.page.getByRole('heading', { level: 1, name: 'All 12 actions are updated for December 2026' }));
  context.diagnostic(`entering twelve updates: ${hand.reckoning}`);
  await hand.click(office.page.getByRole('link', { name: 'Check and freeze' }));
  await hand.see(office.page.getByRole('heading', { level: 1, name: /December 2026/ }));
  await assertAccessible(office.page, 'a period before it is taken, as the office sees it');
  await office.page.getByText('You take it for the board').waitFor();
  const taking = new Hand(office.page);
  await taking.click(office.page.getByRole('button', { name: 'Take December 2026' }));
  await assertAccessible(office.page, 'an office asked whether it is sure');
  taking.think();
  await taking.click(office.page.getByRole('button', { name: 'Yes, take it' }));
  await taking.see(office.page.getByRole('heading', { level: 1, name: 'December 2026 is taken' }));
  await office.page.getByText(/Taken on \w{3} \d+ \w{3} \d{4} at \d\d:\d\d by the (programme )?office\. It reads as it stood then/).waitFor();
  await assertAccessible(office.page, 'a period that is taken');
  await taking.click(office.page.getByRole('link', { name: 'Print the highlight report' }));
  await office.page.waitForURL(/\/programme\/report\/2026-12/);
  context.diagnostic(`taking the period, on to print: ${taking.reckoning}`);
  const seconds = hand.seconds + taking.seconds;
  context.diagnostic(`altogether ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`);
  assert.ok(seconds < 600, `${Math.round(seconds)} s`);
  await office.page.goto('/programme/update?period=2026-12&show=all');
  await office.page.getByRole('heading', { level: 1, name: 'December 2026 is taken' }).waitFor();
  await head(office.page, 'C1.1').click();
  await office.page.getByText('The board has taken this period. It reads as it stood.').waitFor();
  await assertAccessible(office.page, 'the worksheet of a period that is taken');
  assert.deepEqual(office.errors, []);
  await office.close();
});

test('the board takes a period itself; a manager may only look at what is open', async () => {
  const board = await open('/programme/freeze/2026-09', {}, 'board');
  await board.page.getByRole('button', { name: 'Take September 2026' }).click();
  await board.page.getByRole('button', { name: 'Not yet' }).click();
  await assertAccessible(board.page, 'a period before the board takes it');
  await board.close();
  const manager = await open('/programme/freeze/2026-09', {}, 'manager');
  await manager.page.getByText('The board takes a period, or its office for it.').waitFor();
  assert.equal(await manager.page.getByRole('button', { name: /^Take/ }).count(), 0);
  await manager.close();
});

const states: [string, PageOptions][] = [
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of states) {
  test(`the worksheet and the check before a freeze are accessible: ${name}`, async () => {
    const { page, close } = await open('/programme/update?period=2027-03', options);
    await head(page, 'A1.1').click();
    await row(page, 'A1.1').getByRole('radio', { name: /Red/ }).check();
    await assertAccessible(page, `the worksheet, ${name}`);
    const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok((await overflow()) <= 0, `nothing runs out of the worksheet sideways (${await overflow()} px)`);
    await page.goto('/programme/freeze/2026-09');
    await page.getByRole('heading', { name: 'Contradictions open' }).waitFor();
    await assertAccessible(page, `the check, ${name}`);
    assert.ok((await overflow()) <= 0, 'nothing runs out of the check sideways');
    await close();
  });
}
