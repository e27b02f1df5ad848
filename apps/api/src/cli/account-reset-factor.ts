import { parseArgs } from 'node:util';
import { SecondFactorRepository } from '../identity/account/second-factor.repository.js';
import { SecondFactor } from '../identity/account/second-factor.service.js';
import { AccountsRepository } from '../identity/accounts.repository.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { withDatabase } from './guest.js';

export const accountResetFactor: Command = {
  name: 'account reset-factor',
  summary: 'takes the second factor off an account whose person has lost it',
  help: [
    'Usage: sightline account reset-factor NAME',
    '',
    'The sessions of the account end; its password stays. Make sure who asks. Works beside a running Sightline and without one.',
  ].join('\n'),
  run: async (args, io) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('One NAME is needed.');
    const username = name.trim().toLowerCase();
    const config = io.config();
    await withDatabase(config, async (database) => {
      const account = await new AccountsRepository(database).byUsername(username);
      if (!account) throw new CommandError(`There is no account ${username}.`);
      const was = await new SecondFactor(new SecondFactorRepository(database), new Audit(database, config), config).reset(account.id, null);
      if (!was) throw new CommandError(`Account ${username} has no second factor.`);
    });
    io.print(`Account ${username} has no second factor any more.`);
    return 0;
  },
};
