import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { inWorkspace, onStop, root, toolEnvironment } from './processes.mjs';
import { end, sayOnStandardError } from './say.mjs';

/** Commands that are tools of their own; every other one is the api's command line. */
const tools = {
  start: 'tools/start/start.mjs',
  simulate: 'tools/simulator/main.ts',
  bench: 'tools/bench/main.ts',
};

const [command = '--help', ...args] = process.argv.slice(2);
const tool = Object.hasOwn(tools, command) ? tools[command] : undefined;

sayOnStandardError();
try {
  const node = await prepare();
  const file = inWorkspace(tool ?? 'apps/api/dist/cli/main.js');
  const child = spawn(node, ['--enable-source-maps', file, ...(tool ? args : [command, ...args])], { cwd: process.env.INIT_CWD ?? root, env: toolEnvironment(), stdio: 'inherit' });
  onStop((why) => child.kill(why.startsWith('SIG') ? why : 'SIGTERM'));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} catch (error) {
  end(error);
}
