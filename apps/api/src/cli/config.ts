import { readCaseRules } from '../casework/case-rules.file.js';
import type { Command } from './command.js';

export const config: Command = {
  name: 'config',
  summary: 'lists every setting, its value and where it comes from',
  help: 'Usage: sightline config [--json]\n\nLists the settings that Sightline reads from its environment. Secrets are masked. Exits with 1 and a sentence where one cannot be used.',
  run: async (args, io) => {
    const config = io.config();
    readCaseRules(config.policiesFile);
    const lines = config.describe();
    if (args.includes('--json')) {
      io.print(JSON.stringify(lines, null, 2));
      return 0;
    }
    for (const { name, value, from, means } of lines) {
      io.print(`${name}${from === 'not set' ? '' : ` = ${value}`}  (${from})`);
      io.print(`    ${means}`);
    }
    return 0;
  },
};
