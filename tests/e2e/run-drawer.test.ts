import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { scheduledRun } from '../fixtures/events.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await playMorning(sightline);
  const guide = (assistantRef: string, name: string, longitude: number, training: string[]) => event('assistant.upserted', { assistantRef, name, operatorRef: 'O1', training, telephone: '07700 900100', latitude: 52.456, longitude });
  const { body } = await send(sightline, [
    guide('G1', 'Ada Reed', -1.92, ['harness']),
    guide('G2', 'Bo Lane', -1.95, ['first aid']),
    event('vehicle.upserted', { vehicleRef: 'V90', operatorRef: 'O1', registration: 'QX26 ABC', seats: 16, wheelchairPlaces: 1 }),
    event('vehicle.upserted', { vehicleRef: 'V91', operatorRef: 'O1', registration: 'QX26 XYZ', seats: 1, wheelchairPlaces: 0 }),
  ]);
  assert.deepEqual(body.rejected, []);
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function openRun(runRef: string, options: PageOptions = { viewport: { width: 1680, height: 1000 } }): Promise<{ page: Page; drawer: Locator; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, 'control');
  await page.goto(`/control?run=${runRef}`);
  await connectionSays(page, 'Live');
  const drawer = page.getByRole('complementary', { name: 'Run in hand' });
  await drawer.getByRole('table', { name: 'Stop calls' }).waitFor();
  return { page, drawer, errors, close: () => context.close() };
}
const said = (drawer: Locator, words: string): Promise<void> => drawer.getByRole('status').filter({ hasText: words }).waitFor();

test('a run is cancelled with a message to its families, which is kept, and is taken back', async () => {
  const { page, drawer, errors, close } = await openRun('R5');
  await drawer.getByRole('button', { name: 'Cancel run…' }).click();
  await drawer.getByRole('combobox', { name: 'Cause' }).selectOption('Vehicle fault');
  await drawer.getByLabel('Tell families now, in these words').check();
  const words = drawer.getByLabel('To families');
  await page.waitForFunction(() => (document.querySelector<HTMLTextAreaElement>('textarea[name=words]')?.value ?? '').includes('does not run today: vehicle fault'));
  await drawer.getByText('Goes to every family').waitFor();
  await assertAccessible(page, 'the form of a cancellation');
  await words.fill('');
  await drawer.getByRole('button', { name: 'Cancel the run' }).click();
  await drawer.getByRole('alert').filter({ hasText: 'Write what families are told.' }).waitFor();
  await words.fill('No bus today: its tail lift is broken.');
  await drawer.getByRole('button', { name: 'Cancel the run' }).click();
  await said(drawer, 'Run cancelled; the message to families is on its way.');
  await drawer.getByText(/^Cancelled: Vehicle fault/).waitFor();
  await drawer.getByText(/Families at \d\d:\d\d, control/).click();
  await drawer.getByText('No bus today: its tail lift is broken.').waitFor();
  await drawer.getByRole('button', { name: 'Undo' }).click();
  await said(drawer, 'Taken back.');
  await drawer.getByRole('button', { name: 'Cancel run…' }).waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('a keyboard alone puts a stand-in on a run without a guide, and comes back to where it was', async () => {
  const { page, drawer, close } = await openRun('R4');
  await drawer.getByText('None assigned, one is required').waitFor();
  await drawer.getByRole('button', { name: 'Close the run' }).focus();
  await page.keyboard.press('g');
  const list = drawer.getByRole('list', { name: 'Stand-ins, best first' });
  await list.waitFor();
  assert.match((await list.getByRole('listitem').first().textContent()) ?? '', /Ada Reed.*away, harness trained, no run after it/s);
  assert.match((await list.getByRole('listitem').nth(1).textContent()) ?? '', /Bo Lane.*not a full match.*not trained for harness/s);
  await assertAccessible(page, 'stand-ins');
  for (let step = 0; step < 6; step += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === 'Assign Ada Reed') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await said(drawer, 'Ada Reed assigned.');
  await drawer.getByText('Ada Reed, substitute, harness').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'guide');
  await page.keyboard.press('d');
  await drawer.getByLabel('Minutes late').waitFor();
  await page.keyboard.press('Escape');
  await drawer.getByLabel('Minutes late').waitFor({ state: 'detached' });
  await drawer.getByRole('button', { name: 'Log delay…' }).waitFor();
  await close();
});

test('an absence is put right for all its runs at once', async () => {
  const soon = Date.now() + 60 * 60_000;
  const { body } = await send(sightline, [
    scheduledRun('absent-1', soon, { routeRef: '501' }),
    scheduledRun('absent-2', soon + 60 * 60_000, { routeRef: '502' }),
    ...['absent-1', 'absent-2'].map((runRef) => event('run.assigned', { runRef, assistantRef: 'G9' })),
    event('assistant.unavailable', { assistantRef: 'G9', from: new Date().toISOString() }),
  ]);
  assert.deepEqual(body.rejected, []);
  const { page, drawer, close } = await openRun('absent-1');
  await drawer.getByText('G9, not available').waitFor();
  await drawer.getByRole('button', { name: 'Assign guide…' }).click();
  await drawer.getByLabel('Also for the other 1 run of the absent guide (route 502)').waitFor();
  await assertAccessible(page, 'stand-ins for an absence');
  await drawer.getByRole('button', { name: 'Assign Bo Lane' }).click();
  await said(drawer, 'Bo Lane assigned to 2 runs.');
  await page.goto('/control?run=absent-2');
  await drawer.getByText('Bo Lane, substitute, first aid').waitFor();
  await close();
});

test('a substitute vehicle is found by its size, and shown as one', async () => {
  const { page, drawer, close } = await openRun('R4');
  await drawer.getByRole('button', { name: 'Assign vehicle…' }).click();
  const list = drawer.getByRole('list', { name: 'Substitute vehicles, best first' });
  await list.waitFor();
  assert.match((await list.getByRole('listitem').first().textContent()) ?? '', /QX26 ABC.*16 seats for 2/s);
  await assertAccessible(page, 'substitute vehicles');
  await drawer.getByRole('button', { name: 'Assign QX26 ABC' }).click();
  await said(drawer, 'QX26 ABC assigned.');
  await drawer.getByText('QX26 ABC, substitute, 16 seats, 1 wheelchair place').waitFor();
  await close();
});

test('what someone has written stays when they choose another audience, and when the server refuses', async () => {
  const { page, drawer, close } = await openRun('R2');
  await drawer.getByRole('button', { name: 'Tell…' }).click();
  const words = drawer.getByLabel('Words');
  await page.waitForFunction(() => (document.querySelector<HTMLTextAreaElement>('textarea[name=words]')?.value ?? '').startsWith('Route 412'));
  await drawer.getByRole('button', { name: 'School' }).click();
  await page.waitForFunction(() => (document.querySelector<HTMLTextAreaElement>('textarea[name=words]')?.value ?? '').includes('Please expect the children then'));
  await words.fill('Mrs Lee, the bus is at the bridge.');
  await drawer.getByRole('button', { name: 'Operator' }).click();
  assert.equal(await words.inputValue(), 'Mrs Lee, the bus is at the bridge.');
  await page.route('**/api/commands', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'The server is busy', status: 503 }) }), { times: 1 });
  await drawer.getByRole('button', { name: 'Send', exact: true }).click();
  await drawer.getByRole('alert').filter({ hasText: 'The server is busy' }).waitFor();
  assert.equal(await words.inputValue(), 'Mrs Lee, the bus is at the bridge.');
  await assertAccessible(page, 'the form of a message that was refused');
  await drawer.getByRole('button', { name: 'Send', exact: true }).click();
  await said(drawer, 'Operator: on its way.');
  await drawer.getByText(/Operator at \d\d:\d\d, control/).waitFor();
  await close();
});

test('a school is closed by one act that was seen before, and opened again', async () => {
  const { page, drawer, close } = await openRun('R4', { viewport: { width: 1440, height: 900 }, theme: 'dark' });
  await drawer.getByRole('button', { name: 'School closed…' }).click();
  await drawer.getByText('What it does').waitFor();
  await drawer.getByText(/1 run is cancelled|\d runs are cancelled/).waitFor();
  await drawer.getByRole('button', { name: 'Close the school' }).click();
  await drawer.getByRole('alert').filter({ hasText: 'Say why.' }).waitFor();
  await drawer.getByLabel('Cause').fill('No heating');
  await assertAccessible(page, 'the form of a school that closes');
  await drawer.getByRole('button', { name: 'Close the school' }).click();
  await said(drawer, 'Closing recorded');
  await drawer.getByText(/^The school is closed: No heating/).waitFor();
  await drawer.getByRole('button', { name: 'School closed…' }).click();
  await drawer.getByRole('button', { name: 'Reopen the school' }).click();
  await said(drawer, 'School reopened');
  await drawer.getByText(/^The school is closed/).waitFor({ state: 'detached' });
  await close();
});

test('a note is kept with the run, with who wrote it and when', async () => {
  const { page, drawer, close } = await openRun('R1', { viewport: { width: 1024, height: 768 } });
  await drawer.getByRole('button', { name: 'Note…' }).click();
  await drawer.getByLabel('Kept with the run, for whoever takes over').fill('Clear road after the ring');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await said(drawer, 'Note kept.');
  await drawer.getByText(/\d\d:\d\d, control: Clear road after the ring/).waitFor();
  await assertAccessible(page, 'the drawer with a note');
  await close();
});
