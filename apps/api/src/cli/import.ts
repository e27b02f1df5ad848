import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { csvKinds, importJob, importKinds } from '@sightline/contracts';
import type { CsvKind, ImportJob, ImportReply } from '@sightline/contracts';
import { CommandError, UsageError } from './command.js';
import type { Command, CommandIo } from './command.js';
import { askFor, sendTo } from './door.js';

const askEvery = 200;

/** What every import can be told. */
export const importOptions = { preview: { type: 'boolean' }, rejects: { type: 'string' } } as const;
const gtfsOptions = { ...importOptions, date: { type: 'string' }, feed: { type: 'string' }, terms: { type: 'string' } } as const;

const importGtfs: Command = {
  name: 'import gtfs',
  summary: 'loads a GTFS timetable and makes its runs',
  help: [
    'Usage: sightline import gtfs FILE [--preview] [--feed NAME] [--terms apply] [--date YYYYMMDD | --date YYYYMMDD..YYYYMMDD] [--rejects CSV]',
    '',
    'Reads a GTFS zip (agency, routes, trips, stops, stop_times, calendar, calendar_dates, shapes) and keeps it: the runs',
    'of today and the next seven days are made at once, those of later dates as they come near. It replaces the timetable',
    'of the same NAME (gtfs): runs that it no longer has and that have not begun are withdrawn. --date makes runs of these',
    'service dates as well. --terms apply makes no runs to a school that is out of term. A feed with problems changes',
    'nothing: they are listed by file and line, and the exit status is 1. --preview changes nothing either. --rejects',
    'writes all problems to a file.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: gtfsOptions, allowPositionals: true });
    if (values.date !== undefined && !/^\d{8}(\.\.\d{8})?$/.test(values.date)) throw new UsageError('--date takes a date, such as 20261110, or two with .. between them.');
    if (values.terms !== undefined && values.terms !== 'apply' && values.terms !== 'warn') throw new UsageError('--terms takes warn or apply.');
    const { date, feed, terms } = values;
    const job = await sendFile('gtfs', positionals, { ...values, query: { ...(date !== undefined && { date }), ...(feed !== undefined && { feed }), ...(terms !== undefined && { terms }) } }, io);
    return tellImport(job, 'runs', io);
  },
};

const importCsv = (kind: CsvKind): Command => ({
  name: `import ${kind}`,
  summary: `loads a CSV: ${importKinds[kind].words.toLowerCase().replace(/\..*$/, '')}`,
  help: [
    `Usage: sightline import ${kind} FILE [--preview] [--rejects CSV]`,
    '',
    importKinds[kind].words,
    'Good rows go in, the others are listed by line and column, and the exit status is 1. The same file again changes',
    'nothing. An empty cell leaves what is known, a single hyphen erases it. --preview changes nothing; --rejects writes',
    'the rejected rows to a file, to be corrected and sent again. Columns:',
    '',
    ...importKinds[kind].columns.map(({ name, words, ...column }) => `  ${name.padEnd(20)} ${words}${'needed' in column ? ' (needed)' : ''}`),
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: importOptions, allowPositionals: true });
    return tellImport(await sendFile(kind, positionals, { ...values, query: {} }, io), 'rows', io);
  },
});

/** One command for each kind of file. */
export const imports: readonly Command[] = [importGtfs, ...csvKinds.map(importCsv)];

interface Wanted {
  readonly preview?: boolean | undefined;
  readonly rejects?: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** Sent beside the file. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Where the job is asked after. */
  readonly jobs?: string;
}

/** Hands the file over and says how far it has come until it is done. */
export async function sendFile(kind: string, [file, ...more]: readonly string[], { preview, rejects, query, fields = {}, jobs = 'imports/jobs' }: Wanted, io: CommandIo): Promise<ImportJob> {
  if (file === undefined || more.length > 0) throw new UsageError('One FILE is needed.');
  const content = await readFile(file).catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('file', new Blob([content]), basename(file));
  const search = new URLSearchParams({ ...query, wait: 'false', ...(preview === true && { preview: 'true' }) });
  let job = importJob.parse(await sendTo(io.config(), `imports/${kind}?${search.toString()}`, { body }));
  for (let said = ''; job.state === 'running'; ) {
    const words = `${job.step}${job.total > 0 ? ` (${job.total})` : ''} …`;
    if (words !== said) io.say(words);
    said = words;
    await sleep(askEvery);
    job = importJob.parse(await askFor(io.config(), `${jobs}/${job.importId}`));
  }
  if (rejects !== undefined) await writeFile(rejects, await (await askFor(io.config(), `${jobs}/${job.importId}/rejects.csv`, 'text')) as string);
  return job;
}

export function tellImport({ state, error, reply }: ImportJob, what: string, io: CommandIo): number {
  if (reply === undefined) throw new CommandError(error ?? `The import ended without a result (${state}).`);
  for (const { sheet = '', line, column, value, reason } of reply.rejected) {
    const place = [sheet, line > 0 ? `line ${line}` : '', column, value === '' ? '' : `“${value}”`].filter((part) => part !== '').join(', ');
    io.say(place === '' ? reason : `${reason} (${place})`);
  }
  const problems = reply.problems ?? reply.rejected.length;
  if (problems > reply.rejected.length) io.say(`… and ${problems - reply.rejected.length} more problems`);
  for (const warning of reply.warnings ?? []) io.say(`Note: ${warning}`);
  for (const { name, secret } of reply.secrets ?? []) io.print(`${name} ${secret}`);
  tellPlan(reply, io);
  const withdrawn = reply.withdrawn === undefined ? '' : `, ${reply.withdrawn} withdrawn`;
  io.print(`${reply.preview ? 'Would be: ' : ''}${reply.added} ${what} added, ${reply.changed} changed, ${reply.unchanged} unchanged${withdrawn}, ${problems} problems`);
  return problems > 0 ? 1 : 0;
}

function tellPlan({ plan }: ImportReply, io: CommandIo): void {
  if (plan === undefined) return;
  io.say(`${plan.routes} routes, ${plan.trips} trips, ${plan.stops} stops, services from ${plan.from} until ${plan.until}`);
  if ((plan.pending ?? 0) > 0) io.say(`${plan.pending} runs of later days are being made in the background`);
  for (const { date, runs, added, changed, unchanged, withdrawn, kept } of plan.dates) io.say(`${date}: ${runs} runs (${added} added, ${changed} changed, ${unchanged} unchanged, ${withdrawn} withdrawn, ${kept} left as they are)`);
}
