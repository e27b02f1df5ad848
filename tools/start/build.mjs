import { existsSync } from 'node:fs';
import { fingerprint, isUpToDate, writeStamp } from './fingerprint.mjs';
import { inWorkspace, run } from './processes.mjs';
import { Told, progress } from './say.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'nx.json', 'libs/contracts/'];

/** What is built: from which files, and the file without which it is not there. */
export const products = [
  { project: 'api', from: [...shared, 'libs/domain/', 'apps/api/'], made: 'apps/api/dist/main.js', stamp: 'apps/api/dist/.built' },
  { project: 'dashboard', from: [...shared, 'apps/dashboard/'], made: 'apps/dashboard/dist/browser/index.html', stamp: 'apps/dashboard/dist/.built' },
];

/**
 * Builds what has changed since it was last built. Looking costs a fraction of a second; Nx is not asked for that.
 * `report` tells a person that it goes on.
 */
export async function build(node, report = progress) {
  const due = products
    .map((product) => ({ ...product, mark: fingerprint(product.from) }))
    .filter(({ made, stamp, mark }) => !existsSync(inWorkspace(made)) || !isUpToDate(stamp, mark));
  if (due.length === 0) return;
  const names = due.map(({ project }) => project);
  await report(`Building the ${names.join(' and the ')}`, async () => {
    const result = await run(node, ['node_modules/nx/dist/bin/nx.js', 'run-many', '-t', 'build', '-p', ...names, '--output-style=stream']);
    if (result.code !== 0) throw new Told(`${result.output.trim()}\n\nThe build failed. What it says about it stands above.`);
  });
  for (const { stamp, mark } of due) writeStamp(stamp, mark);
}
