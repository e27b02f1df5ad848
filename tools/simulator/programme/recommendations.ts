import type { EventData } from '@sightline/contracts';

type Said = EventData<'programme.recommendation-upserted'>;

/** What the service said in a period: `back` counts periods before the newest. Days count from the newest period's end. */
interface Step {
  readonly back: number;
  readonly code: string;
  /** The label where it is not the scheme's own. */
  readonly label?: string;
  readonly response?: string;
  readonly evidence?: string;
  readonly obstacle?: string;
  readonly anticipated?: number;
  readonly achieved?: number;
}
export interface PlannedRecommendation extends Pick<Said, 'body' | 'finding' | 'recommendation' | 'theme' | 'leadRole' | 'immediateFix' | 'longTerm'> {
  readonly scheme: string;
  readonly items: readonly string[];
  /** Original due date, in days from the newest period's end. */
  readonly due: number;
  readonly steps: readonly Step[];
}

/** The inspection has a scheme of its own; the scrutiny committee's is known without being told. */
export const schemes: readonly EventData<'programme.scheme-upserted'>[] = [
  { scheme: 'Scrutiny', body: 'Overview and scrutiny committee', categories: [{ code: '1', label: 'Achieved', achieved: true }, { code: '2', label: 'Not achieved (obstacle)', needsObstacle: true }, { code: '3', label: 'Not achieved (an anticipated date is required)', needsAnticipatedDate: true }, { code: '4', label: 'In progress' }, { code: '5', label: 'Achieved, outcomes monitored', achieved: true }] },
  { scheme: 'Area inspection', body: 'Area SEND inspection', categories: [{ code: 'M', label: 'Met', achieved: true }, { code: 'P', label: 'Partly met', needsAnticipatedDate: true }, { code: 'N', label: 'Not met', needsObstacle: true, needsAnticipatedDate: true }] },
];

const inquiry = { body: 'Inquiry into home to school transport', scheme: 'Scrutiny' };
const scrutiny = { body: 'Overview and scrutiny committee', scheme: 'Scrutiny' };
const inspection = { body: 'Area SEND inspection', scheme: 'Area inspection' };
const review = { body: 'Process review of complaints', scheme: 'Scrutiny' };

export const recommendations: readonly PlannedRecommendation[] = [
  { ...inquiry, finding: 'Nobody could say who was responsible when a child was not met.', recommendation: 'Decide and publish who is responsible at each point of a child’s journey', theme: 'Safety', leadRole: 'Education safeguarding lead', immediateFix: true, longTerm: false, items: ['A5', 'A5.1'], due: -200, steps: [
    { back: 5, code: '4', response: 'Accepted. A protocol is being written with operators and schools.' },
    { back: 3, code: '1', achieved: -205, evidence: 'The protocol is signed by every operator.' },
    { back: 1, code: '5', achieved: -205, evidence: 'Two audits of twenty journeys each found it followed.' },
  ] },
  { ...inquiry, finding: 'Routes were planned before the children on them were known.', recommendation: 'Plan every route from an assessment of each child’s needs', theme: 'Planning', leadRole: 'Route planning manager', immediateFix: false, longTerm: true, items: ['A7'], due: -60, steps: [
    { back: 5, code: '4', response: 'Accepted. Needs are being moved from paper to the journey record.' },
    { back: 1, code: '3', anticipated: 31, evidence: 'Two thirds of children have their needs on record.' },
    { back: 0, code: '3', anticipated: 122, evidence: 'Four in five have; the rest wait for the spring review.' },
  ] },
  { ...inquiry, finding: 'Four systems held four versions of a child’s journey.', recommendation: 'Keep one record of each child’s journey', theme: 'Data', leadRole: 'Transport systems manager', immediateFix: false, longTerm: true, items: ['A11'], due: 150, steps: [
    { back: 4, code: '4', response: 'Accepted, with the new system.', evidence: 'The record is designed.' },
    { back: 1, code: '4', evidence: 'Journeys of 2 of 4 areas are in it.' },
  ] },
  { ...inquiry, finding: 'A guide’s training was not checked before a first run.', recommendation: 'Train guides before they work, and prove it', theme: 'Safety', leadRole: 'Guides and training manager', immediateFix: true, longTerm: true, items: ['A4', 'A4.2'], due: -30, steps: [
    { back: 4, code: '4', response: 'Accepted. Courses each month.' },
    { back: 0, code: '3', anticipated: 61, evidence: '174 of 212 guides are trained; weekend courses are booked.' },
  ] },
  { ...scrutiny, finding: 'Families learnt of a late bus by waiting for it.', recommendation: 'Give families live information on every journey', theme: 'Communication', leadRole: 'Customer services manager', immediateFix: false, longTerm: true, items: ['A8'], due: 90, steps: [
    { back: 3, code: '4', response: 'Accepted, once trackers are fitted.' },
    { back: 0, code: '4', evidence: 'A page per family is on trial with 40 families.' },
  ] },
  { ...scrutiny, recommendation: 'Fit a tracker to every vehicle before the autumn', theme: 'Safety', leadRole: 'Transport systems manager', immediateFix: true, longTerm: false, items: ['A6', 'A6.3'], due: -45, steps: [
    { back: 3, code: '4', response: 'Accepted.' },
    // Said with the label of another list, against its own key: the system flags it.
    { back: 0, code: '2', label: 'Achieved (Late)', achieved: -33, obstacle: 'Two operators changed vehicles in August.', evidence: 'The last vehicle was fitted twelve days after the date.' },
  ] },
  { ...scrutiny, finding: 'A parent’s call was answered when the bus had long come.', recommendation: 'Answer a parent’s call while it still matters', theme: 'Communication', leadRole: 'Customer services manager', immediateFix: true, longTerm: false, items: ['A8'], due: -20, steps: [
    { back: 2, code: '4', response: 'Accepted. Lines open at six in term time.' },
    { back: 0, code: '2', obstacle: 'Three adviser posts are held until the budget is set.', evidence: 'Three in four calls are answered within 20 seconds.' },
  ] },
  { ...inspection, finding: 'Plans are issued too late.', recommendation: 'Issue plans within the statutory 20 weeks', theme: 'Timeliness', leadRole: 'Head of SEND assessment and review', immediateFix: false, longTerm: true, items: ['B2'], due: -90, steps: [
    { back: 5, code: 'N', anticipated: 0, obstacle: 'Advice from educational psychologists is late.' },
    { back: 0, code: 'N', anticipated: 273, obstacle: '6 of 22 psychologist posts are empty.', evidence: 'No assessment is older than 34 weeks; it was 52.' },
  ] },
  { ...inspection, finding: 'The quality of plans varies too much.', recommendation: 'Raise the quality of plans and audit them each month', theme: 'Quality', leadRole: 'Principal SEND officer', immediateFix: false, longTerm: true, items: ['B1'], due: 120, steps: [
    { back: 4, code: 'P', anticipated: 120, evidence: 'A template is in use in one team.' },
    { back: 0, code: 'P', anticipated: 120, evidence: 'Three in five audited plans are good or better.' },
  ] },
  { ...inspection, recommendation: 'Review every plan each year', theme: 'Timeliness', leadRole: 'Annual review manager', immediateFix: false, longTerm: true, items: ['B5'], due: 200, steps: [{ back: 3, code: 'P', anticipated: 200, evidence: 'Seven in ten are reviewed in time.' }] },
  { ...inspection, recommendation: 'Involve young people in decisions about their placement', theme: 'Voice', leadRole: 'Transitions lead', immediateFix: true, longTerm: false, items: ['B6'], due: -100, steps: [{ back: 3, code: 'P', anticipated: -90 }, { back: 1, code: 'M', achieved: -107, evidence: 'A young person speaks first at each panel since June.' }] },
  { ...review, finding: 'Complaints were kept in four mailboxes.', recommendation: 'Log complaints in one place and learn from them each quarter', theme: 'Learning', leadRole: 'Complaints manager', immediateFix: true, longTerm: true, items: ['E1'], due: -120, steps: [{ back: 3, code: '4', response: 'Accepted.' }, { back: 1, code: '1', achieved: -101, evidence: 'One register since June; the first report of themes went to the board.' }] },
];
