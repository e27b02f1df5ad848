import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

const workspace = resolve(import.meta.dirname, '../..');

describe('the secrets', () => {
  it('[SEC-39] are not in what is stored in the repository', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: workspace, encoding: 'utf8', maxBuffer: 50_000_000 }).split('\0');
    assert.deepEqual(files.filter((name) => /(^|\/)(\.env|\.data|secrets)(\/|$)|\.(pem|key|p12|pfx)$/.test(name) && !/^(apps|libs|tests|tools)\/.*\.(ts|mjs)$/.test(name)), []);
    const found = files.filter((name) => /\.(ts|js|mjs|json|md|ya?ml|html)$/.test(name) && name !== 'package-lock.json').filter((name) => /-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[bp]-\d+/.test(readFileSync(resolve(workspace, name), 'utf8')));
    assert.deepEqual(found.filter((name) => name !== 'tests/lint/security-secrets.test.ts'), []);
  });
});
