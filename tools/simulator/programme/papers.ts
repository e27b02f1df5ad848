import { feedEvent, type FeedEvent } from '../event.ts';
import { instantAt } from '../clock.ts';
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

/** The measures as they were told for a period: those that come from elsewhere were further from where they are, the longer ago. */
export const measuresTold = (period: string, ago: number): FeedEvent[] =>
  measures.map((measure, i) => measureEvent(measure, `${measure[0]}:${period}`, instantAt(daysAfter(period, -1), 960), `${daysAfter(period, -1)}T16:00:00Z`, ago * (measure[5] === 'at-least' ? -1 : 1) * ((i % 4) - 0.8) * 0.6));
