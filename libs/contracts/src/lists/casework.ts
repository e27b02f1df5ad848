export const caseTypes = [
  'ehcp-assessment',
  'annual-review',
  'early-years-review',
  'complaint',
  'social-care-complaint',
  'yellow-letter',
  'foi',
  'subject-access',
  'travel-appeal',
  'licence',
  'work-permit',
  'chaperone',
  'post-review-paperwork',
  'qa-check',
  'enquiry',
] as const;
export type CaseType = (typeof caseTypes)[number];

/** Overdue and due soon are derived from the clocks and the time; they are never a state. */
export const caseStates = ['open', 'paused', 'closed', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];

export const caseChannels = [
  'contact-centre',
  'email',
  'online',
  'letter',
  'councillor',
  'mp',
  'phone',
  'in-person',
  'import',
] as const;
export type CaseChannel = (typeof caseChannels)[number];

export const clockNames = [
  'acknowledge',
  'respond',
  'decision-to-assess',
  'decision-to-issue',
  'final-plan',
  'review',
  'decision-after-review',
  'amended-plan',
  'panel',
  'report',
] as const;
export type ClockName = (typeof clockNames)[number];

export const clockStates = ['running', 'paused', 'stopped', 'disapplied', 'overdue'] as const;
export type ClockState = (typeof clockStates)[number];

/** How long a clock is counted in. */
export const clockUnits = ['working-day', 'calendar-day', 'calendar-week', 'calendar-month', 'calendar-period'] as const;
export type ClockUnit = (typeof clockUnits)[number];

export const caseworkTables = ['sla', 'outcomes', 'reasons', 'volumes', 'flow', 'caseload'] as const;
export type CaseworkTable = (typeof caseworkTables)[number];
