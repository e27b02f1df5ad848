import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workspaceFolder } from '../config/config.js';
import { inheritedEnvironment } from '../config/inherited.js';
import type { Command } from './command.js';

/** Runs a program of `tools/` as a client of this Sightline, with our own streams. Resolves with its exit status. */
async function runTool(file: string, args: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [join(workspaceFolder, file), ...args], {
    stdio: 'inherit',
    env: { ...inheritedEnvironment(), ...environment },
  });
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

export const start: Command = {
  name: 'start',
  summary: 'starts Sightline, as npm start does',
  help: 'Usage: sightline start\n\nStarts the database, the api with its pages, and the demonstration feed where SIGHTLINE_DEMO is on. Ctrl-C ends all of it.',
  run: () => runTool('tools/start/start.mjs', []),
};

export const simulate: Command = {
  name: 'simulate',
  summary: "plays an invented city's day into a running demonstration",
  help: [
    'Usage: sightline simulate [--url ADDRESS] [--routes N] [--seed N]',
    '',
    'Sends to the public doors of a running Sightline, at the speed of life, until Ctrl-C. It needs a demonstration:',
    'a Sightline that holds real data refuses it. The token comes from SIGHTLINE_FEED_TOKEN or the data directory.',
  ].join('\n'),
  run: async (args, { config }) => {
    const settings = config();
    const url = args.some((arg) => arg.startsWith('--url')) ? [] : ['--url', settings.urlAt(settings.port)];
    return runTool('tools/simulator/main.ts', [...url, ...args], { SIGHTLINE_FEED_TOKEN: settings.feedToken });
  },
};

export const bench: Command = {
  name: 'bench',
  summary: 'measures it beside yardsticks and prints the ratios',
  help: 'Usage: sightline bench [--json]\n\nRuns product and yardstick side by side on this machine, in a database of their own, and prints a table of ratios.',
  run: (args) => runTool('tools/bench/main.ts', args),
};

export const fuzz: Command = {
  name: 'fuzz',
  summary: 'sends it what nobody should send, and says what came of it',
  help: 'Usage: sightline fuzz [--messages N] [--rate N] [--seed N] [--window SECONDS] [--against ADDRESS]\n\nFuzzes doors, sockets, imports and links of a Sightline of its own, or of a running demonstration. docs/fuzz.md says what is promised.',
  run: (args) => runTool('tools/fuzz/main.ts', args),
};
