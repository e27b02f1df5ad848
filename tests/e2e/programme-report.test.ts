import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { ProgrammeReport, Role } from '@sightline/contracts';
import type { Browser } from 'playwright-core';
import { readPaper } from '../support/paper.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { assertAccessible, openBrowser, signInAs, visit } from './support/browser.ts';
import type { PageOptions, Visit } from './support/browser.ts';
import { plan, receive } from './support/office.ts';

let sightline: Sightline;
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  sightline = await startSightline();
});
after(async () => {
  await browser.close();
  await sightline.stop();
});

async function open(path: string, options: PageOptions = {}, role: Role = 'board'): Promise<Visit> {
  const visited = await visit(browser, sightline.url, options);
  await signInAs(visited.page, role);
  await visited.page.goto(path);
  return visited;
}
const tablet = { upright: { width: 820, height: 1180 }, lying: { width: 1180, height: 820 } };

test('the paper and the wall of a programme without a plan say so', async () => {
  const { context, page } = await open('/programme/report/current');
  await page.getByRole('heading', { name: 'No such period' }).waitFor();
  await assertAccessible(page, 'no paper yet');
  await page.goto('/wall/programme');
  await page.getByRole('heading', { name: 'No plan yet' }).waitFor();
  await assertAccessible(page, 'an empty wall');
  await context.close();
});

test('[PROG-95] a board member on a tablet opens the paper from the board’s page, reads why the Red is Red, and takes the PDF along', async () => {
  await receive(sightline, plan());
  const { context, page, errors } = await open('/programme', { viewport: tablet.upright });
  await page.getByRole('link', { name: 'Highlight report' }).click();
  await page.waitForURL(/\/programme\/report\/2026-09$/);
  await page.getByRole('heading', { level: 1, name: 'Highlight report, period to 30 September 2026' }).waitFor();
  const paper = page.getByRole('article', { name: 'Highlight report' });
  await paper.getByText('1 action is Red, 1 more than in June.', { exact: false }).first().waitFor();
  const reds = paper.getByRole('region', { name: /^Red, with the path to Green/ });
  await reds.getByText('Guides started without harness training.').waitFor();
  await reds.getByText('Green by 30 November 2026.').waitFor();
  await assertAccessible(page, 'the paper');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()]);
  assert.equal(download.suggestedFilename(), 'highlight-report-2026-09.pdf');
  const taken = await readPaper(new Uint8Array(await readFile(await download.path())));
  assert.match(taken.text.join(' '), /Guides started without harness training\./);
  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Table of reds as CSV' }).click()]);
  assert.match(await readFile(await table.path(), 'utf8'), /^\uFEFFitemRef,.*\r\nA1\.1,/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('[PROG-96] what is printed is the paper alone: A4, every section, nothing of the screen around it', async () => {
  const { context, page } = await open('/programme/report/2026-09', { viewport: tablet.lying });
  await page.getByRole('article', { name: 'Highlight report' }).waitFor();
  const report = (await (await context.request.get('/api/programme/periods/2026-09/report')).json()) as ProgrammeReport;
  const printed = await readPaper(new Uint8Array(await page.pdf({ preferCSSPageSize: true, tagged: true })));
  for (const [width, height] of printed.sizes) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `A4, not ${width} × ${height}`);
  assert.match(`${printed.text[0] ?? ''} ${printed.artifacts[0] ?? ''}`, /Highlight report, period to/, 'it begins on its first sheet');
  const text = [...printed.text, ...printed.artifacts].join(' ').replace(/\s+/g, ' ');
  for (const { heading } of report.sections) assert.ok(text.includes(heading), heading);
  assert.doesNotMatch(text, /Skip to content|Read again|Every table of/, 'no buttons and no navigation');
  await page.goto('/programme');
  await page.locator('sl-project-table tbody tr').first().waitFor();
  const board = await readPaper(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const said = [...board.text, ...board.artifacts].join(' ').replace(/\s+/g, ' ');
  assert.match(said, /Measures as at \d\d:\d\d, /, 'live becomes the time at which it was true');
  assert.doesNotMatch(said, /Highlight report|Tables as CSV/);
  await context.close();
});

const looks: [string, PageOptions][] = [
  ['light, lying tablet', { viewport: tablet.lying }],
  ['dark', { theme: 'dark', viewport: tablet.upright }],
  ['phone', { viewport: { width: 390, height: 844 } }],
];
for (const [name, options] of looks) {
  test(`the paper is accessible and runs out of nothing: ${name}`, async () => {
    const { context, page } = await open('/programme/report/2026-09', options);
    await page.getByRole('article', { name: 'Highlight report' }).waitFor();
    await assertAccessible(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await context.close();
  });
}

test('[PROG-97] the programme’s wall shows five numbers, the matrix and the one worst thing, with nothing under 36 px', async () => {
  const { context, page, errors } = await open('/wall/programme', { viewport: { width: 1920, height: 1080 } });
  await page.locator('p.worst').getByText('Train guides before they start').waitFor();
  assert.deepEqual(await page.locator('.figures .value').allTextContents(), ['1', '0', '1', '0', '0']);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('sl-programme-wall *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent !== null && node.textContent.trim() !== ''))
      .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 36)
      .map((element) => `${element.className}: ${element.textContent}`),
  );
  assert.deepEqual(small, []);
  await assertAccessible(page, 'the programme wall');
  assert.deepEqual(errors, []);
  await context.close();
});

test('neither paper nor wall is for the control room', async () => {
  for (const path of ['/programme/report/2026-09', '/wall/programme']) {
    const { context, page } = await open(path, {}, 'control');
    await page.getByRole('heading', { name: 'Not for your role' }).first().waitFor({ state: 'attached' });
    assert.equal((await context.request.get('/api/programme/periods/2026-09/report.pdf')).status(), 403);
    await context.close();
  }
});

test('the wall says since when it is disconnected, and its figures look old', async () => {
  const { context, page } = await open('/wall/programme', { viewport: { width: 1920, height: 1080 } });
  page.setDefaultTimeout(60_000);
  await page.locator('p.worst b').waitFor();
  await sightline.kill9();
  await page.getByText(/Disconnected since \d\d:\d\d/).waitFor();
  await page.locator('.figures.stale').waitFor();
  await assertAccessible(page, 'the disconnected wall');
  await context.close();
  sightline = await sightline.restart();
});
