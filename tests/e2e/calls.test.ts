import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, signInAs } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';
import { useProduct } from './support/product.ts';

const product = useProduct({ told: playMorning });

const open = (path = '/calls', options: PageOptions = {}) => product.openLive('calls', path, options);

test('an adviser types a route and reads one sentence aloud, without touching the mouse', async () => {
  const { page, errors, close } = await open();
  await page.getByRole('heading', { name: 'Ready for a caller' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('411');
  await page.getByRole('option', { name: /Route 411/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/run=R1/);
  const sentence = page.locator('#answer');
  await sentence.waitFor();
  assert.match((await sentence.textContent()) ?? '', /^Route 411 .*we expect it at Beechwood School between \d\d:\d\d and \d\d:\d\d, about \d+ minutes late\.$/);
  await page.locator('sl-answer-card').getByText('Tarn Valley Minibuses').waitFor();
  await page.getByText('That is from its position').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Ready for a caller' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'combobox', 'ready for the next caller');
  assert.deepEqual(errors, []);
  await close();
});

test('typing errors are forgiven, and a school leads to its routes', async () => {
  const { page, close } = await open();
  await page.getByRole('combobox', { name: /Search/ }).fill('beachwood');
  await page.getByRole('option', { name: /Route 411.*Beechwood School/ }).first().waitFor();
  await assertAccessible(page, 'the list of what was found');
  await close();
});

test('two characters are not searched for: that would be browsing', async () => {
  const { page, close } = await open();
  await page.getByRole('combobox', { name: /Search/ }).fill('41');
  await page.getByText('Type at least 3 characters.').waitFor();
  assert.equal(await page.locator('#found').getByRole('option').count(), 0);
  await close();
});

test('the answer keeps itself true while the caller is on the line', async () => {
  const { page, close } = await open('/calls?run=R5');
  await page.locator('#answer').waitFor();
  await receive(product.sightline, [event('run.cancelled', { runRef: 'R5', cause: 'Vehicle fault', message: 'The bus has broken down.' })]);
  await page.locator('#answer').filter({ hasText: /cancelled/i }).waitFor();
  await page.locator('sl-answer-card').getByText('The bus has broken down.').first().waitFor();
  await close();
});

test('an adviser is sent no child of a run', async () => {
  const { context, page } = await product.visit();
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())));
  await signInAs(page, 'calls');
  await page.goto('/calls?run=R1');
  await page.locator('#answer').waitFor();
  assert.ok(frames.some((frame) => frame.includes('sentence')));
  for (const frame of frames) assert.doesNotMatch(frame, /initials|"needs"|passengerRef/);
  await context.close();
});

test('the figures of the lines move as calls come in', async () => {
  const { page, close } = await open();
  const waiting = page.locator('sl-call-strip .figures div').first();
  await receive(product.sightline, [event('call.queued', { callRef: 'C1', queue: 'transport', at: new Date().toISOString() })]);
  await waiting.getByText('1', { exact: true }).waitFor();
  await receive(product.sightline, [event('call.answered', { callRef: 'C1', adviserRef: 'a', at: new Date().toISOString() })]);
  await page.locator('sl-call-strip').getByText('100.0%').first().waitFor();
  await close();
});

const states: [string, string, PageOptions][] = [
  ['ready', '/calls', {}],
  ['an answer', '/calls?run=R1', {}],
  ['an answer, dark', '/calls?run=R1', { theme: 'dark' }],
  ['a bus gone quiet', '/calls?run=R6', {}],
  ['a cancelled run', '/calls?run=R3', { theme: 'dark' }],
  ['an unknown run', '/calls?run=nobody-knows-it', {}],
  ['phone', '/calls?run=R1', { viewport: { width: 390, height: 844 } }],
];
for (const [name, path, options] of states) {
  test(`the calls page is accessible: ${name}`, async () => {
    const { page, close } = await open(path, options);
    if (path.includes('nobody')) await page.locator('sl-state.error').waitFor();
    else if (path.includes('run=')) await page.locator('#answer').waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `nothing runs out of the page sideways (${overflow} px)`);
    await close();
  });
}
