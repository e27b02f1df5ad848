import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { program } from './binaries.js';

const run = promisify(execFile);

/** What a running server writes into `postmaster.pid` (PostgreSQL source, miscadmin.h: one value a line). */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

export const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid');

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** A process that has ended and that nobody asked for its status, as happens where a container has no init. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process; undefined where it is gone or cannot be read. */
async function commandLineOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return (await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])).stdout;
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout;
  } catch {
    return undefined;
  }
}

/** The server of a cluster that runs, by its pid file and its command line: a number alone may be anyone's by now. */
export async function findRunning(cluster: string): Promise<Postmaster | undefined> {
  const postmaster = readPostmaster(cluster);
  if (!postmaster || !isAlive(postmaster.pid)) return undefined;
  const command = await commandLineOf(postmaster.pid);
  // On Windows the list names the program alone.
  const isOurs = command?.includes('postgres') === true && (process.platform === 'win32' || command.includes(cluster));
  return isOurs ? postmaster : undefined;
}

/** Waits until a process is gone; false when it still is there after `milliseconds`. */
export async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (isAlive(pid)) {
    if (performance.now() > end) return false;
    await sleep(15);
  }
  return true;
}

/** How a server is asked to end, ever less politely, and how long each is given (PostgreSQL manual, 18.5). */
const ways = [
  { signal: 'SIGINT', milliseconds: 15_000 },
  { signal: 'SIGQUIT', milliseconds: 5_000 },
  { signal: 'SIGKILL', milliseconds: 5_000 },
] as const;

/** Stops a server: transactions are rolled back, everything committed is on the disk. */
export async function stopPostmaster(pid: number, cluster: string, native: string): Promise<void> {
  if (process.platform === 'win32') {
    await run(program(native, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'], { windowsHide: true });
    return;
  }
  for (const { signal, milliseconds } of ways) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await isGoneWithin(pid, milliseconds)) return;
  }
}

/**
 * Clears the way for a new server: one that a killed Sightline left behind is stopped, and a pid file whose number
 * belongs to someone else by now (after a restart of the machine or container) is removed. Only call it while
 * holding the lock of the data directory.
 */
export async function clearLeftovers(cluster: string, native: string): Promise<'nothing' | 'stopped' | 'removed'> {
  const running = await findRunning(cluster);
  if (running) {
    await stopPostmaster(running.pid, cluster, native);
    return 'stopped';
  }
  if (readPostmaster(cluster) === undefined) return 'nothing';
  rmSync(pidFile(cluster), { force: true });
  return 'removed';
}
