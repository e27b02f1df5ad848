/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page, Request, Response } from 'playwright-core';
import { busLink, families, runHome, seenAt, tell, told, underWay } from '../support/family.ts';
import { issueLink } from '../support/links.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';
import { assertAccessible, openBrowser, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';

const minute = 60_000;
const phone = { width: 390, height: 844 };
let sightline: Sightline;
let browser: Browser;
let control: Person;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline({ env: { SIGHTLINE_TELEPHONE: '0121 496 0100', SIGHTLINE_COUNCIL_NAME: 'Westmarch Council' } });
  control = await signIn(sightline, 'control');
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

interface Told { readonly routeRef: string; readonly runRef: string; readonly vehicleRef: string; readonly startsIn: number }
const iso = (at: number): string => new Date(at).toISOString();

/** An afternoon of one route, told so far as a state of the page needs it. */
async function afternoon(routeRef: string, startsIn: number, more: (now: number, of: Told) => object[]): Promise<Told> {
  const of = { routeRef, runRef: `HOME-${routeRef}`, vehicleRef: `V${routeRef}`, startsIn };
  const now = Date.now();
  await tell(sightline, ...families({ routeRef }), ...runHome(now, of));
  const events = more(now, of);
  if (events.length > 0) await tell(sightline, ...events);
  return of;
}
const began = (now: number, { runRef, startsIn }: Told): object[] => [
  told('run.started', { runRef, at: iso(now + startsIn * minute) }),
  told('stop.called', { runRef, sequence: 1, arrivedAt: iso(now + startsIn * minute - minute), departedAt: iso(now + startsIn * minute) }),
];

/** Opens the page of a link on a phone. */
async function open(path: string, options: PageOptions = {}): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const visited = await visit(browser, sightline.url, { viewport: phone, ...options });
  await visited.page.goto(path);
  return visited;
}
const pathOf = (url: string): string => new URL(url).pathname;
const busPath = async (routeRef: string, child = 'P1', guardian = 'G1'): Promise<string> => pathOf((await issueLink(control, 'bus', busLink(child, guardian, routeRef))).url);
const headline = (page: Page, words: RegExp): Promise<void> => page.locator('h1').filter({ hasText: words }).waitFor();

/** The paths that are kept on the phone, of whatever link. */
const keptOn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
    return kept;
  });

test('[LINK-40] a parent sees the bus, loses the connection half way, reads honest words, and is told of the present again', async () => {
  const of = await afternoon('412', -6, underWay);
  const { context, page, errors } = await open(await busPath('412'));
  await headline(page, /^Your bus is two stops away/);
  await page.getByText('Bus home for T.O.').waitFor();
  await page.getByText(/^At your stop between/).waitFor();
  await page.getByText('Mill Pool, your stop').waitFor();
  await page.getByText(/T\.O\. boarded at \d\d:\d\d\./).waitFor();
  await page.getByText(/Phone connected, checked \d+ s ago\./).waitFor();
  await page.getByText('Demonstration data').waitFor();
  await page.getByRole('img', { name: /where the bus is now, and your stop/ }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Ring 0121 496 0100' }).getAttribute('href'), 'tel:01214960100');
  assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /Park Gate|Tanner|Orchard|Tamsin|Quentin/);

  await context.setOffline(true);
  const banner = page.locator('sl-phone-banner');
  await banner.getByText('This phone is offline.').waitFor();
  await banner.getByText(/What you see is from \d\d:\d\d, \d+ s ago/).waitFor();
  await page.getByText(/As we knew it at \d\d:\d\d/).waitFor();
  await page.getByText('Last estimate, may be wrong').waitFor();
  assert.equal(await page.getByText(/We have not heard from the bus/).count(), 0, 'that the phone is offline is no word about the bus');
  await assertAccessible(page, 'offline');

  await tell(sightline, seenAt(Date.now(), 1.6, of));
  await context.setOffline(false);
  await banner.waitFor({ state: 'detached' });
  await page.locator('.badge', { hasText: /Last seen \d+ seconds ago/ }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('[LINK-41] a bus that has gone quiet and a phone that is offline are two matters, in words of their own', async () => {
  await afternoon('413', -9, (now, of) => [...began(now, of), seenAt(now - 5 * minute - 20_000, 0.9, of), seenAt(now - 5 * minute, 1, of)]);
  const { context, page } = await open(await busPath('413'));
  await headline(page, /^We have not heard from the bus for \d minutes\.$/);
  await page.getByText('Out of date').waitFor();
  await page.getByText(/^It was last seen at/).waitFor();
  await page.getByText(/Phone connected/).waitFor();
  assert.equal(await page.locator('sl-phone-banner').count(), 0);
  await page.getByRole('img', { name: /where the bus was last seen at/ }).waitFor();
  await assertAccessible(page, 'gone quiet');
  await context.close();
});

test('[LINK-42] the page can be put on the home screen, opens there offline by itself, and says what it knows and since when', async () => {
  await afternoon('421', -6, underWay);
  const path = await busPath('421');
  const { context, page } = await open(path);
  await headline(page, /^Your bus is/);
  const manifestPath = await page.locator('link[rel=manifest]').getAttribute('href');
  const response = await fetch(sightline.url + (manifestPath ?? ''));
  assert.match(response.headers.get('content-type') ?? '', /^application\/manifest\+json/);
  const manifest = (await response.json()) as { name: string; start_url: string; scope: string; display: string; icons: { src: string; sizes: string; type: string }[] };
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], [path, path, 'standalone']);
  for (const size of ['192x192', '512x512']) assert.ok(manifest.icons.some((icon) => icon.sizes === size && icon.type === 'image/png'), size);
  for (const { src, type } of manifest.icons) assert.match((await fetch(sightline.url + src)).headers.get('content-type') ?? '', new RegExp(`^${type.replace('+', '\\+')}`), src);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = (await session.send('Page.getInstallabilityErrors')) as { installabilityErrors: { errorId: string }[] };
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito'), [], 'nothing that Chrome asks for is missing');

  await until('the page and what it knows on the phone', async () => {
    const kept = await keptOn(page);
    return kept.includes(path) && kept.includes('/link-kept/value');
  });
  assert.ok(await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated'));
  await context.setOffline(true);
  await page.reload();
  await headline(page, /^Your bus is/);
  await page.locator('sl-phone-banner').getByText(/This phone (is offline|cannot reach us)\./).waitFor();
  await page.getByText(/As we knew it at/).waitFor();
  await page.getByText(/What you see is from \d\d:\d\d/).waitFor();
  await context.close();
});

test('[LINK-43] a link that is withdrawn is a kind page, and nothing of it stays on the phone', async () => {
  await afternoon('422', -6, underWay);
  const link = await issueLink(control, 'bus', busLink('P1', 'G1', '422'));
  const { context, page } = await open(pathOf(link.url));
  await headline(page, /^Your bus is/);
  await until('the page on the phone', async () => (await keptOn(page)).includes(pathOf(link.url)));
  await control.request(`/api/links/${link.linkRef}`, { method: 'DELETE' });
  await headline(page, /This link is no longer in use/);
  await until('nothing left on the phone', () => page.evaluate(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0));
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  await assertAccessible(page, 'a withdrawn link');
  await page.goto(`${pathOf(link.url)}x`);
  await headline(page, /This link is no longer in use/);
  await context.close();
});

/** The bodies of scripts but the map's in bytes, as a phone gets them once the server has compressed its build in the background. */
async function sentBytes(scripts: readonly Response[]): Promise<number> {
  const sizes = await Promise.all(
    scripts.map((script) =>
      until(`${script.url()} compressed`, async () => {
        const answer = await fetch(script.url(), { headers: { 'accept-encoding': 'br' } });
        const length = Number(answer.headers.get('content-length'));
        if ((await answer.text()).includes('where the bus is now')) return 0;
        return length < 1024 || answer.headers.get('content-encoding') === 'br' ? length : undefined;
      }, 120_000),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('[LINK-9] a parent turns the messages off and on again, without an account', async () => {
  await afternoon('436', -6, underWay);
  const { context, page, errors } = await open(await busPath('436'));
  await headline(page, /^Your bus is/);
  await page.getByRole('button', { name: 'Messages you get' }).click();
  const write = page.getByRole('checkbox', { name: /^Write to me when the bus is late/ });
  await write.waitFor();
  assert.equal(await write.isChecked(), true);
  await assertAccessible(page, 'messages');
  await write.uncheck();
  await page.getByRole('status').filter({ hasText: 'We do not write to you any more.' }).waitFor();
  assert.equal(await page.getByRole('checkbox', { name: 'And when it has arrived' }).isDisabled(), true);
  await page.reload();
  await page.getByRole('button', { name: 'Messages you get' }).click();
  await write.waitFor();
  assert.equal(await write.isChecked(), false);
  await write.check();
  await page.getByRole('status').filter({ hasText: 'We write to you.' }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('[LINK-44] before its map the page loads less than 100 KB of script, and tells its address to nobody', async () => {
  await afternoon('423', -6, underWay);
  const path = await busPath('423');
  for (const each of [path, pathOf((await issueLink(control, 'school', { schoolRef: 'S1' })).url)]) {
    const { context, page } = await visit(browser, sightline.url, { viewport: phone });
    const scripts: Response[] = [];
    page.on('response', (response) => void (response.request().resourceType() === 'script' && scripts.push(response)));
    const requests: Request[] = [];
    page.on('request', (request) => requests.push(request));
    await page.goto(each);
    await page.locator('h1').waitFor();
    await page.getByText(/Phone connected/).waitFor();
    const bytes = await sentBytes(scripts);
    console.log(`  ${each.split('/')[1] ?? ''}: ${scripts.length} scripts, ${(bytes / 1000).toFixed(1)} KB as sent before the map`);
    assert.ok(scripts.length > 3 && bytes < 100_000, `${bytes} bytes`);
    const token = each.split('/')[2] ?? '';
    for (const request of requests) {
      const url = new URL(request.url());
      assert.equal(url.host, new URL(sightline.url).host, 'nobody else is asked for anything');
      if (!url.pathname.startsWith(each)) assert.ok(!request.url().includes(token), `${url.pathname} has the token in its address`);
      assert.ok(!(request.headers()['referer'] ?? '').includes(token), `${url.pathname} is told where it was asked from`);
    }
    await context.close();
  }
});

test('[LINK-45] is useful soon on a slow connection', async () => {
  await afternoon('424', -6, underWay);
  const path = await busPath('424');
  const { context, page } = await visit(browser, sightline.url, { viewport: phone });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  // Chrome's own "Slow 3G": 400 kbit/s down and up, 400 ms.
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 });
  const startedAt = performance.now();
  await page.goto(path);
  await headline(page, /^Your bus is/);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`  first useful content on slow 3G (400 kbit/s, 400 ms): ${seconds.toFixed(1)} s`);
  assert.ok(seconds < 20, `${seconds} s`);
  await context.close();
});

type State = [name: string, routeRef: string, startsIn: number, more: (now: number, of: Told) => object[], words: RegExp];
const states: State[] = [
  ['before the run', '430', 20, () => [], /^Your bus has not left yet\.$/],
  ['lost', '431', -30, (now, of) => [...began(now, of), seenAt(now - 25 * minute - 20_000, 0.9, of), seenAt(now - 25 * minute, 1, of)], /^We have not heard from the bus for 25 minutes\.$/],
  ['without a device', '432', -4, (now, { runRef, startsIn }) => [told('run.started', { runRef, at: iso(now + startsIn * minute) })], /^We cannot see your bus\.$/],
  ['cancelled', '433', -3, (_, { runRef }) => [told('run.cancelled', { runRef, cause: 'Vehicle fault' })], /cancelled today|will not run today/],
  ['over', '434', -20, (now, { runRef }) => [told('run.started', { runRef, at: iso(now - 20 * minute) }), ...[1, 2, 3, 4, 5].map((sequence) => told('stop.called', { runRef, sequence, arrivedAt: iso(now - (21 - sequence * 3) * minute), departedAt: iso(now - (20.5 - sequence * 3) * minute) })), told('run.completed', { runRef, at: iso(now - 4 * minute) })], /^Your bus (was at|left) your stop at \d\d:\d\d\.$/],
  ['not travelling', '435', -6, (now, of) => [...underWay(now, of), told('passenger.absent', { runRef: of.runRef, passengerRef: 'P1-435', at: iso(now) })], /^T\.O\. is marked as not travelling\.$/],
];
for (const [name, routeRef, startsIn, more, words] of states) {
  test(`[LINK-46] the family's page, ${name}: its own words, accessible in light and dark and at 200 %`, async () => {
    await afternoon(routeRef, startsIn, more);
    const path = await busPath(routeRef);
    for (const options of [{}, { theme: 'dark' as const }, { viewport: { width: 195, height: 422 } }]) {
      const { context, page, errors } = await open(path, options);
      await headline(page, words);
      await page.getByRole('link', { name: /^Ring/ }).waitFor();
      await assertAccessible(page, `${name} ${JSON.stringify(options)}`);
      if (name !== 'lost') assert.equal(await page.locator('sl-bus-map').count(), 0, 'no position, no map');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
      assert.deepEqual(errors, []);
      await context.close();
    }
  });
}

test('[LINK-33] a child under a court order is shown to nobody: the page asks to ring', async () => {
  await afternoon('440', -6, underWay);
  // The order is made after the link was given out: for a child who has one already none is issued [LINK-10].
  const path = await busPath('440', 'P1', 'G1');
  await tell(sightline, told('passenger.upserted', { passengerRef: 'P1-440', name: 'Tamsin Ott', schoolRef: 'S1', routeRef: '440', boardingStopRef: 'STOP3', alightingStopRef: 'S1-GATE', needs: [], assistantRequired: false, banner: 'court-order' }));
  const { context, page } = await open(path);
  await headline(page, /^Please ring us about this bus\.$/);
  assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /440|T\.O\.|Beechwood|court/i);
  await assertAccessible(page, 'withheld');
  await context.close();
});

test('[LINK-37] a school sees which buses have left, are waited for and are cancelled, on a phone and on the wall', async () => {
  await afternoon('450', 25, () => []);
  await afternoon('451', 26, (_, { runRef }) => [told('run.cancelled', { runRef, cause: 'Vehicle fault' })]);
  await afternoon('452', -6, underWay);
  const path = pathOf((await issueLink(control, 'school', { schoolRef: 'S1' })).url);
  for (const options of [{}, { theme: 'dark' as const }, { viewport: { width: 1280, height: 800 } }, { viewport: { width: 1920, height: 1080 }, theme: 'dark' as const }]) {
    const { context, page, errors } = await open(path, options);
    await headline(page, /^Buses home$/);
    const row = (route: string) => page.getByRole('row').filter({ has: page.locator('.route', { hasText: route }) });
    await row('450').getByText('Not started').waitFor();
    await row('451').getByText('Cancelled').waitFor();
    await row('452').getByText('Left', { exact: true }).waitFor();
    await assertAccessible(page, `the board ${JSON.stringify(options)}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    assert.doesNotMatch((await page.locator('body').textContent()) ?? '', /Tamsin|T\.O\.|Mill Pool|Park Gate/);
    assert.deepEqual(errors, []);
    await context.close();
  }
});
