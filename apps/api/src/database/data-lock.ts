import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartError } from './errors.js';

/** Held by one live process at a time: the system lets it go when the process dies, however it dies. */
export interface DataLock {
  release(): Promise<void>;
}

/**
 * The name of a folder's lock: a socket that one process at a time can listen on. On Linux it is in the abstract
 * namespace and on Windows a named pipe, which both vanish with their process; elsewhere a file that may be left over.
 */
function addressOf(dataDir: string): string {
  const { dev, ino } = statSync(dataDir);
  const name = `sightline-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

function listen(address: string): Promise<Server | 'taken'> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(String(process.pid));
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve('taken') : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The process that holds the lock, by its own word; undefined when nobody listens. */
export async function holderOf(dataDir: string): Promise<number | undefined> {
  try {
    const socket = connect(addressOf(dataDir));
    socket.setTimeout(1000, () => socket.destroy(new Error('no answer')));
    return Number(await text(socket));
  } catch {
    return undefined;
  }
}

const held = (server: Server): DataLock => ({
  release: () => new Promise((resolve) => server.close(() => resolve())),
});

/** A folder that another user made, such as root the first time, would fail later and with less to go by. */
function refuseForeign(dataDir: string): void {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`This user may not write to the data directory ${dataDir}: start Sightline as the user that it belongs to, or set SIGHTLINE_DATA_DIR to another folder.`, { cause: error });
  }
}

/** Takes the data directory for this process, making it if need be. Throws a {@link StartError} where another has it. */
export async function lockDataDirectory(dataDir: string): Promise<DataLock> {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new StartError(`The data directory ${dataDir} cannot be made (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): make it yourself, or set SIGHTLINE_DATA_DIR to another folder.`, { cause: error });
  }
  refuseForeign(dataDir);
  const address = addressOf(dataDir);
  const first = await listen(address);
  if (first !== 'taken') return held(first);
  const holder = await holderOf(dataDir);
  if (holder === undefined && process.platform === 'darwin') {
    rmSync(address, { force: true });
    const second = await listen(address);
    if (second !== 'taken') return held(second);
  }
  throw new StartError(`Another Sightline${holder === undefined ? '' : ` (process ${holder})`} is using the data directory ${dataDir}: stop it, or set SIGHTLINE_DATA_DIR to another folder.`);
}
