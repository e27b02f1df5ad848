import { unlessHeld } from '../retention/rule.js';
import type { FeatureRetention } from '../retention/rule.js';

const gone = `address = NULL, link = NULL, words = NULL, next_attempt_at = NULL,
  state = CASE WHEN state IN ('held', 'queued') THEN 'suppressed' ELSE state END, reason = CASE WHEN state IN ('held', 'queued') THEN 'forgotten' ELSE reason END`;
const heldBy = `ARRAY['run:' || t.run_ref] || ARRAY(SELECT 'passenger:' || each FROM unnest(t.passenger_refs) AS each)`;

/** What is kept of messages to families, schools and operators. */
export const notifyRetention: FeatureRetention = {
  feature: 'notify',
  rules: [
    {
      table: 'outgoing_message', category: 'messages', holds: 'To which number or address what was written about which run and children, and whether it arrived.', why: 'To deliver it, and to show that a family was told.', basis: 'public task',
      keep: 'SIGHTLINE_KEEP_MESSAGE_DAYS', from: 'when it was made', end: 'Address, words and link are erased. That it went, what it was about by reference, and its state stay for the figures.',
      source: 'storage limitation, UK GDPR article 5(1)(e); what was told can be worked out again from what stays, for as long as the Ombudsman may ask',
      sweep: { at: 't.created_at', due: `(t.address IS NOT NULL OR t.words IS NOT NULL OR t.link IS NOT NULL) AND t.state NOT IN ('held', 'queued', 'sending')`, set: 'address = NULL, words = NULL, link = NULL', heldBy },
      subjects: {
        passenger: { where: '$1 = ANY (t.passenger_refs)', erase: `UPDATE outgoing_message t SET ${gone} WHERE t.passenger_refs @> ARRAY[$1] AND ${unlessHeld(heldBy)}` },
        guardian: { where: 't.guardian_ref = $1', own: ['guardian_ref', 'address'], erase: `UPDATE outgoing_message t SET ${gone} WHERE t.guardian_ref = $1 AND ${unlessHeld(heldBy)}` },
      },
      aboutOthers: ['passenger_refs', 'guardian_ref', 'recipient_ref', 'decided_by', 'address', 'link', 'substance'],
    },
    {
      table: 'message_preference', category: 'messages', holds: 'Which messages a guardian wants.', why: 'To respect their choice.', basis: 'public task', keep: { words: 'while the guardian is known' }, from: 'the end of the record of the guardian', end: 'The row is removed.',
      subjects: { guardian: { where: 't.guardian_ref = $1', erase: 'DELETE FROM message_preference WHERE guardian_ref = $1' } }, aboutOthers: ['changed_by'],
    },
  ],
  nobody: [{ table: 'messaging_rules', because: 'The rules by which messages go, and the account that set them.' }],
};
