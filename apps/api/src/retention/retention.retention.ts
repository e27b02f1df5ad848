import type { FeatureRetention } from './rule.js';

/** What forgetting itself keeps. */
export const retentionRetention: FeatureRetention = {
  feature: 'retention',
  rules: [
    {
      table: 'retention_hold', category: 'cases', holds: 'What was held back by hand, by which account and why.', why: 'To answer for keeping something for longer.', basis: 'public task', keep: 'SIGHTLINE_KEEP_AUDIT_DAYS', from: 'when the hold ended', end: 'The row is removed.', sweep: { at: 't.ended_at' },
      subjects: { passenger: { where: `t.kind = 'passenger' AND t.ref = $1` } }, aboutOthers: ['placed_by', 'ended_by'],
    },
    {
      table: 'erasure_request', category: 'audit', holds: 'An erasure that waits for the end of a hold, by reference.', why: 'To carry it out.', basis: 'legal obligation', keep: { words: 'until it is carried out' }, from: 'when it was asked for', end: 'The row is removed.',
      subjects: Object.fromEntries((['passenger', 'guardian', 'assistant', 'caller'] as const).map((kind) => [kind, { where: `t.kind = '${kind}' AND t.ref = $1` }])), aboutOthers: ['asked_by'],
    },
  ],
  nobody: [{ table: 'retention_sweep', because: 'Counts of what was forgotten.' }],
  holds: [{ held: `SELECT m.kind, m.ref, 'by-hand' AS cause, m.hold_id::text AS because, NULL::timestamptz AS until FROM retention_hold m WHERE m.ended_at IS NULL` }],
};
