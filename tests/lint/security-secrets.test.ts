import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { settings } from '../../apps/api/src/config/settings.ts';
import { tableUnder, textOf } from '../security/sources.ts';

describe('the secrets', () => {
  it('[SEC-39] are those of “Keys and secrets”, each masked wherever settings are shown', () => {
    const named = tableUnder('Keys and secrets').map(([name = '']) => name);
    const config = textOf('apps/api/src/config/config.ts');
    const files = [...config.matchAll(/this\.secret\('([\w-]+)'/g)].map(([, name = '']) => name);
    const given = Object.entries(settings as Record<string, { secret?: true }>).filter(([, { secret }]) => secret).map(([name]) => name);
    for (const name of [...files, ...given]) assert.ok(named.some((each) => each.split(', ').includes(name)), `${name} is in the table`);
    for (const name of named.flatMap((each) => each.split(', '))) assert.ok([...files, ...given].includes(name), `${name} is a secret of the product`);
  });

  it('[SEC-39] are not in what is stored in the repository', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: resolve(import.meta.dirname, '../..'), encoding: 'utf8', maxBuffer: 50_000_000 }).split('\0');
    assert.deepEqual(files.filter((name) => /(^|\/)(\.env|\.data|secrets)(\/|$)|\.(pem|key|p12|pfx)$/.test(name) && !/^(apps|libs|tests|tools)\/.*\.(ts|mjs)$/.test(name)), []);
    const found = files.filter((name) => /\.(ts|js|mjs|json|md|ya?ml|html)$/.test(name) && name !== 'package-lock.json').filter((name) => /-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|xox[bp]-\d+/.test(textOf(name)));
    assert.deepEqual(found.filter((name) => name !== 'tests/lint/security-secrets.test.ts'), []);
  });
});
