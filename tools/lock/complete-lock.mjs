import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { complete, missingOptional, withAddress } from './lock.mjs';

// Run after each `npm install` that changed the lock: a registry that lacks a platform's package leaves it out of the
// lock, and `npm ci` then refuses the lock on every machine ("Missing … from lock file").
const file = resolve(import.meta.dirname, '../../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingOptional(lock);

if (missing.length > 0) writeFileSync(file, `${JSON.stringify(complete(lock), null, 2)}\n`);
console.log(missing.length > 0 ? `Added ${missing.length} optional packages of other platforms to package-lock.json.` : 'package-lock.json is complete.');

const addresses = withAddress(lock);
if (addresses.length > 0) {
  console.error(`package-lock.json names a registry's address for ${addresses.length} packages, first ${addresses[0]}. Keep omit-lockfile-registry-resolved=true in .npmrc and write the lock anew.`);
  process.exitCode = 1;
}
