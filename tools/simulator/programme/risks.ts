/** A risk; `after` is its score after mitigation in each period since it was raised, the newest last. */
export interface PlannedRisk {
  readonly description: string;
  readonly mitigation: string;
  readonly owner: string;
  readonly before: number;
  readonly after: readonly number[];
  readonly items: readonly string[];
  readonly closed?: true;
}

export const risks: readonly PlannedRisk[] = [
  { description: 'Too few licensed drivers for the spring term, so that runs are handed back at short notice', mitigation: 'A second operator is on call in each area; a bursary pays for new drivers’ licences', owner: 'Head of passenger transport', before: 20, after: [16, 16, 12, 12, 12, 12], items: ['A1'] },
  { description: 'Guides leave for better hours elsewhere, and children travel without the support they need', mitigation: 'Waiting time is paid and contracts run all year; leavers are asked why', owner: 'Guides and training manager', before: 16, after: [9, 9, 12, 12, 12, 15], items: ['A4', 'A4.2'] },
  { description: 'A child is set down at the wrong school, or where nobody meets them', mitigation: 'Identity cards, arrivals lists, and a live alert when a set-down is not where it should be', owner: 'Education safeguarding lead', before: 20, after: [15, 12, 12, 8, 8, 8], items: ['A5', 'A6'] },
  { description: 'Requests for assessment grow faster than posts, and plans come late again', mitigation: 'Early support that needs no plan; a projection each month; posts funded to March', owner: 'Head of SEND assessment and review', before: 20, after: [12, 12, 16, 16, 16, 16], items: ['B2', 'B7'] },
  { description: 'Educational psychologists cannot be recruited, so advice arrives after the statutory six weeks', mitigation: 'Two locum teams; three trainees qualify in January', owner: 'Principal psychologist', before: 20, after: [16, 16, 16, 15, 12, 15], items: ['B2.5'] },
  { description: 'The cost of independent places and solo journeys exceeds the budget', mitigation: 'A panel decides each place; two schools are being expanded; routes are retendered', owner: 'Head of education sufficiency', before: 16, after: [16, 16, 12, 12, 12, 12], items: ['B4', 'A10'] },
  { description: 'Families lose trust when messages about their bus are late or wrong', mitigation: 'Messages are drafted from live positions and sent by one team', owner: 'Customer services manager', before: 12, after: [12, 9, 9, 9, 6, 6], items: ['A8'] },
  { description: 'Replies to members rest on too few people, and stop when one is away', mitigation: 'Each letter has one owner and a deputy; the list is read out weekly', owner: 'Members’ enquiries manager', before: 9, after: [9, 9, 6, 6], items: ['E2'] },
  { description: 'The programme’s own staff are on contracts that end in March', mitigation: 'Posts that the plan needs after March are in the budget that goes to Cabinet', owner: 'Programme director', before: 12, after: [12, 9], items: ['A12'] },
  { description: 'Trackers are not fitted in time for the autumn', mitigation: 'Fitting is a condition of the contract', owner: 'Transport systems manager', before: 15, after: [12, 12, 9, 6, 3, 3], items: ['A6'], closed: true },
];
