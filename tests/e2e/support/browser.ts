/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Role } from '@sightline/contracts';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { unpackedChromium } from './chromium.ts';

/** What the law asks for (WCAG 2.2 AA), no rule disabled. */
export const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface PageOptions {
  viewport?: { width: number; height: number };
  theme?: 'light' | 'dark';
  reducedMotion?: boolean;
  /** A screen that is tapped. */
  touch?: boolean;
}

/** The Chromium of the registry on Linux x64; elsewhere an installed Chrome. One browser serves a test file. */
export async function openBrowser(): Promise<Browser> {
  const ours = process.platform === 'linux' && process.arch === 'x64';
  return chromium.launch({
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    ...(ours ? { executablePath: await unpackedChromium() } : { channel: 'chrome' }),
  });
}

/** A page of its own (no cookies of another test) with what went wrong in it. */
export interface Visit {
  context: BrowserContext;
  page: Page;
  /** Errors that the page threw or logged. A 401 before signing in is an answer, not an error. */
  errors: string[];
}

export async function visit(browser: Browser, base: string, { viewport = { width: 1440, height: 900 }, theme = 'light', reducedMotion = true, touch = false }: PageOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: base, viewport, colorScheme: theme, reducedMotion: reducedMotion ? 'reduce' : 'no-preference', hasTouch: touch });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 401|net::ERR_|WebSocket connection/.test(message.text())) errors.push(message.text());
  });
  return { context, page, errors };
}

const buttonOf: Record<Role, string> = {
  control: 'Control room officer',
  calls: 'Contact-centre adviser',
  manager: 'Manager',
  office: 'Programme office',
  board: 'Board member',
  admin: 'Administrator',
};

/** Signs in by the demonstration's one click and waits for the shell. */
export async function signInAs(page: Page, role: Role): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${buttonOf[role]}`) }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** Waits until the connection's words are these. */
export async function connectionSays(page: Page, words: string): Promise<void> {
  await page.locator('header .connection', { hasText: words }).waitFor();
}

/** Fails with every violation that axe finds on the page as it stands. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  // What a page leaves for later comes when it is idle: it is looked at too, and not while it is being laid.
  await page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() => done())), { timeout: 1000 })));
  const { violations } = await new AxeBuilder({ page }).withTags(axeTags).analyze();
  const words = violations.map((violation) => `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `    ${node.target.join(' ')}: ${node.failureSummary ?? ''}`).join('\n')}`);
  assert.deepEqual(words, [], `${state} is accessible`);
}

/** The same in light, dark and on a telephone; nothing in it is wider than its screen. */
export async function assertAccessibleInEveryLook(page: Page, state: string): Promise<void> {
  const before = page.viewportSize();
  for (const [theme, width] of [['light', 1440], ['dark', 1440], ['light', 390]] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    // A colour that is on its way from one theme to the other is neither's.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((each) => each instanceof CSSTransition).map(({ finished }) => finished)));
    await assertAccessible(page, `${state}, ${theme}, ${width}`);
    const wide = await page.evaluate(() => [...document.querySelectorAll('main .panel, main form:not(.scroll-x *)')].filter((part) => part.getBoundingClientRect().right > innerWidth).length);
    assert.equal(wide, 0, `${state} fits ${width}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}

/** Answers as a server does whose database is away: for `page.route`. */
export const problem = (route: Route): Promise<void> => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'Not available', detail: 'The database does not answer.', status: 503 }) });
