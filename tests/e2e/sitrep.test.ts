/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser } from 'playwright-core';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions, Visit } from './support/browser.ts';
import { event } from './support/morning.ts';
import { receive } from './support/office.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { signIn } from '../support/person.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const day = 86_400_000;
let sightline: Sightline;
let browser: Browser;

/** Noon of the Monday some weeks from now. */
const monday = (weeks: number): number => {
  const noon = Math.floor(Date.now() / day) * day + 12 * 60 * minute;
  return noon - ((new Date(noon).getUTCDay() + 6) % 7) * day + weeks * 7 * day;
};
const iso = (at: number): string => new Date(at).toISOString();
/** A run that came so many minutes late, by its operator's word. Its plan is told last. */
const run = (ref: string, startsAt: number, late: number, serviceDate = iso(startsAt).slice(0, 10)): object[] => [
  event('run.started', { runRef: ref, at: iso(startsAt) }),
  event('stop.called', { runRef: ref, sequence: 2, arrivedAt: iso(startsAt + (20 + late) * minute) }),
  event('run.scheduled', {
    runRef: ref, routeRef: ref.slice(0, 2), operatorRef: late > 5 ? 'B' : 'A', schoolRef: 'S', serviceDate, direction: 'to-school',
    stopCalls: [0, 1].map((i) => ({ sequence: i + 1, stopRef: `${i}`, latitude: 52.48 + i * 0.02, longitude: -1.9, scheduledAt: iso(startsAt + i * 20 * minute) })),
  }),
];

async function open(path = '/sitrep', options: PageOptions = {}, role: Role = 'manager'): Promise<Visit & { close: () => Promise<void> }> {
  const opened = await visit(browser, sightline.url, options);
  await signInAs(opened.page, role);
  await opened.page.goto(path);
  return {
    ...opened,
    close: async () => {
      assert.deepEqual(opened.errors, []);
      await opened.context.close();
    },
  };
}

before(async () => {
  sightline = await startSightline({ env: { SIGHTLINE_TIME_ZONE: 'UTC' } });
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

test('an empty week says so', async () => {
  const { page, close } = await open();
  await page.getByRole('heading', { name: 'No run has counted in this week' }).waitFor();
  await assertAccessible(page, 'an empty week');
  await close();
});

test('the week opens with a sentence, moves by itself, and every number opens its runs, by keyboard', async () => {
  const now = Date.now();
  const today = iso(now).slice(0, 10);
  await receive(sightline, [
    event('school.upserted', { schoolRef: 'S', name: 'Beechwood School', latitude: 52.5, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' }, area: 'North' }),
    event('operator.upserted', { operatorRef: 'A', name: 'Ridgeway Travel' }),
    event('operator.upserted', { operatorRef: 'B', name: 'Tarn Valley Minibuses' }),
    ...run('10-last', monday(-1) - 4 * 60 * minute, 0),
    ...run('10-today', now - 30 * minute, 1, today),
  ]);
  const person = await signIn(sightline, 'manager');
  await until('the week before is counted', async () => {
    const { items } = await person.get<{ items: { values: { operated: number | null } }[] }>('/api/transport/sitrep/trend?weeks=2');
    return items.length === 2 && items.every(({ values }) => values.operated === 100) ? true : undefined;
  });
  const { page, close } = await open();
  await page.getByRole('heading', { level: 1, name: '100 % of runs were on time at the school; none was cancelled' }).waitFor();
  await receive(sightline, run('20-today', now - 40 * minute, 12, today));
  await page.getByRole('heading', { level: 1, name: /^50 % of runs/ }).waitFor();
  await page.locator('sl-headline-seven').getByText('−50.0 points on last week').waitFor();
  await assertAccessible(page, 'the week under way');
  const number = page.locator('sl-headline-seven').getByRole('button', { name: /1 of 2 runs that have ended/ });
  await number.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('complementary', { name: /On time at the school/ });
  await sheet.getByRole('link', { name: /Route 20/ }).waitFor();
  assert.equal(await sheet.getByRole('link', { name: /Route 20/ }).getAttribute('href'), '/control?run=20-today&replay=1');
  assert.match(page.url(), /figure=on-time/);
  await assertAccessible(page, 'the runs behind a number');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  await close();
});

test('it is told by operator, route and area, sorted and taken away as CSV', async () => {
  const { page, close } = await open();
  const table = page.locator('sl-breakdown-table');
  await table.getByRole('row', { name: /Tarn Valley Minibuses/ }).waitFor();
  assert.match(await table.locator('tbody tr').first().innerText(), /Tarn Valley/, 'the worst on time first');
  await table.getByRole('button', { name: 'Area' }).click();
  await table.getByRole('row', { name: /North/ }).waitFor();
  await page.waitForURL(/by=area/);
  await table.getByRole('button', { name: 'Route', exact: true }).click();
  await table.getByRole('row', { name: /Route 20/ }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), table.getByRole('button', { name: 'CSV by route' }).click()]);
  assert.match(await readFile(await file.path(), 'utf8'), /Route 20,1,100,0,12,0/);
  await close();
});

test('a frozen week says so and keeps its notes', async () => {
  const admin = await signIn(sightline, 'admin');
  const { items } = await admin.get<{ items: { week: string }[] }>('/api/transport/sitrep/trend?weeks=2');
  const week = items[0]?.week ?? '';
  const command = (type: string, data: object): Promise<Response> => admin.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) });
  assert.equal((await command('sitrep.frozen', { week })).status, 200);
  await until('it is frozen', async () => ((await admin.get<{ frozen: boolean }>(`/api/transport/sitrep?week=${week}`)).frozen ? true : undefined));
  await command('sitrep.corrected', { week, words: 'One school was closed.' });
  const { page, close } = await open();
  await page.getByRole('combobox', { name: 'Week' }).selectOption(week);
  await page.getByText(/Frozen .*: its figures never change/).waitFor();
  await page.getByText('One school was closed.').waitFor();
  await assertAccessible(page, 'a frozen week');
  await close();
});

test('nothing that reaches a board member is about a run; on a tablet, light and dark', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const { context, page } = await visit(browser, sightline.url, { viewport: { width: 820, height: 1180 }, theme });
    const seen: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => seen.push(payload.toString())));
    page.on('response', (response) => void (response.url().includes('/sitrep') ? response.text().then((text) => seen.push(text), () => undefined) : undefined));
    await signInAs(page, 'board');
    await page.getByRole('link', { name: 'SitRep' }).click();
    await page.locator('sl-contracts-panel tbody tr').first().waitFor();
    await assertAccessible(page, `the board's view, ${theme}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    assert.ok(seen.length > 0);
    for (const text of seen) assert.doesNotMatch(text, /"runRef"|"vehicleRef"|"passengerRef"/);
    assert.equal(await page.locator('sl-headline-seven button, sl-breakdown-table tbody button, sl-claims-panel').count(), 0);
    await context.close();
  }
});

test('on paper it is black on white, without controls', async () => {
  const { page, close } = await open('/sitrep', { theme: 'dark', viewport: { width: 794, height: 1123 } });
  await page.locator('sl-contracts-panel tbody tr').first().waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)');
  const looks = await page.evaluate(() => {
    return { controls: [...document.querySelectorAll('sl-sitrep .tools, sl-sitrep sl-segmented.screen')].filter((each) => each.getClientRects().length > 0).length, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
  });
  assert.deepEqual(looks, { controls: 0, wide: 0 });
  await close();
});

test('an error says what to do; a lost connection leaves the last figures and says so; calls may not look', async () => {
  const broken = await visit(browser, sightline.url);
  await signInAs(broken.page, 'office');
  await broken.page.route('**/api/transport/sitrep?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Away', status: 503, detail: 'The database is away.' }) }));
  await broken.page.route('**/api/transport/sitrep', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Away', status: 503, detail: 'The database is away.' }) }));
  await broken.page.goto('/sitrep');
  await broken.page.getByText('The database is away.').waitFor();
  await broken.page.getByRole('button', { name: 'Try again' }).waitFor();
  await assertAccessible(broken.page, 'an error');
  await broken.context.close();
  const calls = await open('/sitrep', {}, 'calls');
  await calls.page.getByRole('heading', { level: 1, name: 'Not for your role' }).waitFor({ state: 'attached' });
  await assertAccessible(calls.page, 'the forbidden SitRep');
  await calls.close();
  const lost = await visit(browser, sightline.url);
  await signInAs(lost.page, 'manager');
  await lost.page.goto('/sitrep');
  await lost.page.locator('sl-contracts-panel tbody tr').first().waitFor();
  await sightline.kill9();
  await lost.page.getByText(/^The connection is away/).waitFor();
  await assertAccessible(lost.page, 'stale figures');
  await lost.context.close();
  sightline = await sightline.restart();
});
