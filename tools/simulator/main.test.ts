import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const main = join(import.meta.dirname, 'main.ts');
const run = (args: string[], env: Record<string, string> = {}): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } });

describe('the simulator from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('says what it does', () => {
    const { status, stdout } = run(['--help']);
    assert.equal(status, 0);
    for (const option of ['--url', '--routes', '--seed', '--truth', '--from', '--minutes', '--out']) assert.ok(stdout.includes(option), option);
  });

  it('refuses what it does not understand in one sentence', () => {
    for (const [args, words] of [[['--routes', 'many'], '--routes must be'], [['--from', 'noon'], '--from must be'], [['--nothing'], '--nothing'], [[], 'SIGHTLINE_FEED_TOKEN']] as const) {
      const { status, stderr } = run([...args]);
      assert.equal(status, 2, words);
      assert.ok(stderr.includes(words), stderr);
      assert.ok(!stderr.includes('    at '), stderr);
    }
  });

  it('writes a stretch of time with its truth, the same each time', () => {
    const play = (name: string): string => {
      const args = ['--from', '2026-11-10T08:00:00Z', '--minutes', '3', '--routes', '30', '--out', join(folder, name), '--truth', join(folder, `${name}.truth`)];
      const { status, stderr } = run(args);
      assert.equal(status, 0, stderr);
      return readFileSync(join(folder, name), 'utf8') + readFileSync(join(folder, `${name}.truth`), 'utf8');
    };
    const once = play('once');
    assert.ok(once.includes('"vehicle.positioned"') && once.includes('"kind":"run"'));
    assert.equal(play('twice'), once);
  });
});
