import { feedEvent, type FeedEvent } from '../event.ts';
import { daysAfter } from './periods.ts';

/** A measure with a `metric` is fed live by a figure that Sightline reckons itself; its value is only where it began. */
type Measure = readonly [ref: string, title: string, items: string[], unit: string, target: number, aim: 'at-least' | 'at-most', value: number, source: string, metric?: string];

export const measures: readonly Measure[] = [
  ['M01', 'Runs operated', ['A1', 'A'], '%', 99, 'at-least', 98.1, 'Operators’ returns'],
  ['M02', 'On time at school', ['A3'], '%', 95, 'at-least', 87.1, 'Schools’ arrivals lists'],
  ['M03', 'Runs with their guide', ['A4', 'A4.2'], '%', 100, 'at-least', 96.2, 'Guides’ rota'],
  ['M04', 'Runs tracked', ['A6', 'A6.3'], '%', 98, 'at-least', 98.4, 'Trackers'],
  ['M05', 'Journeys within their limit', ['A7'], '%', 98, 'at-least', 96.9, 'Route plans'],
  ['M06', 'Transport calls answered within 20 seconds', ['A8'], '%', 80, 'at-least', 77.5, 'Telephone system', 'service-level'],
  ['M07', 'Final plans within 20 weeks', ['B2', 'B'], '%', 90, 'at-least', 58.2, 'Case system', 'ehcp-assessment.on-time-percent'],
  ['M08', 'Annual reviews in time', ['B5'], '%', 85, 'at-least', 71, 'Case system', 'annual-review.on-time-percent'],
  ['M09', 'Plans judged good or better', ['B1'], '%', 70, 'at-least', 61.5, 'Audit of plans'],
  ['M10', 'Appeals settled before a hearing', ['B3'], '%', 75, 'at-least', 68, 'Disputes register'],
  ['M11', 'Stage one complaints within 10 days', ['E1'], '%', 90, 'at-least', 91.8, 'Complaints register'],
  ['M12', 'Mean days to answer a yellow letter', ['E2', 'E2.1'], 'days', 16, 'at-most', 18.4, 'Members’ enquiries register', 'yellow-letter.mean-days'],
];

/** A measure as it stands; `drift` moves it a little from where it was when the period ended. */
export function measureEvent(measure: Measure, id: string, at: number, asOf: string, drift: number): FeedEvent {
  const [measureRef, title, itemRefs, unit, target, aim, value, sourceName, metric] = measure;
  return feedEvent('programme', 'programme.measure-upserted', id, at, { measureRef, title, itemRefs: [...itemRefs], unit, target, aim, value: Math.round((value + drift) * 10) / 10, asOf, sourceName, ...(metric === undefined ? {} : { metric }) });
}

const risks: readonly (readonly [description: string, mitigation: string, owner: string, before: number, after: number, items: string[]])[] = [
  ['Too few licensed drivers for the spring term', 'Second operator in each area; bursary for new drivers', 'Head of passenger transport', 20, 12, ['A1']],
  ['Guides leave for better hours elsewhere', 'Paid waiting time and year-round contracts', 'Guides and training manager', 16, 12, ['A4']],
  ['A child is set down at the wrong school', 'Identity cards, arrivals lists and live alerts', 'Education safeguarding lead', 15, 8, ['A5', 'A6']],
  ['Requests for assessment grow faster than posts', 'Early support without a plan; monthly projection', 'Head of SEND assessment and review', 20, 16, ['B2', 'B7']],
  ['Educational psychologists cannot be recruited', 'Locum teams and three trainees', 'Principal psychologist', 20, 15, ['B2']],
  ['Cost of independent places exceeds the budget', 'Panel for each place; two schools expanded', 'Head of education sufficiency', 16, 12, ['B4']],
  ['Families lose trust when messages are late', 'Messages sent from live positions', 'Customer services manager', 12, 6, ['A8']],
  ['Replies to members are drafted by too few people', 'Each letter has one owner; weekly list', 'Members’ enquiries manager', 9, 6, ['E2']],
];

const recommendations: readonly (readonly [body: string, recommendation: string, theme: string, lead: string, items: string[], code: string, label: string, dueDays: number])[] = [
  ['Scrutiny committee', 'Give families live information on every journey', 'Communication', 'Customer services manager', ['A8'], '4', 'In progress', 90],
  ['Scrutiny committee', 'Fit a tracker to every vehicle before the autumn', 'Safety', 'Transport systems manager', ['A6'], '1', 'Achieved', -60],
  ['Scrutiny committee', 'Train guides before they work', 'Safety', 'Guides and training manager', ['A4'], '3', 'Not achieved (an anticipated date is required)', -30],
  ['Independent inquiry', 'Decide who is responsible when a child is not met', 'Safety', 'Education safeguarding lead', ['A5'], '5', 'Achieved, outcomes monitored', -200],
  ['Independent inquiry', 'Keep one record of each child’s journey', 'Data', 'Transport systems manager', ['A11'], '4', 'In progress', 150],
  ['Independent inquiry', 'Answer a parent’s call while it still matters', 'Communication', 'Customer services manager', ['A8'], '4', 'In progress', 60],
  ['Area inspection', 'Issue plans within the legal time', 'Timeliness', 'Head of SEND assessment and review', ['B2'], '2', 'Not achieved (obstacle)', -90],
  ['Area inspection', 'Raise the quality of plans', 'Quality', 'Principal SEND officer', ['B1'], '4', 'In progress', 120],
  ['Area inspection', 'Review every plan each year', 'Timeliness', 'Annual review manager', ['B5'], '4', 'In progress', 200],
  ['Process review', 'Log complaints in one place', 'Learning', 'Complaints manager', ['E1'], '1', 'Achieved', -120],
];

const milestones: readonly (readonly [item: string, title: string, due: number, done?: number])[] = [
  ['A1', 'New framework of operators begins', 152], ['A3', 'September review with head teachers', 20, 18], ['A4', 'All guides harness trained', 61], ['A6', 'Last vehicle fitted with a tracker', -40, -33], ['A8', 'Live messages to families begin', 92],
  ['A11', 'Old database closed', 180], ['B1', 'New plan template in use', 45], ['B2', 'No assessment over 30 weeks', 90], ['B4', 'Three resource bases open', 335], ['B5', 'Paperwork inbox under 100', 120], ['E1', 'First report of themes', -10, -8], ['E2', 'Families’ panel meets', 50],
];

const decisions: readonly (readonly [title: string, items: string[], due: number, decided?: string])[] = [
  ['Agency guides for two more months, within budget', ['A4'], 75], ['Move trackers into the operators’ contract', ['A6'], 75], ['Second locum team for psychologists’ advice', ['B2'], 14, 'Agreed, for six months.'], ['Close the old route database', ['A11'], 105],
];

/** Risks, recommendations, milestones and decisions beside the plan. */
export function papers(newest: string, at: number): FeedEvent[] {
  const day = (days: number): string => daysAfter(newest, days);
  const number = (i: number): string => String(i + 1).padStart(2, '0');
  return [
    ...measures.map((measure) => measureEvent(measure, `${measure[0]}:${newest}`, at, `${daysAfter(newest, 0)}T16:00:00Z`, 0)),
    ...risks.map(([description, mitigation, ownerRole, scoreBefore, scoreAfter, itemRefs], i) =>
      feedEvent('programme', 'programme.risk-upserted', `R${number(i)}:${newest}`, at, { riskRef: `R${number(i)}`, description, mitigation, ownerRole, scoreBefore, scoreAfter, itemRefs: [...itemRefs] }),
    ),
    ...recommendations.map(([body, recommendation, theme, leadRole, itemRefs, code, label, due], i) =>
      feedEvent('programme', 'programme.recommendation-upserted', `REC${number(i)}:${newest}`, at, {
        recommendationRef: `REC${number(i)}`, body, recommendation, theme, leadRole,
        originalDueDate: day(due),
        ...(code === '3' || code === '4' ? { anticipatedDate: day(Math.max(due, 30) + 60) } : {}),
        ...(code === '1' || code === '5' ? { achievedDate: day(due + 12) } : {}),
        immediateFix: i % 3 === 0,
        longTerm: i % 3 !== 0,
        category: { scheme: 'Scrutiny', code, label },
        itemRefs: [...itemRefs],
      }),
    ),
    ...milestones.map(([itemRef, title, due, done], i) =>
      feedEvent('programme', 'programme.milestone-upserted', `MS${number(i)}:${newest}`, at, { milestoneRef: `MS${number(i)}`, itemRef, title, dueDate: day(due), ...(done === undefined ? {} : { achievedDate: day(done) }) }),
    ),
    ...decisions.map(([title, itemRefs, due, outcome], i) =>
      feedEvent('programme', 'programme.decision-upserted', `D${number(i)}:${newest}`, at, { decisionRef: `D${number(i)}`, title, itemRefs: [...itemRefs], dueDate: day(due), ...(outcome === undefined ? {} : { decidedDate: day(due - 2), outcome }) }),
    ),
  ];
}
