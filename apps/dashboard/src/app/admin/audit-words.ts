import type { AuditAction, AuditRow, UnusualKind, UnusualOutcome } from '@sightline/contracts';
import { auditActions } from '@sightline/contracts';
import { sentenceCase } from '../ui/words';

/** What each action was, in words that go after a person's name. */
const words: Record<AuditAction, string> = {
  'signed-in': 'signed in', 'signed-out': 'signed out', 'sign-in-refused': 'was refused at the sign-in', 'sign-out-refused': 'sent a sign-out in the provider’s name that was refused', refused: 'was refused',
  changed: 'changed something', 'command-refused': 'tried a change that was not taken', exported: 'took a file', imported: 'loaded a file',
  'profile-saved': 'saved an import profile', 'profile-removed': 'removed an import profile', 'device-added': 'added a device', 'device-removed': 'removed a device',
  'run-opened': 'opened a run with its children', 'run-followed': 'followed a run with its children', 'trace-opened': 'opened where a vehicle was', 'manifests-opened': 'took the morning pack',
  'recipients-opened': 'opened who got a message', 'case-opened': 'opened a case', 'link-opened': 'opened a page by its link', 'link-followed': 'followed a page by its link',
  'contact-logged': 'logged a call', 'contact-read': 'read a logged call about a child', 'audit-read': 'read the audit', 'holds-opened': 'opened what is held back', 'unusual-looked-at': 'looked at something unusual',
  'family-declared': 'declared family of an account', 'family-withdrawn': 'withdrew a declaration of family', 'account-added': 'added an account', 'account-changed': 'changed an account', 'password-changed': 'changed their password',
  'second-factor-on': 'switched the second factor on', 'second-factor-off': 'switched the second factor off', 'second-factor-reset': 'reset a second factor', 'recovery-codes-made': 'made new recovery codes', 'recovery-code-used': 'signed in with a recovery code', 'sessions-ended': 'ended sessions',
  'link-issued': 'issued a link', 'link-shown': 'was shown the address of a link', 'link-revoked': 'revoked a link',
  'child-search': 'was shown children by a search', 'child-search-refused': 'searched for children too often',
  'look-up-opened': 'looked up a child', 'look-up-banner-read': 'read the banner of a child', 'look-up-failed': 'could not verify a caller', 'look-up-locked': 'locked a look-up', 'look-up-verified': 'verified a caller',
  'look-up-shown': 'was shown a child', 'look-up-call-back': 'asked for a call-back', 'look-up-refused': 'was refused a look-up', 'look-up-ended': 'ended a look-up',
  'source-added': 'added a source', 'source-changed': 'changed a source', 'source-removed': 'removed a source', 'audit-pruned': 'pruned the oldest part of the audit',
  'retention-sweep-asked': 'asked for a sweep', 'retention-sweep-begun': 'a sweep began', 'retention-swept': 'a sweep took out what was over',
  'hold-placed': 'placed a hold', 'hold-ended': 'ended a hold', 'subject-seen': 'saw what is held of somebody', 'subject-exported': 'exported what is held of somebody', 'subject-erased': 'erased somebody', 'subject-searched': 'searched for a caller',
};
export const actionWords = (action: string): string => (words as Readonly<Partial<Record<string, string>>>)[action] ?? action.replaceAll('-', ' ');
export const actionChoices = auditActions.map((action) => ({ action, words: sentenceCase(actionWords(action)) })).sort((a, b) => a.words.localeCompare(b.words, 'en-GB'));

/** What nobody asks for. */
const byItself: readonly string[] = ['retention-sweep-begun', 'retention-swept', 'audit-pruned'] satisfies AuditAction[];
export const whoWords = ({ username, action }: AuditRow): string => username ?? (byItself.includes(action) ? 'Sightline itself' : 'nobody recognised');

export const kindWords: Readonly<Record<UnusualKind, string>> = {
  'look-up-without-call': 'Look-ups without a call', volume: 'Many looks', 'same-child': 'The same child again', 'outside-hours': 'Outside usual hours', 'own-family': 'Own family',
  'same-surname': 'The same surname', 'failed-verifications': 'Failed verifications', 'export-after-refusals': 'A file after refusals', 'guessed-sign-in': 'Guesses at a sign-in',
};
export const outcomeWords: Readonly<Record<UnusualOutcome, string>> = { explained: 'It is explained', 'spoken-with': 'Spoken with the person', reported: 'Reported', 'not-unusual': 'Not unusual' };

const fieldWords: Readonly<Record<string, string>> = {
  passengerRef: 'child', passengerRefs: 'children', contactRef: 'logged call', lookUpRef: 'look-up', assistantRef: 'guide', familyId: 'declaration', subject: 'whom',
  items: 'records shown', rows: 'rows', how: 'by', route: 'at', times: 'further times', name: 'name, as a key',
};
/** A field that nobody gave words: `schoolRef` is the school. */
const plainField = (name: string): string => name.replace(/(Ref|Id)$/, '').replaceAll(/([A-Z])/g, ' $1').toLowerCase();
const plainValue = (value: unknown): string => {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  return JSON.stringify(value).replaceAll(/["{}[\]]/g, '').replaceAll(',', ', ') || 'nothing';
};

/** What a record names, field by field: an account by its name. A look-up that names no call says so. */
export function detailWords({ about, detail }: AuditRow): { name: string; value: string }[] {
  return Object.entries(detail).map(([name, value]) => ({ name: fieldWords[name] ?? plainField(name), value: name === 'account' ? (about ?? plainValue(value)) : plainValue(value) }));
}
