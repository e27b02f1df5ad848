import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { event, scheduledRun } from '../fixtures/events.ts';
import { runsWithFamilies, theSchool } from '../support/families.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, connectionSays, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions } from './support/browser.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  // As it comes outside a demonstration.
  const control = await signIn(sightline, 'control');
  const data = { late: 'approve', cancelled: 'approve', resumed: 'send', covered: 'send', arrived: 'send', lateMinutes: 10, changeMinutes: 10, quietFrom: '21:00', quietUntil: '06:30' };
  await control.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'messaging.rules-set', data }) });
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(role: 'calls' | 'control', options: PageOptions = {}): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const { context, page, errors } = await visit(browser, sightline.url, options);
  await signInAs(page, role);
  await page.goto('/control/messages');
  await connectionSays(page, 'Live');
  return { page, errors, close: () => context.close() };
}
const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SIGHTLINE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

test('[MSG-40] an officer approves, changes and drops what waits for families by keyboard, and sees what became of it', async () => {
  const { page, errors, close } = await open('control');
  await page.getByRole('heading', { name: 'Messages: nothing waits for you' }).waitFor();
  await page.getByText('Nothing leaves: messages are kept here to be seen.').waitFor();
  await assertAccessible(page, 'messages, none');
  await shot(page, 'messages-empty');
  await send(sightline, [theSchool, ...runsWithFamilies(3, 12), scheduledRun('other', Date.now())]);
  await send(sightline, [event('run.delayed', { runRef: 'run-0', minutes: 20, cause: 'Roadworks' }), event('run.cancelled', { runRef: 'run-1', cause: 'Vehicle fault' }), event('run.cancelled', { runRef: 'run-2', cause: 'Driver ill' })]);
  await page.getByRole('heading', { name: 'Messages: 3 wait for approval, to 36 recipients' }).waitFor();
  await assertAccessible(page, 'messages that wait');
  await shot(page, 'messages-waiting');
  const cancelled = page.getByRole('article', { name: 'Route R1, to Beechwood School, Does not run' });
  await cancelled.getByRole('button', { name: 'Approve' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Route R1, to Beechwood School: approved for 12.' }).waitFor();
  const late = page.getByRole('article', { name: 'Route R0, to Beechwood School, Late' });
  await late.getByRole('button', { name: 'Change words' }).click();
  await late.getByRole('textbox').fill('About 20 minutes late. We are sorry.');
  await assertAccessible(page, 'words of a message');
  await late.getByRole('button', { name: 'Send these words' }).click();
  await page.getByRole('row').filter({ hasText: 'About 20 minutes late. We are sorry.' }).filter({ hasText: '12 kept, not sent' }).waitFor();
  await page.getByRole('article').getByRole('button', { name: 'Drop' }).click();
  await page.getByRole('row').filter({ hasText: 'Driver ill'.toLowerCase() }).filter({ hasText: '12 dropped by the control room' }).waitFor();
  await page.getByRole('button', { name: 'Recipients of Route R1, to Beechwood School' }).click();
  await page.getByRole('listitem').filter({ hasText: 'text message · kept, not sent' }).first().waitFor();
  await assertAccessible(page, 'recipients of a message');
  await shot(page, 'messages-decided');
  await page.getByRole('button', { name: 'Rules' }).click();
  await page.getByLabel('Does not run').selectOption('Send by itself');
  await assertAccessible(page, 'rules of messages');
  await shot(page, 'messages-rules');
  await page.getByRole('button', { name: 'Keep these rules' }).click();
  await page.getByRole('status').filter({ hasText: 'The rules are kept.' }).waitFor();
  await page.getByText(/Set by control on/).waitFor();
  assert.deepEqual(errors, []);
  await close();
});

test('[MSG-41] an adviser sees the same and can do nothing with it, on a telephone in the dark too', async () => {
  const { page, errors, close } = await open('calls', { theme: 'dark', viewport: { width: 390, height: 844 } });
  await page.getByRole('heading', { name: 'Messages: nothing waits for you' }).waitFor();
  await page.getByRole('table').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Approve' }).count(), 0);
  await assertAccessible(page, 'messages on a telephone in the dark');
  await shot(page, 'messages-phone-dark');
  assert.deepEqual(errors, []);
  await close();
});
