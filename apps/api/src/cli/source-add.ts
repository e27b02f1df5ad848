import { parseArgs } from 'node:util';
import { newSource } from '@sightline/contracts';
import { SourceRepository } from '../engine/source.repository.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { withDatabase } from './guest.js';

export const sourceAdd: Command = {
  name: 'source add',
  summary: 'adds a source of vehicle positions that is asked again and again',
  help: [
    'Usage: sightline source add NAME --kind gtfs-realtime|siri-vm --url ADDRESS [--every SECONDS] [--stale SECONDS]',
    '                           [--key-header NAME | --key-query NAME] [--private]',
    '',
    'A running Sightline begins to ask within seconds; /admin, Sources, shows how it is doing. --every: how often (30).',
    '--stale: how old its newest position may be (120). --key-header, --key-query: it wants a key under this name, which is',
    'read from standard input, kept, and never shown again. --private: its address may be one of our own network.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string' }, url: { type: 'string' }, every: { type: 'string' }, stale: { type: 'string' }, 'key-header': { type: 'string' }, 'key-query': { type: 'string' }, private: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('One NAME is needed.');
    if (values.kind === undefined || values.url === undefined) throw new UsageError('--kind and --url are needed.');
    if (values['key-header'] !== undefined && values['key-query'] !== undefined) throw new UsageError('A key goes in a header or in the query, not both.');
    const keyName = values['key-header'] ?? values['key-query'];
    const { data: source, error } = newSource.safeParse({
      name,
      kind: values.kind,
      url: values.url,
      ...(values.every !== undefined && { everySeconds: Number(values.every) }),
      ...(values.stale !== undefined && { staleSeconds: Number(values.stale) }),
      allowPrivate: values.private === true,
      ...(keyName !== undefined && { key: { in: values['key-header'] === undefined ? 'query' : 'header', name: keyName, value: await io.readSecret('Key: ') } }),
    });
    if (!source || source.kind === 'pushed') throw new CommandError(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') ?? 'A source that is asked has an address.');
    const config = io.config();
    const added = await withDatabase(config, async (database) => {
      const isNew = await new SourceRepository(database, config).add(source);
      if (isNew) await new Audit(database, config).append('source-added', null, { source: source.name, kind: source.kind, allowPrivate: source.allowPrivate });
      return isNew;
    });
    if (!added) throw new CommandError(`There is a source ${source.name} already.`);
    io.say(`Source ${source.name} is there. A running Sightline asks it every ${source.everySeconds} s.`);
    return 0;
  },
};
