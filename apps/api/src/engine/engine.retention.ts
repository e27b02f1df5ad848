import { unlessHeld } from '../retention/rule.js';
import type { FeatureRetention, RetentionRule, Sweep } from '../retention/rule.js';

const table = 'journal_personal';
const joins = 'JOIN journal j ON j.seq = t.seq';
const at = 'j.received_at';
const ref = `split_part(t.subject, ':', 2)`;
const erase = `DELETE FROM journal_personal t WHERE t.subject = `;
const isKind = (kind: string): string => `t.subject LIKE '${kind}:%'`;
const contactHeld = `(SELECT ARRAY['contact:' || c.contact_ref, 'passenger:' || c.passenger_ref, 'run:' || c.run_ref, 'call:' || c.call_ref] FROM contact c WHERE c.contact_ref = ${ref})`;

/** The last word of a person is their record: earlier ones go by themselves, and all of them with the record. */
const earlier: Sweep = { at, joins, due: 'EXISTS (SELECT FROM journal_personal n WHERE n.subject = t.subject AND n.seq > t.seq)', heldBy: 'ARRAY[t.subject]' };
const described = (type: 'passenger.upserted' | 'guardian.upserted' | 'assistant.upserted', whom: string): RetentionRule => {
  const kind = type.slice(0, type.indexOf('.')) as 'passenger' | 'guardian' | 'assistant';
  return {
    table, events: [type], category: kind === 'assistant' ? 'guides' : 'children',
    holds: `What was told of ${whom}, each time it was told.`,
    why: 'To show what was known when, while it may still matter to a journey or a complaint.',
    basis: 'public task', keep: 'SIGHTLINE_KEEP_CHILD_DAYS', from: 'when it was told, once something newer was; the newest goes with the record', end: 'The words are removed; that something was told stays, by reference.',
    sweep: { ...earlier, due: `${isKind(kind)} AND ${earlier.due ?? ''}` },
    subjects: { [kind]: { where: `t.subject = '${kind}:' || $1`, erase: `${erase}'${kind}:' || $1` } },
  };
};

/** What the engine keeps: facts by reference, and what is personal of them. */
export const engineRetention: FeatureRetention = {
  feature: 'engine',
  rules: [
    {
      table: 'journal', category: 'facts', holds: 'Facts by reference: who boarded which run, who rang about which child, which account acted.',
      why: 'To prove what was accepted, and to know a fact that is sent again.', basis: 'public task', keep: 'SIGHTLINE_KEEP_RUN_DAYS', from: 'when it was received',
      end: 'Facts of children, guardians, calls, notes, messages and links are removed. All others stay; those of cases and guides name a child or a guide by reference.', source: 'as runs',
      sweep: {
        at: 't.received_at',
        due: `(t.type LIKE 'passenger.%' OR t.type LIKE 'guardian.%' OR t.type LIKE 'call.%' OR t.type LIKE 'contact.%' OR t.type LIKE 'note.%' OR t.type LIKE 'message.%' OR t.type LIKE 'link.%')
          AND NOT EXISTS (SELECT FROM journal_personal p WHERE p.seq = t.seq)`,
        heldBy: `ARRAY['run:' || (t.data ->> 'runRef'), 'passenger:' || (t.data ->> 'passengerRef'), 'contact:' || (t.data ->> 'contactRef'), 'call:' || (t.data ->> 'callRef')]`,
      },
      subjects: { passenger: { where: `t.data ->> 'passengerRef' = $1 AND t.type LIKE 'passenger.%'` } },
    },
    described('passenger.upserted', 'a child: name, birth date, postcode, needs, banner'),
    described('guardian.upserted', 'a guardian: name, relationship, telephone numbers, email, and a seal of their password'),
    described('assistant.upserted', 'a guide: name, telephone number and where they set out from'),
    {
      table, events: ['call.queued'], category: 'calls', holds: "A caller's telephone number.", why: 'To ring back a caller who gave up, and to find the family while the call waits.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_NUMBER_DAYS', from: 'when the call was queued', end: 'The number is removed; the call stays, for the figures of the lines.',
      source: 'no longer than call-backs and disputed calls need; storage limitation, UK GDPR article 5(1)(e)',
      sweep: { at, joins, due: isKind('call'), heldBy: 'ARRAY[t.subject]' },
      subjects: { caller: { where: `t.subject = ANY ($1::text[])`, erase: `DELETE FROM journal_personal t WHERE t.subject = 'call:' || $1 AND NOT t.subject = ANY ($2::text[])` } },
    },
    {
      table, events: ['contact.logged', 'contact.noted'], category: 'calls', holds: 'What an adviser wrote and read aloud in a call.', why: 'To answer a complaint about a call.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CALL_DAYS', from: 'when it was logged', end: 'The words are removed.', source: 'as logged calls',
      sweep: { at, joins, due: isKind('contact'), heldBy: contactHeld },
      subjects: { passenger: { where: `t.subject IN (SELECT 'contact:' || c.contact_ref FROM contact c WHERE c.passenger_ref = $1)`, erase: `DELETE FROM journal_personal t WHERE t.subject IN (SELECT 'contact:' || c.contact_ref FROM contact c WHERE c.passenger_ref = $1) AND ${unlessHeld(contactHeld)}` } },
    },
    {
      table, events: ['note.added', 'message.sent', 'message.approved'], category: 'runs', holds: 'What was written about a run, an alert or a case, or to families.', why: 'So that the next shift, and an inquiry, can read it.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_WORDS_DAYS', from: 'when it was written', end: 'The words are removed; that something was written stays.', source: 'as notes about runs',
      sweep: { at, joins, due: `(${isKind('note')} OR ${isKind('message')})`, heldBy: `ARRAY['run:' || (j.data ->> 'runRef'), 'case:' || (j.data ->> 'caseRef')]` },
      subjects: {
        passenger: {
          where: `t.seq IN (SELECT j.seq FROM journal j JOIN casework_case c ON c.case_ref = j.data ->> 'caseRef' WHERE c.subject_ref = $1 AND j.type = 'note.added')`,
          erase: `DELETE FROM journal_personal t USING journal j WHERE j.seq = t.seq AND (t.subject LIKE 'note:%' OR t.subject LIKE 'message:%')
            AND (j.data ->> 'caseRef' IN (SELECT case_ref FROM casework_case WHERE subject_ref = $1)
              OR EXISTS (SELECT FROM passenger p WHERE p.passenger_ref = $1 AND length(p.data ->> 'name') > 2 AND position(lower(p.data ->> 'name') IN lower(t.fields ->> 'words')) > 0))
            AND NOT ('case:' || coalesce(j.data ->> 'caseRef', '')) = ANY ($2::text[]) AND NOT ('run:' || coalesce(j.data ->> 'runRef', '')) = ANY ($2::text[])`,
        },
      },
    },
    {
      table: 'quarantine', category: 'imports', holds: 'That something was refused, and why. Never its values.', why: 'To mend what sends it.', basis: 'not personal', keep: 'SIGHTLINE_KEEP_IMPORT_DAYS', from: 'when it was refused', end: 'The row is removed.',
      sweep: { at: 't.received_at' },
    },
  ],
  nobody: [
    { table: 'birth', because: 'When this database was made.' },
    { table: 'migration', because: 'Changes of the schema.' },
    { table: 'source', because: 'Where feeds are fetched and how often.' },
    { table: 'source_health', because: 'Counts of what a feed sent.' },
  ],
};
