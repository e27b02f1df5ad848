import { unlessHeld } from '../retention/rule.js';
import type { FeatureRetention } from '../retention/rule.js';

const heldBy = `ARRAY['contact:' || t.contact_ref, 'passenger:' || t.passenger_ref, 'run:' || t.run_ref, 'call:' || t.call_ref, 'case:' || t.case_ref]`;
const ombudsman = 'Local Government Act 1974, section 26B: a complaint is made within 12 months; and a month for it to be heard of';
const noteHeldBy = `(SELECT ARRAY['contact:' || c.contact_ref, 'passenger:' || c.passenger_ref, 'run:' || c.run_ref, 'case:' || c.case_ref] FROM contact c WHERE c.contact_ref = t.contact_ref)`;
const lookUpHeldBy = `ARRAY['passenger:' || t.passenger_ref, 'call:' || t.call_ref, 'case:' || t.call_back_ref]`;

/** What is kept of telephone calls, and of who looked a child up. */
export const contactRetention: FeatureRetention = {
  feature: 'contact',
  rules: [
    {
      table: 'contact', category: 'calls', holds: 'What a caller asked about a child and was told, in words, with what the product knew then.', why: 'To answer a complaint about what was said.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CALL_DAYS', from: 'when it was logged', end: 'Words, outcome and what was known are erased, and the child and the call with them; that a call was logged, its reason and its hour stay for the figures.', source: ombudsman,
      sweep: { at: 't.at', due: `(t.words IS NOT NULL OR t.told IS NOT NULL OR t.evidence IS NOT NULL OR t.passenger_ref IS NOT NULL OR t.call_ref IS NOT NULL OR t.outcome <> '')`, set: `words = NULL, told = NULL, evidence = NULL, passenger_ref = NULL, call_ref = NULL, look_up_ref = NULL, outcome = ''`, heldBy },
      subjects: { passenger: { where: 't.passenger_ref = $1', erase: `UPDATE contact t SET words = NULL, told = NULL, evidence = NULL, outcome = '' WHERE t.passenger_ref = $1 AND ${unlessHeld(heldBy)}` } },
      aboutOthers: ['adviser_ref'],
    },
    {
      table: 'contact_note', category: 'calls', holds: 'What was added to a logged call.', why: 'As the call itself.', basis: 'public task', keep: 'SIGHTLINE_KEEP_CALL_DAYS', from: 'when it was written', end: 'The row is removed.', source: ombudsman,
      sweep: { at: 't.at', heldBy: noteHeldBy },
      subjects: { passenger: { where: 't.contact_ref IN (SELECT contact_ref FROM contact WHERE passenger_ref = $1)', erase: `DELETE FROM contact_note t WHERE t.contact_ref IN (SELECT contact_ref FROM contact WHERE passenger_ref = $1) AND ${unlessHeld(noteHeldBy)}` } },
      aboutOthers: ['said_by'],
    },
    {
      table: 'call', category: 'calls', holds: 'When a call waited, was answered and ended, and by which adviser. The number is kept apart.', why: 'For the service levels of the lines.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_CALL_DAYS', from: 'when it was last heard of', end: 'The adviser is erased; the times stay for the figures.', source: 'a year of figures to compare with',
      sweep: { at: 't.heard_at', due: 't.adviser_ref IS NOT NULL', set: 'adviser_ref = NULL', heldBy: `ARRAY['call:' || t.call_ref]` },
      subjects: { caller: { where: `('call:' || t.call_ref) = ANY ($1::text[])` } }, aboutOthers: ['adviser_ref'],
    },
    {
      table: 'look_up', category: 'calls', holds: 'Which adviser opened which child for which caller, and whether the caller was verified.', why: 'To open one child to one adviser, and to show that the caller was verified.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_LOOK_UP_DAYS', from: 'when it expired', end: 'The row is removed; the audit says for longer that the child was looked up.', source: ombudsman,
      sweep: { at: 't.expires_at', heldBy: lookUpHeldBy },
      subjects: {
        passenger: { where: 't.passenger_ref = $1', erase: `DELETE FROM look_up t WHERE t.passenger_ref = $1 AND ${unlessHeld(lookUpHeldBy)}` },
        guardian: { where: 't.guardian_ref = $1', erase: 'UPDATE look_up SET guardian_ref = NULL, relationship = NULL, matched = NULL WHERE guardian_ref = $1' },
      },
      aboutOthers: ['account_id', 'session_id', 'guardian_ref'],
    },
  ],
  holds: [
    {
      spreads: `SELECT 'contact', c.contact_ref, h.cause, h.because, h.until FROM contact c JOIN held h ON h.kind = 'case' AND h.ref = c.case_ref
        UNION SELECT 'passenger', l.passenger_ref, 'call-back', h.because, h.until FROM look_up l JOIN held h ON h.kind = 'case' AND h.ref = l.call_back_ref`,
    },
    {
      spreads: `SELECT each.kind, each.ref, h.cause, h.because, h.until FROM contact c JOIN held h ON h.kind = 'contact' AND h.ref = c.contact_ref
        CROSS JOIN LATERAL (VALUES ('run', c.run_ref), ('call', c.call_ref), ('passenger', c.passenger_ref)) AS each (kind, ref) WHERE each.ref IS NOT NULL`,
    },
  ],
};
