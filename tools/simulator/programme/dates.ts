/** A milestone; `dues` are its due dates in days from the newest period's end: the first, and each one it was moved to. */
export interface PlannedMilestone {
  readonly item: string;
  readonly title: string;
  readonly dues: readonly number[];
  readonly achieved?: number;
}

/** A moved date is told in the newest period, the move before it two periods earlier. */
export const milestones: readonly PlannedMilestone[] = [
  { item: 'A1', title: 'New framework of operators begins', dues: [61, 152] },
  { item: 'A3', title: 'September review with head teachers', dues: [20], achieved: 18 },
  { item: 'A4', title: 'All guides harness trained', dues: [-30, 61] },
  { item: 'A6', title: 'Last vehicle fitted with a tracker', dues: [-45], achieved: -33 },
  { item: 'A8', title: 'Live messages to families begin', dues: [92] },
  { item: 'A11', title: 'Old route database closed', dues: [0, 92, 180] },
  { item: 'B1', title: 'New plan template in use in every team', dues: [45] },
  { item: 'B2', title: 'No assessment older than 30 weeks', dues: [0, 90] },
  { item: 'B4', title: 'Three resource bases open', dues: [335] },
  { item: 'B5', title: 'Paperwork inbox under 100', dues: [30] },
  { item: 'E1', title: 'First report of themes from complaints', dues: [-110], achieved: -108 },
  { item: 'E2', title: 'Families’ panel meets for the first time', dues: [50] },
];

/** A decision; `due` counts from today, since boards meet when they meet. `outcome` is of one that was taken. */
export interface PlannedDecision {
  readonly title: string;
  readonly items: readonly string[];
  readonly due: number;
  readonly outcome?: string;
}
export const decisions: readonly PlannedDecision[] = [
  { title: 'Agency guides for two more months, within budget', items: ['A4', 'A4.2'], due: 4 },
  { title: 'Move trackers into the operators’ contract from April', items: ['A6'], due: 4 },
  { title: 'Second locum team for psychologists’ advice', items: ['B2', 'B2.5'], due: -30, outcome: 'Agreed for six months; to be reviewed in March.' },
  { title: 'Close the old route database', items: ['A11'], due: -9 },
  { title: 'Whether the families’ page goes to all schools at Easter', items: ['A8'], due: 74 },
];

/** Actions whose due date was moved since the period before, with where it was, in days before the new one. */
export const slippedActions: Readonly<Record<string, number>> = { 'A1.10': 92, 'A4.1': 61, 'A7.2': 45, 'A8.3': 92, 'A11.4': 122, 'B2.1': 92, 'B2.5': 61, 'B4.1': 151, 'E2.2': 30 };
