import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parts } from '../../tools/lint/boundaries.mjs';
import { plant } from './lint.ts';

const api = 'apps/api/src';
const app = 'apps/dashboard/src/app';

/** One row of the import table: where a file stands, an import that its row forbids, and one that it allows. */
const rows: [path: string, forbidden: string[], allowed: string[]][] = [
  ['libs/contracts/src/x.ts', ['@sightline/domain', 'rxjs', 'node:fs', '../../../apps/api/src/main.js'], ['./primitives.js']],
  ['libs/domain/src/x.ts', ['zod', 'rxjs', 'node:fs', '../../../apps/api/src/main.js', '../../contracts/src/index.js'], ['temporal-polyfill', 'flatbush']],
  [`${api}/config/x.ts`, ['../bus/bus.js', '../database/transaction.js'], ['@sightline/contracts', '@nestjs/common']],
  [`${api}/threads/x.ts`, ['../engine/decider.js', '../config/x.js', '../files/zip.js', '@sightline/domain'], ['node:worker_threads']],
  [`${api}/bus/x.ts`, ['../database/transaction.js', '../engine/decider.js', '../live/x.js'], ['@sightline/contracts', '@sightline/domain', '../config/x.js']],
  [`${api}/database/x.ts`, ['../transport/run.entity.js', '../engine/decider.js', '../bus/bus.js'], ['typeorm', '../config/x.js']],
  [`${api}/identity/x.ts`, ['../bus/bus.js', '../engine/decider.js', '../live/x.js'], ['../database/x.js']],
  [`${api}/engine/x.ts`, ['../transport/x.js', '../casework/x.queries.js', '../identity/x.js', '../live/x.js', '../ingest/x.js'], ['../database/x.js', '../bus/bus.js']],
  [`${api}/metrics/x.ts`, ['../transport/x.js', '../identity/x.js'], ['../engine/x.js', '../database/x.js', '../bus/bus.js']],
  [`${api}/notify/x.ts`, ['../contact/x.js', '../identity/x.js'], ['../engine/x.js', '../database/x.js', '../bus/bus.js']],
  [`${api}/retention/x.ts`, ['../transport/x.js', '../contact/x.js', '../live/x.js', '../ingest/x.js'], ['../engine/x.js', '../database/x.js', '../identity/x.js']],
  [`${api}/files/x.ts`, ['../transport/x.js', '../casework/x.js', '../bus/bus.js', '../live/x.js', '../ingest/x.js'], ['../engine/x.js', '../database/x.js', '../identity/x.js']],
  [`${api}/ingest/x.ts`, ['../bus/bus.js', '../database/x.js', '../transport/x.js'], ['../engine/x.js', '../identity/x.js']],
  [`${api}/transport/x.ts`, ['../casework/x.js', '../contact/x.queries.js', '../live/x.js', '../ingest/x.js', '../notify/x.js'], ['../engine/x.js', '../database/x.js', '../bus/x.js', '../metrics/x.js', '../identity/x.js', '../files/x.js', '../notify/outbox.queries.js']],
  [`${api}/casework/x.ts`, ['../transport/run.repository.js', '../contact/x.queries.js', '../live/x.js'], ['../transport/runs.queries.js', '../files/x.js', './x.decider.js']],
  [`${api}/programme/x.ts`, ['../casework/x.js', '../contact/x.queries.js', '../live/x.js'], ['../metrics/x.js']],
  [`${api}/contact/x.ts`, ['../transport/x.repository.js', '../casework/x.js', '../live/x.js'], ['../transport/runs.queries.js', '../casework/cases.queries.js']],
  [`${api}/live/x.ts`, ['../engine/x.js', '../database/x.js', '../transport/x.topic.js'], ['../bus/bus.js', '../identity/x.js', 'socket.io']],
  [`${api}/health/x.ts`, ['../transport/x.js', '../live/x.js', '../ingest/x.js'], ['../database/x.js', '../engine/x.js', '../bus/x.js']],
  [`${api}/cli/x.ts`, ['../live/x.js'], ['../transport/x.js', '../engine/x.js', '../config/x.js']],
  [`${api}/app.module.ts`, ['../../dashboard/src/main.js'], ['./live/x.js', './transport/x.js']],
  [`${app}/live/x.ts`, ['../ui/x', '../shell/session', '../control/control.store'], ['@sightline/contracts', 'socket.io-client']],
  [`${app}/ui/x.ts`, ['../control/control.store', '../live/live-client', '../shell/session'], ['./age', '@angular/core', '@sightline/contracts']],
  [`${app}/shell/x.ts`, ['../control/control.store', '../backlog/backlog'], ['../live/connection', '../ui/age']],
  [`${app}/control/x.ts`, ['../live/live-client', '../backlog/backlog.store', '../backlog/backlog', '../shell/session'], ['./control.store', '../ui/age']],
  [`${app}/control/control.store.ts`, ['../backlog/backlog.store', '../wall/x'], ['../live/live-client', '../shell/session']],
  [`${app}/app.routes.ts`, ['../../../api/src/main.js'], ['./control/control', './shell/session']],
  ['tools/simulator/x.ts', ['@sightline/domain', '../../apps/api/src/main.ts', '../bench/x.ts'], ['@sightline/contracts', 'node:fs', './y.ts']],
  ['tools/bench/x.ts', ['../../apps/api/src/main.ts', '../simulator/main.ts'], ['@sightline/contracts', '@sightline/domain', '../product/product.ts']],
  ['tools/fuzz/x.ts', ['../../apps/api/src/main.ts', '@sightline/domain', '../bench/main.ts'], ['@sightline/contracts', '../product/product.ts', 'ws']],
  ['tools/product/x.ts', ['../../apps/api/src/main.ts', '@sightline/contracts', '../bench/main.ts'], ['node:fs']],
  ['tools/start/x.mjs', ['../../apps/api/dist/main.js', '../../libs/domain/src/index.ts'], ['node:fs']],
  ['tests/integration/x.ts', [], ['../../apps/api/src/main.ts', '@sightline/domain', '../../tools/simulator/main.ts']],
];

const importOf = (source: string): string => `import * as it from '${source}';\nexport const used = it;\n`;

describe('the import tables of the architecture', () => {
  for (const [path, forbidden, allowed] of rows) {
    for (const source of forbidden) {
      it(`${path} may not import ${source}`, async () => {
        assert.ok((await plant(path, importOf(source))).includes('sightline/imports'));
      });
    }
    for (const source of allowed) {
      it(`${path} may import ${source}`, async () => {
        assert.deepEqual(await plant(path, importOf(source)), []);
      });
    }
  }

  it('sees an import in each of its forms', async () => {
    const forms = ["import '../live/x.js';", "import type { X } from '../live/x.js';\nexport type Y = X;", "export * from '../live/x.js';", "export { x } from '../live/x.js';", "export const x = import('../live/x.js');", "export type X = import('../live/x.js').X;"];
    for (const code of forms) {
      assert.ok((await plant(`${api}/bus/x.ts`, `${code}\n`)).includes('sightline/imports'), code);
    }
  });

  it('has a planted violation for every part but the tests, who may import anything', () => {
    const bitten = new Set(rows.filter(([, forbidden]) => forbidden.length > 0).map(([path]) => parts.find((part) => part.files.test(path))?.name));
    const pages = (name: string): boolean => / (store|views)$/.test(name);
    const unproved = parts.filter((part) => part.name !== 'tests' && !pages(part.name) && !bitten.has(part.name));
    assert.deepEqual(unproved.map((part) => part.name), []);
  });
});

describe('packages that stay in their place', () => {
  it('lets TypeORM into entities, repositories, queries and database/ only', async () => {
    assert.ok((await plant(`${api}/transport/run.controller.ts`, importOf('typeorm'))).includes('sightline/imports'));
    assert.ok((await plant(`${api}/engine/engine.ts`, importOf('@nestjs/typeorm'))).includes('sightline/imports'));
    for (const file of ['transport/run.entity.ts', 'transport/run.repository.ts', 'transport/runs.queries.ts', 'database/database.ts']) {
      assert.deepEqual(await plant(`${api}/${file}`, importOf('typeorm')), [], file);
    }
  });

  it('lets socket.io into live/ only, at both ends', async () => {
    assert.ok((await plant(`${api}/transport/run.topic.ts`, importOf('socket.io'))).includes('sightline/imports'));
    assert.ok((await plant(`${api}/health/x.ts`, importOf('@nestjs/websockets'))).includes('sightline/imports'));
    assert.ok((await plant(`${app}/control/control.store.ts`, importOf('socket.io-client'))).includes('sightline/imports'));
  });
});
