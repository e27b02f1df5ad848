import * as z from 'zod';
import { lookUpPurposes, relationships, verificationFacts } from '../lists/look-ups.js';
import { passengerBanners } from '../lists/transport.js';
import { ref } from '../primitives.js';

const said = z.string().trim().min(1).max(200);

/** An adviser begins to look a child up for a caller. */
export const lookUpRequest = z.strictObject({
  passengerRef: ref,
  callRef: ref.optional().describe('the call that the adviser has on the line; left out, the audit says that there was none'),
  purpose: z.enum(lookUpPurposes),
});
export type LookUpRequest = z.output<typeof lookUpRequest>;

export const bannerView = z.object({ kind: z.enum(passengerBanners), title: z.string(), words: z.string(), doNotSay: z.array(z.string()) });
export type BannerView = z.output<typeof bannerView>;

/** What a caller can be asked. No fact that is held is in it. */
export const lookUpForm = z.object({
  initials: z.string(),
  schoolName: z.string().optional(),
  relationships: z.array(z.enum(relationships)).describe('the same for every child'),
  facts: z.array(z.enum(verificationFacts)).describe('of which something is held'),
  hasPassword: z.boolean(),
  attemptsLeft: z.int().min(0).describe('0: locked; a call-back is the way on'),
  script: z.string().optional().describe('what to read to the caller, where the look-up is locked'),
});
export type LookUpForm = z.output<typeof lookUpForm>;

/** A look-up as its adviser sees it: with an unread banner there is no form. */
export const lookUpView = z.object({
  lookUpRef: z.string(),
  expiresAt: z.string(),
  banner: bannerView.optional(),
  form: lookUpForm.nullable(),
  canCallBack: z.boolean().describe('a number is held'),
});
export type LookUpView = z.output<typeof lookUpView>;

/** What the caller said. Only whether all of it fits is answered. */
export const verifyRequest = z.strictObject({
  relationship: z.enum(relationships),
  facts: z.strictObject({ birthDate: said, postcode: said, guardianName: said, telephone: said }).partial(),
  password: said.optional(),
});
export type VerifyRequest = z.output<typeof verifyRequest>;

export const verifyReply = z.discriminatedUnion('verified', [
  z.object({ verified: z.literal(true) }),
  z.object({ verified: z.literal(false), attemptsLeft: z.int().min(0), script: z.string() }),
]);
export type VerifyReply = z.output<typeof verifyReply>;

export const callBackRequest = z.strictObject({});
export const callBackReply = z.object({ caseRef: z.string() });
export type CallBackReply = z.output<typeof callBackReply>;

/** A call that the adviser took and that is not over. */
export const callOnLine = z.object({ callRef: z.string(), queue: z.string().optional(), answeredAt: z.string() });
export type CallOnLine = z.output<typeof callOnLine>;

/** One child as a verified caller's adviser sees it, streaming. Key `child` of the topic `look-up`. */
export const lookedUpChild = z.object({
  lookUpRef: z.string(),
  passengerRef: z.string(),
  name: z.string().optional(),
  initials: z.string(),
  schoolName: z.string().optional(),
  banner: bannerView.optional().describe('stays in sight: what not to say even to a verified caller'),
  relationship: z.enum(relationships),
  guardianRef: z.string(),
  matched: z.array(z.enum(verificationFacts)),
  passwordGiven: z.boolean(),
  verifiedAt: z.string(),
  expiresAt: z.string(),
  purpose: z.enum(lookUpPurposes),
  call: callOnLine.partial({ answeredAt: true }).optional(),
  runRef: z.string().nullable().describe('the run that answers now'),
  stopRef: z.string().optional().describe("the child's stop on that run"),
  sequence: z.int().min(0).optional(),
  boarded: z.object({ status: z.enum(['aboard', 'alighted', 'absent']), at: z.string().optional() }).nullable().describe('null: nobody has ticked the child off'),
  guide: z.string().optional(),
  told: z.array(z.object({ at: z.string(), channel: z.string(), words: z.string(), state: z.string() })),
  openCases: z.array(z.object({ caseRef: z.string(), caseType: z.string(), dueDate: z.string().optional(), state: z.string() })),
  earlier: z.array(z.object({ at: z.string(), reason: z.string(), outcome: z.string() })),
});
export type LookedUpChild = z.output<typeof lookedUpChild>;
