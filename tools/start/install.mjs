import { existsSync, rmSync } from 'node:fs';
import { fingerprint, isUpToDate, writeStamp } from './fingerprint.mjs';
import { inWorkspace, run } from './processes.mjs';
import { Told, progress } from './say.mjs';

export const stamp = 'node_modules/.sightline-installed';

/** What an install was made from: the lock, the wishes behind it, and the kind of machine. */
export const installMark = () => fingerprint(['package-lock.json', 'package.json'], `${process.platform}-${process.arch}`);

/** npm as it is on this machine: the one that runs us, else the one on the path. */
export function npm() {
  const own = process.env.npm_execpath;
  return own && existsSync(own) && /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
}

/** Installs the packages of the lock unless they are there. Nothing that the person's npm leaves out is left out here. */
export async function install() {
  const mark = installMark();
  if (isUpToDate(stamp, mark)) return;
  rmSync(inWorkspace(stamp), { force: true });
  await progress('Installing packages (once; a minute or two)', async () => {
    const [command, args] = npm();
    // The scripts of packages run under the machine's own Node: the one from the registry is only being installed.
    const result = await run(command, [...args, 'ci', '--include=dev', '--include=optional', '--include=peer', '--no-engine-strict', '--no-audit', '--no-fund', '--no-progress'], { env: process.env });
    if (result.code !== 0) throw new Told(`${result.output.trim()}\n\nThe packages could not be installed. What npm says about it stands above.`);
  });
  writeStamp(stamp, mark);
}
