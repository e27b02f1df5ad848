import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plant, plantTyped, severities } from './lint.ts';

const api = 'apps/api/src';

describe('the rules of this house', () => {
  const reads = ['export const x = process.env;', "export const x = globalThis.process.env['A'];", "import { env } from 'node:process';\nexport const x = env;", 'const { env } = process;\nexport const x = env;'];
  for (const code of reads) {
    it(`only config/ reads the environment: ${code.split('\n')[0]}`, async () => {
      assert.ok((await plant(`${api}/engine/x.ts`, `${code}\n`)).includes('sightline/environment-only-in-config'));
      assert.deepEqual(await plant(`${api}/config/x.ts`, `${code}\n`), []);
    });
  }

  it('wants zod whole: a named import is three times the size', async () => {
    const rule = 'sightline/zod-namespace';
    assert.ok((await plant('libs/contracts/src/x.ts', "import { z } from 'zod';\nexport const x = z;\n")).includes(rule));
    assert.ok((await plant('libs/contracts/src/x.ts', "import z from 'zod';\nexport const x = z;\n")).includes(rule));
    assert.deepEqual(await plant('libs/contracts/src/x.ts', "import * as z from 'zod';\nexport const x = z;\n"), []);
  });

  it('lets the domain take types and lists from the contracts, never a schema', async () => {
    const from = (names: string): string => `import ${names} from '@sightline/contracts';\n`;
    const rule = 'sightline/contract-lists-only';
    assert.ok((await plant('libs/domain/src/x.ts', `${from('{ eventSchemas }')}export const x = eventSchemas;\n`)).includes(rule));
    assert.ok((await plant('libs/domain/src/x.ts', `${from('* as all')}export const x = all;\n`)).includes(rule));
    assert.deepEqual(await plant('libs/domain/src/x.ts', from('{ runStates }') + from('type { EventData }') + 'export const x = runStates;\nexport type X = EventData;\n'), []);
  });

  it('keeps files under 300 lines', async () => {
    assert.ok((await plant(`${api}/engine/x.ts`, 'export {};\n'.repeat(301))).includes('max-lines'));
  });
});

describe('the rules of TypeScript', () => {
  const existing = 'tests/lint/lint.ts';
  const bites: Record<string, string> = {
    '@typescript-eslint/no-explicit-any': 'export const x = (value: any): string => String(value);\n',
    '@typescript-eslint/no-floating-promises': 'const later = async (): Promise<void> => {};\nlater();\nexport {};\n',
    '@typescript-eslint/switch-exhaustiveness-check': "export const x = (of: 'a' | 'b'): number => {\n  switch (of) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n",
    '@typescript-eslint/consistent-type-imports': "import { ESLint } from 'eslint';\nexport type X = ESLint;\n",
    '@typescript-eslint/no-non-null-assertion': 'export const x = (value?: string): string => value!;\n',
  };
  for (const [rule, code] of Object.entries(bites)) {
    it(`bites: ${rule}`, async () => {
      assert.ok((await plantTyped(existing, code)).includes(rule));
    });
  }

  it('cannot be switched off in a comment', async () => {
    const silenced = `/* eslint-disable */\nexport const x = (value: any): string => String(value);\n`;
    assert.ok((await plantTyped(existing, silenced)).includes('@typescript-eslint/no-explicit-any'));
  });
});

describe('the rules of templates', () => {
  it('asks for text instead of an image', async () => {
    const rule = '@angular-eslint/template/alt-text';
    assert.ok((await plant('apps/dashboard/src/app/control/x.html', '<img src="a.png" />\n')).includes(rule));
    assert.deepEqual(await plant('apps/dashboard/src/app/control/x.html', '<img src="a.png" alt="A bus" />\n'), []);
  });

  it('looks into templates that stand in a component', async () => {
    const component = (template: string): string =>
      `import { ChangeDetectionStrategy, Component } from '@angular/core';\n@Component({ selector: 'sl-x', changeDetection: ChangeDetectionStrategy.OnPush, template: '${template}' })\nexport class X {}\n`;
    assert.ok((await plant('apps/dashboard/src/app/control/x.ts', component('<img src="a.png" />'))).includes('@angular-eslint/template/alt-text'));
    assert.deepEqual(await plant('apps/dashboard/src/app/control/x.ts', component('<p>A bus</p>')), []);
  });
});

describe('the configuration', () => {
  for (const path of ['libs/domain/src/index.ts', 'apps/api/src/main.ts', 'apps/dashboard/src/main.ts', 'apps/dashboard/src/app/shell/sign-in.html', 'tools/start/start.mjs', 'tests/lint/lint.ts']) {
    it(`has no rule that only warns: ${path}`, async () => {
      const warnings = [...(await severities(path))].filter(([, severity]) => severity === 1);
      assert.deepEqual(warnings, []);
    });
  }
});
