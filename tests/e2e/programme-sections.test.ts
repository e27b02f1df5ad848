import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event } from './support/morning.ts';
import { dateIn, plan, rated, receive } from './support/office.ts';

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

async function open(path = '/programme', options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'board');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}

const risk = (scoreAfter: number): object => event('programme.risk-upserted', { riskRef: 'R1', description: 'Guides leave for better hours', mitigation: 'Waiting time is paid', ownerRole: 'Guides manager', scoreBefore: 16, scoreAfter });
const recommended = (evidence: string, code: string, label: string): object =>
  event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Scrutiny committee', finding: 'Training was not checked.', recommendation: 'Train guides before they work', leadRole: 'Guides manager', originalDueDate: '2026-08-01', achievedDate: '2026-08-13', evidence, obstacle: 'Agency staff', category: { scheme: 'Scrutiny', code, label }, itemRefs: ['A1.1'] });
const milestone = (dueDate: string): object => event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'All guides trained', dueDate });
const due = (dueDate: string): object => event('programme.item-upserted', { itemRef: 'A1.1', kind: 'action', title: 'Train guides before they start', parentRef: 'A1', leadRole: 'Head of service', startDate: '2026-01-01', dueDate });

test('a programme without a second period has nothing to compare, and says so', async () => {
  const { page, close } = await open('/programme/compare');
  await page.getByRole('heading', { name: 'Nothing to compare yet' }).waitFor();
  await assertAccessible(page, 'nothing to compare');
  await close();
});

test('the page says what changed, what slipped and what is to be decided since the board last looked', async () => {
  const all = plan() as { type: string; data: { period?: string } }[];
  await receive(sightline, [...all.filter(({ data }) => data.period !== '2026-09'), risk(12), recommended('Courses begun', '4', 'In progress'), milestone('2030-01-31'), due('2030-01-31')]);
  await receive(sightline, [event('programme.period-frozen', { period: '2026-06' })]);
  await receive(sightline, [...all.filter(({ data }) => data.period === '2026-09'), risk(15), recommended('174 of 212 are trained', '2', 'Achieved (Late)'), milestone('2030-03-01'), due('2030-04-30'), event('programme.decision-upserted', { decisionRef: 'D14', title: 'Agency guides until spring', dueDate: dateIn(-3), itemRefs: ['A1'] })]);
  const { page, errors, close } = await open();
  await page.getByText('Since June, 1 action fell; 1 project fell.').waitFor();
  const slipped = page.getByRole('region', { name: /Slipped since June/ });
  await slipped.getByText('89 days later').waitFor();
  await slipped.getByText('Was due 31 January 2030, now 30 April 2030.').waitFor();
  await slipped.getByText('29 days later').waitFor();
  await page.getByRole('region', { name: /Decisions due/ }).getByText('3 days late').waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('risks and recommendations stand with their mitigation, movement, lateness in days, and what is wrong with them', async () => {
  const { page, close } = await open();
  const risks = page.getByRole('region', { name: 'Risks', exact: true });
  await risks.getByText('Waiting time is paid').waitFor();
  await risks.getByText('3 higher').waitFor();
  const recommendations = page.getByRole('region', { name: 'Recommendations', exact: true });
  await recommendations.getByText('12 days late').waitFor();
  await recommendations.getByText('Assessed as "2 – Achieved (Late)", but in the Scrutiny scheme 2 means "Not achieved (obstacle)".').waitFor();
  await receive(sightline, [risk(9)]);
  await risks.getByText('3 lower').waitFor();
  await close();
});

test('a recommendation opens to its progress and to the action that answers it, by keyboard, and the page stays where it was', async () => {
  const { page, close } = await open();
  const opener = page.getByRole('button', { name: /REC1 Train guides/ });
  await opener.focus();
  const scrolled = await page.evaluate(() => window.scrollY);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: /REC1 Train guides/ });
  await sheet.getByText('174 of 212 are trained').waitFor();
  await sheet.getByText('Courses begun').waitFor();
  await page.waitForURL(/recommendation=REC1/);
  assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - scrolled) < 5, 'the page did not move');
  await assertAccessible(page, 'an open recommendation');
  await sheet.getByRole('button', { name: /A1\.1 Train guides/ }).click();
  await page.getByRole('complementary', { name: /A1\.1 Train guides/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await close();
});

test('[PROG-15] the history of a rating is one click away: periods, travel, words, who, corrections and moved due dates', async () => {
  await receive(sightline, [rated('A1.2', '2026-09', 'amber', { id: 'slip', commentary: 'Said too soon.' })]);
  const { page, close } = await open('/programme?project=A1.2');
  const history = page.getByRole('list', { name: 'History' });
  await history.getByText('Said too soon.').waitFor();
  await receive(sightline, [event('programme.assessed', { itemRef: 'A1.2', period: '2026-09', rating: 'green', assessedByRole: 'Workstream lead', assessedOn: '2026-09-29', commentary: 'Checked by bus.', evidence: 'Two surveys.' })]);
  await history.getByText('Checked by bus.').waitFor();
  const rows = await history.getByRole('listitem').allTextContents();
  assert.equal(rows.length, 4);
  assert.match(rows[0] ?? '', /September 2026.*Green.*level.*Two surveys/s);
  assert.match(rows[1] ?? '', /Amber.*said before, counts no more/s);
  assert.match(rows[3] ?? '', /June 2026.*taken.*Green.*new/s);
  await assertAccessible(page, 'the history of an action');
  await page.goto('/programme?project=A1.1');
  await page.getByText(/first 31 March 2030; moved to 31 January 2030 on .*; moved to 30 April 2030/).waitFor();
  await close();
});

test('a heading is reached from the top of the page, with the focus', async () => {
  const { page, close } = await open();
  await page.getByRole('link', { name: 'Recommendations', exact: true }).click();
  await page.waitForURL(/#recommendations$/);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'recommendations');
  assert.ok(await page.getByRole('heading', { name: 'Recommendations' }).isVisible());
  await close();
});

test('[PROG-16] two periods are compared at an address that can be shared, each difference with both of its values', async () => {
  const { page, errors, close } = await open('/programme');
  await page.getByRole('link', { name: 'Compare in full' }).click();
  await page.waitForURL(/programme\/compare\?from=2026-06&to=2026-09$/);
  await page.getByRole('heading', { level: 1, name: /^From June 2026 to September 2026, 2 ratings fell, 0 rose, and 2 dates moved later\./ }).waitFor();
  const fell = page.getByRole('region', { name: 'Ratings that fell', exact: true });
  assert.match((await fell.locator('tbody').textContent()) ?? '', /A1 .*Green.*Amber.*down.*A1\.1 .*Amber.*Red.*down/s);
  assert.match((await page.getByRole('region', { name: 'Risks scored anew', exact: true }).locator('tbody').textContent()) ?? '', /R1.*12.*9.*−3, better/s);
  await assertAccessible(page, 'two periods side by side');
  await page.getByLabel('From').selectOption('2026-09');
  await page.getByRole('heading', { level: 1, name: 'From September 2026 to September 2026 nothing changed.' }).waitFor();
  await page.waitForURL(/from=2026-09&to=2026-09/);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /2 ratings fell/ }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'The comparison, download as CSV' }).click();
  assert.equal((await download).suggestedFilename(), 'programme-compare.csv');
  assert.deepEqual(errors, []);
  await close();
});

test('a comparison that cannot be had says so, and is asked for again', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'board');
  let refuse = true;
  await page.route('**/api/programme/compare*', (route) => (refuse ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Not available', status: 503, detail: 'The database is away.' }) }) : route.continue()));
  await page.goto('/programme/compare');
  await page.getByRole('heading', { name: 'The periods could not be compared' }).waitFor();
  await page.getByText('The database is away.').waitFor();
  await assertAccessible(page, 'the comparison failed');
  refuse = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: /2 ratings fell/ }).waitFor();
  await context.close();
});

test('the comparison is not for the control room', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/programme/compare');
  await page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
  await assertAccessible(page, 'the forbidden comparison');
  await context.close();
});

const states: [string, PageOptions][] = [
  ['dark', { theme: 'dark' }],
  ['tablet', { viewport: { width: 820, height: 1180 } }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of states) {
  test(`the sections and the comparison are accessible: ${name}`, async () => {
    const { page, close } = await open('/programme', options);
    for (const [path, heading] of [['/programme', 'Recommendations'], ['/programme/compare', 'Dates that moved']] as const) {
      await page.goto(path);
      await page.getByRole('heading', { name: heading }).waitFor();
      await assertAccessible(page, `${path}, ${name}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `nothing runs out of ${path} sideways (${overflow} px)`);
    }
    await close();
  });
}
