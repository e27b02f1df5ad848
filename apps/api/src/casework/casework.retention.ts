import type { FeatureRetention } from '../retention/rule.js';

/** What is kept of cases: references, dates and categories; the letters are in the council's case system. */
export const caseworkRetention: FeatureRetention = {
  feature: 'casework',
  rules: [
    {
      table: 'casework_case', category: 'cases', holds: 'That there is a case, about which child (by reference), who owns it, its stages and dates, and its reason as a category.', why: 'To keep the statutory time limits.', basis: 'legal obligation',
      keep: { words: 'while its figures are compared; it names nobody, and its letters are in the case system' }, from: 'when it was closed', end: "The reference says nothing once the child's record is forgotten; dates and categories stay for the figures.",
      source: "the council's own schedule holds for the case file itself: IRMS retention guidelines for local authorities",
      subjects: { passenger: { where: 't.subject_ref = $1' } }, aboutOthers: ['owner_ref', 'contact_ref'],
    },
    {
      table: 'casework_waiting', category: 'cases', holds: 'What was told of a case that is not known yet, by reference.', why: 'So that nothing is lost that comes too early.', basis: 'public task', keep: { words: 'until its case is opened' }, from: 'when it came', end: 'The row goes into the case.',
    },
    {
      table: 'casework_unfitting', category: 'cases', holds: 'That something told of a case did not fit it.', why: 'To mend the record.', basis: 'public task', keep: 'SIGHTLINE_KEEP_IMPORT_DAYS', from: 'when it was noticed', end: 'The row is removed.', sweep: { at: 't.noticed_at', heldBy: `ARRAY['case:' || t.case_ref]` },
    },
    {
      table: 'casework_due_change', category: 'cases', holds: 'That a time limit of a case moved.', why: 'To explain a date.', basis: 'public task', keep: 'SIGHTLINE_KEEP_CASE_DAYS', from: 'when it moved', end: 'The row is removed.', source: 'Limitation Act 1980, section 9 (six years)',
      sweep: { at: 't.changed_at', heldBy: `ARRAY['case:' || t.case_ref]` },
    },
  ],
  nobody: [
    { table: 'casework_team', because: 'Teams and how many posts they have.' },
    { table: 'casework_bank_holidays', because: 'Days.' },
    { table: 'casework_declared_total', because: 'Totals of reports.' },
  ],
  holds: [
    {
      held: `SELECT each.kind, each.ref, CASE WHEN c.closed_date IS NULL THEN 'case-open' ELSE 'case-closed' END AS cause, c.case_ref AS because, (c.closed_date + $days)::timestamptz AS until
        FROM casework_case c CROSS JOIN LATERAL (VALUES ('case', c.case_ref), ('passenger', c.subject_ref), ('contact', c.contact_ref)) AS each (kind, ref)
       WHERE each.ref IS NOT NULL AND (c.closed_date IS NULL OR c.closed_date + $days > now())`,
    },
    {
      // Whoever holds a case by hand means what it is about, as long as it was open.
      spreads: `SELECT each.kind, each.ref, h.cause, h.because, h.until FROM casework_case c JOIN held h ON h.kind = 'case' AND h.ref = c.case_ref AND h.cause = 'by-hand'
        CROSS JOIN LATERAL (VALUES ('passenger', c.subject_ref), ('contact', c.contact_ref)) AS each (kind, ref) WHERE each.ref IS NOT NULL`,
    },
  ],
};
