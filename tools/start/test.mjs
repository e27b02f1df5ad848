import { advisories } from './advisories.mjs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { productNode } from './node.mjs';
import { endRunning, onStop } from './processes.mjs';
import { elapsed, end, say } from './say.mjs';
import { command, everyProject, jest, nodeTests } from './steps.mjs';

/** What is checked, in this order: what is quick to fail first. */
function steps(node) {
  const once = async () => {
    await build(node, (_, work) => work());
    return { passed: 1, failed: 0, output: '' };
  };
  return [
    ['lint', everyProject(node, 'lint')],
    ['lint of the workspace itself', command(node, ['node_modules/eslint/bin/eslint.js', 'eslint.config.mjs', 'jest.node-project.mjs'])],
    ['published weaknesses of packages', () => advisories()],
    ['types', everyProject(node, 'typecheck')],
    ['unit: contracts', jest(node, 'libs/contracts', { modules: true })],
    ['unit: domain', jest(node, 'libs/domain', { modules: true })],
    ['unit: api', jest(node, 'apps/api', { modules: true })],
    ['unit: dashboard', jest(node, 'apps/dashboard', { modules: false })],
    ['unit: tools', nodeTests(node, ['tools/**/*.test.ts'], 2)],
    ['lint rules and lock', nodeTests(node, ['tests/lint/**/*.test.ts', 'tests/install/**/*.test.ts'], 2)],
    ['build', once],
    ['integration, on a real database', nodeTests(node, ['tests/integration/**/*.test.ts'])],
    ['faults', nodeTests(node, ['tests/faults/**/*.test.ts'])],
    ['browser', nodeTests(node, ['tests/e2e/**/*.test.ts'])],
  ];
}

async function check(title, step) {
  const from = performance.now();
  say(`\n${title} …`);
  const still = setInterval(() => say(`  still at it, ${elapsed(from)}`), 20_000);
  const found = await step().catch((error) => ({ passed: 0, failed: 1, output: error.message }));
  clearInterval(still);
  if (found.failed > 0) say(found.output);
  say(`  ${found.failed > 0 ? '✖' : '✔'} ${title}: ${found.passed} passed, ${found.failed} failed, ${elapsed(from)}`);
  return found;
}

onStop(async (why) => {
  say(`\nStopped (${why}) before the end.`);
  await endRunning();
  process.exit(1);
});

try {
  await install();
  const node = await productNode();
  const only = process.argv.slice(2);
  const named = steps(node).filter(([title]) => only.length === 0 || only.some((word) => title.includes(word)));
  const needsBuild = named.some(([title]) => /^(integration|faults|browser)/.test(title));
  const chosen = steps(node).filter((step) => named.some(([title]) => title === step[0]) || (needsBuild && step[0] === 'build'));
  const total = { passed: 0, failed: 0 };
  const failures = [];
  for (const [title, step] of chosen) {
    const { passed, failed } = await check(title, step);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failures.push(title);
  }
  if (only.length > 0) say(`\nOnly the steps named ${only.join(', ')} were run.`);
  if (failures.length > 0) say(`\nFailed: ${failures.join('; ')}.`);
  say(`\n${total.passed} passed, ${total.failed} failed in ${elapsed()}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
} catch (error) {
  end(error);
}
