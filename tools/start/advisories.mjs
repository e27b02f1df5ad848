import { npm } from './install.mjs';
import { run } from './processes.mjs';
import { say } from './say.mjs';

/** What stops a change from landing; the rest is told. */
const grave = new Set(['high', 'critical']);

/**
 * Asks the registry which of the installed packages, those that the product runs with, have published weaknesses
 * (ASVS 5.0 § 15.2.1). A grave one fails. A registry that publishes none, or none to be reached, is told and fails
 * nothing: the check must not depend on somebody else's server.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./steps.mjs').Outcome>}
 */
export async function advisories(env = process.env) {
  const [command, args] = npm();
  const { output } = await run(command, [...args, 'audit', '--omit=dev', '--json', '--fetch-timeout=20000', '--fetch-retries=0'], { env });
  const report = reportIn(output);
  if (report === undefined) {
    say('  The registry gave no advisories: the packages were NOT held against published weaknesses this time.');
    return { passed: 1, failed: 0, output };
  }
  const found = Object.values(report.vulnerabilities).map(({ name, severity, range, via }) => ({ name, severity, words: `${severity}: ${name} ${range} (${titles(via)})` }));
  for (const { severity, words } of found) if (!grave.has(severity)) say(`  ${words}`);
  const bad = found.filter(({ severity }) => grave.has(severity));
  return { passed: bad.length === 0 ? 1 : 0, failed: bad.length, output: bad.map(({ words }) => words).join('\n') };
}

const titles = (via) => via.map((one) => (typeof one === 'string' ? `through ${one}` : one.title)).join('; ');

/** npm prints its report, or an error in the same place, in the midst of its warnings. */
function reportIn(output) {
  try {
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
    return typeof report.vulnerabilities === 'object' ? report : undefined;
  } catch {
    return undefined;
  }
}
