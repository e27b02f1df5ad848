import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const workspace = resolve(import.meta.dirname, '../..');

interface Start {
  stamp: string;
  installMark: () => string;
  products: { from: string[]; made: string; stamp: string }[];
  fingerprint: (paths: string[]) => string;
}

/** A child of ours, to be waited for. */
export interface Started {
  readonly pid: number;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/**
 * A workspace in small, in a path with spaces: the real `tools/start` around a server and a feed that only write down
 * what happens to them. It counts as installed and built.
 */
export class Miniature {
  readonly folder = mkdtempSync(join(tmpdir(), 'sight line '));
  readonly #log = join(this.folder, 'log.txt');

  async make(server: string, feed: string): Promise<this> {
    cpSync(join(workspace, 'tools/start'), join(this.folder, 'tools/start'), { recursive: true });
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(workspace, file), join(this.folder, file));
    for (const file of ['tsconfig.base.json', 'nx.json', 'libs/contracts/x', 'libs/domain/x', 'apps/api/x', 'apps/dashboard/x', 'apps/dashboard/dist/browser/index.html']) this.write(file, '{}');
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(process.execPath, join(this.folder, 'node_modules/node'));
    const note = `import { appendFileSync } from 'node:fs';\nconst note = (line) => appendFileSync(${JSON.stringify(this.#log)}, line + '\\n');\n`;
    this.write('apps/api/dist/main.js', note + server);
    this.write('tools/simulator/main.ts', note.replace('(line)', '(line: string)') + feed);
    this.write('log.txt', '');
    const load = (file: string): Promise<Start> => import(pathToFileURL(join(this.folder, 'tools/start', file)).href) as Promise<Start>;
    const [{ stamp, installMark }, { products }, { fingerprint }] = [await load('install.mjs'), await load('build.mjs'), await load('fingerprint.mjs')];
    this.write(stamp, installMark());
    for (const product of products) this.write(product.stamp, fingerprint(product.from));
    return this;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** What server and feed have written down so far. */
  log(): string[] {
    return readFileSync(this.#log, 'utf8').split('\n').filter(Boolean);
  }

  /** Resolves when `line` has been written down. */
  async until(line: string): Promise<void> {
    const from = Date.now();
    while (!this.log().includes(line)) {
      if (Date.now() - from > 20_000) throw new Error(`"${line}" never came; there is: ${this.log().join(', ')}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
    const ours = Object.entries(process.env).filter(([name]) => !/^(npm_|SIGHTLINE_)/.test(name));
    const child = spawn(command, args, { cwd: this.folder, env: { ...Object.fromEntries(ours), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => child.once('exit', (code, signal) => done({ code, signal })));
    return { pid: child.pid ?? 0, ended, output: () => output, kill: (signal) => void child.kill(signal) };
  }

  remove(): void {
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }
}
