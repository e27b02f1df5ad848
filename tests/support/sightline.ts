import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const workspace = resolve(import.meta.dirname, '../..');
const readyWithinMilliseconds = 60_000;

export interface StartOptions {
  /** Settings beside those that every test needs; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A data directory that outlives the server; without it a fresh one that goes with it. */
  readonly dataDir?: string;
}

/** A Sightline that runs as a process of its own: the built api on a free port, with a database of its own. */
export interface Sightline {
  readonly url: string;
  readonly feedToken: string;
  readonly demoPassword: string;
  readonly dataDir: string;
  readonly pid: number;
  /** What it printed so far, both streams together. */
  readonly output: () => string;
  /** Milliseconds from the start of the process to its word that it is ready. */
  readonly startedInMilliseconds: number;
  /** Ends it as Ctrl-C does and removes what it made. Resolves with the exit status. */
  readonly stop: () => Promise<number>;
  /** Kills it as a crash would: nothing is tidied. The data stays. */
  readonly kill9: () => Promise<void>;
  /** Closes the channel to the process that started it, as that process's death would. */
  readonly disconnect: () => void;
  /** Its exit status, once it has ended. */
  readonly exited: Promise<number>;
  /** Starts it again on the same data and the same port, after `kill9` or beside a stopped one. */
  readonly restart: () => Promise<Sightline>;
}

const demoPassword = 'password-of-the-tests';
const feedToken = 'token-of-the-tests';

function environment(dataDir: string, env: StartOptions['env']): NodeJS.ProcessEnv {
  // What is set where the tests run must not decide what they find.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(SIGHTLINE_|OIDC_|NOTIFY_|DATABASE_URL$|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    SIGHTLINE_PORT: '0',
    SIGHTLINE_DATA_DIR: dataDir,
    SIGHTLINE_DEMO: 'on',
    SIGHTLINE_DEMO_PASSWORD: demoPassword,
    SIGHTLINE_FEED_TOKEN: feedToken,
    ...env,
  };
}

/** A process of the api, and what it has printed. */
export interface Launched {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The address, once it is ready; rejects with what it printed when it ends instead. */
  readonly ready: Promise<string>;
}

/** Starts the api and does not wait. */
export function launch(dataDir: string, env: StartOptions['env'] = {}): Launched {
  const child = spawn(process.execPath, [join(workspace, 'apps/api/dist/main.js')], {
    env: environment(dataDir, env),
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ready = new Promise<string>((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`not ready in time:\n${printed}`)), readyWithinMilliseconds);
    child.on('message', (message: { kind?: string; address?: string }) => {
      if (message.kind !== 'ready' || message.address === undefined) return;
      clearTimeout(timer);
      done(message.address);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      failed(new Error(`ended with exit status ${code} before it was ready:\n${printed}`));
    });
  });
  ready.catch(() => undefined);
  return { child, output: () => printed, ready };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  if (!hasEnded(child)) {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
  return child.exitCode ?? 1;
}

export async function startSightline({ env = {}, dataDir: given }: StartOptions = {}): Promise<Sightline> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'sightline-test-')));
  const began = performance.now();
  const { child, output, ready } = launch(dataDir, env);
  const url = await ready;
  const pid = child.pid ?? 0;
  return {
    url,
    feedToken: env.SIGHTLINE_FEED_TOKEN ?? feedToken,
    demoPassword: env.SIGHTLINE_DEMO_PASSWORD ?? demoPassword,
    dataDir,
    pid,
    output,
    startedInMilliseconds: performance.now() - began,
    stop: async () => {
      const code = await endWith(child, 'SIGTERM');
      if (given === undefined) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    kill9: async () => void (await endWith(child, 'SIGKILL')),
    disconnect: () => child.disconnect(),
    exited: new Promise((done) => child.once('exit', (code) => done(code ?? 1))),
    restart: async () => {
      await endWith(child, 'SIGTERM');
      const again = await startSightline({ env: { ...env, SIGHTLINE_PORT: new URL(url).port }, dataDir });
      return given === undefined
        ? { ...again, stop: async () => { const code = await again.stop(); await rm(dataDir, { recursive: true, force: true }); return code; } }
        : again;
    },
  };
}

export interface EventReply {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: { index: number; id?: string; problems: { path: string; message: string }[] }[];
}

/** Sends a batch of cloud events to the door. */
export async function send({ url, feedToken: token }: Pick<Sightline, 'url' | 'feedToken'>, events: readonly object[]): Promise<{ status: number; body: EventReply }> {
  const response = await fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  return { status: response.status, body: (await response.json()) as EventReply };
}
