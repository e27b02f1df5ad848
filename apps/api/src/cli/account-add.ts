import { newAccount, roles } from '@sightline/contracts';
import { parseArgs } from 'node:util';
import { Accounts } from '../identity/accounts.service.js';
import { AccountsRepository } from '../identity/accounts.repository.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { withDatabase } from './guest.js';

export const accountAdd: Command = {
  name: 'account add',
  summary: 'adds an account; its password is read from standard input',
  help: [
    'Usage: sightline account add NAME --role ROLE < file-with-the-password',
    '',
    `ROLE is one of ${roles.join(', ')}. The password has at least 12 characters; in a terminal it is asked for.`,
    'Works beside a running Sightline and without one.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { role: { type: 'string' } }, allowPositionals: true });
    const [username, ...more] = positionals;
    if (username === undefined || more.length > 0) throw new UsageError('One NAME is needed.');
    if (values.role === undefined) throw new UsageError('--role is needed.');
    const password = await io.readSecret('Password: ');
    const { data: account, error } = newAccount.safeParse({ username, role: values.role, password });
    if (!account) throw new CommandError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    const config = io.config();
    const result = await withDatabase(config, (database) =>
      new Accounts(new AccountsRepository(database), new Audit(database, config), config).add(account, null),
    );
    if (result === 'taken') throw new CommandError(`There is an account ${account.username} already.`);
    io.print(`Account ${account.username} (${account.role}) is there.`);
    return 0;
  },
};
