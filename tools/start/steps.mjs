import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, toolEnvironment } from './processes.mjs';

/** @typedef {{ passed: number, failed: number, output: string }} Outcome what a step found, and what it printed */

/** Settings of the person's own Sightline have no business in its tests, least of all a database; nor has a runner around this one. */
function testEnvironment() {
  const ours = Object.entries(toolEnvironment()).filter(([name]) => !/^(SIGHTLINE_|OIDC_|NOTIFY_|DATABASE_URL$|NODE_TEST_CONTEXT$)/.test(name));
  return { ...Object.fromEntries(ours), FORCE_COLOR: '0' };
}

/** A file for a runner's totals that is gone again when they are read. */
async function withTotals(work) {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-test-'));
  try {
    const file = join(folder, 'totals.json');
    const { code, output } = await work(file);
    let totals;
    try {
      totals = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      return { passed: 0, failed: 1, output: `${output}\nThe runner ended without its totals (exit status ${code}).` };
    }
    return { code, output, totals };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A runner may fail without a failed test, and a skipped test is a promise that nobody checked. */
function outcome({ code, output }, passed, failed, skipped) {
  const words = [];
  if (skipped > 0) words.push(`${skipped} skipped: a skipped test counts as failed.`);
  if (passed + failed + skipped === 0) words.push('There are no tests here: that counts as a failure.');
  const missed = failed + skipped;
  const bad = missed === 0 && (code !== 0 || passed === 0) ? 1 : missed;
  return { passed, failed: bad, output: [output.trimEnd(), ...words].join('\n') };
}

/** A command that passes or fails as one. */
export const command = (node, args) => async () => {
  const { code, output } = await run(node, args, { env: testEnvironment() });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
};

/** The target of every project, by Nx, which knows the order and what it did before. */
export const everyProject = (node, target) => command(node, ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', target, '--output-style=stream']);

/** The unit specs of one project; `modules` where they run as native ES modules. */
export const jest = (node, project, { modules }) => async () => {
  const result = await withTotals((file) =>
    run(
      node,
      [
        ...(modules ? ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'] : []),
        'node_modules/jest/bin/jest.js',
        '-c',
        `${project}/jest.config.mjs`,
        '--json',
        `--outputFile=${file}`,
      ],
      { env: testEnvironment() },
    ),
  );
  if (!result.totals) return result;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = result.totals;
  // --json prints the totals themselves to standard output as well.
  const output = result.output.replace(/^\{"numFailedTestSuites.*$/m, '');
  return outcome({ ...result, output }, numPassedTests, numFailedTests + numRuntimeErrorTestSuites, numPendingTests + numTodoTests);
};

/** Tests that Node's own runner runs: `files` is a pattern, `atOnce` how many files run beside each other. */
export const nodeTests = (node, patterns, atOnce = 1) => async () => {
  const result = await withTotals((file) =>
    run(
      node,
      [
        '--test',
        `--test-concurrency=${atOnce}`,
        '--test-timeout=900000',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${new URL('count-reporter.mjs', import.meta.url).href}`,
        `--test-reporter-destination=${file}`,
        ...patterns,
      ],
      { env: testEnvironment() },
    ),
  );
  if (!result.totals) return result;
  const { passed, failed, cancelled, skipped, todo } = result.totals;
  return outcome(result, passed, failed + cancelled, skipped + todo);
};
