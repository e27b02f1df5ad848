import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { complete, missingOptional, platformOf, withAddress } from '../../tools/lock/lock.mjs';

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; dev?: boolean; optional?: boolean; os?: string[]; optionalDependencies?: Record<string, string> }>;
}

const read = (): Lock => JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as Lock;

describe('the lock', () => {
  it('holds no address of a registry', () => {
    assert.deepEqual(withAddress(read()), []);
  });

  it('has an entry for every optional package, also for other platforms', () => {
    assert.deepEqual(missingOptional(read()), []);
  });

  it('is completed without changing what was there', () => {
    const lock: Lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', dev: true, optionalDependencies: { '@a/core-win32-x64-msvc': '1.0.0' } } } };
    const completed = complete(lock) as Lock;
    assert.deepEqual(completed.packages['node_modules/a'], lock.packages['node_modules/a']);
    assert.deepEqual(completed.packages['node_modules/@a/core-win32-x64-msvc'], { version: '1.0.0', cpu: ['x64'], os: ['win32'], dev: true, optional: true });
    assert.deepEqual(missingOptional(completed), []);
  });

  it('reads the platform of a package from its name', () => {
    assert.deepEqual(platformOf('@swc/core-linux-arm-gnueabihf'), { cpu: ['arm'], libc: ['glibc'], os: ['linux'] });
    assert.deepEqual(platformOf('@unrs/resolver-binding-linux-riscv64-musl'), { cpu: ['riscv64'], libc: ['musl'], os: ['linux'] });
    assert.deepEqual(platformOf('@oxc-parser/binding-wasm32-wasi'), { cpu: ['wasm32'] });
    assert.throws(() => platformOf('left-pad'), /does not say which machines/);
  });
});
