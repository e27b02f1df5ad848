/** What an adviser does about a call, in the order of its keys, 1 to 5. */
export const callOutcomes = ['told', 'call-back', 'control-room', 'complaint', 'other'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** As it is kept of a contact and read again by others. */
export const callOutcomeWords: Readonly<Record<CallOutcome, string>> = {
  told: 'Told the answer',
  'call-back': 'Call-back promised',
  'control-room': 'Passed to the control room',
  complaint: 'Complaint taken',
  other: 'Something else',
};

/** What the control room sees of casework, and where cases that come of a call about a run belong. */
export const transportArea = 'Home to School Transport';
