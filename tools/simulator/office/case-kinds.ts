import type { CaseChannel, CaseType } from '@sightline/contracts';

type Weights = Readonly<Record<string, number>>;

/** How cases of one type come in and what becomes of them. */
export interface CaseKind {
  readonly caseType: CaseType;
  readonly prefix: string;
  /** Arrivals a day, week in, week out. */
  readonly perDay: number;
  /** How many days of history are told. */
  readonly days: number;
  readonly team: string;
  readonly areas: Weights;
  readonly channels: Partial<Record<CaseChannel, number>>;
  readonly reasons: Weights;
  readonly outcomes: Weights;
  /** Days from receipt to closing: most close evenly between the first two; a share later, on average `tail` days past the second. */
  readonly life: readonly [from: number, until: number, lateShare: number, tail: number];
}

const written: Partial<Record<CaseChannel, number>> = { email: 6, online: 4, letter: 2 };
const front: Partial<Record<CaseChannel, number>> = { 'contact-centre': 4, phone: 3, online: 4, email: 3, 'in-person': 1 };

/** Mean days to answer a yellow letter, by service, and how many come: the picture that casework has to reproduce. */
export const letterDays: Readonly<Record<string, readonly [meanDays: number, weight: number]>> = {
  'Home to School Transport': [33.4, 140],
  'Occupational Therapy': [33.4, 20],
  SENAR: [18, 120],
  Exclusions: [14, 18],
  'Early Years': [14, 14],
  'Education Infrastructure': [12, 26],
  'Employment & Skills': [11, 10],
  Safeguarding: [10, 24],
  'Youth Service': [9, 9],
  'Educational Psychology': [7, 14],
  Admissions: [6, 60],
  'School & Governor Support': [6, 16],
  'Alternative Provision': [6, 10],
  'Library Services': [5, 8],
  Unknown: [1, 5],
};

/** Outcomes of citizens' complaints by service: no update, not upheld, partly, upheld. */
export const complaintOutcomes: Readonly<Record<string, readonly [number, number, number, number]>> = {
  SENAR: [9, 20, 25, 40],
  Admissions: [2, 14, 14, 19],
  'Home to School Transport': [9, 7, 3, 27],
  'Early Years': [1, 6, 3, 4],
  Exclusions: [1, 9, 4, 5],
  'Educational Psychology': [1, 4, 4, 6],
};

const letterAreas = Object.fromEntries(Object.entries(letterDays).map(([area, [, weight]]) => [area, weight]));
const complaintAreas = Object.fromEntries(Object.entries(complaintOutcomes).map(([area, counts]) => [area, counts.reduce((a, b) => a + b, 0)]));

export const caseKinds: readonly CaseKind[] = [
  {
    caseType: 'ehcp-assessment', prefix: 'EHC', perDay: 4.2, days: 290, team: 'senar-assessments',
    areas: { SENAR: 1 }, channels: { email: 5, online: 5, letter: 1 },
    reasons: { 'Parental request': 52, 'School request': 38, 'Health or care request': 6, 'Young person’s request': 4 },
    outcomes: { 'plan-issued': 1 }, life: [108, 139, 0.36, 62],
  },
  {
    caseType: 'annual-review', prefix: 'AR', perDay: 3.4, days: 490, team: 'senar-reviews',
    areas: { SENAR: 1 }, channels: { import: 1 }, reasons: { 'Plan continues': 70, 'Phase transfer': 20, 'Change of placement': 10 },
    outcomes: { maintained: 46, amended: 48, ceased: 6 }, life: [300, 362, 0.13, 42],
  },
  {
    caseType: 'early-years-review', prefix: 'EYR', perDay: 1.9, days: 260, team: 'early-years',
    areas: { 'Early Years': 1 }, channels: { import: 1 }, reasons: { 'Six-monthly review': 1 },
    outcomes: { continued: 8, amended: 2 }, life: [150, 181, 0.03, 9],
  },
  {
    caseType: 'complaint', prefix: 'CMP', perDay: 9, days: 125, team: 'complaints',
    areas: complaintAreas, channels: { ...front, councillor: 1 },
    reasons: { 'Late or missed transport': 27, 'Delay in assessment': 24, 'No reply to contact': 21, 'Content of the plan': 12, 'Attitude of staff': 9, 'School place refused': 13, 'Change of driver or guide': 6 },
    outcomes: {}, life: [4, 13, 0.2, 17],
  },
  {
    caseType: 'social-care-complaint', prefix: 'SCC', perDay: 1.1, days: 210, team: 'complaints',
    areas: { Safeguarding: 5, 'Youth Service': 1, 'Children in Care': 4 }, channels: written,
    reasons: { 'Communication': 10, 'Decision of the social worker': 8, 'Contact arrangements': 6, 'Delay in support': 6 },
    outcomes: { upheld: 3, 'partly-upheld': 4, 'not-upheld': 5, 'no-update': 1 }, life: [5, 14, 0.22, 18],
  },
  {
    caseType: 'yellow-letter', prefix: 'YL', perDay: 2.9, days: 415, team: 'members-enquiries',
    areas: letterAreas, channels: { councillor: 7, mp: 4 },
    reasons: { 'Transport for a child': 32, 'Assessment or plan delayed': 28, 'School place': 18, 'Safety outside a school': 8, 'Support for a family': 9, 'Other': 5 },
    outcomes: { answered: 9, 'no-action': 1 }, life: [0, 0, 0, 0],
  },
  {
    caseType: 'foi', prefix: 'FOI', perDay: 1.5, days: 230, team: 'information-governance',
    areas: { SENAR: 6, 'Home to School Transport': 5, Admissions: 3, Safeguarding: 3, Exclusions: 2 }, channels: { email: 8, online: 6, letter: 1 },
    reasons: { Spending: 7, Contracts: 4, 'Numbers of plans': 6, 'Waiting times': 5, Staffing: 4 },
    outcomes: { disclosed: 7, 'partly-disclosed': 3, refused: 2, 'not-held': 2 }, life: [14, 28, 0.24, 34],
  },
  {
    caseType: 'subject-access', prefix: 'SAR', perDay: 1, days: 230, team: 'information-governance',
    areas: { SENAR: 5, Safeguarding: 6, 'Children in Care': 3, 'Home to School Transport': 2 }, channels: { email: 6, letter: 3, 'in-person': 1 },
    reasons: { 'Own records': 5, 'Child’s records': 8, 'Former child in care': 2 },
    outcomes: { disclosed: 7, 'partly-disclosed': 4, 'no-data-held': 1 }, life: [18, 30, 0.2, 36],
  },
  {
    caseType: 'travel-appeal', prefix: 'TA', perDay: 3.4, days: 132, team: 'travel-appeals',
    areas: { 'Home to School Transport': 1 }, channels: { online: 8, email: 5, letter: 2 },
    reasons: { 'Distance measured wrongly': 4, 'Unsafe walking route': 5, 'Needs not considered': 7, 'Late application': 2, 'Personal budget refused': 3 },
    outcomes: { upheld: 4, 'not-upheld': 7, withdrawn: 1 }, life: [18, 28, 0.06, 5],
  },
  {
    caseType: 'licence', prefix: 'LIC', perDay: 1.5, days: 116, team: 'licensing',
    areas: { 'Education Welfare': 1 }, channels: { online: 7, email: 3 }, reasons: { Theatre: 5, Television: 3, Film: 2, Modelling: 2 },
    outcomes: { issued: 19, refused: 1 }, life: [4, 18, 0.01, 3],
  },
  {
    caseType: 'work-permit', prefix: 'WP', perDay: 1.2, days: 116, team: 'licensing',
    areas: { 'Education Welfare': 1 }, channels: { online: 7, email: 3 }, reasons: { Retail: 5, 'Newspaper round': 2, Hospitality: 5 },
    outcomes: { issued: 18, refused: 2 }, life: [3, 16, 0.01, 3],
  },
  {
    caseType: 'chaperone', prefix: 'CHP', perDay: 0.5, days: 116, team: 'licensing',
    areas: { 'Education Welfare': 1 }, channels: { online: 1 }, reasons: { 'New approval': 3, Renewal: 2 }, outcomes: { approved: 19, refused: 1 }, life: [6, 20, 0.03, 5],
  },
  {
    caseType: 'post-review-paperwork', prefix: 'PRP', perDay: 7.4, days: 147, team: 'senar-reviews',
    areas: { SENAR: 1 }, channels: { email: 1 }, reasons: { 'Review record from school': 8, 'Advice from health': 3, 'Parents’ comments': 2 },
    outcomes: { filed: 9, returned: 1 }, life: [30, 46, 0.02, 4],
  },
  {
    caseType: 'qa-check', prefix: 'QA', perDay: 2, days: 104, team: 'quality',
    areas: { SENAR: 3, 'Home to School Transport': 2, Admissions: 1 }, channels: { import: 1 },
    reasons: { 'Plan checked': 6, 'Route risk assessment checked': 3, 'Letter checked': 2 }, outcomes: { 'no-errors': 7, 'errors-found': 3 }, life: [1, 7, 0.03, 4],
  },
  {
    caseType: 'enquiry', prefix: 'ENQ', perDay: 6, days: 100, team: 'contact-centre',
    areas: { 'Home to School Transport': 7, SENAR: 5, Admissions: 4, 'Early Years': 1 }, channels: { 'contact-centre': 6, phone: 4, email: 3, online: 3 },
    reasons: { 'Where is the bus': 8, 'Progress of an assessment': 5, 'School place': 4, 'Change of address': 3, 'Lost property': 1 },
    outcomes: { resolved: 8, 'passed-on': 2 }, life: [0, 2, 0.06, 3],
  },
];
