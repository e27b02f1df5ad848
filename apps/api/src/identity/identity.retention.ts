import type { FeatureRetention } from '../retention/rule.js';

/** What is kept of those who work with the product, and of public links. */
export const identityRetention: FeatureRetention = {
  feature: 'identity',
  rules: [
    {
      table: 'account', category: 'staff', holds: 'User name and role of a member of staff, and a hash of their password; with single sign-on their name and identifier there instead.', why: 'So that only staff sign in, and the audit can say who acted.', basis: 'public task',
      keep: { words: 'for good; a closed one opens nothing' }, from: 'when it was made', end: 'It stays, so that the audit can name it: Sightline has no function that removes one.',
    },
    {
      table: 'session', category: 'staff', holds: 'When an account was signed in, and with what kind of device. No address.', why: 'To end sessions, and to see unusual use.', basis: 'public task', keep: 'SIGHTLINE_KEEP_SESSION_DAYS', from: 'when it expired', end: 'The row is removed.',
      source: 'National Cyber Security Centre, logging for security purposes: long enough to look into an incident', sweep: { at: 't.expires_at' },
    },
    {
      table: 'second_factor', category: 'staff', holds: 'That an account has a second factor, and its secret, encrypted.', why: 'So that a password alone opens nothing.', basis: 'public task', keep: { words: 'while the account has it' }, from: 'when it was set up', end: 'The row is removed with the factor.',
    },
    {
      table: 'recovery_code', category: 'staff', holds: 'Hashes of the codes by which somebody gets in who has lost their second factor.', why: 'To let them in once each.', basis: 'public task', keep: { words: 'while the account has its second factor' }, from: 'when they were made', end: 'The rows are removed with the factor.',
    },
    {
      table: 'account_family', category: 'staff', holds: 'That an account declared a family as its own, by a keyed key of a child or guardian.', why: 'To point out when somebody looks at their own family.', basis: 'public task', keep: { words: 'while the account is open' }, from: 'when it was declared', end: 'The row is removed by whoever administers accounts.',
    },
    {
      table: 'audit', category: 'audit', holds: 'Which account looked at, changed, exported or was refused what: references alone.', why: 'To show who looked at a child, and to answer for it.', basis: 'legal obligation',
      keep: 'SIGHTLINE_KEEP_AUDIT_DAYS', from: 'when it happened', end: 'The oldest records are cut off behind a seal that proves the rest whole.', source: 'Limitation Act 1980, section 9 (six years); UK GDPR article 5(2)',
      subjects: { passenger: { where: `t.detail @> jsonb_build_object('passengerRef', $1::text)` }, guardian: { where: `t.detail @> jsonb_build_object('guardianRef', $1::text)` } }, aboutOthers: ['account_id', 'seal', 'place'],
    },
    {
      table: 'device', category: 'staff', holds: 'Which phone or tracker sends for which vehicle or guide, and a hash of its secret.', why: 'So that only known devices send positions.', basis: 'public task', keep: { words: 'until somebody removes the device' }, from: 'when it was made', end: 'The row is removed by hand; of a guide who is forgotten, at once.',
      subjects: { assistant: { where: 't.assistant_ref = $1', erase: 'DELETE FROM device WHERE assistant_ref = $1' } }, aboutOthers: ['secret_hash'],
    },
    {
      table: 'link', category: 'links', holds: 'Which guardian, school, operator or guide may follow which child or run, until when, and when it was last used.', why: 'So that a family can see its bus, and nobody else can.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_LINK_DAYS', from: 'when it ended', end: 'The row is removed.', source: 'storage limitation, UK GDPR article 5(1)(e): a link that opens nothing serves nothing',
      sweep: { at: 'coalesce(t.revoked_at, t.expires_at)', heldBy: `ARRAY['passenger:' || t.passenger_ref]` },
      subjects: {
        passenger: { where: 't.passenger_ref = $1', erase: 'UPDATE link SET revoked_at = coalesce(revoked_at, now()) WHERE passenger_ref = $1' },
        guardian: { where: 't.guardian_ref = $1', erase: 'UPDATE link SET revoked_at = coalesce(revoked_at, now()) WHERE guardian_ref = $1' },
        assistant: { where: 't.assistant_ref = $1', erase: 'UPDATE link SET revoked_at = coalesce(revoked_at, now()) WHERE assistant_ref = $1' },
      },
    },
  ],
  nobody: [{ table: 'audit_anchor', because: 'A seal over what was cut off the audit.' }],
};
