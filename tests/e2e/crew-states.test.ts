import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { event } from '../fixtures/events.ts';
import { assertAccessible, openBrowser, visit } from './support/browser.ts';
import { along, childRow, crewLink, crewedRun } from './support/crew.ts';

const minute = 60_000;
let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline({ env: { SIGHTLINE_CONTROL_TELEPHONE: '0121 496 0100' } });
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

let count = 0;
/** A run of its own for each state, as so many minutes from now, and the link of its crew. */
async function crewed(startsIn: number, more: object[] = [], direction: 'to-school' | 'from-school' = 'to-school'): Promise<{ path: string; linkRef: string; runRef: string }> {
  count += 1;
  const runRef = `run-${count}`;
  const events = crewedRun(Date.now() + startsIn * minute, { runRef, routeRef: String(500 + count), direction });
  const link = await crewLink(sightline, [...events, ...more.map((each) => ({ ...each, data: { ...(each as { data: object }).data, runRef } }))], { runRef });
  return { path: link.path, linkRef: link.linkRef, runRef };
}

interface Opened {
  page: Page;
  close: () => Promise<void>;
}
async function open(path: string, theme: 'light' | 'dark', permissions: string[] = ['geolocation']): Promise<Opened> {
  const { context, page, errors } = await visit(browser, sightline.url, { viewport: { width: 390, height: 844 }, theme, touch: true });
  await context.grantPermissions(permissions);
  await context.setGeolocation({ ...along(0), accuracy: 6 });
  await page.goto(path);
  return {
    page,
    close: async () => {
      assert.deepEqual(errors, []);
      await context.close();
    },
  };
}

const asGuide = (page: Page): Promise<void> => page.getByRole('button', { name: 'I am the passenger assistant' }).click();

/** Every state of the page, how it comes about, and what it must say. */
const states: { name: string; reach: (theme: 'light' | 'dark') => Promise<Opened> }[] = [
  {
    name: 'no run yet',
    reach: async (theme) => {
      const opened = await open((await crewed(200)).path, theme);
      await opened.page.getByRole('heading', { name: /^Next: Route 5/ }).waitFor();
      assert.equal(await opened.page.locator('sl-child-row').count(), 0);
      return opened;
    },
  },
  {
    name: 'signed out',
    reach: async (theme) => {
      const opened = await open((await crewed(8)).path, theme);
      await childRow(opened.page, 'M. P.').waitFor();
      assert.equal(await opened.page.getByText('Maya').count(), 0);
      assert.equal(await opened.page.getByRole('button', { name: /^Aboard/ }).count(), 0);
      return opened;
    },
  },
  {
    name: 'on the way',
    reach: async (theme) => {
      const opened = await open((await crewed(-1)).path, theme);
      await asGuide(opened.page);
      await opened.page.locator('sl-crew-status').getByText('●Sharing position').waitFor();
      await childRow(opened.page, 'Maya P.').getByRole('button', { name: 'Aboard' }).click();
      await opened.page.getByText('Connected. The control room has everything.').waitFor();
      return opened;
    },
  },
  {
    name: 'asked twice whether a child is absent',
    reach: async (theme) => {
      const opened = await open((await crewed(-1)).path, theme);
      await asGuide(opened.page);
      await childRow(opened.page, 'Leo A.').getByRole('button', { name: 'Absent' }).click();
      await opened.page.getByText('Is Leo A. not travelling?').waitFor();
      return opened;
    },
  },
  {
    name: 'position not allowed',
    reach: async (theme) => {
      const opened = await open((await crewed(-1)).path, theme, []);
      await asGuide(opened.page);
      await opened.page.locator('sl-crew-status').getByText('Position not allowed').waitFor();
      await opened.page.getByRole('button', { name: 'We are at this stop' }).click();
      await opened.page.getByRole('button', { name: 'We are leaving this stop' }).click();
      await opened.page.locator('.stop.now', { hasText: 'Wharf Street' }).waitFor();
      return opened;
    },
  },
  {
    name: 'offline',
    reach: async (theme) => {
      const opened = await open((await crewed(-1)).path, theme);
      await asGuide(opened.page);
      await childRow(opened.page, 'Maya P.').waitFor();
      await opened.page.context().setOffline(true);
      await childRow(opened.page, 'Maya P.').getByRole('button', { name: 'Aboard' }).click();
      await childRow(opened.page, 'Leo A.').getByRole('button', { name: 'Aboard' }).click();
      await opened.page.getByText(/^○?Offline: 2 ticks( and \d+ positions?)? wait on this phone/).waitFor();
      return { ...opened, close: () => opened.page.context().close() };
    },
  },
  {
    name: 'reporting a problem',
    reach: async (theme) => {
      const opened = await open((await crewed(-1)).path, theme);
      await asGuide(opened.page);
      await opened.page.getByRole('button', { name: 'Report a problem' }).click();
      await opened.page.getByLabel('A child needs help').check();
      await opened.page.getByText('In an emergency ring 999 first').waitFor();
      return opened;
    },
  },
  {
    name: 'cancelled',
    reach: async (theme) => {
      const opened = await open((await crewed(-1, [event('run.cancelled', { runRef: '', cause: 'Vehicle fault', message: 'A taxi has been sent.' })])).path, theme);
      await opened.page.getByRole('heading', { name: 'This run is cancelled' }).waitFor();
      return opened;
    },
  },
  {
    name: 'home, with a child who is not handed to just anybody',
    reach: async (theme) => {
      const { path, runRef } = await crewed(-10, [], 'from-school');
      const at = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();
      await send(sightline, [event('stop.called', { runRef, sequence: 1, arrivedAt: at(-10), departedAt: at(-9) }), ...['P4', 'P5'].map((passengerRef) => event('passenger.boarded', { runRef, passengerRef, at: at(-9) }))]);
      const opened = await open(path, theme, []);
      await opened.page.getByRole('button', { name: 'I am the driver' }).click();
      const stop = opened.page.locator('.stop', { hasText: "Tanner's Row" });
      await stop.locator('.head').click();
      await childRow(stop, 'Noor K.').getByRole('button', { name: 'Off' }).click();
      await opened.page.getByText('Did you ring the control room').waitFor();
      return opened;
    },
  },
  {
    name: 'time to walk through the bus',
    reach: async (theme) => {
      const { path, runRef } = await crewed(-15);
      const at = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();
      await send(sightline, [event('stop.called', { runRef, sequence: 6, arrivedAt: at(-1) }), event('passenger.boarded', { runRef, passengerRef: 'P2', at: at(-9) })]);
      const opened = await open(path, theme, []);
      await opened.page.getByRole('button', { name: 'I am the driver' }).click();
      await opened.page.getByText('1 child still ticked as aboard: Leo A.', { exact: true }).waitFor();
      const walk = opened.page.getByRole('button', { name: 'I walked the bus: nobody is left' });
      await walk.click({ force: true });
      assert.equal(await opened.page.getByRole('heading', { name: 'Finished' }).count(), 0, 'not while a child is ticked as aboard');
      return opened;
    },
  },
  {
    name: 'finished',
    reach: async (theme) => {
      const { path, runRef } = await crewed(-15);
      await send(sightline, [event('stop.called', { runRef, sequence: 6, arrivedAt: new Date(Date.now() - minute).toISOString() })]);
      const opened = await open(path, theme, []);
      await opened.page.getByRole('button', { name: 'I am the driver' }).click();
      await opened.page.getByRole('button', { name: 'I walked the bus: nobody is left' }).click();
      await opened.page.getByText('Everything has reached the control room').waitFor();
      return opened;
    },
  },
  {
    name: 'something was not taken',
    reach: async (theme) => {
      const { path, runRef } = await crewed(-1);
      const opened = await open(path, theme, []);
      await asGuide(opened.page);
      await childRow(opened.page, 'Leo A.').waitFor();
      await opened.page.context().setOffline(true);
      await childRow(opened.page, 'Leo A.').getByRole('button', { name: 'Aboard' }).click();
      // Meanwhile the child was moved to another route.
      await send(sightline, [event('passenger.upserted', { passengerRef: 'P2', name: 'Leo Ash', schoolRef: 'S1', routeRef: `gone-${runRef}`, needs: [], assistantRequired: false })]);
      await opened.page.context().setOffline(false);
      await opened.page.getByText(/Not taken: .* is no child of this run/).waitFor();
      return { ...opened, close: () => opened.page.context().close() };
    },
  },
];

for (const { name, reach } of states) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the crew page is accessible and under the thumb: ${name}, ${theme}`, async () => {
      const { page, close } = await reach(theme);
      await assertAccessible(page, name);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
      const small = await page.locator('button:visible, a:visible, label:visible').evaluateAll((all) => all.map((each) => [each.textContent.trim(), each.getBoundingClientRect().height] as const).filter(([, height]) => height > 0 && height < 44));
      assert.deepEqual(small, [], 'every target is at least 44 px high');
      const folder = process.env['CREW_SHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name.replaceAll(/\W+/g, '-')}-${theme}.png` });
      await close();
    });
  }
}

test('[LINK-60] a link that is revoked shows its page out and leaves nothing of the run on the phone', async () => {
  const { path, linkRef } = await crewed(-1);
  const { page, close } = await open(path, 'light');
  await asGuide(page);
  await childRow(page, 'Maya P.').waitFor();
  const control = await signIn(sightline, 'control');
  await control.request(`/api/links/${linkRef}`, { method: 'DELETE' });
  await page.getByRole('heading', { name: 'This link is no longer in use' }).waitFor();
  await assertAccessible(page, 'a revoked link');
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0 && (await caches.keys()).length === 0);
  const folder = process.env['CREW_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/revoked.png` });
  void close;
  await page.context().close();
});

test('a guide ticks a child aboard with the keyboard alone, and the focus stays with the child', async () => {
  const { page, close } = await open((await crewed(-1)).path, 'light');
  await asGuide(page);
  const aboard = childRow(page, 'Maya P.').getByRole('button', { name: 'Aboard' });
  await aboard.focus();
  await page.keyboard.press('Enter');
  await childRow(page, 'Maya P.').getByRole('button', { name: 'Undo' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent.trim()), 'Undo Maya P., Aboard');
  await page.keyboard.press('Enter');
  await aboard.waitFor();
  await close();
});
