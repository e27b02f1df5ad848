import { parseArgs } from 'node:util';
import { dateFormats, planFields, planImportProfile, ratings } from '@sightline/contracts';
import type { PlanImportSummary } from '@sightline/contracts';
import { UsageError } from './command.js';
import type { Command, CommandIo } from './command.js';
import { importOptions, sendFile, tellImport } from './import.js';
import { profileOptions, profileSaid } from './profile-file.js';

const options = { ...importOptions, ...profileOptions, period: { type: 'string' }, 'previous-period': { type: 'string' } } as const;
const listed = 20;

/** `sightline import programme`. */
export const planImport: Command = {
  name: 'import programme',
  summary: 'loads an action plan, XLSX or CSV',
  help: [
    'Usage: sightline import programme FILE [--period YYYY-MM] [--previous-period YYYY-MM] [--profile NAME | --profile-file JSON] [--preview] [--rejects CSV]',
    '',
    'Good rows go in, the others are listed by sheet, line and column, and the exit status is 1. The same file again',
    'changes nothing; a rating that changed corrects the one that stands. --period says of which reporting period the',
    'ratings are where the headings and titles do not. --preview changes nothing and shows how the plan was understood;',
    '--rejects writes the rejected rows to a file, to be corrected and sent again. --profile names a saved profile;',
    '--profile-file gives one as JSON:',
    '',
    '  { "name": "quarterly return", "sheets": ["A", "B"], "headerRow": 4, "columns": { "Nr": "reference", "Notes": "" },',
    '    "dateFormats": ["DD/MM/YYYY"], "valueMaps": { "rating": { "On hold": "red", "Cancelled": "" } } }',
    '',
    'Only the name is needed: headings and words that are usual are recognised without it.',
    `Fields: ${planFields.join(', ')}.`,
    `Date formats: ${dateFormats.join(', ')}.`,
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { period, 'previous-period': previousPeriod } = values;
    for (const each of [period, previousPeriod]) if (each !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(each)) throw new UsageError('--period and --previous-period take a month, such as 2026-09.');
    const profile = await profileSaid(values, planImportProfile);
    const fields = { ...(profile !== undefined && { profile }), ...(period !== undefined && { period }), ...(previousPeriod !== undefined && { previousPeriod }) };
    const job = await sendFile('programme', positionals, { ...values, query: {}, jobs: 'imports/programme/jobs', fields }, io);
    if (job.reply?.programme !== undefined) tellPlan(job.reply.programme, io);
    return tellImport(job, 'items', io);
  },
};

function tellPlan({ period, periodFrom, sheets, notRead, ratings: said, unknownWords, warnings, warningCount, plan }: PlanImportSummary, io: CommandIo): void {
  io.say(period === null ? 'The file has no ratings.' : `Ratings of ${period} (${periodFrom}): ${said.added} added, ${said.corrected} corrected, ${said.unchanged} unchanged`);
  for (const { sheet, headingLine, headings, rows, leftOut } of sheets) {
    io.say(`${sheet === '' ? 'The file' : `Sheet “${sheet}”`}: headings in line ${headingLine}, ${rows} rows below; left out: ${leftOut.empty} empty, ${leftOut.totals} totals, ${leftOut.headings} headings, ${leftOut.notes} notes`);
    for (const { heading, field, period: of } of headings) io.say(`  ${heading} → ${field ?? 'not read'}${of === undefined ? '' : ` of ${of}`}`);
  }
  for (const { sheet, reason } of notRead) io.say(`Sheet “${sheet}” was not read: it ${reason}`);
  for (const { field, word, count } of unknownWords) io.say(`Not known as ${field}: “${word}” (${count} times). Map it in the profile.`);
  for (const { sheet, line, column, value, reason } of warnings.slice(0, listed)) io.say(`Note: ${[sheet, line > 0 ? `line ${line}` : '', column, value === '' ? '' : `“${value}”`].filter((part) => part !== '').join(', ')} ${reason}`.replace('  ', ' '));
  if (warningCount > listed) io.say(`… and ${warningCount - listed} more notes`);
  const { workstreams, projects, actions } = plan;
  io.say(`The plan: ${workstreams.length} workstreams, ${projects.total} projects, ${actions.total} actions: ${ratings.map((rating) => `${actions[rating]} ${rating}`).join(', ')}, ${actions.unrated} unrated, ${actions.ledElsewhere} led elsewhere`);
}
