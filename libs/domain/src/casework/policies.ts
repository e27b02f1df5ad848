import type { CaseType } from '@sightline/contracts';
import type { Ground, Policy } from './policy.js';

const always = {};
const none: readonly Ground[] = [];
const englandAndWales = { calendar: 'england-and-wales', whenNotWorking: 'keep' } as const;
const statutory = { ...englandAndWales, pauses: none, applies: always } as const;

const ombudsman = 'Local Government and Social Care Ombudsman, Complaint Handling Code';
const corporate = 'corporate complaints policy before 1 April 2026';
const waitingForComplainant: readonly Ground[] = [{ reason: 'waiting for the complainant', source: "the council's complaints policy", anyReason: true }];
const beforeCode = { until: '2026-03-31' };
const underCode = { from: '2026-04-01' };
const complaint = { caseType: 'complaint', unit: 'working-day', ...englandAndWales } as const;

const complaints: readonly Policy[] = [
  { ...complaint, id: 'complaint-2-legacy', stages: ['2'], clock: 'respond', from: ['stage-entered'], length: 15, pauses: waitingForComplainant, extension: { source: corporate }, applies: beforeCode, source: `${corporate}: stage 2, 15 working days` },
  { ...complaint, id: 'complaint-3-legacy', stages: ['3'], clock: 'respond', from: ['stage-entered'], length: 20, pauses: waitingForComplainant, extension: { source: corporate }, applies: beforeCode, source: `${corporate}: stage 3, 20 working days` },
  { ...complaint, id: 'complaint-acknowledge', stages: ['1', '2', '3'], clock: 'acknowledge', from: ['stage-entered'], length: 5, pauses: none, applies: underCode, source: `${ombudsman}: acknowledged within 5 working days` },
  { ...complaint, id: 'complaint-1', stages: ['1'], clock: 'respond', from: ['acknowledged', 'acknowledge-due'], length: 10, pauses: waitingForComplainant, extension: { mostUnits: 10, source: `${ombudsman}: stage 1 may take at most 10 working days more` }, applies: underCode, source: `${ombudsman}: stage 1, 10 working days from acknowledgement` },
  { ...complaint, id: 'complaint-2', stages: ['2', '3'], clock: 'respond', from: ['acknowledged', 'acknowledge-due'], length: 20, pauses: waitingForComplainant, extension: { mostUnits: 20, source: `${ombudsman}: stage 2 may take at most 20 working days more` }, applies: underCode, source: `${ombudsman}: stage 2, 20 working days from acknowledgement` },
];

const representations = 'Children Act 1989 Representations Procedure (England) Regulations 2006';
const socialCare = { caseType: 'social-care-complaint', unit: 'working-day', ...statutory, pauses: waitingForComplainant } as const;
const socialCareComplaints: readonly Policy[] = [
  { ...socialCare, id: 'social-care-1', stages: ['1'], clock: 'respond', from: ['stage-entered'], length: 10, extension: { mostUnits: 10, source: `${representations}, regulation 14` }, source: `${representations}, regulation 14: stage 1, 10 working days, at most 20` },
  { ...socialCare, id: 'social-care-2', stages: ['2'], clock: 'respond', from: ['stage-entered'], length: 25, extension: { mostUnits: 40, source: `${representations}, regulation 17` }, source: `${representations}, regulation 17: stage 2, 25 working days, at most 65` },
  { ...socialCare, id: 'social-care-panel', stages: ['3', 'panel'], clock: 'panel', from: ['stage-entered'], length: 30, source: `${representations}, regulation 19: panel within 30 working days of the request` },
  { ...socialCare, id: 'social-care-report', stages: ['3', 'panel'], clock: 'report', from: [{ after: 'panel' }, 'meeting'], length: 5, source: `${representations}, regulation 20: the panel's report within 5 working days` },
  { ...socialCare, id: 'social-care-response', stages: ['3', 'panel'], clock: 'respond', from: [{ after: 'report' }], length: 15, source: `${representations}, regulation 20: response within 15 working days of the report` },
];

const letterTarget = "the council's own target for councillors' and MPs' letters";
const permitTarget = "the council's own target";
const waitingForApplicant: readonly Ground[] = [{ reason: 'waiting for the applicant', source: permitTarget, anyReason: true }];

const letters: readonly Policy[] = [
  { id: 'yellow-letter', caseType: 'yellow-letter', clock: 'respond', from: ['received'], length: 16, unit: 'calendar-day', ...englandAndWales, ownTarget: true, pauses: [{ reason: 'waiting for the writer', source: letterTarget, anyReason: true }], extension: { source: letterTarget }, applies: always, source: `${letterTarget}: 16 days` },
  { id: 'enquiry', caseType: 'enquiry', clock: 'respond', from: ['received'], length: 1, unit: 'working-day', ...englandAndWales, ownTarget: true, pauses: [{ reason: 'waiting for the caller', source: permitTarget, anyReason: true }], extension: { source: permitTarget }, applies: always, source: 'target of the contact centre: answered at first contact, at the latest by the next working day' },
];

const information: readonly Policy[] = [
  {
    id: 'foi', caseType: 'foi', clock: 'respond', from: ['received'], length: 20, unit: 'working-day', calendar: 'uk-union', whenNotWorking: 'keep',
    pauses: [
      { reason: 'fee', source: 'Freedom of Information Act 2000, section 10(2)' },
      { reason: 'clarification', source: 'Freedom of Information Act 2000, section 1(3)' },
    ],
    extension: { source: 'Freedom of Information Act 2000, section 10(3): public interest test' },
    applies: always,
    source: 'Freedom of Information Act 2000, section 10(1) and 10(6): the 20th working day after receipt, a bank holiday in any part of the United Kingdom left out',
  },
  {
    id: 'subject-access', caseType: 'subject-access', clock: 'respond', from: ['received'], length: 1, unit: 'calendar-month', calendar: 'england-and-wales', whenNotWorking: 'next-working-day',
    pauses: [
      { reason: 'identity', source: 'UK GDPR, articles 12(6) and 12A: confirmation of identity' },
      { reason: 'clarification', source: 'UK GDPR, article 12A: the request must be made clear' },
      { reason: 'fee', source: 'UK GDPR, articles 12(5) and 12A' },
    ],
    extension: { mostUnits: 2, source: 'UK GDPR, article 12A: two further months where requests are complex or many' },
    applies: always,
    source: 'UK GDPR, articles 12(3) and 12A: one month, the corresponding date, or the next working day',
  },
];

const sendRegulations = 'Special Educational Needs and Disability Regulations 2014';
const assessment = { caseType: 'ehcp-assessment', from: ['received'], unit: 'calendar-week', ...statutory } as const;
const review = { caseType: 'annual-review', ...statutory } as const;
const plans: readonly Policy[] = [
  { ...assessment, id: 'ehcp-assess', clock: 'decision-to-assess', length: 6, source: `${sendRegulations}, regulation 5: 6 weeks from the request` },
  { ...assessment, id: 'ehcp-issue', clock: 'decision-to-issue', length: 16, source: `${sendRegulations}, regulation 10: 16 weeks from the request` },
  { ...assessment, id: 'ehcp-final', clock: 'final-plan', length: 20, source: `${sendRegulations}, regulation 13: 20 weeks from the request` },
  { ...review, id: 'review-period', clock: 'review', from: ['plan'], length: 12, unit: 'calendar-period', source: 'Children and Families Act 2014, section 44(1): within each 12-month period of the plan' },
  { ...review, id: 'review-decision', clock: 'decision-after-review', from: ['meeting'], length: 4, unit: 'calendar-week', source: `${sendRegulations}, regulation 20(10): decision within 4 weeks of the meeting` },
  { ...review, id: 'review-amended', clock: 'amended-plan', from: ['meeting'], length: 12, unit: 'calendar-week', source: `${sendRegulations}, regulation 22 and R (L, M and P) v Devon [2022] EWHC 493: amended final plan within 12 weeks of the meeting` },
  { id: 'early-years', caseType: 'early-years-review', clock: 'review', from: ['plan', 'received'], length: 6, unit: 'calendar-month', ...statutory, source: 'Special educational needs and disability code of practice 2015, paragraph 9.178: every 3 to 6 months under five' },
];

const travelGuidance = 'Travel to school for children of compulsory school age, statutory guidance 2024';
const waitingForFamily: readonly Ground[] = [{ reason: "waiting for the family's evidence", source: "the council's travel policy", anyReason: true }];
const appeal = { caseType: 'travel-appeal', unit: 'working-day', from: ['stage-entered'], ...statutory, pauses: waitingForFamily } as const;
const permit = { clock: 'respond', from: ['received'], length: 21, unit: 'calendar-day', ...englandAndWales, ownTarget: true, pauses: waitingForApplicant, applies: always } as const;
const appealsAndPermits: readonly Policy[] = [
  { ...appeal, id: 'travel-appeal-1', stages: ['1'], clock: 'respond', length: 20, source: `${travelGuidance}: stage 1, decided within 20 working days` },
  { ...appeal, id: 'travel-appeal-2', stages: ['2', 'panel'], clock: 'panel', length: 40, source: `${travelGuidance}: stage 2, panel within 40 working days` },
  { ...permit, id: 'licence', caseType: 'licence', source: 'Children (Performances and Activities) (England) Regulations 2014: 21 days asked for before the performance' },
  { ...permit, id: 'work-permit', caseType: 'work-permit', source: `${permitTarget} for child employment permits: 21 days` },
  { ...permit, id: 'chaperone', caseType: 'chaperone', source: `${permitTarget} for chaperone approvals: 21 days` },
];

/** Every clock of every case type. A type that is not here (`post-review-paperwork`, `qa-check`) is an inbox without a clock. */
export const policies: readonly Policy[] = [...complaints, ...socialCareComplaints, ...letters, ...information, ...plans, ...appealsAndPermits];

/** What people call a case type, its clock in words, and what is known to be missing at its source. */
export const caseTypeWords: Readonly<Record<CaseType, { readonly label: string; readonly clock: string; readonly completeness?: string }>> = {
  'ehcp-assessment': { label: 'EHC assessment', clock: '20 weeks to final plan' },
  'annual-review': { label: 'Annual review', clock: '4 and 12 weeks after meeting' },
  'early-years-review': { label: 'Early-years review', clock: 'every 6 months' },
  complaint: { label: 'Complaint', clock: 'stages 1 to 3', completeness: 'Under-logged where they reach the service directly' },
  'social-care-complaint': { label: 'Social-care complaint', clock: 'stages 1, 2 and panel' },
  'yellow-letter': { label: 'Yellow letter', clock: '16 days' },
  foi: { label: 'Information request', clock: '20 working days' },
  'subject-access': { label: 'Subject access', clock: 'one calendar month' },
  'travel-appeal': { label: 'Travel appeal', clock: '20 and 40 working days' },
  licence: { label: 'Performance licence', clock: "21 days' notice" },
  'work-permit': { label: 'Work permit', clock: '21 days' },
  chaperone: { label: 'Chaperone approval', clock: '21 days' },
  'post-review-paperwork': { label: 'Review paperwork', clock: 'inbox, no clock' },
  'qa-check': { label: 'Quality check', clock: 'no clock' },
  enquiry: { label: 'Enquiry', clock: 'first contact' },
};
