import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const inWorkspace = (path) => resolve(root, path);

/** The environment for the workspace's own tools: its binaries first, nothing that asks or phones home. */
export function toolEnvironment(extra = {}) {
  return {
    ...process.env,
    PATH: `${inWorkspace('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NX_TUI: 'false',
    NG_CLI_ANALYTICS: 'false',
    ...extra,
  };
}

const running = new Set();

/** Ends what {@link run} has started and what has not ended yet. */
export const endRunning = () => Promise.all([...running].map((child) => endChild(child, 5000)));

/** Runs a command to its end and keeps what it printed: `{ code, output }`. */
export function run(command, args, { env = toolEnvironment(), onOutput } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        onOutput?.(chunk);
      });
    }
    child.once('error', failed);
    child.once('close', (code, signal) => done({ code: code ?? 1, signal, output: Buffer.concat(chunks).toString() }));
  });
}

const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls `stop` once when somebody wants this process to end: by a signal, or, when npm started it, by npm's death
 * (a killed npm tells nobody).
 */
export function onStop(stop) {
  let asked = false;
  const ask = (why) => {
    if (asked) return;
    asked = true;
    stop(why);
  };
  for (const signal of stopping) process.on(signal, () => ask(signal));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && ask('npm has ended'), 500).unref();
}

/** Ends a child politely, and by force when it has not ended after `patience` milliseconds. */
export function endChild(child, patience = 15_000) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(force);
      done();
    });
    child.kill('SIGTERM');
  });
}
