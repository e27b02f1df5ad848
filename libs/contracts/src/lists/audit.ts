/** What the audit can hold: one action a line, in the past tense. What each means in plain words is in the dashboard's `audit-words.ts`. */
export const auditActions = [
  'signed-in', 'sign-in-refused', 'signed-out', 'refused',
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
] as const;
export type AuditAction = (typeof auditActions)[number];
