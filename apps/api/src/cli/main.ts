import { WeakPassword } from '../identity/account/password-policy.js';
import { loadConfig } from '../config/config.js';
import { SettingError } from '../config/settings.js';
import { StartError, StorageUnavailable } from '../database/errors.js';
import { accountAdd } from './account-add.js';
import { accountResetFactor } from './account-reset-factor.js';
import { auditVerify } from './audit-verify.js';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { config } from './config.js';
import { deviceAdd } from './device-add.js';
import { imports } from './import.js';
import { caseImports } from './import-cases.js';
import { planImport } from './import-programme.js';
import { feedImports } from './import-feed.js';
import { play } from './play.js';
import { replay } from './replay.js';
import { readSecret } from './secret.js';
import { sourceAdd } from './source-add.js';
import { bench, fuzz, simulate, start } from './tools.js';

/** In the order of the help. */
const commands: readonly Command[] = [start, simulate, ...imports, ...caseImports, planImport, ...feedImports, replay, play, config, accountAdd, accountResetFactor, auditVerify, deviceAdd, sourceAdd, bench, fuzz];

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'sightline: a live control room for home-to-school transport',
    '',
    'Usage: npm run sightline -- COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'COMMAND --help tells more. Settings come from the environment: see "config".',
  ].join('\n');
}

/** The command whose words the arguments begin with; of two the longer one. */
function find(args: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const fitting = commands.filter(({ name }) => name.split(' ').every((word, place) => args[place] === word));
  const [command] = fitting.sort((a, b) => b.name.length - a.name.length);
  return command && { command, rest: args.slice(command.name.split(' ').length) };
}

const isHelp = (arg: string): boolean => arg === '--help' || arg === '-h';

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || isHelp(args[0] ?? '') || args[0] === 'help') {
    console.log(overview());
    return 0;
  }
  const found = find(args);
  if (!found) {
    console.error(`There is no command "${args.join(' ')}".\n\n${overview()}`);
    return 2;
  }
  if (found.rest.some(isHelp)) {
    console.log(found.command.help);
    return 0;
  }
  const io = { config: loadConfig, print: (line: string) => console.log(line), say: (line: string) => console.error(line), readSecret };
  try {
    return await found.command.run(found.rest, io);
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      console.error(`${(error as Error).message}\n\n${found.command.help}`);
      return 2;
    }
    const isForAPerson = [CommandError, SettingError, StartError, StorageUnavailable, WeakPassword].some((kind) => error instanceof kind);
    console.error(isForAPerson ? (error as Error).message : error);
    return 1;
  }
}

/** What `parseArgs` of Node says about an unknown option or a missing value. */
const isArgumentError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

process.exitCode = await main(process.argv.slice(2));
