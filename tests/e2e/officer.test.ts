import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';

let sightline: Sightline;
let browser: Browser;
beforeEach(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  const guides = [
    ['G1', 'Ada Stone', 52.46],
    ['G2', 'Ben Field', 52.6],
  ].map(([assistantRef, name, latitude]) => event('assistant.upserted', { assistantRef, name, latitude, longitude: -1.92, training: ['harness', 'first aid'] }));
  // With the run that is late and the one that is cancelled in the morning: three that need somebody at once.
  const { body } = await send(sightline, [...guides, event('run.cancelled', { runRef: 'R5', cause: 'No driver' })]);
  assert.deepEqual(body.rejected, []);
});
afterEach(async () => {
  await browser.close();
  await sightline.stop();
});

/** What an officer does with a hand: each counts as one step, also a whole sentence that is typed. */
class Hand {
  steps = 0;
  private readonly began = performance.now();
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async click(target: ReturnType<Page['locator']>): Promise<void> {
    this.steps += 1;
    await target.click();
  }
  async press(key: string): Promise<void> {
    this.steps += 1;
    await this.page.keyboard.press(key);
  }
  async type(words: string): Promise<void> {
    this.steps += 1;
    await this.page.keyboard.type(words);
  }
  /** Presses a key until the focus is where it should be. */
  async pressUntil(key: string, words: RegExp, most = 40): Promise<void> {
    for (let step = 0; step <= most; step += 1) {
      const at = await this.page.evaluate(() => `${document.activeElement?.getAttribute('aria-label') ?? ''} ${document.activeElement?.textContent ?? ''} ${document.activeElement?.getAttribute('name') ?? ''}`);
      if (words.test(at)) return;
      await this.press(key);
    }
    assert.fail(`${key} never reaches ${words}`);
  }
  report(way: string): void {
    console.log(`by ${way}: ${this.steps} steps, ${((performance.now() - this.began) / 1000).toFixed(1)} s of the browser's time`);
  }
}

async function open(): Promise<{ hand: Hand; page: Page; close: () => Promise<void> }> {
  const { context, page } = await visit(browser, sightline.url, { viewport: { width: 1920, height: 1080 } });
  await signInAs(page, 'control');
  await page.goto('/control');
  await connectionSays(page, 'Live');
  await page.locator('sl-alert-row').nth(2).waitFor();
  return { hand: new Hand(page), page, close: () => context.close() };
}
const row = (page: Page, route: string) => page.locator('sl-alert-row button.open', { hasText: route }).first();
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Run in hand' });

/** By mouse: into the search box, the route, and the run in its list. */
async function find(hand: Hand, route: string): Promise<void> {
  await hand.click(hand.page.getByRole('combobox', { name: 'Search runs' }));
  await hand.type(route);
  await hand.click(hand.page.getByRole('option', { name: new RegExp(route) }));
}

/** The three rows that stand first are the three worst; they are read, nothing is pressed. */
async function threeWorst(page: Page): Promise<string[]> {
  const words = await page.locator('sl-alert-row').evaluateAll((rows) => rows.slice(0, 3).map((each) => each.textContent.trim()));
  assert.equal(words.length, 3);
  assert.match((await page.getByRole('heading', { level: 1 }).textContent()) ?? '', /\d+ alerts?, \d+ child/);
  return words;
}

async function assertDone(page: Page): Promise<void> {
  await page.getByRole('complementary', { name: 'Replay of a run' }).getByRole('heading', { name: /^As it stood at \d\d:\d\d:\d\d/ }).waitFor();
  await page.waitForURL(/run=R6.*replay=|replay=.*run=R6/);
}

test('by mouse: finds the three worst, cancels one with a message, puts a stand-in on another, replays a third', async () => {
  const { hand, page, close } = await open();
  await threeWorst(page);
  await hand.click(row(page, '411'));
  await hand.click(drawer(page).getByRole('button', { name: 'Cancel run…' }));
  await hand.click(drawer(page).getByLabel('Words for those who ask (optional)'));
  await hand.type('The bus broke down. We are arranging another.');
  await hand.click(drawer(page).getByRole('button', { name: 'Cancel the run' }));
  await drawer(page).getByText('Run cancelled').waitFor();
  await find(hand, '414');
  await drawer(page).getByRole('heading', { name: /Route 414/ }).waitFor();
  await hand.click(drawer(page).getByRole('button', { name: /Assign guide/ }));
  await hand.click(drawer(page).getByRole('button', { name: /^Assign (Ada Stone|Ben Field)/ }).first());
  await drawer(page).getByText(/(Ada Stone|Ben Field) assigned/).waitFor();
  await find(hand, '416');
  await drawer(page).getByRole('heading', { name: /Route 416/ }).waitFor();
  await hand.click(drawer(page).getByRole('button', { name: /^Replay/ }));
  await assertDone(page);
  hand.report('mouse');
  await close();
});

test('by keyboard alone: the same', async () => {
  const { hand, page, close } = await open();
  await threeWorst(page);
  await hand.press('j');
  await hand.pressUntil('j', /\b411/);
  await hand.press('Enter');
  await drawer(page).getByRole('heading', { name: /Route 411/ }).waitFor();
  await hand.pressUntil('Tab', /Cancel run…/);
  await hand.press('Enter');
  await hand.pressUntil('Tab', /message/);
  await hand.type('The bus broke down. We are arranging another.');
  await hand.press('Enter');
  await drawer(page).getByText('Run cancelled').waitFor();
  await hand.press('/');
  await hand.type('414');
  await hand.press('Enter');
  await drawer(page).getByRole('heading', { name: /Route 414/ }).waitFor();
  await hand.press('g');
  await drawer(page).getByRole('button', { name: /^Assign (Ada Stone|Ben Field)/ }).first().waitFor();
  await hand.pressUntil('Tab', /^Assign (Ada Stone|Ben Field)/);
  await hand.press('Enter');
  await drawer(page).getByText(/(Ada Stone|Ben Field) assigned/).waitFor();
  await hand.press('/');
  await hand.type('416');
  await hand.press('Enter');
  await drawer(page).getByRole('heading', { name: /Route 416/ }).waitFor();
  await hand.press('r');
  await assertDone(page);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Time of the replay', 'the slider has the focus');
  hand.report('keyboard');
  await close();
});
