import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../errors.js';
import { canPassTo, ownerOf } from './owner.js';
import type { Owner } from './owner.js';

/** Where the embedded database lives, and as whom. */
export interface Home {
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
  readonly owner: Owner;
}

/** Where a home goes when it cannot be inside the data directory: on disks that survive a restart. */
const elsewhere = ['/var/lib/sightline', '/var/tmp/sightline'];

const homeAt = (folder: string): Home => {
  const cluster = join(folder, 'cluster');
  return { folder, cluster, log: join(folder, 'server.log'), owner: ownerOf(cluster) };
};

/**
 * Makes a folder whatever the umask is: nobody else may write to it, and only where the server runs as another user
 * may others pass through it.
 */
function makeFolder(folder: string, owner: Owner): void {
  mkdirSync(folder, { recursive: true });
  const { mode, uid } = statSync(folder);
  if (uid === process.getuid?.()) chmodSync(folder, (mode & 0o755) | (owner.uid === undefined ? 0o700 : 0o711));
}

/**
 * Finds or makes the home: `postgres/` in the data directory, or, when the server's user cannot get there (we are
 * root and a folder above is closed to others), a folder elsewhere whose path is noted in the data directory.
 */
export function findHome(dataDir: string): Home {
  const pointer = join(dataDir, 'postgres-is-in');
  if (existsSync(pointer)) {
    const folder = readFileSync(pointer, 'utf8').trim();
    if (existsSync(folder)) return homeAt(folder);
    // Never begin an empty database in place of one that was lost.
    throw new StartError(`The database of ${dataDir} was kept in ${folder}, which is gone: put it back, or delete ${pointer} to begin with an empty database.`);
  }
  const inside = homeAt(join(dataDir, 'postgres'));
  makeFolder(dataDir, inside.owner);
  if (canPassTo(inside.folder, inside.owner)) {
    makeFolder(inside.folder, inside.owner);
    return inside;
  }
  const folder = makeElsewhere(inside.owner);
  if (folder === undefined) {
    throw new StartError(`The embedded database may not run as root, and user ${inside.owner.uid ?? 'nobody'} cannot get to ${dataDir}: set SIGHTLINE_DATA_DIR to a folder that every user can pass through, or start Sightline as another user.`);
  }
  writeFileSync(pointer, `${folder}\n`, { mode: 0o600 });
  return homeAt(folder);
}

function makeElsewhere(owner: Owner): string | undefined {
  for (const root of elsewhere) {
    try {
      makeFolder(root, owner);
      const folder = join(root, randomBytes(8).toString('hex'));
      makeFolder(folder, owner);
      if (canPassTo(join(folder, 'cluster'), owner)) return folder;
    } catch {
      // Read-only or not ours: the next one may do.
    }
  }
  return undefined;
}
