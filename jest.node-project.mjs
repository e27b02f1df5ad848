const workspace = import.meta.dirname;

/**
 * The jest configuration of a project that runs in Node: native ES modules, compiled by swc (which checks no types:
 * the `typecheck` target does). The two libraries are taken from their sources, so that a unit test needs no build.
 */
export function nodeProject(rootDir, { decorators = false } = {}) {
  const parser = { syntax: 'typescript', decorators };
  const transform = decorators ? { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false } : {};
  return {
    rootDir,
    roots: ['<rootDir>/src'],
    testMatch: ['**/*.spec.ts'],
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    moduleNameMapper: {
      '^@sightline/(contracts|domain)$': `${workspace}/libs/$1/src/index.ts`,
      '^(\\.{1,2}/.*)\\.js$': '$1',
    },
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        { jsc: { target: 'es2023', parser, transform, keepClassNames: true }, module: { type: 'es6' }, sourceMaps: 'inline' },
      ],
    },
    cacheDirectory: `${workspace}/.nx/jest`,
  };
}
