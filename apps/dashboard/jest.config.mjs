import presets from 'jest-preset-angular/presets/index.js';

const workspace = `${import.meta.dirname}/../..`;
/** Published as ES modules only; jest runs the dashboard's specs as CommonJS, so they are compiled too. */
const modulesOnly = ['.*\\.mjs$', '@angular/common/locales/.*\\.js$', 'd3-[^/]+/', 'internmap/', 'delaunator/', 'robust-predicates/', 'flatbush/', 'flatqueue/', 'temporal-'];

export default {
  ...presets.createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^@sightline/contracts$': `${workspace}/libs/contracts/src/index.ts`,
    '^@sightline/domain$': `${workspace}/libs/domain/src/index.ts`,
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transformIgnorePatterns: [`node_modules/(?!(${modulesOnly.join('|')}))`],
  cacheDirectory: `${workspace}/.nx/jest`,
};
