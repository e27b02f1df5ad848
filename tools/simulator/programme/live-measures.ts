import type { EventData } from '@sightline/contracts';
import { feedEvent, type FeedEvent } from '../event.ts';
import { addDays, instantAt } from '../clock.ts';
import { Random } from '../random.ts';
import { daysAfter, periodCount } from './periods.ts';

type Measure = Omit<EventData<'programme.measure-upserted'>, 'value' | 'asOf'>;

const percent = { unit: '%', aim: 'at-least' } as const;

/** Measures that Sightline's own figures feed: of the whole council, and of one operator's runs. What registers said of them before stands at their ends of a period. */
const live: readonly (Measure & { readonly began: number; readonly eachPeriod: number })[] = [
  { measureRef: 'M20', title: 'On time at the school gate, this week', itemRefs: ['A3', 'A'], ...percent, target: 95, metric: 'transport.on-time-arrivals', period: 'week', sourceName: 'Schools’ arrivals lists', began: 84, eachPeriod: 1.1 },
  { measureRef: 'M21', title: 'On time today, the largest operator', itemRefs: ['A1', 'A1.9'], ...percent, target: 95, metric: 'transport.on-time-arrivals', metricParams: { operator: 'OP01' }, period: 'day', sourceName: 'Operators’ returns', began: 91, eachPeriod: 0.4 },
  { measureRef: 'M22', title: 'Runs with their guide, this week', itemRefs: ['A4'], ...percent, target: 100, metric: 'sitrep.guided', period: 'week', sourceName: 'Guides’ rota', began: 94.5, eachPeriod: 0.3 },
  { measureRef: 'M23', title: 'Runs cancelled and not covered', itemRefs: ['A10', 'A1'], unit: 'runs', target: 0, aim: 'at-most', metric: 'transport.not-covered', period: 'day', sourceName: 'Control room log', began: 9, eachPeriod: -1 },
  { measureRef: 'M24', title: 'Callers who hung up', itemRefs: ['A8', 'A8.4'], unit: '%', target: 5, aim: 'at-most', metric: 'abandonment', period: 'day', sourceName: 'Telephone system', began: 11.5, eachPeriod: -0.9 },
  { measureRef: 'M25', title: 'Assessments within 20 weeks, exceptions left out', itemRefs: ['B2'], ...percent, target: 90, metric: 'ehcp-assessment.within-20-weeks-without-exceptions', sourceName: 'Case system', began: 52, eachPeriod: 1.6 },
  { measureRef: 'M26', title: 'Annual reviews overdue', itemRefs: ['B5', 'B'], unit: 'cases', target: 100, aim: 'at-most', metric: 'annual-review.overdue', sourceName: 'Case system', began: 640, eachPeriod: 12 },
  { measureRef: 'M27', title: 'Worst service against the letter’s target', itemRefs: ['E2'], unit: 'days', target: 0, aim: 'at-least', metric: 'yellow-letter.sla-performance', sourceName: 'Members’ enquiries register', began: -14, eachPeriod: 0.8 },
];

/** The live measures as they are described for a period, with what their registers said at its end. */
export const liveMeasuresTold = (period: string, ago: number): FeedEvent[] => live.map((measure) => told('period', measure, daysAfter(period, -1), (periodCount - 1 - ago) * measure.eachPeriod));

const weeks = 13;

/** What the registers said week by week until the day on which Sightline began to watch. */
export const liveWeeksTold = (today: string): FeedEvent[] =>
  Array.from({ length: weeks }, (_, index) => index + 1).flatMap((ago) => {
    const date = addDays(today, -7 * ago);
    return live.map((measure) => told('week', measure, date, (periodCount - ago / weeks) * measure.eachPeriod + new Random('week', measure.measureRef, date).normal(0, Math.abs(measure.eachPeriod))));
  }).reverse();

/** Of the end of a period or of a week: both may be the same day. */
function told(of: 'period' | 'week', { began, eachPeriod, ...measure }: (typeof live)[number], date: string, grown: number): FeedEvent {
  const value = Math.max(measure.unit === 'days' ? -Infinity : 0, Math.min(measure.unit === '%' ? 100 : Infinity, Math.round((began + grown) * 10) / 10));
  return feedEvent('programme', 'programme.measure-upserted', `${measure.measureRef}:${of}:${date}`, instantAt(date, 960), { ...measure, value: eachPeriod !== 0 && measure.unit !== '%' ? Math.round(value) : value, asOf: `${date}T16:00:00Z` });
}
