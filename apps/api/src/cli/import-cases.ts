import { parseArgs } from 'node:util';
import { caseFields, caseImportProfile, dateFormats } from '@sightline/contracts';
import type { HolidaysSummary, SheetSummary } from '@sightline/contracts';
import type { Command, CommandIo } from './command.js';
import { importOptions, sendFile, tellImport } from './import.js';
import { profileOptions, profileSaid } from './profile-file.js';

const jobs = 'imports/cases/jobs';

const cases: Command = {
  name: 'import cases',
  summary: 'loads a spreadsheet of cases, XLSX or CSV',
  help: [
    'Usage: sightline import cases FILE [--profile NAME | --profile-file JSON] [--preview] [--rejects CSV]',
    '',
    'Good rows go in, the others are listed by line and column, and the exit status is 1. The same file again changes',
    'nothing. --preview changes nothing and shows how the headings were understood; --rejects writes the rejected rows to',
    'a file, to be corrected and sent again. --profile names a saved profile; --profile-file gives one as JSON:',
    '',
    '  { "name": "complaints", "sheet": "Log", "headerRow": 3, "columns": { "Nr": "caseRef", "Notes": "" },',
    '    "constants": { "caseType": "complaint" }, "dateFormats": ["DD/MM/YYYY"],',
    '    "valueMaps": { "outcome": { "Part Upheld": "partly-upheld" } } }',
    '',
    'Only the name is needed: headings and words that are usual are recognised without it.',
    `Fields: ${caseFields.join(', ')}.`,
    `Date formats: ${dateFormats.join(', ')}.`,
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { ...importOptions, ...profileOptions }, allowPositionals: true });
    const profile = await profileSaid(values, caseImportProfile);
    const job = await sendFile('cases', positionals, { ...values, query: {}, jobs, ...(profile !== undefined && { fields: { profile } }) }, io);
    if (job.reply?.sheet !== undefined) tellSheet(job.reply.sheet, io);
    return tellImport(job, 'cases', io);
  },
};

const bankHolidays: Command = {
  name: 'import bank-holidays',
  summary: 'loads the bank holidays as GOV.UK publishes them',
  help: [
    'Usage: sightline import bank-holidays FILE [--preview]',
    '',
    'FILE is https://www.gov.uk/bank-holidays.json, downloaded. It replaces what was known of the years that it holds, and',
    'the clocks of open cases are counted anew. --preview changes nothing and says how many due dates would move.',
  ].join('\n'),
  run: async (args, io) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { preview: { type: 'boolean' } }, allowPositionals: true });
    const job = await sendFile('bank-holidays', positionals, { ...values, query: {}, jobs }, io);
    if (job.reply?.holidays !== undefined) tellHolidays(job.reply.holidays, io);
    return tellImport(job, 'holidays', io);
  },
};

export const caseImports: readonly Command[] = [cases, bankHolidays];

function tellSheet({ sheet, headingLine, headings, rows, leftOut, unknownWords }: SheetSummary, io: CommandIo): void {
  io.say(`${sheet === undefined ? 'The file' : `Sheet “${sheet}”`}: headings in line ${headingLine}, ${rows} rows below; left out: ${leftOut.empty} empty, ${leftOut.totals} totals`);
  for (const { heading, field } of headings) io.say(`  ${heading} → ${field ?? 'not read'}`);
  for (const { field, word, count } of unknownWords) io.say(`Not known as ${field}: “${word}” (${count} times). Map it in the profile.`);
}

function tellHolidays({ divisions, dueDatesMoved }: HolidaysSummary, io: CommandIo): void {
  for (const { division, added, changed, removed, unchanged, from, until } of divisions) io.say(`${division}, ${from} to ${until}: ${added} new, ${changed} renamed, ${removed} gone, ${unchanged} as they were`);
  io.say(`Due dates that move: ${dueDatesMoved}`);
}
