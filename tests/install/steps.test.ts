import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { command, nodeTests } from '../../tools/start/steps.mjs';

interface Outcome {
  passed: number;
  failed: number;
  output: string;
}

/** What `npm test` makes of a file of tests. */
async function outcomeOf(tests: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-steps-'));
  try {
    writeFileSync(join(folder, 'some.test.ts'), `import { it } from 'node:test';\n${tests}`);
    return (await nodeTests(process.execPath, [`${folder}/*.test.ts`])()) as Outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const counts = ({ passed, failed }: Outcome): [number, number] => [passed, failed];

describe('what npm test counts', () => {
  it('[START-8] adds up what passed and what failed', async () => {
    assert.deepEqual(counts(await outcomeOf("it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error('no'); });")), [2, 1]);
  });

  it('[START-8] takes a skipped test for a failure, and says so', async () => {
    const outcome = await outcomeOf("it('a', () => {}); it('b', { skip: true }, () => {});");
    assert.deepEqual(counts(outcome), [1, 1]);
    assert.match(outcome.output, /1 skipped: a skipped test counts as failed/);
  });

  it('[START-8] takes a file that cannot be read for a failure', async () => {
    assert.deepEqual(counts(await outcomeOf('this is no program')), [0, 1]);
  });

  it('[START-8] takes a step without tests for a failure', async () => {
    const outcome = (await nodeTests(process.execPath, [join(tmpdir(), 'sightline-no-such-folder/*.test.ts')])()) as Outcome;
    assert.deepEqual(counts(outcome), [0, 1]);
    assert.match(outcome.output, /no tests here/);
  });

  it('[START-8] takes a command for one check, by its exit status', async () => {
    assert.deepEqual(counts((await command(process.execPath, ['-e', ''])())), [1, 0]);
    assert.deepEqual(counts((await command(process.execPath, ['-e', 'process.exit(3)'])())), [0, 1]);
  });

  it("[START-8] keeps a person's own settings out of the tests", async () => {
    process.env['DATABASE_URL'] = 'postgresql://somebody-elses/data';
    try {
      assert.deepEqual(counts(await outcomeOf("it('a', () => { if (process.env['DATABASE_URL'] !== undefined) throw new Error('seen'); });")), [1, 0]);
    } finally {
      delete process.env['DATABASE_URL'];
    }
  });
});
