import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inWorkspace } from './processes.mjs';

const skipped = new Set(['dist', 'node_modules']);

function* filesIn(path) {
  for (const entry of readdirSync(inWorkspace(path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    if (!entry.isDirectory()) yield inside;
    else if (!skipped.has(entry.name)) yield* filesIn(inside);
  }
}

/** One word for the contents of files and folders, so that it can be told whether they have changed. */
export function fingerprint(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const path of paths) {
    for (const file of path.endsWith('/') ? filesIn(path) : [path]) hash.update(`${file}\0`).update(readFileSync(inWorkspace(file)));
  }
  return hash.digest('hex');
}

/** Whether `stamp` says that what `mark` stands for was made already. */
export const isUpToDate = (stamp, mark) => existsSync(inWorkspace(stamp)) && readFileSync(inWorkspace(stamp), 'utf8') === mark;

export function writeStamp(stamp, mark) {
  mkdirSync(dirname(inWorkspace(stamp)), { recursive: true });
  writeFileSync(inWorkspace(stamp), mark);
}
