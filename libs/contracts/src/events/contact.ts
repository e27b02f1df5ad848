import * as z from 'zod';
import { instant, ref, title, words } from '../primitives.js';

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
      reason: title,
      outcome: words,
      adviserRef: ref,
      at: instant,
    })
    .describe('What a caller asked and was told.'),
} as const;
