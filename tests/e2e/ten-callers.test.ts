import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { event } from './support/morning.ts';
import { receive } from './support/office.ts';

const minute = 60_000;
const iso = (at: number): string => new Date(at).toISOString();
const serviceDate = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);

/** Each caller's route is their own: 501 to 509. */
const route = (caller: number): string => String(500 + caller);
const stops = ['Alder Close', 'Mill Pool', 'Wharf Street', 'Beechwood School'];
const run = (caller: number, startsIn: number, direction: 'to-school' | 'from-school' = 'to-school'): object => {
  const begin = Date.now() + startsIn * minute;
  const names = direction === 'to-school' ? stops : stops.toReversed();
  return event('run.scheduled', {
    runRef: `T${caller}`, routeRef: route(caller), serviceDate: serviceDate(begin), direction, operatorRef: 'O1', schoolRef: 'S1',
    stopCalls: names.map((name, place) => ({ sequence: place + 1, stopRef: `T${caller}-${name}`, name, latitude: 52.45 + place * 0.01, longitude: -1.9, scheduledAt: iso(begin + place * 8 * minute) })),
  });
};
const left = (caller: number, ago: number): object => event('stop.called', { runRef: `T${caller}`, sequence: 1, arrivedAt: iso(Date.now() - (ago + 1) * minute), departedAt: iso(Date.now() - ago * minute) });
const seen = (caller: number, secondsAgo: number, latitude = 52.452): object => event('vehicle.positioned', { vehicleRef: `TV${caller}`, runRef: `T${caller}`, latitude, longitude: -1.9, recordedAt: iso(Date.now() - secondsAgo * 1000), bearing: 0, speedMetresPerSecond: 8 });

let sightline: Sightline;
let browser: Browser;
let page: Page;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  const assigned = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((caller) => event('run.assigned', { runRef: `T${caller}`, vehicleRef: `TV${caller}` }));
  await receive(sightline, [
    event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.48, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
    event('operator.upserted', { operatorRef: 'O1', name: 'Ridgeway Travel', telephone: '0121 496 0412' }),
    run(1, -8), run(2, -8), run(3, -8), run(4, -8), run(5, -14), run(6, -30), run(7, -6), run(8, -8, 'from-school'), run(9, -8),
    ...assigned,
    left(1, 6), left(2, 6), left(3, 6), left(5, 12), left(6, 30), left(8, 6), left(9, 6),
    seen(1, 5), seen(2, 5), seen(5, 240), seen(6, 60, 52.479), seen(8, 5), seen(9, 5),
    event('run.started', { runRef: 'T3', at: iso(Date.now() - 6 * minute) }),
    event('run.cancelled', { runRef: 'T4', cause: 'Vehicle fault' }),
    ...[2, 3, 4].map((place) => event('stop.called', { runRef: 'T6', sequence: place, arrivedAt: iso(Date.now() - (16 - 4 * place + 4) * minute) })),
    event('run.completed', { runRef: 'T6', at: iso(Date.now() - minute) }),
  ]);
  ({ page } = await visit(browser, sightline.url));
  await signInAs(page, 'calls');
  await page.goto('/calls');
  await connectionSays(page, 'Live');
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

const said = () => page.locator('sl-log-bar [role=status]');
const answer = () => page.locator('#answer');

async function search(words: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: /Search/ }).fill(words);
}
async function ask(caller: number): Promise<void> {
  await search(route(caller));
  await page.getByRole('option', { name: new RegExp(`Route ${route(caller)}`) }).first().click();
  await answer().filter({ hasText: `Route ${route(caller)}` }).waitFor();
}
async function hears(words: RegExp): Promise<void> {
  await answer().filter({ hasText: words }).waitFor();
}
/** Logs with a click: the key is walked elsewhere. */
async function logs(button: RegExp, words: RegExp): Promise<void> {
  await page.locator('sl-log-bar').getByRole('button', { name: button }).click();
  await said().filter({ hasText: words }).waitFor();
}
const logged = /Logged at \d\d:\d\d/;

test('1. the bus is under way', async () => {
  await ask(9);
  await hears(/we expect it at Beechwood School between \d\d:\d\d and \d\d:\d\d/);
  await logs(/Told the expected time/, logged);
});

test('2. a route question about a stop on the way, without a child', async () => {
  await ask(1);
  await page.getByLabel('The caller’s stop').selectOption({ label: 'Mill Pool' });
  await hears(/Mill Pool is next|we expect it at Mill Pool/);
  assert.equal(await page.getByText('Boarded').count(), 0, 'nothing about any child');
  await logs(/Told the expected time/, logged);
});

test('3. the bus has no device', async () => {
  await ask(3);
  await hears(/cannot say when/);
  assert.equal(await page.locator('sl-window-axis .window').count(), 0);
  await logs(/Promise a call-back/, /call-back CB-\S+ is promised, due/);
});

test('4. the run is cancelled', async () => {
  await ask(4);
  await hears(/is cancelled|will not run/);
  await logs(/Make it a complaint/, /complaint CMP-\S+ is open/);
});

test('5. the bus has gone quiet', async () => {
  await ask(5);
  await hears(/last saw it.*may be wrong/);
  await logs(/Pass to control room/, /control room has a note/);
});

test('6. the bus has arrived', async () => {
  await ask(6);
  await hears(/\d\d:\d\d/);
  assert.doesNotMatch((await answer().textContent()) ?? '', /expect/);
  await logs(/Told what is known/, logged);
});

test('7. the bus should have left and has not', async () => {
  await ask(7);
  await hears(/has not left yet|not seen it leave/);
  await logs(/Pass to control room/, /control room has a note/);
});

test('8. the bus is on its way home', async () => {
  await ask(8);
  await hears(/left Beechwood School at \d\d:\d\d/);
  await logs(/Something else/, logged);
});

test('9. nobody knows the child or the route that is asked for', async () => {
  await search('Zzyxqpw Nobody');
  await page.getByText(/Nothing found/).waitFor();
  await page.locator('sl-log-bar').getByRole('button', { name: /Answered/ }).click();
  await said().filter({ hasText: logged }).waitFor();
});

test('10. the next caller finds the log empty', async () => {
  await page.getByRole('button', { name: /New caller/ }).click();
  await said().filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
  assert.equal(await page.locator('sl-log-bar').getByRole('button', { name: /^Logged: / }).count(), 0);
});
