/**
 * Who may import whom: architecture.md's tables as data. `rules/imports.mjs` turns each row into lint errors and
 * `tests/lint` plants a violation of every row. Paths are relative to the workspace; the first part whose pattern
 * matches a file is the file's part.
 *
 * @typedef {object} Part
 * @property {string} name what the messages call it
 * @property {RegExp} files which files belong to it
 * @property {readonly string[]} may the parts it may import besides its own files; `*` is any part
 * @property {readonly string[]} [queries] the parts of which it may import `*.queries.ts` only
 * @property {readonly string[]} [packages] the only packages it may import; absent: any that no package rule forbids
 */

const libraries = ['contracts', 'domain'];
const everywhereInApi = [...libraries, 'config', 'threads'];
/** `store.ts`, `control-store.ts`, `control.store.ts`. */
const storeFile = String.raw`([^/]*[-.])?store(\.spec)?\.ts$`;

const libraryParts = [
  { name: 'contracts', files: /^libs\/contracts\//, may: [], packages: ['zod'] },
  { name: 'domain', files: /^libs\/domain\//, may: ['contracts'], packages: ['temporal-polyfill', 'flatbush'] },
];

const features = ['transport', 'casework', 'programme', 'contact'];
const featureMay = [...everywhereInApi, 'engine', 'database', 'bus', 'metrics', 'retention', 'identity', 'files'];

/** Whose `*.queries.ts` a feature may read: contact reads transport and casework, never the reverse. */
const featureQueries = {
  transport: ['casework', 'programme', 'notify'],
  casework: ['transport', 'programme', 'notify'],
  programme: ['transport', 'casework', 'notify'],
  contact: ['transport', 'casework', 'notify'],
};

const api = (name, may, queries = []) => ({ name, files: new RegExp(`^apps/api/src/${name}/`), may: [...everywhereInApi, ...may], queries });

const apiParts = [
  { name: 'config', files: /^apps\/api\/src\/config\//, may: libraries },
  { name: 'threads', files: /^apps\/api\/src\/threads\//, may: [] },
  api('bus', []),
  api('database', []),
  api('identity', ['database', 'retention']),
  api('engine', ['database', 'bus', 'retention']),
  api('metrics', ['engine', 'database', 'bus']),
  api('retention', ['engine', 'database', 'identity']),
  api('notify', ['engine', 'database', 'bus', 'retention']),
  api('files', ['engine', 'database', 'identity', 'retention']),
  api('ingest', ['engine', 'identity']),
  ...features.map((name) => ({ name, files: new RegExp(`^apps/api/src/${name}/`), may: featureMay, queries: featureQueries[name] })),
  api('live', ['bus', 'identity']),
  api('health', ['database', 'engine', 'bus']),
  api('cli', ['bus', 'database', 'identity', 'engine', 'metrics', 'notify', 'files', 'ingest', ...features, 'health', 'api start-up']),
  { name: 'api start-up', files: /^apps\/api\//, may: ['*'] },
];

const pages = ['control', 'calls', 'backlog', 'programme', 'sitrep', 'wall', 'admin', 'public'];

/** A page is two parts: its stores, which may listen to the live client, and its views, which may not. */
const pageParts = pages.flatMap((page) => [
  { name: `${page} store`, files: new RegExp(`^apps/dashboard/src/app/${page}/(.*/)?${storeFile}`), may: [...libraries, `${page} views`, 'dashboard ui', 'dashboard live', 'dashboard shell'] },
  { name: `${page} views`, files: new RegExp(`^apps/dashboard/src/app/${page}/`), may: [...libraries, `${page} store`, 'dashboard ui'] },
]);

const dashboardParts = [
  { name: 'dashboard live', files: /^apps\/dashboard\/src\/app\/live\//, may: libraries },
  { name: 'dashboard ui', files: /^apps\/dashboard\/src\/app\/ui\//, may: libraries },
  { name: 'dashboard shell', files: /^apps\/dashboard\/src\/app\/shell\//, may: [...libraries, 'dashboard live', 'dashboard ui'] },
  ...pageParts,
  { name: 'dashboard start-up', files: /^apps\/dashboard\//, may: [...libraries, 'dashboard live', 'dashboard ui', 'dashboard shell', ...pageParts.map((part) => part.name)] },
];

const toolParts = [
  { name: 'simulator', files: /^tools\/simulator\//, may: ['contracts'] },
  { name: 'product', files: /^tools\/product\//, may: [] },
  { name: 'bench', files: /^tools\/bench\//, may: [...libraries, 'product'] },
  { name: 'fuzz', files: /^tools\/fuzz\//, may: ['contracts', 'product'] },
  { name: 'tools', files: /^tools\//, may: ['contracts'] },
];

/** @type {readonly Part[]} */
export const parts = [...libraryParts, ...apiParts, ...dashboardParts, ...toolParts, { name: 'tests', files: /^tests\//, may: ['*'] }];

/** Unit specs stand beside the code and obey its row; what they may use besides is for tests alone. */
export const specPackages = ['fast-check', '@jest/globals', 'node:'];

/** Packages that only some files of an app may import. */
export const packageRules = [
  {
    packages: ['typeorm', '@nestjs/typeorm'],
    within: /^apps\/api\/src\//,
    only: [/\.(entity|repository|queries)\.ts$/, /^apps\/api\/src\/database\//],
    says: 'TypeORM stays in *.entity.ts, *.repository.ts, *.queries.ts and database/',
  },
  {
    packages: ['socket.io', '@nestjs/websockets', '@nestjs/platform-socket.io'],
    within: /^apps\/api\/src\//,
    only: [/^apps\/api\/src\/live\//],
    says: 'live/ is the sole importer of socket.io',
  },
  {
    packages: ['socket.io-client'],
    within: /^apps\/dashboard\//,
    only: [/^apps\/dashboard\/src\/app\/live\//],
    says: "live/ is the dashboard's only socket client",
  },
];

/** Files that may read the environment, of all that the product itself is made of. */
export const environment = { within: /^(apps|libs)\//, only: [/^apps\/api\/src\/config\//] };

/** The domain takes types from the contracts, and of their values only the lists: the rest is made of zod. */
export const listsOnly = { within: /^libs\/domain\//, library: '@sightline/contracts', folder: 'libs/contracts/src/lists' };

/** The two libraries by the names that other projects import them under. */
export const aliases = { '@sightline/contracts': 'libs/contracts/src/index.ts', '@sightline/domain': 'libs/domain/src/index.ts' };
