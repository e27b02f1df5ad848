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
  'call-back',
] as const;
export type CaseType = (typeof caseTypes)[number];

/** Overdue and due soon are derived from the clocks and the time; they are never a state. */
export const caseStates = ['open', 'paused', 'closed', 'withdrawn'] as const;
export type CaseState = (typeof caseStates)[number];

/** What a case may be without. */
export const caseLacks = ['ownerRef', 'stage', 'reason', 'outcome'] as const;
export type CaseLack = (typeof caseLacks)[number];

/** What a list of cases has at its top: what falls due first, or what was received first. */
export const caseOrders = ['due', 'oldest'] as const;
export type CaseOrder = (typeof caseOrders)[number];

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
  'ask',
  'escalate',
] as const;
export type ClockName = (typeof clockNames)[number];

export const clockStates = ['running', 'paused', 'stopped', 'disapplied', 'overdue'] as const;
export type ClockState = (typeof clockStates)[number];

/** How long a clock is counted in. */
export const clockUnits = ['working-day', 'calendar-day', 'calendar-week', 'calendar-month', 'calendar-period'] as const;
export type ClockUnit = (typeof clockUnits)[number];

export const caseworkTables = ['sla', 'outcomes', 'reasons', 'volumes', 'flow', 'caseload'] as const;
export type CaseworkTable = (typeof caseworkTables)[number];

/** The parts of the United Kingdom whose bank holidays are published apart. */
export const bankHolidayDivisions = ['england-and-wales', 'scotland', 'northern-ireland'] as const;
export type BankHolidayDivision = (typeof bankHolidayDivisions)[number];

/** Figures of casework that can be broken down; their definitions are data in `libs/domain/casework`. */
export const caseworkMeasures = [
  'open', 'due-soon', 'overdue', 'paused', 'oldest-days', 'received', 'closed', 'received-projected', 'mean-days', 'sla-performance',
  'on-time', 'on-time-of-closed', 'on-time-without-exceptions', 'lead-days', 'short-notice',
] as const;
export type CaseworkMeasure = (typeof caseworkMeasures)[number];

/** What a figure can be broken down by. */
export const caseworkDimensions = ['case-type', 'service-area', 'stage', 'channel', 'owner', 'reason', 'outcome', 'month'] as const;
export type CaseworkDimension = (typeof caseworkDimensions)[number];

/** Fields that a list of cases is narrowed by, by the values that there are. */
export const narrowedFields = ['caseType', 'serviceArea', 'ownerRef', 'stage', 'channel'] as const;
export type NarrowedField = (typeof narrowedFields)[number];

/** What can be wrong with the casework as it was told. */
export const qualityKinds = ['possible-duplicate', 'no-owner', 'impossible-date', 'no-date-to-count-from', 'never-opened', 'did-not-fit', 'total-differs', 'incomplete-source'] as const;
export type QualityKind = (typeof qualityKinds)[number];

/** What a column of a spreadsheet of cases can hold. */
export const caseFields = [
  'caseRef', 'caseType', 'stage', 'stageDate', 'channel', 'serviceArea', 'receivedDate', 'acknowledgedDate', 'reason', 'ownerRef', 'subjectRef', 'slaDays',
  'closedDate', 'outcome', 'withdrawnDate', 'meetingDate', 'planDate', 'performanceDate', 'appealedDecisionDate',
] as const;
export type CaseField = (typeof caseFields)[number];

/** How a spreadsheet writes its dates. Cells that are dates themselves need none of these. */
export const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'D MMM YYYY'] as const;
export type DateFormat = (typeof dateFormats)[number];
