import * as z from 'zod';
import { bankHolidayDivisions, caseChannels, caseTypes, clockNames } from '../lists/casework.js';
import { civilDate, count, ref, title, words } from '../primitives.js';

const clock = z.enum(clockNames);
const caseFields = {
  caseType: z.enum(caseTypes),
  stage: title.optional(),
  channel: z.enum(caseChannels),
  serviceArea: title,
  receivedDate: civilDate.describe('day 0 of the clock'),
  acknowledgedDate: civilDate.optional(),
  reason: title.optional(),
  ownerRef: ref.optional(),
  contactRef: ref.optional().describe('the logged call that it came of, with what was known then'),
  subjectRef: ref.optional().describe('pseudonymous reference of the child'),
  slaDays: count.max(1000).optional(),
  dates: z
    .object({ meeting: civilDate.optional(), plan: civilDate.optional(), performance: civilDate.optional(), decision: civilDate.optional().describe('of the decision that is appealed against') })
    .optional(),
};

/** Cases and the clocks that run on them. Clock facts are appended, never edited. */
export const caseworkEvents = {
  'case.opened': z.object({ caseRef: ref, ...caseFields }).describe('A case was received.'),
  'case.updated': z
    .object({ caseRef: ref, ...z.object(caseFields).partial().shape })
    .describe('Fields of a case were corrected. What is left out stays as it was.'),
  'case.assigned': z.object({ caseRef: ref, ownerRef: ref }).describe('The case has a (new) owner.'),
  'case.stage-changed': z.object({ caseRef: ref, stage: title, date: civilDate }).describe('The case moved to another stage.'),
  'case.clock-paused': z.object({ caseRef: ref, clock: clock.optional(), reason: title, from: civilDate }).describe('A clock was paused; without `clock`, all that may be.'),
  'case.clock-resumed': z.object({ caseRef: ref, clock: clock.optional(), at: civilDate }).describe('A paused clock runs again.'),
  'case.clock-extended': z.object({ caseRef: ref, clock: clock.optional(), reason: title, until: civilDate }).describe('A clock was given longer.'),
  'case.clock-disapplied': z.object({ caseRef: ref, clock: clock.optional(), reason: title }).describe('A legal exception takes the limit away.'),
  'case.clock-stopped': z.object({ caseRef: ref, clock, date: civilDate }).describe('What the clock waits for was done.'),
  'case.closed': z.object({ caseRef: ref, closedDate: civilDate, outcome: title }).describe('The case was answered; its clocks stop.'),
  'case.reopened': z.object({ caseRef: ref, date: civilDate, clock: z.enum(['same', 'new']) }).describe('The case is open again, on the same clock or a new one.'),
  'case.withdrawn': z.object({ caseRef: ref, date: civilDate }).describe('The case was taken back.'),
  'team.upserted': z
    .object({
      teamRef: ref,
      name: title,
      filledPosts: z.number().min(0).describe('full-time equivalents'),
      vacantPosts: z.number().min(0).describe('full-time equivalents'),
      caseTypes: z.array(z.enum(caseTypes)).max(caseTypes.length),
    })
    .describe("A team's whole current state."),
  'casework.total-declared': z
    .object({ declaredBy: title.describe('the system or report that says so'), caseType: z.enum(caseTypes), figure: z.enum(['open', 'received', 'closed']), from: civilDate.optional(), asOf: civilDate, total: count })
    .refine(({ figure, from }) => figure === 'open' || from !== undefined, { path: ['from'], message: 'is needed: what was received or closed is counted over a period' })
    .describe('What another system or report says is the total: compared with what is held here.'),
  'bank-holidays.published': z
    .object({
      division: z.enum(bankHolidayDivisions),
      holidays: z.array(z.object({ date: civilDate, title })).min(1).max(1000),
      wholeYears: z.boolean().default(true).describe('the list holds every holiday of its years; false: days beside those that are known'),
    })
    .describe('Bank holidays of a part of the United Kingdom. Open clocks are counted anew.'),
  'note.added': z.object({ noteRef: ref, caseRef: ref.optional(), runRef: ref.optional(), alertRef: ref.optional(), words }).describe('A person wrote a note.'),
} as const;
