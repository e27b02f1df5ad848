import type { FeatureRetention, SubjectKind } from '../retention/rule.js';

const lastTold = (kind: SubjectKind, ref: string): string => `(SELECT max(j.received_at) FROM journal_personal p JOIN journal j ON j.seq = p.seq WHERE p.subject = '${kind}:' || ${ref})`;
const byRun = `ARRAY['run:' || t.run_ref]`;
const injury = 'Limitation Act 1980, section 11: three years in which an injury may be claimed for; a child’s longer time is for the case file, and for a hold';
const ombudsman = 'Local Government Act 1974, section 26B: a complaint is made within 12 months; and a month for it to be heard of';
/** A note about a run is a person's words, and may name a child: whoever is forgotten is looked for in it by name. */
const names = (words: string): string => `EXISTS (SELECT FROM passenger p WHERE p.passenger_ref = $1 AND length(p.data ->> 'name') > 2 AND position(lower(p.data ->> 'name') IN lower(${words})) > 0)`;
const notRun = `NOT ('run:' || run_ref) = ANY ($2::text[])`;

/** What is kept of journeys, and of those who make them. */
export const transportRetention: FeatureRetention = {
  feature: 'transport',
  rules: [
    {
      table: 'position', category: 'positions', holds: 'Where a vehicle was, to the second: with its run it shows where children were.', why: 'To show the bus and predict it, and to look into what happened on a run.', basis: 'public task',
      keep: 'SIGHTLINE_POSITION_DAYS', from: 'when it was recorded', end: 'The day is dropped whole. Of a run that is held back, its positions are set aside first.', source: 'ICO, guidance on location data: no longer than the purpose needs; complaints about a journey mostly come within the month',
    },
    {
      table: 'kept_position', category: 'positions', holds: 'Where the vehicle of a run that is held back was.', why: 'For the case, alert or inquiry that holds the run.', basis: 'public task', keep: { words: 'until the hold ends' }, from: 'the end of the last hold', end: 'The rows are removed.',
      sweep: { at: 't.recorded_at', heldBy: `ARRAY['run:' || t.kept_for_run]` },
    },
    {
      table: 'run', category: 'runs', holds: 'A run with its crew, and which children were ticked off on it, by reference.', why: 'To operate it, and to answer for who was aboard.', basis: 'public task', keep: 'SIGHTLINE_KEEP_RUN_DAYS', from: 'the end of the run', end: 'The row is removed; what became of the run stays for the figures.', source: injury,
      sweep: { at: 't.ends_at', heldBy: byRun },
      subjects: { passenger: { where: `position(to_json($1::text)::text IN t.progress::text) > 0` }, assistant: { where: 't.assistant_ref = $1' } }, aboutOthers: ['progress', 'driver_ref', 'assistant_ref'],
    },
    {
      table: 'stop_call', category: 'runs', holds: 'Where and when a run calls: at a door, that is where a child lives.', why: 'As the run.', basis: 'public task', keep: 'SIGHTLINE_KEEP_RUN_DAYS', from: 'the time of the call', end: 'The row is removed.', source: injury, sweep: { at: 't.scheduled_at', heldBy: byRun },
    },
    { table: 'run_condition', category: 'runs', holds: 'What was wrong with a run.', why: 'As the run.', basis: 'public task', keep: 'SIGHTLINE_KEEP_RUN_DAYS', from: 'when it began', end: 'The row is removed.', source: injury, sweep: { at: 't.since', due: 't.until IS NOT NULL', heldBy: byRun } },
    { table: 'run_waiting', category: 'runs', holds: 'What was told of a run that is not known yet, by reference.', why: 'So that nothing is lost that comes too early.', basis: 'public task', keep: { words: '14 days' }, from: 'when it came', end: 'It is not read any more, and goes with the next sweep.', sweep: { at: `t.updated_at + interval '14 days'` } },
    {
      table: 'run_message', category: 'runs', holds: 'What was written about a run, to families or for the next shift.', why: 'So that the next shift, and a complaint, can read it.', basis: 'public task', keep: 'SIGHTLINE_KEEP_WORDS_DAYS', from: 'when it was written', end: 'The row is removed.', source: ombudsman,
      sweep: { at: 't.at', heldBy: byRun },
      subjects: { passenger: { where: names('t.words'), erase: `DELETE FROM run_message WHERE ${names('words')} AND ${notRun}` } }, aboutOthers: ['author'],
    },
    { table: 'run_outcome', category: 'runs', holds: 'What became of a run: references of run, route, school and operator, no child.', why: 'For the figures of its week.', basis: 'not personal', keep: { words: 'for good' }, from: 'the end of the run', end: 'It stays: the figures are added up from it.' },
    {
      table: 'alert', category: 'runs', holds: 'What was wrong with a run and which account took care of it.', why: 'To answer for it.', basis: 'public task', keep: 'SIGHTLINE_KEEP_RUN_DAYS', from: 'when it ended', end: 'The row is removed.', source: injury, sweep: { at: 'coalesce(t.closed_at, t.ended_at)', heldBy: byRun },
    },
    {
      table: 'alert_entry', category: 'runs', holds: 'Each step in the life of an alert, with what was written of it.', why: 'To answer for it.', basis: 'public task', keep: 'SIGHTLINE_KEEP_WORDS_DAYS', from: 'when it was written', end: 'The words are erased; the step stays.', source: ombudsman,
      sweep: { at: 't.at', due: 't.words IS NOT NULL', set: 'words = NULL', heldBy: `ARRAY['run:' || (SELECT a.run_ref FROM alert a WHERE a.alert_ref = t.alert_ref)]` },
      subjects: { passenger: { where: names('t.words'), erase: `UPDATE alert_entry t SET words = NULL WHERE ${names('t.words')} AND NOT ('run:' || (SELECT a.run_ref FROM alert a WHERE a.alert_ref = t.alert_ref)) = ANY ($2::text[])` } }, aboutOthers: ['actor'],
    },
    {
      table: 'handover', category: 'runs', holds: 'What one shift told the next.', why: 'So that nothing is forgotten between shifts.', basis: 'public task', keep: 'SIGHTLINE_KEEP_WORDS_DAYS', from: 'when it was given', end: 'The words are erased; that a shift was handed over stays.', source: ombudsman,
      sweep: { at: 't.at', due: 't.words IS NOT NULL', set: 'words = NULL' },
      subjects: { passenger: { where: names('t.words'), erase: `UPDATE handover SET words = NULL WHERE ${names('words')}` } }, aboutOthers: ['said_by', 'given_by', 'given_to'],
    },
    {
      table: 'passenger', category: 'children', holds: 'A child: name, birth date, postcode, school, route, stops, needs, banner; and name and postcode as they are searched for.', why: 'To bring the child to school safely, and to answer the family.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CHILD_DAYS', from: 'the last day of transport that was told; else the last run of the route or the last word of the child', end: 'The record is forgotten with its search keys, links and words; the reference stays in figures.',
      source: 'Education Act 1996, sections 508B to 508F (the duty); one school year, so that an appeal can be heard. The eligibility record is in the case system',
      sweep: {
        at: `CASE WHEN t.data ? 'leftDate' THEN ((t.data ->> 'leftDate')::date + 1)::timestamptz ELSE greatest((SELECT max(r.ends_at) FROM run r WHERE r.route_ref = t.route_ref), ${lastTold('passenger', 't.passenger_ref')}) END`,
        forgets: { kind: 'passenger', ref: 't.passenger_ref' }, heldBy: `ARRAY['passenger:' || t.passenger_ref]`,
      },
      subjects: { passenger: { where: 't.passenger_ref = $1' } },
      aboutOthers: ['name_key', 'postcode_key'],
    },
    {
      table: 'guardian', category: 'children', holds: 'Who answers for a child: name, relationship, telephone numbers, email, a seal of their password, which children.', why: 'To reach the family, and to know a caller.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CHILD_DAYS', from: 'the last word of them, once none of their children is known', end: 'The record is forgotten with its links and preferences.', source: 'as the child',
      sweep: { at: lastTold('guardian', 't.guardian_ref'), due: 'NOT EXISTS (SELECT FROM passenger p WHERE p.passenger_ref = ANY (t.passenger_refs))', forgets: { kind: 'guardian', ref: 't.guardian_ref' }, heldBy: `ARRAY['guardian:' || t.guardian_ref]` },
      subjects: { guardian: { where: 't.guardian_ref = $1' } }, aboutOthers: ['telephone_keys'],
    },
    {
      table: 'transport_reference', category: 'guides', holds: 'Guides: name, telephone number, training and where they live. Of schools, operators and vehicles nothing about a person beyond a telephone number of work.', why: 'To put a guide on a run and to find a stand-in near it.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CHILD_DAYS', from: 'the last run of the guide or the last word of them', end: 'The record of the guide is forgotten; schools, operators and vehicles stay.', source: 'as the child',
      sweep: { at: `greatest((SELECT max(r.ends_at) FROM run r WHERE r.assistant_ref = t.ref), ${lastTold('assistant', 't.ref')})`, due: `t.kind = 'assistant'`, forgets: { kind: 'assistant', ref: 't.ref' }, heldBy: `ARRAY['assistant:' || t.ref]` },
      subjects: { assistant: { where: `t.kind = 'assistant' AND t.ref = $1` } },
    },
    {
      table: 'assistant_absence', category: 'guides', holds: 'When a guide cannot work. Never why.', why: 'To find a stand-in in time.', basis: 'public task', keep: { words: 'while the guide is known' }, from: 'the end of the record of the guide', end: 'The row is removed.',
      subjects: { assistant: { where: 't.assistant_ref = $1', erase: 'DELETE FROM assistant_absence WHERE assistant_ref = $1' } },
    },
  ],
  nobody: [
    { table: 'run_path', because: 'Lines on the ground, each shared by runs.' },
    { table: 'prediction_score', because: 'Sums by route and day.' },
    { table: 'service_alert', because: 'What travellers are told of a service.' },
    { table: 'school_closure', because: 'Days on which a school is shut.' },
    { table: 'gtfs_feed', because: 'Timetables.' },
    { table: 'gtfs_trip', because: 'Timetables.' },
    { table: 'gtfs_shape', because: 'Timetables.' },
    { table: 'gtfs_run', because: 'Timetables.' },
    { table: 'gtfs_day', because: 'Timetables.' },
    { table: 'sitrep_week', because: 'Weeks as they were reported: totals.' },
    { table: 'sitrep_after', because: 'What came after a week was closed, by run.' },
    { table: 'operator_contract', because: 'What a contract asks.' },
  ],
  holds: [
    {
      held: `SELECT 'run' AS kind, a.run_ref AS ref, 'alert-open' AS cause, a.alert_ref AS because, NULL::timestamptz AS until FROM alert a
       WHERE a.closed_at IS NULL AND (a.ended_at IS NULL OR (a.worst ->> 'band' = 'safeguarding' AND a.acknowledged_at IS NULL))`,
    },
    {
      // A complaint about a child may be about any journey of the fortnight before it.
      spreads: `SELECT 'run', r.run_ref, h.cause, h.because, h.until FROM held h JOIN casework_case c ON c.case_ref = h.because JOIN passenger p ON p.passenger_ref = h.ref
         JOIN run r ON r.route_ref = p.route_ref AND r.service_date BETWEEN c.received_date - 14 AND c.received_date
        WHERE h.kind = 'passenger' AND h.cause IN ('case-open', 'case-closed') AND c.case_type = 'complaint'`,
    },
    { spreads: `SELECT 'guardian', g.guardian_ref, h.cause, h.because, h.until FROM guardian g JOIN held h ON h.kind = 'passenger' AND h.ref = ANY (g.passenger_refs)` },
  ],
};
