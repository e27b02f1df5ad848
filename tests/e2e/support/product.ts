import { after, before } from 'node:test';
import type { Role } from '@sightline/contracts';
import type { Browser } from 'playwright-core';
import { startSightline } from '../../support/sightline.ts';
import type { Sightline, StartOptions } from '../../support/sightline.ts';
import { connectionSays, openBrowser, signInAs, visit } from './browser.ts';
import type { PageOptions, Visit } from './browser.ts';

/** A page that closes with all that was its own. */
export interface Opened extends Visit {
  close: () => Promise<void>;
}

/** The product and a browser, for the tests of one file. */
export interface Product {
  readonly sightline: Sightline;
  readonly browser: Browser;
  /** A page of nobody yet. */
  visit(options?: PageOptions): Promise<Visit>;
  /** A page of somebody who has signed in. */
  open(role: Role, path: string, options?: PageOptions): Promise<Opened>;
  /** The same, once it is connected. */
  openLive(role: Role, path: string, options?: PageOptions): Promise<Opened>;
  /** The server anew, on its data and at its address. */
  restart(): Promise<void>;
}

export interface ProductOptions extends StartOptions {
  /** What the product is told before the first test. */
  readonly told?: (sightline: Sightline) => Promise<void>;
}

/** Starts both before the first test of a file and stops them after its last. */
export function useProduct({ told, ...start }: ProductOptions = {}): Product {
  let running: { sightline: Sightline; browser: Browser } | undefined;
  const its = (): NonNullable<typeof running> => {
    if (running === undefined) throw new Error('the product has not started: ask for it within a test');
    return running;
  };
  before(async () => {
    running = { browser: await openBrowser(), sightline: await startSightline(start) };
    await told?.(running.sightline);
  });
  after(async () => {
    await its().browser.close();
    await its().sightline.stop();
  });
  const opened: Product = {
    get sightline() { return its().sightline; },
    get browser() { return its().browser; },
    visit: (options) => visit(its().browser, its().sightline.url, options),
    open: async (role, path, options) => {
      const visited = await opened.visit(options);
      await signInAs(visited.page, role);
      await visited.page.goto(path);
      return { ...visited, close: () => visited.context.close() };
    },
    openLive: async (role, path, options) => {
      const live = await opened.open(role, path, options);
      await connectionSays(live.page, 'Live');
      return live;
    },
    restart: async () => {
      running = { ...its(), sightline: await its().sightline.restart() };
    },
  };
  return opened;
}
