import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, closeSync, constants, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Without letters that are easily mistaken for another: it is read from a screen and typed. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('');

export const newToken = (): string => randomBytes(32).toString('base64url');
/** 59 bits in three groups that a person can type. */
export const newPassword = (): string => [group(), group(), group()].join('-');

/**
 * Secrets that were not given: each is generated once and kept in a file of its own, mode 0600, in `folder` (0700),
 * whatever the umask is.
 */
export class SecretFiles {
  constructor(private readonly folder: string) {}

  pathOf(name: string): string {
    return join(this.folder, name);
  }

  /** The secret of a name, generated now if there is none yet. */
  read(name: string, generate: () => string): string {
    return this.existing(name) ?? this.create(name, generate());
  }

  private existing(name: string): string | undefined {
    const path = this.pathOf(name);
    try {
      // A backup that was put back, or a careless copy, may have opened it to others.
      if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
      const secret = readFileSync(path, 'utf8').trim();
      return secret === '' ? undefined : secret;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private create(name: string, secret: string): string {
    mkdirSync(this.folder, { recursive: true });
    chmodSync(this.folder, 0o700);
    const path = this.pathOf(name);
    const draft = `${path}.${process.pid}`;
    rmSync(draft, { force: true });
    const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      writeSync(file, `${secret}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    try {
      // A link fails where the name exists: of two processes that start at once both use the first one's secret.
      if (this.existing(name) === undefined) rmSync(path, { force: true });
      linkSync(draft, path);
      return secret;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return this.existing(name) ?? secret;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}
