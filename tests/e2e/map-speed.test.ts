import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FleetRun } from '@sightline/contracts';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { openBrowser, signInAs, visit } from './support/browser.ts';

const vehicles = 5000;
const secondsWatched = 6;

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

/** Every vehicle drives in a circle of its own, one in five of them late, each reported every ten seconds. */
function runAt(index: number, seconds: number): FleetRun {
  const angle = seconds / 60 + index;
  const late = index % 5 === 0;
  const now = Date.now();
  return {
    runRef: `R${index}`,
    routeRef: String(index),
    direction: 'to-school',
    state: 'running',
    conditions: late ? [{ condition: 'late', since: new Date(now - 600_000).toISOString() }] : [],
    latenessSeconds: late ? 720 : 0,
    latitude: 52.48 + ((index * 37) % 1000) / 6000 + Math.cos(angle) * 0.004,
    longitude: -1.9 + ((index * 91) % 1000) / 3500 + Math.sin(angle) * 0.006,
    bearing: ((angle * 180) / Math.PI + 90) % 360,
    recordedAt: new Date(now).toISOString(),
    startsAt: new Date(now - 1_200_000).toISOString(),
    endsAt: new Date(now + 1_200_000).toISOString(),
    nextStop: null,
    stopsLeft: 2,
    childrenCount: 5,
  };
}

/** The other end of the socket, just enough of it: answers subscriptions, then sends the fleet once a second. */
function playFleet(socket: WebSocketRoute): void {
  let seq = 0;
  let seconds = 0;
  socket.send('0{"sid":"a","upgrades":[],"pingInterval":600000,"pingTimeout":600000,"maxPayload":1000000}');
  socket.onMessage((message) => {
    const text = String(message);
    if (text.startsWith('40')) socket.send('40{"sid":"b"}');
    const request = /^42(\d+)(\[.*)$/s.exec(text);
    if (request === null) return;
    const [name, { topic }] = JSON.parse(request[2] ?? '[]') as [string, { topic: string }];
    const items = topic === 'fleet' ? Object.fromEntries(Array.from({ length: vehicles }, (_, index) => [`R${index}`, runAt(index, 0)])) : {};
    socket.send(`43${request[1]}${JSON.stringify([name === 'subscribe' ? { ok: true, epoch: 'e', seq: 0, snapshot: { items } } : { ok: true }])}`);
    if (topic !== 'fleet' || name !== 'subscribe') return;
    const timer = setInterval(() => {
      seconds += 1;
      const changes = Array.from({ length: vehicles / 10 }, (_, index) => index * 10 + (seconds % 10)).map((index) => ({ key: `R${index}`, value: runAt(index, seconds) }));
      socket.send(`42${JSON.stringify(['delta', { topic: 'fleet', epoch: 'e', seq: (seq += 1), at: new Date().toISOString(), changes }])}`);
    }, 1000);
    timer.unref();
    socket.onClose(() => clearInterval(timer));
  });
}

/** Times every drawing of the page from its very start. */
async function timeFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times: { at: number; took: number }[] = [];
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      original((at) => {
        const began = performance.now();
        callback(at);
        times.push({ at, took: performance.now() - began });
      });
    Object.assign(window, { frameTimes: times });
  });
}

test(`${vehicles} moving vehicles are drawn as often as something is to be seen`, async (t) => {
  const { context, page, errors } = await visit(browser, sightline.url, { viewport: { width: 1920, height: 1080 }, reducedMotion: false });
  await timeFrames(page);
  await page.routeWebSocket(/\/live/, playFleet);
  await signInAs(page, 'control');
  await page.getByText(new RegExp(`of ${vehicles} vehicles in view`)).waitFor();
  const watch = () =>
    page.evaluate(async (milliseconds) => {
      const { frameTimes } = window as unknown as { frameTimes: { at: number; took: number }[] };
      await new Promise((done) => setTimeout(done, 10_500));
      frameTimes.length = 0;
      await new Promise((done) => setTimeout(done, milliseconds));
      return [...frameTimes];
    }, secondsWatched * 1000);
  const say = (where: string, frames: { took: number }[]): void => {
    const took = frames.map((frame) => frame.took).sort((a, b) => a - b);
    const at = (part: number): string => `${(took[Math.floor(part * (took.length - 1))] ?? 0).toFixed(1)} ms`;
    t.diagnostic(`${where}: ${(frames.length / secondsWatched).toFixed(0)} drawings/s, as often as something moves by half a pixel; each takes ${at(0.5)} (median), ${at(0.95)} (95 %), ${at(1)} (longest), of the 16.7 ms of a frame`);
  };
  const frames = await watch();
  say(`${vehicles} vehicles gliding, the whole city`, frames);
  for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
  say('three steps nearer', await watch());
  assert.ok(frames.length > secondsWatched, 'it moves');
  assert.deepEqual(errors, []);
  await context.close();
});
