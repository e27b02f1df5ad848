import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { event as sent } from '../fixtures/events.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';

const television: PageOptions = { viewport: { width: 1920, height: 1080 } };
const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const guardian = (index: number, child: string, number: string): object => event('guardian.upserted', { guardianRef: `GU-${index}`, passengerRefs: [child], relationship: 'mother', telephones: [number], messages: 'sms' });
const call = (callRef: string, seconds: number, callerNumber?: string): object => sent('call.queued', { callRef, queue: 'Transport', at: ago(seconds), ...(callerNumber !== undefined && { callerNumber }) });

let sightline: Sightline;
let browser: Browser;
/** Route 411 is late; two of its three families wait, one caller is a stranger, one is alone on the cancelled route 413. */
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  await receive(sightline, [guardian(0, 'P0', '0121 496 0200'), guardian(1, 'P1', '0121 496 0201'), guardian(2, 'P2', '0121 496 0202'), guardian(8, 'P8', '0121 496 0208')]);
  await receive(sightline, [call('w1', 102, '+441214960200'), call('w2', 40, '0121 496 0201'), call('w3', 12), call('w4', 8, '0121 496 0208')]);
  await receive(sightline, [call('a1', 300), sent('call.answered', { callRef: 'a1', adviserRef: 'a', at: ago(290) }), call('a2', 300), sent('call.abandoned', { callRef: 'a2', at: ago(200) })]);
  const adviser = await signIn(sightline, 'calls');
  // In the demonstration families are told of a delay by a rule.
  await until('the demand, and its families told', async () => (await adviser.get<{ demand: { told: number }[] }>('/api/contact/wallboard')).demand[0]?.told === 3 || undefined, 30_000);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(path: string, options: PageOptions = {}, on = sightline): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, on.url, options);
  await signInAs(page, 'calls');
  await page.goto(path);
  return { page, errors, close: () => context.close() };
}

test('[CALL-94] the wall shows five numbers and what the waiting calls are about, with their formulas, and names nobody', async () => {
  const { page, errors, close } = await open('/wall/calls', television);
  await page.getByText('Route 411, ').waitFor();
  assert.equal(await page.locator('.figures li').count(), 5);
  assert.match((await page.locator('.runs').textContent()) ?? '', /2 of 4.*Route 411, .*all 3 families told at \d\d:\d\d/);
  const text = (await page.locator('sl-calls-wall').textContent()) ?? '';
  assert.match(text, /1 with no number we know/);
  assert.match(text, /1 about a late or cancelled run of one family/);
  assert.doesNotMatch(text, /413|496|GU-|\b[A-Z]\.[A-Z]\./, 'no run of one family, no telephone, no guardian, no initials');
  for (const formula of await page.locator('.figures .formula').allTextContents()) assert.ok(formula.trim().length > 10);
  const small = await page.evaluate(() => [...document.querySelectorAll('.figures .value, .figures .words > b, .runs .words > *')].filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 36).length);
  assert.equal(small, 0, 'what has to be read from six metres is large');
  const cut = await page.evaluate(() => [...document.querySelectorAll('.figures li, .about')].filter((element) => element.scrollHeight > element.clientHeight + 1).map((element) => element.textContent));
  assert.deepEqual(cut, [], 'nothing is cut off');
  await assertAccessible(page, 'the wall of the calls');
  assert.deepEqual(errors, []);
  await close();
});

test('[CALL-82] the longest wait grows by itself between two messages', async () => {
  const { page, close } = await open('/wall/calls', television);
  const longest = page.getByText(/^longest /);
  const first = await longest.textContent();
  await until('a longer wait', async () => (await longest.textContent()) !== first || undefined);
  await close();
});

test('[CALL-93] the service level that a reader chooses stands in the address and is kept for the next time', async () => {
  const { page, close } = await open('/wall/calls', television);
  await page.getByLabel('Formula of the service level').selectOption('b');
  await page.waitForURL(/level=b/);
  await page.locator('.figures').getByText('answered within 20 s ÷ answered', { exact: true }).waitFor();
  await page.goto('/calls');
  const strip = page.locator('sl-call-strip');
  await strip.locator('abbr', { hasText: 'b' }).waitFor();
  await page.goto('/calls?level=c');
  await strip.locator('abbr', { hasText: 'c' }).waitFor();
  await close();
});

test('[CALL-95] the strip says in one line what the waiting calls are about, and how everything is counted', async () => {
  const { page, errors, close } = await open('/calls');
  const strip = page.locator('sl-call-strip');
  await strip.getByText('2 of 4').waitFor();
  assert.match((await strip.locator('.about').textContent()) ?? '', /2 of 4 are about route 411 ?all 3 of its families were told at \d\d:\d\d/);
  await strip.locator('summary').focus();
  await page.keyboard.press('Enter');
  await strip.getByRole('row', { name: /Hung up before an answer/ }).waitFor();
  assert.equal(await strip.locator('tbody tr').count(), 13);
  await assertAccessible(page, 'the strip with its formulas');
  assert.deepEqual(errors, []);
  await close();
});

for (const [name, path, options] of [
  ['the wall on a telephone', '/wall/calls', { viewport: { width: 390, height: 844 } }],
  ['the strip, dark', '/calls', { theme: 'dark' }],
  ['the strip on a telephone', '/calls', { viewport: { width: 390, height: 844 } }],
] as const satisfies readonly (readonly [string, string, PageOptions])[]) {
  test(`${name} is accessible and runs out of nothing sideways`, async () => {
    const { page, close } = await open(path, options);
    await page.getByText(/oute 411/).first().waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px`);
    await close();
  });
}

test('[CALL-94] the wall says that no telephone system is connected, and when what it shows may be wrong', async (t) => {
  let empty = await startSightline();
  t.after(() => empty.stop());
  const { page, close } = await open('/wall/calls', television, empty);
  page.setDefaultTimeout(60_000);
  await page.getByRole('heading', { name: 'No telephone system is connected' }).waitFor();
  await assertAccessible(page, 'the wall without telephones');
  await receive(empty, [call('first', 5)]);
  await page.getByText('1', { exact: true }).first().waitFor();
  await empty.kill9();
  await page.getByText(/Disconnected since \d\d:\d\d/).waitFor();
  await page.getByText('These figures may be wrong.').waitFor();
  await assertAccessible(page, 'the stale wall');
  await close();
  empty = await empty.restart();
});

test('the wall of the calls is refused to a board member', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'board');
  await page.goto('/wall/calls');
  await page.getByRole('heading', { name: 'Not for your role', level: 3 }).waitFor();
  await context.close();
});
