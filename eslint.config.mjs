import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { sightline } from './tools/lint/plugin.mjs';

const root = import.meta.dirname;

/** The TypeScript projects by the files that they hold; each is read once for the rules that need types. */
const projects = {
  'libs/contracts/**/*.ts': 'libs/contracts/tsconfig.spec.json',
  'libs/domain/**/*.ts': 'libs/domain/tsconfig.spec.json',
  'apps/api/**/*.ts': 'apps/api/tsconfig.spec.json',
  'apps/dashboard/**/*.ts': 'apps/dashboard/tsconfig.spec.json',
  'tools/**/*.ts': 'tools/tsconfig.json',
  'tests/**/*.ts': 'tests/tsconfig.json',
};
const typed = Object.entries(projects).map(([files, project]) => ({
  files: [files],
  languageOptions: { parserOptions: { project, tsconfigRootDir: root } },
}));

/** The project level of the import table once more, as Nx sees it in its graph, by the tags of each project.json. */
const projectLevel = [
  { sourceTag: 'part:contracts', onlyDependOnLibsWithTags: ['no project'] },
  { sourceTag: 'part:domain', onlyDependOnLibsWithTags: ['part:contracts'] },
  { sourceTag: 'part:app', onlyDependOnLibsWithTags: ['part:contracts', 'part:domain'] },
  { sourceTag: 'part:tools', onlyDependOnLibsWithTags: ['part:contracts', 'part:domain'] },
];

const everyFile = {
  'sightline/imports': 'error',
  'sightline/environment-only-in-config': 'error',
  'sightline/contract-lists-only': 'error',
  'sightline/zod-namespace': 'error',
  'max-lines': ['error', 300],
  'eqeqeq': 'error',
  'no-console': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
};

const typescript = {
  '@nx/enforce-module-boundaries': ['error', { depConstraints: projectLevel }],
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // Taste, not faults.
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-invalid-void-type': 'off',
  '@typescript-eslint/no-meaningless-void-operator': 'off',
  '@typescript-eslint/no-unnecessary-type-arguments': 'off',
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-unused-vars': ['error', { args: 'none', ignoreRestSiblings: true }],
  // The test runner of Node takes care of the promises of its tests.
  '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'] }] }],
  // An interface may ask for a promise of what one of its forms knows at once.
  '@typescript-eslint/require-await': 'off',
};

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '.data/', '.nx/', '.angular/', 'coverage/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { plugins: { sightline, '@nx': nx } },
  { files: ['**/*.{ts,mjs}'], extends: [js.configs.recommended], rules: everyFile },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', URL: 'readonly', fetch: 'readonly', performance: 'readonly', AbortSignal: 'readonly', Buffer: 'readonly' } } },
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked], rules: typescript },
  ...typed,
  {
    files: ['apps/dashboard/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-signals': 'error',
      '@angular-eslint/use-lifecycle-interface': 'error',
    },
  },
  { files: ['apps/dashboard/**/*.html'], extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility] },
  // Tests may import anything, which Nx takes to mean libraries alone.
  { files: ['tests/**/*.ts'], rules: { '@nx/enforce-module-boundaries': 'off' } },
  // `expect(mock.method)` takes a method apart from its object on purpose.
  { files: ['**/*.spec.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  // What a person reads in a terminal is the product of these.
  { files: ['tools/**/*', 'tests/**/*', 'apps/api/src/cli/**/*', 'apps/api/src/main.ts'], rules: { 'no-console': 'off' } },
);
