import * as z from 'zod';
import { messageRules } from '../lists/messages.js';
import { ref, timeOfDay, words } from '../primitives.js';

const rule = z.enum(messageRules);
const minutes = z.int().min(5).max(60);

/** Which messages go by themselves, which wait for the control room, and when none go. */
export const messagingRules = z.object({
  late: rule,
  cancelled: rule,
  resumed: rule,
  covered: rule,
  arrived: rule,
  lateMinutes: minutes.describe("a family is told from so many minutes late at its own stop"),
  changeMinutes: minutes.describe('and again when what it was told has changed by so many'),
  quietFrom: timeOfDay.describe('local time; what is not urgent waits'),
  quietUntil: timeOfDay.describe('local time'),
});
export type MessagingRules = z.output<typeof messagingRules>;

/** What a person says of messages: which may go, and by which rules. */
export const messageCommandEvents = {
  'message.approved': z.object({ messageRef: ref, runRef: ref, words: words.min(1, 'must not be empty').optional() }).describe('A message that waits may go, as it is or in other words.'),
  'message.dropped': z.object({ messageRef: ref, runRef: ref }).describe('A message that waits is not to go.'),
  'messaging.rules-set': messagingRules.describe('Which messages go by themselves. Carries the whole current state.'),
} as const;

/** Who wants messages. */
export const messageEvents = {
  'message.opted-out': z.object({ guardianRef: ref }).describe('A guardian wants no messages. It stands whatever a later import says.'),
  'message.opted-in': z.object({ guardianRef: ref, arrivals: z.boolean().optional().describe('also when the bus has arrived') }).describe('A guardian wants messages after all.'),
} as const;
