import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A Sightline of a tool's own: the built api with its embedded database in a folder that goes with it. */
export interface Product {
  readonly url: string;
  readonly feedToken: string;
  readonly password: string;
  readonly pid: number;
  /** The address of its database, for yardsticks that are to use the same. */
  readonly databaseUrl: string;
  /** The address of its inspector, where it was started with one. */
  inspector(): string | undefined;
  stop(): Promise<void>;
}

const api = resolve(import.meta.dirname, '../../apps/api/dist/main.js');
const feedToken = 'feed-token-of-the-tools';
const password = 'password-of-the-tools';

/** Starts it; `inspect`: so that it can be asked for its memory. */
export async function startProduct({ inspect = false } = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sightline-tool-'));
  const child = spawn(process.execPath, [...(inspect ? ['--inspect=127.0.0.1:0'] : []), api], {
    env: { ...process.env, SIGHTLINE_PORT: '0', SIGHTLINE_DATA_DIR: dataDir, SIGHTLINE_DEMO: 'accounts', SIGHTLINE_FEED_TOKEN: feedToken, SIGHTLINE_DEMO_PASSWORD: password, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const url = await new Promise<string>((ready, failed) => {
    child.on('message', (message: { kind?: string; address?: string }) => {
      if (message.kind === 'ready' && message.address !== undefined) ready(message.address);
    });
    child.once('exit', (code) => failed(new Error(`the api ended with ${code} before it was ready: ${complaints}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const inspector = (): string | undefined => /ws:\/\/\S+/.exec(complaints)?.[0];
  return { url, feedToken, password, pid: child.pid ?? 0, databaseUrl: await databaseUrlIn(dataDir), inspector, stop };
}

/** The embedded server's address, from what it leaves in the data directory. */
async function databaseUrlIn(dataDir: string): Promise<string> {
  const pointer = join(dataDir, 'postgres-is-in');
  const home = existsSync(pointer) ? (await readFile(pointer, 'utf8')).trim() : join(dataDir, 'postgres');
  // Line four of postmaster.pid is the port (PostgreSQL manual, "miscadmin.h").
  const port = (await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[3];
  const secret = (await readFile(join(dataDir, 'secrets', 'database-password'), 'utf8')).trim();
  return `postgresql://sightline:${encodeURIComponent(secret)}@127.0.0.1:${port}/postgres`;
}
