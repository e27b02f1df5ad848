import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { locked, workspace } from '../security/sources.ts';

const wishes = JSON.parse(readFileSync(resolve(workspace, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

describe('libraries', () => {
  it('[SEC-51] are listed with their exact versions, come from the registry, and what they should hash to is known', () => {
    const loose = Object.entries({ ...wishes.dependencies, ...wishes.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    assert.deepEqual(loose, []);
    const packages = Object.entries(locked()).filter(([path, { link }]) => path.startsWith('node_modules/') && link !== true);
    // Packages of other platforms are in the lock without a hash: npm learns it where it installs them.
    assert.deepEqual(packages.filter(([, { integrity, optional }]) => integrity === undefined && optional !== true).map(([path]) => path), []);
    assert.ok(packages.every(([, { version }]) => version !== undefined && /^\d/.test(version)), 'none comes from an address or a branch');
  });

  it('[SEC-52] and tests, samples and the tests’ own provider are not in what runs', () => {
    const path = resolve(workspace, 'apps/api/tsconfig.json');
    const { fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(path, (name) => ts.sys.readFile(name)).config, ts.sys, resolve(workspace, 'apps/api'));
    const ours = fileNames.map((name) => name.slice(name.indexOf('apps/api/')));
    assert.ok(ours.length > 200);
    // The stand of the fan-out benchmark, which `npm run bench` starts from the build and nothing else imports.
    const stand = ['apps/api/src/live/fan-out.bench.ts', 'apps/api/src/live/stage.fixture.ts'];
    assert.deepEqual(ours.filter((name) => /\.spec\.ts$|\.test\.ts$|fixture|sample|\.bench\.ts$/.test(name) && !stand.includes(name)), []);
    for (const name of ['oidc-provider', 'jest', 'playwright-core', '@sparticuz/chromium', 'fast-check']) assert.equal(locked()[`node_modules/${name}`]?.dev, true, name);
  });
});
