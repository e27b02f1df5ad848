/** What the audit can hold: one action a line, in the past tense. What each means in plain words is in the dashboard's `audit-words.ts`. */
export const auditActions = [
  'signed-in', 'sign-in-refused', 'signed-out', 'refused',
  'sign-out-refused',
  'changed',
  'command-refused',
  'exported',
  'imported',
  'profile-saved',
  'profile-removed',
  'device-added',
  'device-removed',
  'run-opened',
  'run-followed',
  'trace-opened',
  'manifests-opened',
  'recipients-opened',
  'case-opened',
  'link-opened',
  'link-followed',
  'contact-logged',
  'audit-read',
  'holds-opened',
  'unusual-looked-at',
  'family-declared',
  'family-withdrawn',
  'contact-read',
  'account-added', 'account-changed',
  'second-factor-on', 'second-factor-off', 'second-factor-reset',
  'recovery-codes-made', 'recovery-code-used',
  'password-changed',
  'sessions-ended',
  'link-issued', 'link-shown', 'link-revoked',
  'child-search', 'child-search-refused',
  'look-up-opened', 'look-up-banner-read', 'look-up-failed', 'look-up-locked', 'look-up-verified', 'look-up-shown', 'look-up-call-back', 'look-up-refused', 'look-up-ended',
  'source-added', 'source-changed', 'source-removed',
  'audit-pruned',
  'retention-sweep-asked', 'retention-sweep-begun', 'retention-swept', 'hold-placed', 'hold-ended',
  'subject-searched', 'subject-seen', 'subject-exported', 'subject-erased',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Kinds of use that somebody should look at. None of them is a proof, and nothing is done by itself. */
export const unusualKinds = ['look-up-without-call', 'volume', 'same-child', 'outside-hours', 'own-family', 'same-surname', 'failed-verifications', 'export-after-refusals', 'guessed-sign-in'] as const;
export type UnusualKind = (typeof unusualKinds)[number];

/** What came of looking at one: a list and not words of somebody's own, since it goes into the audit, which holds no names. */
export const unusualOutcomes = ['explained', 'spoken-with', 'reported', 'not-unusual'] as const;
export type UnusualOutcome = (typeof unusualOutcomes)[number];
