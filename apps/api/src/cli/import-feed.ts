import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { feedReply, polledKinds } from '@sightline/contracts';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { sendTo } from './door.js';

const kinds = {
  'siri-vm': { type: 'application/xml', what: 'a SIRI vehicle monitoring delivery (XML)' },
  'gtfs-realtime': { type: 'application/x-protobuf', what: 'the vehicle positions of a GTFS-Realtime feed (protobuf)' },
} as const satisfies Record<(typeof polledKinds)[number], unknown>;

const importFeed = (kind: keyof typeof kinds): Command => ({
  name: `import ${kind}`,
  summary: `takes in ${kinds[kind].what}`,
  help: [
    `Usage: sightline import ${kind} FILE [--source NAME]`,
    '',
    `Hands ${kinds[kind].what} to the running Sightline, as if its sender had. The same file again`,
    'changes nothing. Vehicles that cannot be taken are listed with their reasons, and the exit status is 1.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { source: { type: 'string' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('One FILE is needed.');
    const content = await readFile(file).catch(() => {
      throw new CommandError(`${basename(file)} cannot be read.`);
    });
    const query = values.source === undefined ? '' : `?source=${encodeURIComponent(values.source)}`;
    const reply = feedReply.parse(await sendTo(io.config(), `ingest/${kind}${query}`, { body: new Blob([content]), type: kinds[kind].type }));
    for (const { id, problems } of reply.rejected) io.say(`${id ?? 'a vehicle'}: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
    io.print(`${reply.accepted} positions taken, ${reply.duplicates} known already, ${reply.ignored} passed over, ${reply.rejected.length} refused`);
    return reply.rejected.length > 0 ? 1 : 0;
  },
});

/** One command for each kind of vehicle feed. */
export const feedImports: readonly Command[] = polledKinds.map(importFeed);
