import bundled from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { agesIn } from './latency-ages.ts';

/** A real browser on the control page, among the viewers. */
export interface BrowserViewer {
  /** How long the positions took that reached the browser since the last time, in milliseconds. */
  take(): number[];
  close(): Promise<void>;
}

/** The Chromium of the registry on Linux x64; elsewhere an installed Chrome. Resolves when the page has its first delta. */
export async function openBrowserViewer(url: string, cookie: string): Promise<BrowserViewer> {
  const ours = process.platform === 'linux' && process.arch === 'x64';
  const browser = await chromium.launch({
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    ...(ours ? { executablePath: await bundled.executablePath() } : { channel: 'chrome' }),
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    let milliseconds: number[] = [];
    const first = new Promise<void>((resolve) => {
      page.on('websocket', (socket) => {
        socket.on('framereceived', ({ payload }) => {
          const ages = agesIn(payload.toString(), Date.now());
          milliseconds.push(...ages);
          if (ages.length > 0) resolve();
        });
      });
    });
    await page.goto(`${url}/control`);
    await Promise.race([first, page.waitForTimeout(30_000).then(() => Promise.reject(new Error('the browser saw no bus within 30 s')))]);
    const take = (): number[] => {
      const taken = milliseconds;
      milliseconds = [];
      return taken;
    };
    return { take, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
