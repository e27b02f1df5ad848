import { accessSync, constants, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The user that the database server runs as. `undefined` ids: as ourselves. */
export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

const nobodyFallback = { uid: 65_534, gid: 65_534 };

function nobody(): { uid: number; gid: number } {
  try {
    const [, , uid, gid] = /^nobody:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0].split(':') ?? [];
    // macOS writes nobody's number as -2.
    if (uid !== undefined && gid !== undefined && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  } catch {
    // A container may have no such file.
  }
  return nobodyFallback;
}

/** PostgreSQL refuses to run as root: then it runs as whoever owns its files already, or as nobody. */
export function ownerOf(cluster: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const existing = statSync(cluster, { throwIfNoEntry: false });
  return existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : nobody();
}

/** Whether `owner` may pass through (`x`) or read (`r`) this one file or folder, by its mode. */
function allows(path: string, owner: Required<Owner>, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === owner.uid ? 6 : gid === owner.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** Whether `owner` can get to `path` through all folders above it, and read it. */
export function canReach(path: string, { uid, gid }: Owner, bits: 4 | 5 = 5): boolean {
  try {
    if (uid === undefined || gid === undefined) {
      accessSync(path, bits === 5 ? constants.R_OK | constants.X_OK : constants.R_OK);
      return true;
    }
    return canPassTo(path, { uid, gid }) && allows(path, { uid, gid }, bits);
  } catch {
    return false;
  }
}

/** Whether `owner` may pass through every folder above `path`; links are followed. */
export function canPassTo(path: string, { uid, gid }: Owner): boolean {
  if (uid === undefined || gid === undefined) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
    if (isThere && !allows(folder, { uid, gid }, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
}
