import * as z from 'zod';
import { callOutcomes } from '../lists/contact.js';
import { count, ref, words } from '../primitives.js';
import { runDetail } from './transport.js';

const at = z.string().describe('RFC 3339');

/** What the server knew at the moment in which a call was logged. Taken from its own state, never from the page, and not changed afterwards. */
export const contactEvidence = z.object({
  takenAt: at,
  sentence: z.string().describe("the answer as the server's own state made it"),
  ageSentence: z.string().describe('how old what it rests on was'),
  sequence: count.optional().describe('the stop that was asked about'),
  told: z
    .array(z.object({ at, channel: z.string(), state: z.string(), words: z.string().optional() }))
    .optional()
    .describe("messages of this run to the family of the verified caller's child until then, with what had become of them"),
  run: runDetail
    .omit({ children: true, guide: true, path: true, notes: true, sentence: true })
    .describe('the run then: its state, what was wrong with it, its position with its age, its stops with their windows, what was sent to families'),
});
export type ContactEvidence = z.output<typeof contactEvidence>;

/** A call as an adviser logs it. The references are the page's own, so that it may be sent again. */
export const newContact = z.object({
  contactRef: ref,
  outcome: z.enum(callOutcomes),
  callRef: ref.optional(),
  lookUpRef: ref.optional().describe('the verified look-up of the child that it was about'),
  runRef: ref.optional(),
  sequence: count.max(1000).optional().describe('the stop that was asked about'),
  told: words.optional().describe('the sentence as it was read aloud'),
  words: words.optional().describe("the adviser's own"),
});
export type NewContact = z.output<typeof newContact>;

export const contactReply = z.object({
  contactRef: z.string(),
  at,
  caseRef: z.string().optional().describe('the complaint or call-back that it opened'),
  dueDate: z.string().optional().describe('by which that is due'),
});
export type ContactReply = z.output<typeof contactReply>;

export const contactView = z.object({
  contactRef: z.string(),
  callRef: z.string().optional(),
  runRef: z.string().optional(),
  passengerRef: z.string().optional(),
  lookUpRef: z.string().optional(),
  reason: z.string(),
  outcome: z.string(),
  words: z.string().optional(),
  told: z.string().optional(),
  adviserRef: z.string(),
  at,
  caseRef: z.string().optional(),
  evidence: contactEvidence.optional().describe('none where no run was asked about'),
  notes: z.array(z.object({ noteRef: z.string(), at, by: z.string(), words: z.string() })).describe('what was added since; nothing is ever changed'),
});
export type ContactView = z.output<typeof contactView>;
