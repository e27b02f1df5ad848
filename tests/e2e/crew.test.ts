import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { JournalEntry, RunDetail, RunTrace } from '@sightline/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import { cableTo } from '../support/proxy.ts';
import type { Cable } from '../support/proxy.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';
import { connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import { along, childRow, crewLink, crewedRun, pace, recordOf, stopMetres } from './support/crew.ts';
import type { Recorded } from './support/crew.ts';
import { handClock } from './support/hand-clock.ts';

/** A school morning: the clocks of the server and of the phone are in this test's hand. */
const morning = Date.parse('2026-11-10T07:55:00Z');
const start = Date.parse('2026-11-10T08:00:00Z');
const step = 5_000;
const stepMetres = (pace * step) / 1000;

let sightline: Sightline;
let browser: Browser;
let cable: Cable;
const clock = handClock(morning);
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline({ env: clock.env });
  cable = await cableTo(sightline.url);
});
after(async () => {
  await browser.close();
  await cable.cut();
  await sightline.stop();
});

interface Phone {
  context: BrowserContext;
  page: Page;
  recorded: Recorded[];
  positions: () => Recorded[];
}

async function openPhone(path: string): Promise<Phone> {
  const { context, page } = await visit(browser, cable.url, { viewport: { width: 390, height: 844 }, touch: true });
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ ...along(0), accuracy: 6 });
  const recorded = await recordOf(context);
  await context.clock.install({ time: await clock.forward(0) });
  await page.goto(path);
  return { context, page, recorded, positions: () => recorded.filter(({ type }) => type === 'vehicle.positioned') };
}

/** Both clocks go on. A browser's stands still while it works through its timers: it is put on by what it has lost, too. */
async function forward(phone: Phone, milliseconds: number): Promise<void> {
  const now = await clock.forward(milliseconds);
  const behind = now - (await phone.page.evaluate(() => Date.now()));
  if (behind > 0) await phone.context.clock.runFor(behind);
}

/** Both clocks go on, then the bus is somewhere else; resolves when the phone has that on its disk. */
async function drive(phone: Phone, metres: number): Promise<void> {
  const before = phone.positions().length;
  await forward(phone, step);
  let asked = 0;
  const position = await until(`the position at ${metres} m`, async () => {
    // A phone says where it is about once a second, not once.
    if (asked % 20 === 0) await phone.context.setGeolocation({ ...along(metres), accuracy: 6 + (asked % 40) / 20 });
    asked += 1;
    return phone.positions().slice(before).findLast(({ data }) => Math.abs(Number(data['latitude']) - along(metres).latitude) < 1e-7);
  });
  assert.ok(position);
}

test('[LINK-65] [LINK-70] a run with no other device is tracked end to end by a crew page, ten minutes of it offline and its tab killed: nothing lost, order kept, ticks right', async (t) => {
  const link = await crewLink(sightline, crewedRun(start));
  const phone = await openPhone(link.path);
  let { page } = phone;
  await page.getByRole('button', { name: 'Sign in' }).click();
  await childRow(page, 'Maya P.').waitFor();
  await until('the first position', () => phone.positions().length > 0);

  // Five minutes to go: the bus waits at its first stop, where two children get on.
  for (let waited = 0; waited < 300_000; waited += 60_000) {
    await forward(phone, 60_000);
  }
  await childRow(page, 'Maya P.').getByRole('button', { name: 'Aboard' }).click();
  await childRow(page, 'Leo A.').getByRole('button', { name: 'Aboard' }).click();

  const truth = new Map<number, number>();
  let metres = 0;
  const passed = async (to: number): Promise<void> => {
    while (metres < to) {
      metres = Math.min(metres + stepMetres, to);
      await drive(phone, metres);
      const at = stopMetres.indexOf(metres);
      if (at >= 0) truth.set(at, await clock.forward(0));
    }
  };
  const reach = (name: string): Promise<void> => page.locator('.stop.now', { hasText: name }).waitFor();
  await passed(800);
  await reach('Wharf Street');

  // The network goes, for as long as 4,800 metres take at 8 metres a second: ten minutes.
  await phone.context.setOffline(true);
  await cable.cut();
  const offlineFrom = await clock.forward(0);
  await page.getByText(/^○?Offline/).waitFor();
  await childRow(page, 'Ida F.').getByRole('button', { name: 'Aboard' }).click();
  await passed(2000);
  await reach("Tanner's Row");
  await childRow(page, 'Sam R.').getByRole('button', { name: 'Aboard' }).click();
  await childRow(page, 'Noor K.').getByRole('button', { name: 'Absent' }).click();
  await childRow(page, 'Noor K.').getByRole('button', { name: 'Yes, absent' }).click();
  await passed(2600);

  // The tab is killed and the page opened again, still without a network.
  const killedAt = phone.recorded.length;
  await page.close();
  page = await phone.context.newPage();
  await page.goto(link.path);
  phone.page = page;
  await page.getByText(/(Offline|No answer): .* wait on this phone/).waitFor();
  // And perhaps one that was on its way when the network went.
  const waiting = Number(/(\d+) positions wait/.exec((await page.locator('sl-crew-status .line').textContent()) ?? '')?.[1]);
  const made = phone.positions().filter(({ time }) => Date.parse(time) > offlineFrom).length;
  assert.ok(waiting >= made, `${waiting} of ${made} positions wait after the tab was killed`);
  await passed(3200);
  await reach('Mill Pool');
  // A slip of the thumb, taken back at once; then the right child.
  await childRow(page, 'Tomi O.').getByRole('button', { name: 'Aboard' }).click();
  await childRow(page, 'Tomi O.').getByRole('button', { name: 'Undo' }).click();
  await childRow(page, 'Tomi O.').getByRole('button', { name: 'Absent' }).click();
  await childRow(page, 'Tomi O.').getByRole('button', { name: 'Yes, absent' }).click();
  await page.getByRole('button', { name: 'Report a problem' }).click();
  await page.getByLabel('Roadworks or road closed').check();
  await page.getByLabel('5 min', { exact: true }).check();
  await page.getByRole('button', { name: 'Tell the control room' }).click();
  await passed(4400);
  await reach('Park Gate');
  await childRow(page, 'Eva L.').getByRole('button', { name: 'Aboard' }).click();
  await passed(5600);
  const offlineFor = (await clock.forward(0)) - offlineFrom;
  assert.ok(offlineFor >= 600_000, `offline for ${offlineFor / 1000} s`);
  const words = (await page.locator('sl-crew-status .line').textContent()) ?? '';
  t.diagnostic(`after ${Math.round(offlineFor / 1000)} s offline the page says: ${words}`);
  const seenOffline = phone.recorded.filter(({ time }) => Date.parse(time) > offlineFrom);

  await cable.mend();
  await phone.context.setOffline(false);
  await forward(phone, 1000);
  await page.getByText('Connected. The control room has everything.').waitFor();
  await passed(6000);
  await page.getByRole('heading', { name: 'Is everyone off?' }).waitFor();

  // What the phone had on its disk is what the server has: every fix once and in order, every tick in order.
  const control = await signIn(sightline, 'control');
  const admin = await signIn(sightline, 'admin');
  const placesOf = (all: Recorded[]) => all.map(({ data }) => [data['recordedAt'], data['latitude']]);
  const trace = await until('the whole trace', async () => {
    const found = await control.get<RunTrace>('/api/transport/runs/run-412/trace');
    return found.items.length >= phone.positions().length ? found : undefined;
  });
  assert.deepEqual(trace.items.map(({ recordedAt, latitude }) => [recordedAt, latitude]), placesOf(phone.positions()));
  const times = trace.items.map(({ recordedAt }) => Date.parse(recordedAt));
  assert.ok(times.every((at, index) => index === 0 || at > (times[index - 1] ?? 0)), 'in order');
  const { items } = await admin.get<{ items: JournalEntry[] }>('/api/ingest/journal?limit=1000');
  const told = items.filter(({ source }) => source === `link:${link.linkRef}`).map(({ id }) => id);
  assert.deepEqual(told, phone.recorded.filter(({ type }) => type !== 'vehicle.positioned').map(({ id }) => id));
  assert.equal((await admin.get<{ items: unknown[] }>('/api/ingest/quarantine')).items.length, 0, 'nothing was refused');
  t.diagnostic(`${seenOffline.filter(({ type }) => type === 'vehicle.positioned').length} positions and ${seenOffline.filter(({ type }) => type !== 'vehicle.positioned').length} ticks were made offline, ${killedAt} events before the tab was killed; the server has all ${trace.items.length} positions and ${told.length} ticks, once and in order`);

  const run = await control.get<RunDetail>('/api/transport/runs/run-412');
  const statuses = run.children?.map(({ initials, status }) => `${initials} ${status}`).sort();
  assert.deepEqual(statuses, ['EL aboard', 'IF aboard', 'LA aboard', 'MP aboard', 'NK absent', 'SR aboard', 'TO absent']);
  assert.equal(run.vehicleRef, undefined);
  const errors = run.stopCalls.slice(1).map(({ arrivedAt }, index) => Math.abs(Date.parse(arrivedAt ?? '') - (truth.get(index + 1) ?? 0)) / 1000);
  t.diagnostic(`arrivals at stops, seconds from the truth: ${errors.map((seconds) => seconds.toFixed(1)).join(', ')}`);
  assert.ok(errors.every((seconds) => seconds < 10), 'every stop has its time');
  assert.ok(run.notes?.some(({ words: said }) => said === 'Crew: roadworks or road closed, about 5 min late'));
  assert.ok(!run.conditions.some(({ condition }) => condition === 'signal-lost'));

  // And the control room sees it.
  const room = await visit(browser, sightline.url);
  await room.context.clock.install({ time: await clock.forward(0) });
  await signInAs(room.page, 'control');
  await room.page.goto('/control?run=run-412');
  await connectionSays(room.page, 'Live');
  await room.page.getByText('1 of 1 vehicles in view').waitFor();
  await room.page.getByRole('complementary', { name: 'Run in hand' }).getByText('Crew: roadworks or road closed, about 5 min late').waitFor();

  // At school everyone gets off; the walk through the bus ends the run, and the sharing.
  for (const name of ['Maya P.', 'Leo A.', 'Ida F.', 'Sam R.']) await childRow(page.locator('.stop.now'), name).getByRole('button', { name: 'Off' }).click();
  await page.getByText('1 child still ticked as aboard: Eva L.', { exact: true }).waitFor();
  await childRow(page.locator('.stop.now'), 'Eva L.').getByRole('button', { name: 'Off' }).click();
  await page.getByRole('button', { name: 'I walked the bus: nobody is left' }).click();
  await page.getByRole('heading', { name: 'Finished' }).waitFor();
  const walked = await until('the walk in the control room', async () => {
    const now = await control.get<RunDetail>('/api/transport/runs/run-412');
    return now.walkedAt === undefined ? undefined : now;
  });
  assert.equal(walked.state, 'completed');
  assert.ok(walked.children?.every(({ status }) => status === 'alighted' || status === 'absent'));
  const shared = phone.positions().length;
  await forward(phone, step);
  await phone.context.setGeolocation({ ...along(6400), accuracy: 6 });
  await forward(phone, step);
  assert.equal(phone.positions().length, shared, 'nothing is shared any more');

  // Half an hour later nothing of the children is left on the phone.
  await forward(phone, 31 * 60_000);
  await page.getByRole('heading', { name: 'No run at the moment' }).waitFor();
  await until('a phone that keeps no child', async () => !/Maya|Okafor|passengerRef/.test(await everythingOn(page)));
  await phone.context.close();
  await room.context.close();
});

/** All that this page's phone keeps, as text. */
const everythingOn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.body.innerText];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (!/\.(js|css|svg)$/.test(new URL(request.url).pathname)) texts.push(await ((await cache.match(request))?.text() ?? ''));
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((done) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }: { target: IDBOpenDBRequest }) => done(target.result) }));
      for (const store of database.objectStoreNames) {
        texts.push(JSON.stringify(await new Promise((done) => Object.assign(database.transaction(store).objectStore(store).getAll(), { onsuccess: ({ target }: { target: IDBRequest }) => done(target.result) }))));
      }
      database.close();
    }
    return texts.join('\n');
  });
