import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Sightline } from './sightline.ts';

const file = join(resolve(import.meta.dirname, '../..'), 'apps/api/dist/cli/main.js');

/** Runs `sightline ARGS` beside a running Sightline. */
export function sightlineCommand(sightline: Pick<Sightline, 'url' | 'feedToken' | 'dataDir'>, args: readonly string[], more: NodeJS.ProcessEnv = {}, input = ''): Promise<{ status: number; out: string; said: string }> {
  const env = { ...process.env, SIGHTLINE_PORT: new URL(sightline.url).port, SIGHTLINE_FEED_TOKEN: sightline.feedToken, SIGHTLINE_DATA_DIR: sightline.dataDir, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined, ...more };
  return new Promise((done) => {
    const child = execFile(process.execPath, [file, ...args], { env }, (error, out, said) => done({ status: error === null ? 0 : Number(error.code ?? 1), out, said }));
    child.stdin?.end(input);
  });
}
