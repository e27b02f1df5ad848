/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { readPaper } from '../support/paper.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { event } from './support/morning.ts';
import { plan, rated, receive } from './support/office.ts';
import { Hand } from './support/pace.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  // An action that fell to Red, one that rose from an overruled Amber, and a project rated Green over both: a watermelon.
  await receive(sightline, [...plan(), ...moved]);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

const moved = [
  rated('A1', '2026-09', 'green', { commentary: 'On course.' }),
  rated('A1.2', '2026-06', 'amber', { overruled: { reason: 'The inspector asked for it.' } }),
];
const changed = 'Since June, 1 action fell and 1 rose.';
const verdict = 'Yes: 1 of the 2 items rated Green or Blue is better than the evidence (1 watermelon';
const why = { words: 'Guides started without harness training.', path: 'Weekend courses are booked.', date: 'Green by 30 November 2026.', owner: 'Head of service' };

/** On the board's page, on a tablet held upright. */
async function open(): Promise<{ hand: Hand; page: Page; close: () => Promise<void> }> {
  const { context, page } = await visit(browser, sightline.url, { viewport: { width: 820, height: 1180 }, touch: true });
  await signInAs(page, 'board');
  await page.goto('/programme');
  await connectionSays(page, 'Live');
  await page.locator('sl-project-table tbody tr').first().waitFor();
  return { hand: new Hand(page), page, close: () => context.close() };
}

/** Reads what stands in a place, and gives it back. */
async function read(hand: Hand, place: Locator): Promise<string> {
  await hand.swipeTo(place);
  const words = (await place.innerText()).replace(/\s+/g, ' ');
  hand.read(words);
  return words;
}

function withinAMinute(t: TestContext, hand: Hand, question: string): void {
  t.diagnostic(`${question}: ${hand.reckoning}`);
  assert.equal(hand.keys, 0, 'by taps alone');
  assert.ok(hand.seconds <= 60, `${question} takes a person ${Math.round(hand.seconds)} s`);
}

test('[PROG-105] a board member with a tablet reads what changed since last time', async (t) => {
  const { hand, page, close } = await open();
  hand.read(await page.getByRole('heading', { level: 1 }).innerText());
  hand.think();
  await hand.tap(page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'What changed' }));
  const words = await read(hand, page.getByRole('region', { name: 'What changed' }));
  assert.ok(words.includes(changed), words);
  assert.match(words, /Fell 1 A1\.1 Train guides before they start Amber to Red Rose 1 A1\.2 Check every route by bus Amber, overruled to Green/);
  withinAMinute(t, hand, 'What changed since last time?');
  await close();
});

test('[PROG-105] … and why this is Red: its words, its owner, the path to green with its date, and the history one tap away', async (t) => {
  const { hand, page, close } = await open();
  hand.read(await page.getByRole('heading', { level: 1 }).innerText());
  hand.think();
  await hand.tap(page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'What needs the board' }));
  const red = page.getByRole('region', { name: /Red, with a path to green/ }).getByRole('article').filter({ hasText: 'A1.1' });
  const words = await read(hand, red);
  for (const said of Object.values(why)) assert.ok(words.includes(said), `${said}: ${words}`);
  hand.think();
  await hand.tap(red.getByRole('button', { name: /^A1\.1 Train guides/ }));
  const sheet = page.getByRole('complementary', { name: /^A1\.1 Train guides/ });
  const history = sheet.getByRole('list', { name: 'History' });
  await hand.see(history.getByText('June 2026', { exact: true }));
  const before_ = await read(hand, history);
  assert.match(before_, /September 2026 Red down .*Guides started .* June 2026 Amber/);
  withinAMinute(t, hand, 'Why is this Red?');
  await close();
});

test('[PROG-105] … and whether anything is rated better than it deserves, with the item that clashes opened', async (t) => {
  const { hand, page, close } = await open();
  hand.read(await page.getByRole('heading', { level: 1 }).innerText());
  hand.think();
  await hand.tap(page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'What needs the board' }));
  const panel = page.getByRole('region', { name: 'Contradictions found by the system' });
  const answer = await read(hand, panel.locator('.answer'));
  assert.ok(answer.includes(verdict), answer);
  const melon = await read(hand, panel.getByRole('region', { name: 'Watermelon' }));
  assert.match(melon, /A1 Safe starts in September Green .* Red .*A1\.1 is Red/);
  hand.think();
  await hand.tap(panel.getByRole('region', { name: 'Watermelon' }).getByRole('button', { name: /^A1 Safe starts/ }));
  const sheet = page.getByRole('complementary', { name: /^A1 Safe starts/ });
  await hand.see(sheet.getByRole('button', { name: /^A1\.1 Train guides/ }));
  hand.read(await sheet.locator('li').filter({ hasText: 'A1.1' }).first().innerText());
  withinAMinute(t, hand, 'Is anything rated better than it deserves?');
  await close();
});

test('[PROG-105] the paper gives the same three answers', async () => {
  const { page, close } = await open();
  await page.goto('/programme/report/current');
  await page.getByRole('article', { name: 'Highlight report' }).waitFor();
  const paper = await readPaper(new Uint8Array(await page.pdf({ preferCSSPageSize: true, tagged: true })));
  const text = [...paper.text, ...paper.artifacts].join(' ').replace(/\s+/g, ' ');
  for (const said of [changed, verdict, 'A1.1 Train guides before they start', ...Object.values(why)]) assert.ok(text.includes(said), `${said} is on paper`);
  await close();
});

test('[PROG-107] a rating that the board overruled is marked in the comparison and in the office’s worksheet', async () => {
  const { page, close } = await open();
  await page.goto('/programme/compare?from=2026-06&to=2026-09');
  const row = page.getByRole('row').filter({ hasText: 'A1.2' });
  await row.getByText('Amber, overruled').waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `the longer tag runs out of nothing (${overflow} px)`);
  await close();
  const { context, page: office } = await visit(browser, sightline.url);
  await signInAs(office, 'office');
  await office.goto('/programme/update?period=2026-09&show=all');
  await office.getByRole('button', { name: /A1\.2 .*Amber, overruled.*Green/ }).waitFor();
  await context.close();
});

test('[PROG-108] once the board has taken the newest period its matrix stays as taken, and a quiet line tells what was added', async () => {
  await receive(sightline, [event('programme.period-frozen', { period: '2026-09' })]);
  const { page, close } = await open();
  const row = page.locator('sl-rating-matrix tbody tr').filter({ hasText: 'Home to school transport' });
  await page.getByText('The board has taken this period: the counts are as it took them.', { exact: true }).waitFor();
  const asTaken = await row.innerText();
  await receive(sightline, [event('programme.item-upserted', { itemRef: 'A1.3', kind: 'action', title: 'Measure every seat', parentRef: 'A1', dueDate: '2030-03-31' })]);
  await page.getByText('1 item was added since.', { exact: false }).waitFor();
  assert.equal(await row.innerText(), asTaken);
  await page.getByText('2 rated here, 1 elsewhere').waitFor();
  await close();
});
