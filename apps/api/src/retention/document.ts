import { retentionCategories } from '@sightline/contracts';
import { settings } from '../config/settings.js';
import type { RetentionRule } from './rule.js';
import { ruleName } from './schedule.js';
import type { Schedule } from './schedule.js';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
const keepOf = ({ keep }: RetentionRule): string => (typeof keep === 'string' ? `${settings[keep].otherwise} days (\`${keep}\`)` : keep.words);

/** `docs/retention.md`: the schedule as data, set as a page. A test fails when the page is another one. */
export function retentionDocument(schedule: Schedule): string {
  const parts = Object.entries(retentionCategories).flatMap(([category, heading]) => {
    const rules = schedule.rules.filter((rule) => rule.category === category);
    if (rules.length === 0) return [];
    const rows = rules.map((rule) => `| ${[`${cell(rule.holds)} (\`${ruleName(rule)}\`)`, cell(rule.why), rule.basis, cell(keepOf(rule)), cell(rule.from), cell(rule.end), cell(rule.source ?? '')].join(' | ')} |`);
    return [`## ${heading}`, '', '| What is held | Why | Basis | Kept (default) | Counted from | Then | Where the length comes from |', '| --- | --- | --- | --- | --- | --- | --- |', ...rows, ''];
  });
  return [
    '# What is kept, and for how long',
    '',
    'Made from the schedule in the code (`*.retention.ts` of each feature): do not edit it here. Every table has one rule, or stands at the end as holding nothing about a person; a new table without either fails the tests [KEEP-1]. The lengths are defaults that a council changes by settings, to its own schedule.',
    '',
    'A sweep every night, and shortly after each start, takes out what is over, in small steps. `/admin/retention` shows managers and administrators what was taken, what is the oldest, and what is held back.',
    '',
    '## What holds back',
    '',
    '- An open case: the child it is about, the logged call that it came of, that call’s number, words and run, and the guardians of the child. Of a complaint about a child, also the runs of the child’s route in the fortnight before it.',
    `- A closed case, for ${settings.SIGHTLINE_KEEP_HELD_DAYS.otherwise} days after it closed (\`SIGHTLINE_KEEP_HELD_DAYS\`).`,
    '- A call-back that was promised, as its case.',
    '- An alert that is open, or a safeguarding alert that nobody has seen: its run.',
    '- Somebody: a manager or an administrator holds a child, a case or a run, with the reason, until they end it.',
    '',
    'The positions of a run that is held are set aside before their day is dropped, and its trace is read as before.',
    '',
    ...parts,
    '## Tables that hold nothing about a person',
    '',
    '| Table | What it holds |',
    '| --- | --- |',
    ...schedule.nobody.map(({ table, because }) => `| \`${table}\` | ${cell(because)} |`),
    '',
    '## What this does not reach',
    '',
    'Backups and the write-ahead log of PostgreSQL keep what was erased until they are overwritten: a council that restores a backup repeats the erasures since then (the audit names each by a pseudonym). Space that a row had is overwritten by the database in time, not at once. What was exported, printed or sent has left the product. A system that still tells of somebody brings them back: remove them there first.',
    '',
  ].join('\n');
}
