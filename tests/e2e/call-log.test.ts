import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';
import { useProduct } from './support/product.ts';

const product = useProduct({
  told: async (sightline) => {
    await playMorning(sightline);
    const minute = 60_000;
    const iso = (at: number): string => new Date(at).toISOString();
    const now = Date.now();
    const run = (runRef: string, routeRef: string, startsIn: number) =>
      event('run.scheduled', {
        runRef, routeRef, serviceDate: iso(now).slice(0, 10), direction: 'to-school', operatorRef: 'O1', schoolRef: 'S1',
        stopCalls: [0, 1, 2].map((place) => ({ sequence: place + 1, stopRef: `${runRef}-${place}`, name: ['Alder Close', 'Wharf Street', 'Beechwood School'][place], latitude: 52.45 + place * 0.02, longitude: -1.93 + place * 0.02, scheduledAt: iso(now + startsIn * minute + place * 10 * minute) })),
      });
    await receive(sightline, [
      run('LOST', '421', -25), event('run.assigned', { runRef: 'LOST', vehicleRef: 'VL' }), event('stop.called', { runRef: 'LOST', sequence: 1, arrivedAt: iso(now - 22 * minute), departedAt: iso(now - 21 * minute) }),
      event('vehicle.positioned', { vehicleRef: 'VL', runRef: 'LOST', latitude: 52.455, longitude: -1.925, recordedAt: iso(now - 13 * minute) }),
      run('SILENT', '422', -12), event('run.assigned', { runRef: 'SILENT', vehicleRef: 'VN' }), event('run.started', { runRef: 'SILENT', at: iso(now - 11 * minute) }), event('stop.called', { runRef: 'SILENT', sequence: 1, arrivedAt: iso(now - 11 * minute), departedAt: iso(now - 10 * minute) }),
    ]);
  },
});

const open = (path: string, options: PageOptions = {}, role: 'calls' | 'manager' | 'control' = 'calls') => product.openLive(role, path, options);
const said = (page: Page) => page.locator('sl-log-bar [role=status]');

test('[CALL-71] an adviser answers and logs the call with one key, without touching the mouse', async () => {
  const { page, errors, close } = await open('/calls');
  await page.keyboard.press('/');
  await page.keyboard.type('411');
  await page.getByRole('option', { name: /Route 411/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#answer').waitFor();
  // The search still has the focus: a number typed there is a search.
  await page.getByRole('combobox', { name: /Search/ }).blur();
  await page.keyboard.press('1');
  await said(page).filter({ hasText: /Logged at \d\d:\d\d\. Ready for the next caller\./ }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('w');
  await page.getByLabel('Correct or add to what you logged').fill('It was the other stop.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await said(page).filter({ hasText: 'Note added.' }).waitFor();
  await assertAccessible(page, 'a logged call');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Ready for a caller' }).waitFor();
  assert.deepEqual(errors.filter((words) => !words.includes('404')), []);
  await close();
});

test('[CALL-72] a digit in a field is a digit, and single keys can be turned off', async () => {
  const { page, close } = await open('/calls?run=R2');
  await page.locator('#answer').waitFor();
  await page.getByRole('combobox', { name: /Search/ }).pressSequentially('412');
  assert.equal(await said(page).textContent(), '');
  await page.getByRole('checkbox', { name: 'Single keys' }).uncheck();
  await page.getByRole('checkbox', { name: 'Single keys' }).blur();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'Something else' }).click();
  await said(page).filter({ hasText: 'Logged' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Logged: / }).count(), 1, 'the key did nothing, the button did');
  await close();
});

test('[CALL-64] a complaint opens with the call attached, and a manager reads what was known then, though the run went on', async () => {
  const adviser = await open('/calls?run=R1');
  await adviser.page.locator('#answer').waitFor();
  await adviser.page.locator('sl-log-bar kbd').first().waitFor();
  await adviser.page.keyboard.press('w');
  await adviser.page.getByLabel('Words for the log').fill('Waited in the rain.');
  await adviser.page.keyboard.press('Escape');
  await adviser.page.keyboard.press('4');
  await said(adviser.page).filter({ hasText: /complaint CMP-\S+ is open, due/ }).waitFor();
  const caseRef = /CMP-\w+-\w+/.exec((await said(adviser.page).textContent()) ?? '')?.[0] ?? '';
  const sentence = ((await adviser.page.locator('#answer').textContent()) ?? '').trim();
  await adviser.close();
  await receive(product.sightline, [event('run.cancelled', { runRef: 'R1', cause: 'Vehicle fault' })]);
  const manager = await open(`/backlog?case=${caseRef}`, {}, 'manager');
  const evidence = manager.page.locator('sl-call-evidence');
  await evidence.getByRole('heading', { name: 'Evidence from the call' }).waitFor();
  await evidence.getByText('Waited in the rain.').waitFor();
  const words = (await evidence.textContent()) ?? '';
  assert.ok(words.includes(sentence.slice(0, 30)), 'what was told');
  assert.match(words, /Route 411, Running/, 'the run as it stood');
  assert.match(words, /\d+ s old/, 'the position with its age');
  await assertAccessible(manager.page, 'evidence of a complaint');
  await manager.close();
  await receive(product.sightline, [event('run.reinstated', { runRef: 'R1' })]);
});

test('[CALL-65] a promised call-back stands in the backlog with its clock', async () => {
  const adviser = await open('/calls?run=R5');
  await adviser.page.locator('#answer').waitFor();
  await adviser.page.locator('sl-log-bar kbd').first().waitFor();
  await adviser.page.keyboard.press('2');
  await said(adviser.page).filter({ hasText: /call-back CB-\S+ is promised, due/ }).waitFor();
  const caseRef = /CB-\w+-\w+/.exec((await said(adviser.page).textContent()) ?? '')?.[0] ?? '';
  await adviser.close();
  const manager = await open('/backlog?type=call-back', {}, 'manager');
  await manager.page.getByRole('button', { name: new RegExp(caseRef) }).click();
  await manager.page.getByRole('heading', { name: /^Respond: due/ }).waitFor();
  await manager.page.getByText('whoever was promised a call back is rung the same day').waitFor();
  await manager.close();
});

test('[CALL-67] what is passed on stands at the run in the control room', async () => {
  const adviser = await open('/calls?run=R2');
  await adviser.page.locator('#answer').waitFor();
  await adviser.page.locator('sl-log-bar kbd').first().waitFor();
  await adviser.page.keyboard.press('3');
  await said(adviser.page).filter({ hasText: 'the control room has a note' }).waitFor();
  await adviser.close();
  const control = await open('/control?run=R2', {}, 'control');
  await control.page.locator('sl-run-facts').getByText(/From the contact centre: A caller asks for help with this run\./).waitFor();
  await control.close();
});

test('[CALL-68] a call whose answer got lost is logged once when it is tried again', async () => {
  const { page, close } = await open('/calls?run=R6');
  await page.locator('#answer').waitFor();
  await page.locator('sl-log-bar kbd').first().waitFor();
  let first = true;
  const sent: string[] = [];
  await page.route('**/api/contact/contacts', async (route) => {
    sent.push((route.request().postDataJSON() as { contactRef: string }).contactRef);
    if (!first) return route.continue();
    first = false;
    await route.fetch();
    return route.abort();
  });
  await page.keyboard.press('4');
  await page.getByText(/Not logged: .* Try again/).waitFor();
  await page.keyboard.press('4');
  await said(page).filter({ hasText: /complaint CMP-/ }).waitFor();
  assert.deepEqual([sent.length, new Set(sent).size], [2, 1]);
  await close();
});

test('[CALL-73] what is drawn is said too: the map, the window and the stops', async () => {
  const { page, close } = await open('/calls?run=R2');
  await page.getByRole('img', { name: /^Map of the run/ }).waitFor();
  assert.match((await page.locator('sl-window-axis').getAttribute('aria-label')) ?? '', /^Expected \d\d:\d\d to \d\d:\d\d, most likely \d\d:\d\d, due \d\d:\d\d, now \d\d:\d\d$/);
  await page.getByText('All 3 stops').click();
  await page.getByRole('row', { name: /Wharf Street/ }).waitFor();
  await page.getByLabel('The caller’s stop').selectOption({ label: 'Wharf Street' });
  await page.locator('#answer').filter({ hasText: 'Wharf Street' }).waitFor();
  await close();
});

test('[CALL-74] the ages rule: a stale window is hatched and may be wrong, and there is none once the bus is lost or was never seen', async () => {
  const { page, close } = await open('/calls?run=R6');
  await page.locator('#answer').filter({ hasText: /last saw it/ }).waitFor();
  await page.getByText('May be wrong.', { exact: true }).waitFor();
  await page.locator('sl-window-bar.stale').waitFor();
  await page.goto('/calls?run=LOST');
  await page.locator('#answer').filter({ hasText: /cannot say when/ }).waitFor();
  assert.equal(await page.locator('sl-window-axis .window').count(), 0);
  await page.goto('/calls?run=SILENT');
  await page.locator('#answer').filter({ hasText: /cannot see this bus/ }).waitFor();
  assert.equal(await page.locator('sl-window-axis .window').count(), 0);
  await close();
});

for (const [name, path, options] of [
  ['a lost bus', '/calls?run=LOST', {}],
  ['a bus without a device, dark', '/calls?run=SILENT', { theme: 'dark' }],
  ['phone, stale', '/calls?run=R6', { viewport: { width: 390, height: 844 } }],
  ['words for the log', '/calls?run=R2', {}],
] as const satisfies readonly (readonly [string, string, PageOptions])[]) {
  test(`the answer and its log are accessible: ${name}`, async () => {
    const { page, close } = await open(path, options);
    await page.locator('#answer').waitFor();
    if (name === 'words for the log') await page.getByRole('button', { name: 'Add words' }).click();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
