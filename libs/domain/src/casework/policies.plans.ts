import { always, englandAndWales, none } from './policy-parts.js';
import type { Policy } from './policy.js';

const regulations = 'Special Educational Needs and Disability Regulations 2014 (S.I. 2014/1530)';
const act = 'Children and Families Act 2014';
/** The law takes these limits away in named cases (regulations 5(4), 10(4), 13(3)); it never pauses or extends them. */
const statutory = { ...englandAndWales, pauses: none, applies: always } as const;
const assessment = { caseType: 'ehcp-assessment', from: ['received'], unit: 'calendar-week', ...statutory } as const;
const review = { caseType: 'annual-review', ...statutory } as const;
const fromKnowledge = 'from knowledge; the text of the regulation was not at hand, so read it before relying on it';

/** Education, health and care: assessment of needs, and reviews of plans. */
export const plans: readonly Policy[] = [
  { ...assessment, id: 'ehcp-assess', clock: 'decision-to-assess', length: 6, source: `${regulations}, regulation 5(1): decision within 6 weeks of the request (${act}, section 36(1))`, checked: 'text read on legislation.gov.uk' },
  { ...assessment, id: 'ehcp-issue', clock: 'decision-to-issue', length: 16, source: `${regulations}, regulation 10: decision not to issue a plan within 16 weeks of the request`, checked: fromKnowledge },
  { ...assessment, id: 'ehcp-final', clock: 'final-plan', length: 20, source: `${regulations}, regulation 13(2): the finalised plan within 20 weeks of the request`, checked: 'text read on legislation.gov.uk' },
  { ...review, id: 'review-period', clock: 'review', from: ['plan'], length: 12, unit: 'calendar-period', source: `${act}, section 44(1): reviewed in the 12 months from the plan, and in each 12 months after`, checked: 'found in the guidance of Staffordshire, which cites section 44; that the last day is the eve of the anniversary is our reading' },
  { ...review, id: 'review-decision', clock: 'decision-after-review', from: ['meeting'], length: 4, unit: 'calendar-week', source: `${regulations}, regulation 20(10): decision, and the proposed amendments, within 4 weeks of the meeting`, checked: 'found in guidance and in case notes of R (L, M and P) v Devon (Monckton Chambers)' },
  { ...review, id: 'review-amended', clock: 'amended-plan', from: ['meeting'], length: 12, unit: 'calendar-week', source: `${regulations}, regulations 20(10) and 22, as R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin) reads them: the final amended plan within 12 weeks of the meeting`, checked: 'judgment and case note found (BAILII, Monckton Chambers)' },
  { id: 'early-years', caseType: 'early-years-review', clock: 'review', from: ['plan', 'received'], length: 6, unit: 'calendar-month', ...statutory, source: "the council's own limit of 6 months, after the code of practice for special educational needs and disability (2015), paragraph 9.178: plans of children under five should be reviewed at least every 3 to 6 months", checked: fromKnowledge.replace('regulation', 'paragraph') },
];
