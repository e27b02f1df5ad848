import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { inWorkspace, onStop, root, toolEnvironment } from './processes.mjs';
import { end, sayOnStandardError } from './say.mjs';

sayOnStandardError();
try {
  const node = await prepare();
  const child = spawn(node, ['--enable-source-maps', inWorkspace('apps/api/dist/cli/main.js'), ...process.argv.slice(2)], {
    // A file that is named on the command line is looked for where the person stands.
    cwd: process.env.INIT_CWD ?? root,
    env: toolEnvironment(),
    stdio: 'inherit',
  });
  onStop((why) => child.kill(why.startsWith('SIG') ? why : 'SIGTERM'));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} catch (error) {
  end(error);
}
