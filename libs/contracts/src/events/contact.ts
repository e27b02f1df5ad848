import * as z from 'zod';
import { count, instant, ref, title, words } from '../primitives.js';

const seconds = z.number().min(0).max(86_400);

/** Telephone calls and what became of them. */
export const contactEvents = {
  'call.queued': z.object({ callRef: ref, queue: title, at: instant, callerNumber: z.string().max(40).optional() }).describe('A caller waits.'),
  'call.answered': z.object({ callRef: ref, adviserRef: ref, at: instant }).describe('An adviser took the call.'),
  'call.abandoned': z.object({ callRef: ref, at: instant }).describe('The caller gave up.'),
  'call.ended': z.object({ callRef: ref, talkSeconds: seconds, holdSeconds: seconds, wrapSeconds: seconds, at: instant }).describe('The call and its paperwork are over.'),
  'contact.logged': z
    .object({
      contactRef: ref,
      callRef: ref.optional(),
      runRef: ref.optional(),
      passengerRef: ref.optional(),
      lookUpRef: ref.optional().describe('the look-up in which its caller was verified'),
      sequence: count.max(1000).optional().describe('the stop that was asked about'),
      reason: title,
      outcome: words,
      told: words.optional().describe('the sentence as it was read aloud'),
      words: words.optional().describe("the adviser's own"),
      caseRef: ref.optional().describe('the complaint or call-back that came of it'),
      adviserRef: ref,
      at: instant,
    })
    .describe('What a caller asked and was told. Of one that a person logs, the server says who and when, and keeps what it knew.'),
  'contact.noted': z.object({ noteRef: ref, contactRef: ref, words: words.min(1, 'must not be empty') }).describe('A logged call was corrected or added to; what was said first stays.'),
} as const;
