import { existsSync } from 'node:fs';
import { inWorkspace, run } from './processes.mjs';
import { Told } from './say.mjs';

const least = [22, 23];

/** The packages that hold a Node binary for this machine. */
const candidates = [
  `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}/bin/node`,
  `node_modules/node-bin-${process.platform}-${process.arch}/bin/node`,
].map((path) => (process.platform === 'win32' ? `${path}.exe` : path));

function isEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > least[0] || (major === least[0] && minor >= least[1]);
}

/** The Node that the product runs on: the registry's binary where there is one that works here, else this one if new enough. */
export async function productNode() {
  for (const candidate of candidates.map(inWorkspace)) {
    if (!existsSync(candidate)) continue;
    const { code, output } = await run(candidate, ['--version']).catch(() => ({ code: 1, output: '' }));
    if (code === 0 && isEnough(output.trim())) return candidate;
  }
  if (isEnough(process.version)) return process.execPath;
  throw new Told(
    `Sightline runs on Node ${least.join('.')} or newer. This is Node ${process.version.slice(1)}, and the registry has no newer one for ${process.platform} on ${process.arch}. Install Node 24 and try again.`,
  );
}
