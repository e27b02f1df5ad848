/** Whose data can be asked for, handed over and erased. A caller is known by one of their calls. */
export const subjectKinds = ['passenger', 'guardian', 'assistant', 'caller'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What somebody can hold back by hand. */
export const holdKinds = ['passenger', 'case', 'run'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** Why something is kept for longer. */
export const holdCauses = ['case-open', 'case-closed', 'call-back', 'alert-open', 'by-hand'] as const;
export type HoldCause = (typeof holdCauses)[number];

/** What is kept of people by what it is about, in the order in which the schedule is read. */
export const retentionCategories = {
  positions: 'Where vehicles were', runs: 'Runs, alerts and notes', children: 'Children and guardians', guides: 'Guides', calls: 'Calls and look-ups', messages: 'Messages to families',
  cases: 'Cases and holds', links: 'Public links', staff: 'Staff', audit: 'Audit', facts: 'Facts', imports: 'Imports and refusals',
} as const;
export type RetentionCategory = keyof typeof retentionCategories;
