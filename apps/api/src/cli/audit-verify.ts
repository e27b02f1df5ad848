import { parseArgs } from 'node:util';
import { AuditChain } from '../identity/audit/audit-chain.repository.js';
import type { AuditBreach } from '../identity/audit/audit-chain.repository.js';
import type { ChainFault } from '../identity/audit/chain.js';
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
    const { walk, breaches, held } = await withDatabase(config, async (database) => {
      const chain = new AuditChain(database, config);
      return { ...(await chain.verify()), held: values.head === undefined ? 'yes' : await chain.has(values.head) };
    });
    const { faults, faulty, start } = walk;
    io.print(`${walk.count - start.place} records, ${faulty === 0 ? 'all as they were written' : `${faulty} not as they were written`}.`);
    if (start.place > 0) io.print(`Records up to ${start.place} were pruned; the chain begins at a sealed anchor.`);
    for (const fault of faults.slice(0, mostFaults)) io.print(faultWords(fault));
    if (faults.length > mostFaults) io.print(`and more, up to record ${walk.count}`);
    for (const breach of breaches) io.print(breachWords(breach));
    if (held === 'no') io.print('The head that you noted is not in this chain: its end was cut off, or it is another one.');
    if (held === 'pruned') io.print('The head that you noted was pruned since; the chain goes on behind it.');
    io.print(`Head: ${walk.head}`);
    return faulty === 0 && breaches.length === 0 && held !== 'no' ? 0 : 1;
  },
};

const faultWords = ({ place, fault, upTo }: ChainFault): string =>
  upTo !== undefined ? `records ${place} to ${upTo} are missing` : `record ${place} ${fault === 'missing' ? 'is missing' : 'was changed'}`;

const breachWords = ({ breach, where }: AuditBreach): string =>
  ({
    'guard-off': `the trigger ${where} is missing or off: records could be changed`,
    'anchor-forged': `the anchor at place ${where} is not ours`,
    'unsealed-record': `the record with id ${where} carries no seal`,
    'outside-chain': `the record at place ${where} stands outside the chain`,
  })[breach];
