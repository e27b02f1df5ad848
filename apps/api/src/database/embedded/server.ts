import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { Socket, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../errors.js';
import { findBinaries, program } from './binaries.js';
import { databaseName, databaseUser, prepareCluster, serverArguments } from './cluster.js';
import { findHome } from './home.js';
import type { Home } from './home.js';
import { clearLeftovers, findRunning, readPostmaster, stopPostmaster } from './postmaster.js';

const mostLogBytes = 5_000_000;
const readyWithinMilliseconds = 60_000;

const addressAt = (port: number, password: string): string =>
  `postgresql://${databaseUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${databaseName}`;

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The address of a server that another process runs in this data directory; undefined when there is none. */
export async function addressOfRunning(dataDir: string, password: string): Promise<string | undefined> {
  const running = await findRunning(findHome(dataDir).cluster);
  return running && addressAt(running.port, password);
}

/**
 * A PostgreSQL server of our own. It ends with us: on {@link stop}, and by a watchman when we are killed. When it
 * dies by itself it is started again on the same port, so that connections find it.
 */
export class EmbeddedServer {
  private process: ChildProcess | undefined;
  private watchman: ChildProcess | undefined;
  private stopping = false;

  private constructor(
    private readonly home: Home,
    private readonly native: string,
    private readonly password: string,
    private readonly report: (what: string) => void,
    private port = 0,
  ) {}

  /** Starts the server of a data directory whose lock this process holds; the first time its files are made. */
  static async start(dataDir: string, password: string, report: (what: string) => void = () => undefined): Promise<EmbeddedServer> {
    const home = findHome(dataDir);
    const native = findBinaries(home.folder, home.owner);
    await prepareCluster(home, native, password);
    await clearLeftovers(home.cluster, native);
    const server = new EmbeddedServer(home, native, password, report);
    await server.launchOnFreePort();
    return server;
  }

  get url(): string {
    return addressAt(this.port, this.password);
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get cluster(): string {
    return this.home.cluster;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { process: server } = this;
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      await stopPostmaster(server.pid, this.home.cluster, this.native);
    }
    this.watchman?.kill();
  }

  private async launchOnFreePort(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      this.port = await freePort();
      try {
        await this.launch();
        return;
      } catch (error) {
        // Someone was quicker to take the port, or the last processes of a killed server are still on their way out.
        const mayPass = error instanceof Error && /could not (bind|create any TCP)|shared memory block/.test(error.message);
        if (!mayPass || attempt === 10) throw error;
        await sleep(attempt * 100);
      }
    }
  }

  private async launch(): Promise<void> {
    const log = this.openLog();
    const from = statSync(this.home.log).size;
    const server = spawn(program(this.native, 'postgres'), serverArguments(this.home.cluster, this.port), {
      ...this.home.owner,
      cwd: this.home.cluster,
      // Its own process group: Ctrl-C in the terminal is for us, and the engine is drained before the database ends.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', ...(process.platform === 'win32' && { SystemRoot: 'C:\\Windows' }) },
    });
    closeSync(log);
    server.unref();
    const ended = new Promise<string>((resolve) => {
      server.once('error', (error) => resolve(error.message));
      server.once('exit', () => resolve(this.lastWords(from)));
    });
    const problem = await Promise.race([ended, this.isReady(server)]);
    if (problem !== undefined) {
      throw new StartError(`The embedded database did not start (its log is ${this.home.log}): ${problem}`);
    }
    this.process = server;
    this.watch(server);
  }

  /** Resolves when the server takes connections: it says so in its pid file. */
  private async isReady(server: ChildProcess): Promise<string | undefined> {
    const end = performance.now() + readyWithinMilliseconds;
    while (server.exitCode === null && server.signalCode === null) {
      const postmaster = readPostmaster(this.home.cluster);
      if (postmaster?.ready === true && postmaster.pid === server.pid) return undefined;
      if (performance.now() > end) return `it was not ready within ${readyWithinMilliseconds / 1000} s.`;
      await sleep(10);
    }
    return new Promise(() => undefined);
  }

  private watch(server: ChildProcess): void {
    this.watchman?.kill();
    this.watchman = startWatchman(server.pid);
    server.once('exit', () => {
      if (this.stopping) return;
      this.report('the embedded database ended by itself; starting it again');
      void this.relaunch();
    });
  }

  private async relaunch(): Promise<void> {
    for (let pause = 100; !this.isStopping(); pause = Math.min(pause * 2, 5000)) {
      try {
        await clearLeftovers(this.home.cluster, this.native);
        await this.launch();
        if (this.isStopping()) await this.stop();
        return;
      } catch (error) {
        this.report(error instanceof Error ? error.message : 'the embedded database did not start');
        await sleep(pause);
      }
    }
  }

  /** Asked anew each time: it may change while we wait. */
  private isStopping(): boolean {
    return this.stopping;
  }

  private openLog(): number {
    const size = statSync(this.home.log, { throwIfNoEntry: false })?.size ?? 0;
    return openSync(this.home.log, size > mostLogBytes ? 'w' : 'a', 0o600);
  }

  private lastWords(from: number): string {
    const said = readFileSync(this.home.log).subarray(from).toString('utf8').trim();
    const reasons = said.split('\n').filter((line) => /(FATAL|PANIC|ERROR|could not)/.test(line));
    return reasons.slice(-3).join(' ') || said.split('\n').at(-1) || 'it said nothing.';
  }
}

/** A shell that waits for our end of its pipe to close, which happens however we die, and then ends the server. */
function startWatchman(pid: number | undefined): ChildProcess | undefined {
  if (pid === undefined || process.platform === 'win32') return undefined;
  const watchman = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0" 2>/dev/null', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  watchman.on('error', () => undefined);
  watchman.stdin.on('error', () => undefined);
  watchman.unref();
  if (watchman.stdin instanceof Socket) watchman.stdin.unref();
  return watchman;
}
