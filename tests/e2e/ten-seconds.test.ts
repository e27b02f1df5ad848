import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';

/** Sixty words a minute is five keystrokes a second; a glance that decides something takes twice as long. Milliseconds. */
const keystroke = { low: 160, high: 240 };
const decision = { low: 350, high: 450 };
const promised = 10_000;

const families = [
  ['Temi', 'Oyelaran', 'B17 9QX', 'acorn'], ['Rosa', 'Featherstone', 'B13 8LT'], ['Ivo', 'Blackwood', 'B29 6HN'], ['Nadia', 'Quillfeather', 'B14 7RD', 'harbour'], ['Callum', 'Penhaligon', 'B30 2JA'],
  ['Aisha', 'Rahmani', 'B11 4EP'], ['Marek', 'Kowalczyk', 'B27 6AU', 'pebble'], ['Grace', 'Undershaw', 'B31 5TB'], ['Leon', 'Castellane', 'B23 7YH'], ['Mabel', 'Thistlewood', 'B16 0PF'],
] as const;
const birthDates = families.map((_, at) => ({ said: `${10 + at}0${1 + (at % 9)}${14 + (at % 4)}`, held: `20${14 + (at % 4)}-0${1 + (at % 9)}-${10 + at}` }));

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  await receive(
    sightline,
    families.flatMap(([first, last, postcode, password], at) => [
      event('passenger.upserted', { passengerRef: `P-${at}`, name: `${first} ${last}`, birthDate: birthDates[at]?.held, postcode, schoolRef: 'S1', routeRef: '411', boardingStopRef: 'R1-2', needs: [], assistantRequired: false }),
      event('guardian.upserted', { guardianRef: `G-${at}`, passengerRefs: [`P-${at}`], relationship: 'mother', name: `Jo ${last}`, telephones: [], ...(password && { password }), messages: 'none' }),
    ]),
  );
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

/** Repeatable chance between two bounds. */
function paceOf(seed: number): (range: { low: number; high: number }) => number {
  let state = seed;
  return ({ low, high }) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return low + ((high - low) * (state >>> 0)) / 2 ** 32;
  };
}

/** An adviser's hands: what is typed is typed at once, and what a person would have taken for it is added up. */
class Hands {
  human = 0;
  keys = 0;
  readonly #page: Page;
  readonly #pace: (range: { low: number; high: number }) => number;

  constructor(page: Page, pace: (range: { low: number; high: number }) => number) {
    this.#page = page;
    this.#pace = pace;
  }

  async type(words: string): Promise<void> {
    for (let at = 0; at < words.length; at++) this.strike();
    await this.#page.keyboard.type(words);
  }

  async press(key: string): Promise<void> {
    this.strike();
    await this.#page.keyboard.press(key);
  }

  decide(): void {
    this.human += this.#pace(decision);
  }

  private strike(): void {
    this.human += this.#pace(keystroke);
    this.keys += 1;
  }
}

test('from the first keystroke to the sentence, with the caller verified, a practised adviser needs less than ten seconds', async (t) => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'calls');
  await page.goto('/calls');
  await connectionSays(page, 'Live');
  const walks: number[] = [];
  for (const [at, [first, last, postcode, password]] of families.entries()) {
    await page.getByRole('heading', { name: 'Ready for a caller' }).waitFor();
    const hands = new Hands(page, paceOf(411 + at));
    const began = performance.now();
    await hands.press('/');
    await hands.type(`${first} ${last.slice(0, 4)}`.toLowerCase());
    await page.getByRole('option', { name: /Child/ }).first().waitFor();
    hands.decide();
    await hands.press('Enter');
    await page.locator('#verify-title').waitFor();
    await page.locator('input[name=relationship]:focus').waitFor({ state: 'attached' });
    hands.decide();
    await hands.press('m');
    await hands.type(birthDates[at]?.said ?? '');
    await hands.press('Enter');
    hands.decide();
    await hands.type(postcode.toLowerCase().replace(' ', ''));
    await hands.press('Enter');
    if (password !== undefined) {
      hands.decide();
      await hands.type(password);
      await hands.press('Enter');
    }
    await page.locator('#answer').filter({ hasText: /^Route 411 / }).waitFor();
    const machine = performance.now() - began;
    walks.push(hands.human);
    t.diagnostic(`${first} ${last}: ${hands.keys} keystrokes, ${(hands.human / 1000).toFixed(1)} s by hand, ${(machine / 1000).toFixed(1)} s of this machine, ${((hands.human + machine) / 1000).toFixed(1)} s together${password === undefined ? '' : ', with a password'}`);
    await page.keyboard.press('Escape');
  }
  // The hands are reckoned and the same everywhere; what the machine adds is printed, since it depends on the machine.
  for (const human of walks) assert.ok(human < promised, `${(human / 1000).toFixed(1)} s`);
  await context.close();
});
