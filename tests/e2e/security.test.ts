import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { roles } from '@sightline/contracts';
import type { Browser, Page } from 'playwright-core';
import { families, runHome, tell, told, underWay, busLink } from '../support/family.ts';
import { issueLink } from '../support/links.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';
import { openBrowser, signInAs, visit } from './support/browser.ts';

/** What must not happen has no sign to wait for: so long a page is given to load what it should not. */
const lateMilliseconds = 400;

const hostile = '<img src=x onerror="globalThis.wasRun=1"><script>globalThis.wasRun=1</script>{{constructor.constructor("globalThis.wasRun=1")()}}';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
  await tell(sightline, ...families(), ...runHome(Date.now()), ...underWay(Date.now()), told('operator.upserted', { operatorRef: 'O1', name: hostile }));
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

/** Counts what the policy of a page stopped, from before its first line. */
async function watchPolicy(page: Page, stopped: string[]): Promise<void> {
  await page.exposeFunction('tellStopped', (words: string) => void stopped.push(words));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) => {
      (globalThis as unknown as { tellStopped: (words: string) => void }).tellStopped(`${location.pathname.split('/')[1] ?? ''}: ${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`);
    });
  });
}

const wasRun = (page: Page): Promise<unknown> => page.evaluate(() => (globalThis as { wasRun?: unknown }).wasRun);
const pagesOf = {
  control: ['/control', '/control?view=list', '/control/pack', '/sitrep', '/wall/control', '/links'],
  calls: ['/calls', '/wall/calls', '/control'],
  manager: ['/backlog', '/backlog?view=workload', '/programme', '/wall/backlog', '/sitrep'],
  office: ['/programme', '/programme/office', '/programme/report', '/wall/programme'],
  board: ['/programme', '/backlog'],
  admin: ['/admin/sources', '/admin/devices', '/admin/accounts', '/admin/links', '/admin/imports', '/admin/quarantine', '/admin/audit', '/account'],
} as const;

for (const role of roles) {
  test(`[SEC-61] [SEC-62] ${role}: no page does what its policy forbids, asks anything of another host, or runs what somebody was called`, async () => {
    const { context, page } = await visit(browser, sightline.url);
    const stopped: string[] = [];
    const elsewhere: string[] = [];
    await watchPolicy(page, stopped);
    page.on('request', (request) => {
      if (!request.url().startsWith(sightline.url) && !request.url().startsWith('data:') && !request.url().startsWith('blob:')) elsewhere.push(request.url());
    });
    await signInAs(page, role);
    for (const path of pagesOf[role]) {
      await page.goto(path);
      await page.locator('h1, h2').first().waitFor();
      await page.waitForTimeout(lateMilliseconds);
    }
    assert.deepEqual([stopped, elsewhere, await wasRun(page)], [[], [], undefined]);
    await context.close();
  });
}

test('[SEC-61] [SEC-62] nor does a page behind a link, good or not, and what styles it there is its nonce’s', async () => {
  const control = await signIn(sightline, 'control');
  const { url } = await issueLink(control, 'bus', busLink());
  const { context, page } = await visit(browser, sightline.url);
  const stopped: string[] = [];
  await watchPolicy(page, stopped);
  for (const path of [new URL(url).pathname, '/bus/not-a-link-at-all', '/crew/not-a-link-at-all']) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForTimeout(lateMilliseconds);
    assert.ok(await page.evaluate(() => [...document.querySelectorAll('style')].some(({ sheet }) => (sheet?.cssRules.length ?? 0) > 0)), path);
  }
  assert.deepEqual([stopped, await wasRun(page)], [[], undefined]);
  await context.close();
});

test('[SEC-61] the morning pack, a document in the page, keeps its style under the page’s policy', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  await page.goto('/control/pack');
  const rules = () => page.evaluate(() => [...(document.querySelector('iframe')?.contentDocument?.styleSheets ?? [])].reduce((sum, sheet) => sum + sheet.cssRules.length, 0));
  await until('the style of the pack', async () => ((await rules()) > 5 ? true : undefined));
  await context.close();
});

test('[SEC-61] a script that came in somehow is not run', async () => {
  const { context, page } = await visit(browser, sightline.url);
  const stopped: string[] = [];
  await watchPolicy(page, stopped);
  await page.goto('/sign-in');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="/nothing.png" onerror="globalThis.wasRun=1">');
    document.head.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.wasRun=2' }), Object.assign(document.createElement('style'), { textContent: 'body{}' }));
  });
  await until('three refusals', () => (stopped.length >= 3 ? true : undefined));
  assert.equal(await wasRun(page), undefined);
  assert.deepEqual(stopped.map((words) => words.split(' ')[1]).sort(), ['script-src-attr', 'script-src-elem', 'style-src-elem']);
  await context.close();
});

test('[SEC-63] passwords are masked, may be pasted, and are known to password managers', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await page.goto('/sign-in');
  const field = page.getByLabel('Password');
  assert.deepEqual([await field.getAttribute('type'), await field.getAttribute('autocomplete'), await page.getByLabel('Name').getAttribute('autocomplete')], ['password', 'current-password', 'username']);
  const isFree = await field.evaluate((element) => element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() })));
  assert.ok(isFree, 'nothing stops pasting');
  await context.close();
});

test('[SEC-64] [SEC-65] signing out is in sight on every page, and leaves nothing of what was seen in the page or the browser', async () => {
  const { context, page } = await visit(browser, sightline.url);
  await signInAs(page, 'control');
  for (const path of ['/control', '/sitrep']) {
    await page.goto(path);
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await page.keyboard.press('Escape');
  }
  await page.goto('/control?view=list');
  await page.getByText('BX21 KLM').or(page.getByText('412')).first().waitFor();
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  const left = await page.evaluate(async () => ({
    words: document.documentElement.outerHTML,
    stored: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  for (const seen of ['Tamsin', 'BX21 KLM', 'HOME']) assert.ok(!left.words.includes(seen) && !left.stored.includes(seen), seen);
  assert.deepEqual([left.caches, left.databases], [[], []]);
  await context.close();
});
