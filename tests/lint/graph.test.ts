import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { it } from 'node:test';

interface Graph {
  graph: { dependencies: Record<string, { target: string }[]> };
}

// Without its other plugins Nx sees no imports unless it is told to: builds would run out of order, on a stale cache.
it('Nx sees who imports whom, so that it builds in order and forgets in time', () => {
  const cwd = resolve(import.meta.dirname, '../..');
  const printed = execFileSync(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'graph', '--print'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  const { dependencies } = (JSON.parse(printed) as Graph).graph;
  const targets = (project: string): string[] => (dependencies[project] ?? []).map(({ target }) => target).sort();
  assert.deepEqual(targets('contracts'), []);
  assert.deepEqual(targets('domain'), ['contracts']);
  assert.deepEqual(targets('api'), ['contracts', 'domain']);
  assert.deepEqual(targets('dashboard'), ['contracts', 'domain']);
});
