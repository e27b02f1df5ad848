import { loadConfig } from './config/config.js';
import { SettingError } from './config/settings.js';
import { StartError } from './database/errors.js';
import { start } from './start.js';
import type { Running } from './start.js';
import { welcome } from './welcome.js';

/** Stopping may take the engine's last batch and the database's last checkpoint, and no longer than this. */
const patienceMilliseconds = 25_000;

let running: Running | undefined;
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(code || 1), patienceMilliseconds).unref();
  await running?.stop();
  process.exit(code);
}

function endOn(problem: unknown): void {
  console.error(problem instanceof Error ? (problem.stack ?? problem.message) : problem);
  void end(1);
}

process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));
// Whoever started us with a channel has died: nobody is left to stop us.
process.on('disconnect', () => void end(0));
process.on('uncaughtException', endOn);
process.on('unhandledRejection', endOn);

try {
  const config = loadConfig();
  running = await start(config, {
    say: (step) => console.log(step),
    onLost: (why) => {
      console.error(why);
      void end(1);
    },
  });
  console.log(welcome(config, running, process.stdout.isTTY));
  process.send?.({ kind: 'ready', address: running.url, feedToken: config.feedToken });
} catch (error) {
  const isForAPerson = error instanceof SettingError || error instanceof StartError;
  console.error(isForAPerson ? error.message : error);
  process.exit(1);
}
