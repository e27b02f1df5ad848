import { request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A server's clock in the test's hand: where it begins, and how it is put on. */
export interface HandClock {
  /** What the server is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Puts the clock on; resolves with the time that it is, epoch milliseconds. */
  readonly forward: (milliseconds: number) => Promise<number>;
}

export function handClock(at: number): HandClock {
  const socketPath = join(tmpdir(), `sightline-clock-${randomUUID()}`);
  const module = pathToFileURL(resolve(import.meta.dirname, '../../fixtures/hand-clock.mjs')).href;
  return {
    env: { NODE_OPTIONS: `--import=${module}`, HAND_CLOCK: socketPath, HAND_CLOCK_AT: String(at) },
    forward: (milliseconds) =>
      new Promise((done, failed) => {
        const asked = request({ socketPath, path: `/?by=${milliseconds}`, method: 'POST' }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => done(Number(text)));
        });
        asked.on('error', failed).end();
      }),
  };
}
