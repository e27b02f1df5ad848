import { parseArgs } from 'node:util';
import { Audit } from '../identity/audit/audit.repository.js';
import type { Command } from './command.js';
import { withDatabase } from './guest.js';

const mostFaults = 20;

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'goes along the audit and finds where it was tampered with',
  help: [
    'Usage: sightline audit verify [--head COUNT:SEAL]',
    '',
    'Every record is sealed with the one before it, with a key that is not in the database. Prints how many records hold and',
    'the head of the chain; exit status 1, with the places, where a record was changed or taken out. Note the head elsewhere',
    'from time to time: --head then also shows whether anything was cut off the end since.',
  ].join('\n'),
  run: async (args, io) => {
    const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
    const config = io.config();
    const { walk, holds } = await withDatabase(config, async (database) => {
      const audit = new Audit(database, config);
      return { walk: await audit.verify(), holds: values.head === undefined || (await audit.has(values.head)) };
    });
    io.print(`${walk.count} records, ${walk.faults.length === 0 ? 'all as they were written' : `${walk.faults.length} not as they were written`}.`);
    for (const { place, fault } of walk.faults.slice(0, mostFaults)) io.print(`record ${place} ${fault === 'missing' ? 'is missing' : 'was changed'}`);
    if (walk.faults.length > mostFaults) io.print(`and ${walk.faults.length - mostFaults} more`);
    if (!holds) io.print('The head that you noted is not in this chain: its end was cut off, or it is another one.');
    io.print(`Head: ${walk.head}`);
    return walk.faults.length === 0 && holds ? 0 : 1;
  },
};
