import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { signIn } from '../support/person.ts';
import { assertAccessible } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';
import { event, playMorning } from './support/morning.ts';
import { receive } from './support/office.ts';
import { useProduct } from './support/product.ts';

const child = (passengerRef: string, name: string, more: object = {}) =>
  event('passenger.upserted', { passengerRef, name, birthDate: '2015-03-14', postcode: 'B17 9QX', schoolRef: 'S1', routeRef: '411', boardingStopRef: 'R1-2', needs: [], assistantRequired: true, ...more });
const guardian = (guardianRef: string, passengerRefs: string[]) =>
  event('guardian.upserted', { guardianRef, passengerRefs, relationship: 'mother', name: 'Tamsin Oyelaran', telephones: ['07700 900101'], password: 'Buttercup', messages: 'sms' });

const product = useProduct({
  told: async (sightline) => {
    await playMorning(sightline);
    await receive(sightline, [
      child('P-501', 'Temi Oyelaran'),
      child('P-502', 'Rosa Featherstone'),
      child('P-503', 'Ivo Blackwood', { banner: 'court-order' }),
      child('P-504', 'Nadia Quillfeather'),
      guardian('G-501', ['P-501', 'P-502', 'P-503', 'P-504']),
      event('call.queued', { callRef: '4471', queue: 'transport', at: new Date(Date.now() - 20_000).toISOString() }),
      event('call.answered', { callRef: '4471', adviserRef: 'calls', at: new Date(Date.now() - 9_000).toISOString() }),
    ]);
  },
});

const open = (options: PageOptions = {}) => product.openLive('calls', '/calls', options);
async function lookUp(page: Page, name: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.getByRole('option', { name: /Child/ }).first().waitFor();
  await page.keyboard.press('Enter');
}
const asked = (page: Page) => page.getByRole('heading', { name: /^Verify the caller/ });
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
/** What the caller says, by the keyboard alone. */
async function say(page: Page, birthDate: string): Promise<void> {
  await page.keyboard.press('1');
  await page.keyboard.type(birthDate);
  await page.keyboard.press('Enter');
  await page.keyboard.type('b179qx');
  await page.keyboard.press('Enter');
  await page.keyboard.type('buttercup');
  await page.keyboard.press('Enter');
}
/** Nothing runs out of the page sideways, and axe finds nothing. */
async function isSound(page: Page, state: string): Promise<void> {
  await assertAccessible(page, state);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${state}: nothing runs out of the page sideways (${overflow} px)`);
}

test('[CALL-29] a caller is verified by the keyboard alone, and only then the child’s bus is said; Escape leaves nothing of it', async () => {
  const { page, errors, close } = await open();
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())));
  await lookUp(page, 'Temi Oyelaran');
  await asked(page).waitFor();
  await page.locator('input[name=relationship]').first().waitFor({ state: 'attached' });
  await isSound(page, 'what the caller is asked');
  assert.equal(await page.locator('#answer').count(), 0, 'nothing is said yet');
  assert.doesNotMatch(await page.locator('main').innerText(), /Temi|Tamsin|2015|B17/, 'nothing that is held is on the screen');
  await say(page, '140315');
  const strip = page.locator('sl-verified-strip');
  await strip.getByText('Caller verified: mother of TO').waitFor();
  await strip.getByText('Date of birth and postcode match, family password given.').waitFor();
  await strip.getByText(/^Call 4471, on the line \d+/).waitFor();
  await page.locator('#answer').filter({ hasText: /^Route 411 / }).waitFor();
  await isSound(page, 'a verified caller');
  await receive(product.sightline, [event('passenger.boarded', { runRef: 'R1', passengerRef: 'P-501', at: new Date().toISOString() })]);
  await page.locator('sl-answer-card').getByText(/Yes/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Ready for a caller' }).waitFor();
  assert.equal(await strip.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'combobox', 'ready for the next caller');
  assert.doesNotMatch(page.url(), /P-501/, 'the child is in no address');
  assert.deepEqual(errors, []);
  await close();
});

test('[CALL-29] Enter goes on to what is still needed, and a date that cannot be read costs no try', async () => {
  const { page, close } = await open();
  await lookUp(page, 'Nadia Quillfeather');
  await asked(page).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Who are they to the child?').last().waitFor();
  await page.keyboard.press('m');
  assert.equal(await focused(page), 'fact-birth-date', 'a key that can mean one thing goes on');
  await page.keyboard.type('the fourteenth');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'fact-postcode');
  await page.keyboard.type('b179qx');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'family-password');
  await page.keyboard.type('buttercup');
  await page.keyboard.press('Enter');
  await page.getByText('is no date; write it as day, month, year').waitFor();
  await page.locator('#fact-birth-date:focus').waitFor();
  await isSound(page, 'a date that cannot be read');
  await page.locator('#fact-birth-date').fill('14/3/2015');
  await page.keyboard.press('Enter');
  await page.locator('sl-verified-strip').waitFor();
  await page.keyboard.press('Escape');
  await close();
});

test('[CALL-24] a caller who fails is read a script, and after the third time the number that is held is rung: a case', async () => {
  const { page, close } = await open({ theme: 'dark' });
  await lookUp(page, 'Rosa Featherstone');
  await asked(page).waitFor();
  await say(page, '150315');
  await page.getByText('Not verified. 2 tries left for this child today.').waitFor();
  await page.getByText(/I cannot match that with what we hold/).waitFor();
  await isSound(page, 'a wrong answer');
  for (const left of ['1 try left', '']) {
    await page.locator('#fact-birth-date').fill('16/3/2015');
    await page.keyboard.press('Enter');
    if (left !== '') await page.getByText(`Not verified. ${left} for this child today.`).waitFor();
  }
  await page.getByRole('heading', { name: /nothing may be said about a child/ }).waitFor();
  assert.equal(await page.locator('#fact-birth-date').count(), 0, 'there is no other try');
  await isSound(page, 'a caller who is not verified');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'A call-back is promised' }).waitFor();
  const caseRef = (await page.locator('sl-refused strong').textContent()) ?? '';
  await isSound(page, 'a call-back');
  assert.doesNotMatch(await page.locator('sl-refused').innerText(), /0\d{9}|\+44/, 'no number is shown');
  const opened = await (await signIn(product.sightline, 'manager')).get<{ caseType: string; state: string }>(`/api/casework/cases/${caseRef}`);
  assert.deepEqual([opened.caseType, opened.state], ['call-back', 'open']);
  await close();
});

test('[CALL-22] a court order comes first and alone; once it is read the caller is asked, and what not to say stays in sight', async () => {
  const { page, close } = await open();
  await lookUp(page, 'Ivo Blackwood');
  const banner = page.getByRole('alert').filter({ hasText: 'A court order applies to this child' });
  await banner.waitFor();
  assert.equal(await asked(page).count(), 0);
  await isSound(page, 'a court order');
  await page.getByRole('button', { name: /I have read this/ }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await asked(page).waitFor();
  await say(page, '14032015');
  await page.locator('sl-verified-strip').getByText('A court order applies to this child.').waitFor();
  await page.locator('sl-verified-strip').getByText(/Do not say where the child lives/).waitFor();
  await page.locator('#answer').waitFor();
  await isSound(page, 'a verified caller under a court order');
  await close();
});

test('[CALL-25] when the server ends the look-up nothing of the child is left on the screen', async () => {
  const { page, close } = await open();
  await lookUp(page, 'Nadia Quillfeather');
  await asked(page).waitFor();
  await say(page, '140315');
  await page.locator('#answer').waitFor();
  await receive(product.sightline, [child('P-504', 'Nadia Quillfeather', { banner: 'shielded' })]);
  await page.getByRole('heading', { name: 'This look-up is over' }).waitFor();
  assert.equal(await page.locator('#answer').count(), 0);
  await isSound(page, 'a look-up that is over');
  await receive(product.sightline, [child('P-504', 'Nadia Quillfeather')]);
  await close();
});

test('[CALL-29] on a phone nothing runs out of the page', async () => {
  const { page, close } = await open({ viewport: { width: 390, height: 844 } });
  await lookUp(page, 'Temi Oyelaran');
  await asked(page).waitFor();
  await isSound(page, 'what the caller is asked, on a phone');
  await say(page, '140315');
  await page.locator('#answer').waitFor();
  await isSound(page, 'a verified caller, on a phone');
  await close();
});
