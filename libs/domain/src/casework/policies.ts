import { always, day, none, workingDay } from './policy-parts.js';
import { plans } from './policies.plans.js';
import type { Ground, Policy } from './policy.js';

/*
 * The clocks that the product carries, as data. `source` names the law or the policy that a clock comes from, `checked`
 * how that was verified (docs/case-policies.md is made from both). Three kinds are told apart: the text of the law was
 * read; the rule was found in what public bodies or lawyers publish about it; it is stated from knowledge and asks for a
 * reading. Where there is no law the source says that the target is the council's own: such targets, like everything
 * here, are replaced by configuration (SIGHTLINE_POLICIES).
 */

const ownTarget = "the council's own target; no law sets a limit";
const readInLaw = 'text read on legislation.gov.uk';
const notNeeded = 'no law to check: set by the council, correct it by configuration';

const waiting = (forWhom: string, source: string): readonly Ground[] => [{ reason: `waiting for ${forWhom}`, source, anyReason: true }];

const code = 'Local Government and Social Care Ombudsman, Complaint Handling Code (2024; used in its investigations from 1 April 2026)';
const codeChecked = 'found in what councils publish of the Code (Staffordshire, Walsall, Cumberland) and in the summary of Lawyers in Local Government; a standard to be had regard to, not a statutory limit';
const corporate = "the council's own complaints policy before 1 April 2026";
const waitingForComplainant = waiting('the complainant', "the council's own complaints policy; neither the Code nor the regulations stop the clock");
const beforeCode = { until: '2026-03-31' };
const underCode = { from: '2026-04-01' };
const complaint = { caseType: 'complaint', ...workingDay } as const;

const complaints: readonly Policy[] = [
  { ...complaint, id: 'complaint-2-legacy', stages: ['2'], clock: 'respond', from: ['stage-entered'], length: 15, pauses: waitingForComplainant, extension: { source: corporate }, applies: beforeCode, source: `${corporate}: stage 2, 15 working days`, checked: notNeeded },
  { ...complaint, id: 'complaint-3-legacy', stages: ['3'], clock: 'respond', from: ['stage-entered'], length: 20, pauses: waitingForComplainant, extension: { source: corporate }, applies: beforeCode, source: `${corporate}: stage 3, 20 working days`, checked: notNeeded },
  { ...complaint, id: 'complaint-acknowledge', stages: ['1', '2', '3'], clock: 'acknowledge', from: ['stage-entered'], length: 5, pauses: none, applies: underCode, source: `${code}: acknowledged within 5 working days`, checked: codeChecked },
  { ...complaint, id: 'complaint-1', stages: ['1'], clock: 'respond', from: ['acknowledged', 'acknowledge-due'], length: 10, pauses: waitingForComplainant, extension: { mostUnits: 10, source: `${code}: stage 1 may take at most 10 working days more` }, applies: underCode, source: `${code}: stage 1, 10 working days from the acknowledgement`, checked: codeChecked },
  { ...complaint, id: 'complaint-2', stages: ['2', '3'], clock: 'respond', from: ['acknowledged', 'acknowledge-due'], length: 20, pauses: waitingForComplainant, extension: { mostUnits: 20, source: `${code}: stage 2 may take at most 20 working days more` }, applies: underCode, source: `${code}: stage 2, 20 working days from the acknowledgement`, checked: codeChecked },
];

const representations = 'Children Act 1989 Representations Procedure (England) Regulations 2006 (S.I. 2006/1738)';
const fromKnowledge = 'from knowledge; the text of the regulation was not at hand, so read it before relying on it';
const socialCare = { caseType: 'social-care-complaint', ...workingDay, pauses: waitingForComplainant, applies: always } as const;
const socialCareComplaints: readonly Policy[] = [
  { ...socialCare, id: 'social-care-1', stages: ['1'], clock: 'respond', from: ['stage-entered'], length: 10, extension: { mostUnits: 10, source: `${representations}, regulation 14` }, source: `${representations}, regulation 14: stage 1, 10 working days, at most 20`, checked: '10 working days found at Family Rights Group, who cite regulation 14; the 10 more from knowledge' },
  { ...socialCare, id: 'social-care-2', stages: ['2'], clock: 'respond', from: ['stage-entered'], length: 25, extension: { mostUnits: 40, source: `${representations}, regulation 17` }, source: `${representations}, regulation 17: stage 2, 25 working days, at most 65`, checked: fromKnowledge },
  { ...socialCare, id: 'social-care-panel', stages: ['3', 'panel'], clock: 'panel', from: ['stage-entered'], length: 30, source: `${representations}, regulation 19(4): the panel meets within 30 working days of the request`, checked: readInLaw },
  { ...socialCare, id: 'social-care-report', stages: ['3', 'panel'], clock: 'report', from: [{ after: 'panel' }, 'meeting'], length: 5, source: `${representations}, regulation 20: the panel's report within 5 working days of its meeting`, checked: "found in the Local Government Association's list of duties (LG Inform Plus, duty 3565)" },
  { ...socialCare, id: 'social-care-response', stages: ['3', 'panel'], clock: 'respond', from: [{ after: 'report' }], length: 15, source: `${representations}, regulation 20: response within 15 working days of receiving the panel's recommendations`, checked: "found in the Local Government Association's list of duties (LG Inform Plus, duty 3565)" },
];

const letterTarget = "the council's own target for councillors' and MPs' letters; no law sets a limit";
const letters: readonly Policy[] = [
  { id: 'yellow-letter', caseType: 'yellow-letter', clock: 'respond', from: ['received'], length: 16, ...day, ownTarget: true, pauses: waiting('the writer', letterTarget), extension: { source: letterTarget }, applies: always, source: `${letterTarget}: 16 days`, checked: notNeeded },
  { id: 'enquiry', caseType: 'enquiry', clock: 'respond', from: ['received'], length: 1, ...workingDay, ownTarget: true, pauses: waiting('the caller', ownTarget), extension: { source: ownTarget }, applies: always, source: `${ownTarget}: answered at first contact, at the latest by the next working day`, checked: notNeeded },
  { id: 'call-back', caseType: 'call-back', clock: 'respond', from: ['received'], length: 1, ...workingDay, ownTarget: true, pauses: none, applies: always, source: `${ownTarget}: whoever was promised a call back is rung the same day where that can be, at the latest by the next working day (the shortest that clocks of civil days can hold)`, checked: notNeeded },
];

const foi = 'Freedom of Information Act 2000';
const gdpr = 'UK GDPR';
const icoRule = "the Information Commissioner's rule: the corresponding date of the next month, its last day where there is none, the next working day where that is a weekend or a public holiday";
const subjectAccess = { caseType: 'subject-access', clock: 'respond', from: ['received'], length: 1, unit: 'calendar-month', calendar: 'england-and-wales', whenNotWorking: 'next-working-day' } as const;
const information: readonly Policy[] = [
  {
    id: 'foi', caseType: 'foi', clock: 'respond', from: ['received'], length: 20, unit: 'working-day', calendar: 'uk-union', whenNotWorking: 'keep',
    pauses: [
      { reason: 'fee', source: `${foi}, section 10(2): the working days from the fees notice to the payment` },
      { reason: 'clarification', source: `${foi}, section 1(3): further information that is reasonably required` },
    ],
    extension: { source: `${foi}, section 10(3): such time as is reasonable to weigh the public interest` },
    applies: always,
    source: `${foi}, section 10(1) and 10(6): the twentieth working day after the day of receipt; a bank holiday in any part of the United Kingdom is no working day`,
    checked: readInLaw,
  },
  {
    ...subjectAccess,
    id: 'subject-access-2018',
    pauses: [
      { reason: 'identity', source: `${gdpr}, article 12(6), and the Information Commissioner's guidance` },
      { reason: 'clarification', source: "the Information Commissioner's guidance on the right of access; put into law as article 12A from 5 February 2026" },
      { reason: 'fee', source: `${gdpr}, article 12(5)` },
    ],
    extension: { mostUnits: 2, source: `${gdpr}, article 12(3): two further months where requests are complex or many` },
    applies: { until: '2026-02-04' },
    source: `${gdpr}, article 12(3): one month from receipt, by ${icoRule}`,
    checked: "the month and the rule found with its example of 3 September and 3 October on the Information Commissioner's site (ico.org.uk)",
  },
  {
    ...subjectAccess,
    id: 'subject-access',
    pauses: [
      { reason: 'identity', source: `${gdpr}, articles 12(6) and 12A` },
      { reason: 'clarification', source: `${gdpr}, article 12A: information needed to find what is asked for` },
      { reason: 'fee', source: `${gdpr}, articles 12(5) and 12A` },
    ],
    extension: { mostUnits: 2, source: `${gdpr}, articles 12(3) and 12A: two further months where requests are complex or many` },
    applies: { from: '2026-02-05' },
    source: `${gdpr}, articles 12(3) and 12A (Data (Use and Access) Act 2025, section 76): one month, by ${icoRule}`,
    checked: 'commencement on 5 February 2026 (S.I. 2026/82) and what article 12A does found in notes of law firms (Bratby, Ashfords); the text of the article was not at hand',
  },
];

const travelGuidance = "Department for Education, Travel to school for children of compulsory school age: the appeals process that the guidance suggests, taken as the council's own";
const travelChecked = 'found in the processes of councils that follow the guidance (Croydon, Swindon, Hounslow, Cumberland)';
const appeal = { caseType: 'travel-appeal', ...workingDay, applies: always, checked: travelChecked } as const;
const waitingForFamily = waiting("the family's evidence", "the council's own travel policy");
const appeals: readonly Policy[] = [
  { ...appeal, id: 'travel-appeal-ask', stages: ['1'], clock: 'ask', whose: 'family', from: ['decision'], length: 20, pauses: none, source: `${travelGuidance}: the family asks for a review within 20 working days of the decision` },
  { ...appeal, id: 'travel-appeal-1', stages: ['1'], clock: 'respond', from: ['stage-entered'], length: 20, pauses: waitingForFamily, source: `${travelGuidance}: stage 1, decided within 20 working days of the request` },
  { ...appeal, id: 'travel-appeal-escalate', stages: ['1'], clock: 'escalate', whose: 'family', from: [{ after: 'respond' }], length: 20, pauses: none, source: `${travelGuidance}: the family goes to stage 2 within 20 working days of the decision at stage 1` },
  { ...appeal, id: 'travel-appeal-2', stages: ['2', 'panel'], clock: 'panel', from: ['stage-entered'], length: 40, pauses: waitingForFamily, source: `${travelGuidance}: stage 2, heard by the panel within 40 working days of the request` },
];

const performances = 'Children (Performances and Activities) (England) Regulations 2014 (S.I. 2014/3309)';
const waitingForApplicant = waiting('the applicant', ownTarget);
const permit = { clock: 'respond', from: ['received'], length: 21, ...day, ownTarget: true, pauses: waitingForApplicant, applies: always } as const;
const permits: readonly Policy[] = [
  { ...permit, id: 'licence', caseType: 'licence', source: `the council's own target of 21 days, as many as it may ask for: an application that is received later than 21 days before the performance may be refused (${performances}, regulation 4)`, checked: 'the 21 days found in the standard application form (Leicester) and in the same words in the Scottish regulations (S.S.I. 2014/372, regulation 4(2)); the number of the English regulation from knowledge. They bind the applicant: no law gives the council a time to decide' },
  { ...permit, id: 'work-permit', caseType: 'work-permit', source: `${ownTarget} for child employment permits (they are under local byelaws): 21 days`, checked: notNeeded },
  { ...permit, id: 'chaperone', caseType: 'chaperone', source: `${ownTarget} for approving a chaperone: 21 days`, checked: notNeeded },
];

/** Every clock of every case type. A type that is not here (`post-review-paperwork`, `qa-check`) is an inbox without a clock. */
export const policies: readonly Policy[] = [...complaints, ...socialCareComplaints, ...letters, ...information, ...plans, ...appeals, ...permits];
