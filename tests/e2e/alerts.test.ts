import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';

const minute = 60_000;
const iso = (at: number): string => new Date(at).toISOString();
const serviceDate = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);

/** A run of its own route to Beechwood, at some minutes from now. */
function run(runRef: string, routeRef: string, startsIn: number, operatorRef: string, now = Date.now()): object {
  const stopCalls = [1, 2, 3].map((sequence) => ({ sequence, stopRef: `${runRef}-${sequence}`, name: `Stop ${sequence}`, latitude: 52.44 + sequence * 0.01, longitude: -1.95, scheduledAt: iso(now + (startsIn + sequence * 8) * minute) }));
  return event('run.scheduled', { runRef, routeRef, serviceDate: serviceDate(now), direction: 'to-school', operatorRef, schoolRef: 'S1', stopCalls });
}
const children = (routeRef: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => event('passenger.upserted', { passengerRef: `${routeRef}-${index}`, name: 'Wren Example', schoolRef: 'S1', routeRef, needs: [], assistantRequired: false }));
/** Runs of one operator that are cancelled for one cause. */
const cancelled = (routes: readonly string[], cause: string): object[] => routes.flatMap((route, index) => [run(`G${route}`, route, 20 + index, 'O1'), ...children(route, 2), event('run.cancelled', { runRef: `G${route}`, cause })]);
/** A run that ended with a child still ticked off as aboard. */
function unaccounted(runRef: string, routeRef: string): object[] {
  const now = Date.now();
  return [run(runRef, routeRef, -48, 'O2'), ...children(routeRef, 1), event('run.started', { runRef, at: iso(now - 40 * minute) }), event('passenger.boarded', { runRef, passengerRef: `${routeRef}-0`, at: iso(now - 39 * minute) }), event('run.completed', { runRef, at: iso(now - 8 * minute) })];
}

let sightline: Sightline;
let browser: Browser;
const routes = ['118', '204', '131'];
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline({ env: { SIGHTLINE_ESCALATION_SECONDS: '3' } });
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function openQueue(options: PageOptions = {}, path = '/control'): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const { context, page, errors } = await visit(browser, sightline.url, { viewport: { width: 1680, height: 950 }, ...options });
  await signInAs(page, 'control');
  await page.goto(path);
  await connectionSays(page, 'Live');
  return { page, context, errors };
}
async function tell(events: readonly object[]): Promise<void> {
  const { body } = await send(sightline, events);
  assert.deepEqual(body.rejected, []);
}
/** What screen readers would be told at once, each time that it changed. */
async function listenToAlerts(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    const region = document.querySelector('sl-shell > [role=alert]');
    Object.assign(window, { heard });
    if (region) new MutationObserver(() => heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}
const row = (page: Page, words: string) => page.locator('sl-alert-row').filter({ hasText: words });
const rowOfRoute = (page: Page, route: string) => page.locator('sl-alert-row').filter({ has: page.locator('.route', { hasText: new RegExp(`^${route}$`) }) });

test('when all is well the queue says so, and what is watched', async () => {
  const { page, context } = await openQueue();
  await page.getByRole('heading', { level: 1, name: 'Nothing needs you now' }).waitFor();
  await page.getByText(/^Watching \d+ runs? under way/).waitFor();
  await assertAccessible(page, 'the empty queue');
  await context.close();
});

test('one cause is one row: it says whose and why, and acknowledging it acknowledges its runs', async () => {
  await playMorning(sightline);
  await tell(cancelled(routes, 'M6 shut at junction 7'));
  const { page, context, errors } = await openQueue();
  const group = row(page, 'one cause');
  await group.getByText('3 runs cancelled, no cover yet, one cause').waitFor();
  await group.getByText('Ridgeway Travel: M6 shut at junction 7').waitFor();
  assert.equal(await group.locator('.count b').textContent(), '6');
  assert.equal(await group.locator('.members li').count(), 3);
  await page.getByRole('heading', { level: 2, name: /^Act now/ }).filter({ hasText: /\d+ alerts, \d+ runs/ }).waitFor();
  await assertAccessible(page, 'the queue with a group');
  await group.getByRole('button', { name: /^Acknowledge: 3 runs/ }).click();
  await page.mouse.move(900, 500);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await group.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Acknowledged' }).click();
  for (const route of routes) await rowOfRoute(page, route).getByText(/acknowledged by control \d\d:\d\d/).waitFor();
  await assertAccessible(page, 'the acknowledged alerts');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a keyboard alone moves with J and K, notes, assigns and acknowledges, and nothing moves meanwhile', async () => {
  const { page, context } = await openQueue();
  const first = page.locator('sl-alert-queue button.open').first();
  await first.focus();
  const labels = async (): Promise<(string | null)[]> => page.locator('sl-alert-queue button.open').evaluateAll((found) => found.map((button) => button.querySelector('.route')?.textContent ?? ''));
  const before = await labels();
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement?.querySelector('.route')?.textContent ?? ''), before[1]);
  await page.keyboard.press('k');
  const key = await page.evaluate(() => document.activeElement?.closest('[data-key]')?.getAttribute('data-key') ?? '');
  const own = page.locator(`[data-key="${key}"]`);
  await page.keyboard.press('n');
  await page.locator('sl-alert-form textarea:focus').waitFor();
  await page.keyboard.type('spoke to the operator, a jay');
  await assertAccessible(page, 'a note on an alert');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await own.getByText('1 note').waitFor({ state: 'attached' });
  await own.getByRole('button', { name: /^Assign/ }).focus();
  await page.keyboard.press('Enter');
  const box = own.getByLabel('Assign to a person or desk');
  assert.equal(await box.inputValue(), 'control');
  await box.fill('desk 2');
  await page.keyboard.press('Enter');
  await own.getByText('assigned to desk 2').waitFor({ state: 'attached' });
  assert.deepEqual((await labels()).slice(0, before.length), before, 'what was acknowledged stays where it was while someone is on the queue');
  await context.close();
});

test('what one officer acknowledges the other sees at once with the name; who comes second is told who was first', async () => {
  await tell([run('T1', '700', 15, 'O2'), event('run.cancelled', { runRef: 'T1', cause: 'Vehicle fault' })]);
  const admin = await signIn(sightline, 'admin');
  const made = await admin.request('/api/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'kim', role: 'control', password: 'password-of-kim' }) });
  assert.equal(made.status, 201);
  const kim = await signIn(sightline, 'kim', 'password-of-kim');
  const { page, context } = await openQueue();
  await rowOfRoute(page, '700').hover();
  // The officer's page has not heard yet: its command comes second.
  await page.route('**/api/commands', async (route) => {
    await kim.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'alert.acknowledged', data: { alertRef: 'uncovered:T1' } }) });
    await route.continue();
  });
  await rowOfRoute(page, '700').getByRole('button', { name: /^Acknowledge/ }).click();
  await rowOfRoute(page, '700').getByText(/^Route 700 was acknowledged by kim at \d\d:\d\d\.$/).waitFor();
  await rowOfRoute(page, '700').getByText(/acknowledged by kim \d\d:\d\d/).waitFor();
  await context.close();
});

test('safeguarding stands first, filled, is announced once, and once more when it escalates', async () => {
  const { page, context } = await openQueue();
  const heard = await listenToAlerts(page);
  await tell(unaccounted('U1', '617'));
  const safe = row(page, 'A child is unaccounted for');
  await safe.getByText('1 child is still ticked off as aboard').waitFor();
  await safe.getByRole('link', { name: /^Ring Tarn Valley Minibuses/ }).waitFor();
  assert.equal(await page.locator('sl-alert-row').first().evaluate((element) => element.classList.contains('safeguarding')), true);
  await safe.getByText(/escalated \d\d:\d\d/).waitFor();
  await assertAccessible(page, 'an escalated alert');
  await page.locator('[role=alert]', { hasText: 'Escalated' }).waitFor({ state: 'attached' });
  await tell([event('passenger.alighted', { runRef: 'U1', passengerRef: '617-0', at: iso(Date.now()) })]);
  await safe.getByText(/ended \d\d:\d\d/).waitFor();
  assert.deepEqual((await heard()).filter((words) => words !== ''), ['A child is unaccounted for, route 617, 1 child.', 'Escalated, nobody has it: A child is unaccounted for, route 617, 1 child.']);
  await safe.getByRole('button', { name: /^Acknowledge/ }).click();
  await page.mouse.move(900, 500);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await safe.waitFor({ state: 'detached' });
  await context.close();
});

test('a shift is handed over: what is open goes on paper and to the next, who sees when', async () => {
  const { page, context, errors } = await openQueue();
  await page.getByRole('link', { name: 'Handover' }).click();
  await page.getByRole('heading', { level: 1, name: /^Handover: \d+ alerts? (is|are) open/ }).waitFor();
  await page.getByText('No shift was handed over here yet.').waitFor();
  const open = page.getByRole('region', { name: 'Open alerts' });
  await open.getByText('desk 2').waitFor();
  await open.getByText(/control: spoke to the operator, a jay/).waitFor();
  await assertAccessible(page, 'the handover');
  await page.getByLabel('Hand over to').fill('kim');
  await page.getByLabel('What they should know (optional)').fill('M6 is shut');
  await page.getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('Handed over to kim.').waitFor();
  await page.getByText(/Last handed over at \d\d:\d\d by control to kim, with \d+ open\. “M6 is shut”/).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Hand over' }).isVisible(), false);
  assert.equal(await open.isVisible(), true);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a manager sees the handover and hands nothing over; an adviser is told that it is not theirs', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'manager');
  await page.goto('/control/handover');
  await page.getByRole('heading', { level: 1, name: /^Handover/ }).waitFor();
  await page.getByText(/Last handed over/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Hand over' }).count(), 0);
  await assertAccessible(page, 'the handover of a manager');
  await context.close();
  const adviser = await visit(browser, sightline.url);
  await signInAs(adviser.page, 'calls');
  await adviser.page.goto('/control/handover');
  await adviser.page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
  await adviser.context.close();
});
