import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importReply } from '@sightline/contracts';
import { CommandError, UsageError } from './command.js';
import type { Command } from './command.js';
import { sendTo } from './door.js';

export const importGtfs: Command = {
  name: 'import gtfs',
  summary: 'makes runs of a GTFS schedule',
  help: [
    'Usage: sightline import gtfs FILE [--date YYYYMMDD | --date YYYYMMDD..YYYYMMDD] [--preview]',
    '',
    'Reads a GTFS zip (agency, routes, trips, stops, stop_times, calendar, calendar_dates, shapes) and hands the runs of',
    'each service date, in the time zone of the feed, to the running Sightline: of today and the next seven days, or of',
    'the dates given. Again, it changes only what is different. A feed with problems changes nothing: they are listed by',
    'file and line, and the exit status is 1. --preview changes nothing either.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { date: { type: 'string' }, preview: { type: 'boolean' } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('One FILE is needed.');
    if (values.date !== undefined && !/^\d{8}(\.\.\d{8})?$/.test(values.date)) throw new UsageError('--date takes a date, such as 20261110, or two with .. between them.');
    const content = await readFile(file).catch(() => {
      throw new CommandError(`${file} cannot be read.`);
    });
    const body = new FormData();
    body.set('file', new Blob([content]), basename(file));
    const query = new URLSearchParams({ ...(values.date !== undefined && { date: values.date }), ...(values.preview === true && { preview: 'true' }) });
    io.say(`Reading ${basename(file)} …`);
    const answer = await sendTo(io.config(), `imports/gtfs?${query.toString()}`, { body });
    const reply = importReply.parse(answer);
    for (const { line, column, value, reason } of reply.rejected) {
      const place = [line > 0 ? `line ${line}` : '', column, value === '' ? '' : `“${value}”`].filter((part) => part !== '').join(', ');
      io.say(place === '' ? reason : `${reason} (${place})`);
    }
    io.print(`${reply.preview ? 'Would be: ' : ''}${reply.added} runs added, ${reply.changed} changed, ${reply.unchanged} unchanged, ${reply.rejected.length} problems`);
    return reply.rejected.length > 0 ? 1 : 0;
  },
};
