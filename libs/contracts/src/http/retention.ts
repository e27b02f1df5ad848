import * as z from 'zod';
import { holdCauses, holdKinds, subjectKinds } from '../lists/retention.js';
import { count, ref } from '../primitives.js';

const at = z.iso.datetime();
const reason = z.string().trim().min(5, 'say why, in a few words').max(500);

/** What a rule of the schedule says, and how it stands. */
export const retentionRow = z.object({
  name: z.string(),
  category: z.string(),
  holds: z.string(),
  why: z.string(),
  basis: z.string(),
  keep: z.string().describe('days, or until what'),
  days: count.optional(),
  setting: z.string().optional(),
  from: z.string(),
  end: z.string(),
  source: z.string().optional(),
  oldestAt: at.optional().describe('the oldest that is kept, as the last sweep left it'),
  nextAt: at.optional().describe('when the oldest is over'),
  held: count.optional().describe('over, and held back'),
  removed: count.optional().describe('by the last sweep'),
});
export type RetentionRow = z.output<typeof retentionRow>;

export const sweepView = z.object({ startedAt: at, endedAt: at, removed: count, erased: count.describe('erasures that had waited and were carried out') });
export type SweepView = z.output<typeof sweepView>;

export const retentionView = z.object({ items: z.array(retentionRow), lastSweep: sweepView.optional(), isSweeping: z.boolean() });
export type RetentionView = z.output<typeof retentionView>;

export const holdView = z.object({
  kind: z.string(),
  ref: z.string(),
  cause: z.enum(holdCauses),
  because: z.string(),
  why: z.string(),
  until: at.optional(),
  holdId: z.string().optional().describe('of one that was placed by hand, and can be ended'),
  reason: z.string().optional(),
  placedAt: at.optional(),
});
export type HoldView = z.output<typeof holdView>;

export const newHold = z.strictObject({ kind: z.enum(holdKinds), ref, reason });
export type NewHold = z.output<typeof newHold>;

export const callsOfNumber = z.strictObject({ number: z.string().min(6).max(40).regex(/^[+\d ()-]+$/, 'must be a telephone number') });
export const callRefs = z.object({ items: z.array(z.object({ callRef: z.string(), at: at })) });

/** What is held of somebody by one rule. */
export const subjectPart = z.object({ name: z.string(), category: z.string(), holds: z.string(), keep: z.string(), count, kept: z.array(z.string()).describe('why some of it is held back') });
export const subjectView = z.object({
  kind: z.enum(subjectKinds),
  ref: z.string(),
  parts: z.array(subjectPart),
  holds: z.array(z.string()).describe('why the record as a whole is held back'),
  erasureAskedAt: at.optional().describe('an erasure waits for the end of a hold'),
});
export type SubjectView = z.output<typeof subjectView>;

export const erasure = z.strictObject({ reason, confirm: ref.describe('the reference once more, typed') });
export const erasureReply = z.object({
  erased: z.boolean().describe('false: all of it is held back'),
  kept: z.array(z.object({ what: z.string(), why: z.string() })),
  waits: z.boolean().describe('what is kept is erased by itself when the hold ends'),
});
export type ErasureReply = z.output<typeof erasureReply>;
