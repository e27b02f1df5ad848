import type { CaseType } from '@sightline/contracts';

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
  'call-back': { label: 'Call-back', clock: 'next working day' },
  enquiry: { label: 'Enquiry', clock: 'first contact' },
};
