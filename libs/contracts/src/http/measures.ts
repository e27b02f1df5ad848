import * as z from 'zod';
import { measurePeriods, measureTrends } from '../lists/programme.js';
import { civilDate } from '../primitives.js';
import { metricView } from './contact.js';

/** A measure as an item shows it. Periods that were frozen before a field was kept lack it. */
export const measureView = z.object({
  measureRef: z.string(),
  title: z.string(),
  unit: z.string(),
  target: z.number(),
  aim: z.enum(['at-least', 'at-most']),
  value: z.number().nullable(),
  asOf: z.string().nullable(),
  met: z.boolean().nullable(),
  sourceName: z.string(),
  live: z.boolean().optional().describe('one of our own metrics feeds it'),
  period: z.enum(measurePeriods).optional(),
  formula: z.string().optional().describe('of a live value, in words'),
  problem: z.string().optional().describe('why there is no value, where something is wrong: a metric that does not exist'),
  suppressed: z.boolean().optional().describe('fewer than five stand behind the value, so it is not shown'),
  stale: z.boolean().optional().describe('an external figure older than its period'),
  trend: z.object({ since: z.string().describe('the reporting period compared with'), value: z.number(), change: z.number(), direction: z.enum(measureTrends) }).nullable().optional(),
  watchedSince: civilDate.nullable().optional().describe('the first day with a value on record: nothing is known of before'),
  lastMetDate: civilDate.nullable().optional().describe('the last day that ended at target; today while it is'),
  metSinceDate: civilDate.nullable().optional().describe('at target at the end of every day watched since; null while it is not'),
  missedSinceDate: civilDate.nullable().optional().describe('off target since; null while it is at target'),
  recent: z.array(z.object({ date: civilDate, value: z.number() })).optional().describe('at most 13 weekly values, the last one now'),
});
export type MeasureView = z.output<typeof measureView>;

/** How a measure stood at the end of a civil date. */
export const measureDay = z.object({
  date: civilDate,
  value: z.number().nullable().describe('at the end of the day, or as it was last read; null: nothing to reckon it from, or not shown'),
  met: z.boolean().nullable().describe('whether that value was at target'),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  firstOffAt: z.string().nullable().describe('the first moment of the day at which it was seen off target'),
  target: z.number(),
  aim: z.enum(['at-least', 'at-most']),
  readAt: z.string(),
});
export type MeasureDayView = z.output<typeof measureDay>;

/** `GET /api/programme/measures/:measureRef/history`, oldest day first. */
export const measureHistory = z.object({ measure: measureView, watchedSince: civilDate.nullable(), items: z.array(measureDay) });
export type MeasureHistory = z.output<typeof measureHistory>;

/** What a metric can be narrowed by. */
export const metricParameter = z.object({
  name: z.string(),
  words: z.string(),
  several: z.boolean().describe('takes several values, parted by |'),
  values: z.array(z.object({ value: z.string(), label: z.string() })),
});

/** A metric that a measure can name: what it is, what it says now, and what it leaves out. */
export const metricEntry = metricView.extend({
  family: z.string().describe('the part of the product that offers it'),
  leavesOut: z.string(),
  better: z.enum(['higher', 'lower']).describe('which direction is good'),
  suppressed: z.boolean().optional(),
  parameters: z.array(metricParameter),
});
export type MetricEntry = z.output<typeof metricEntry>;
/** `GET /api/metrics`; with `metric=` that one alone, narrowed as asked. */
export const metricCatalogue = z.object({ items: z.array(metricEntry) });
export const metricQuery = z.object({ metric: z.string().max(200).optional().describe('one metric, narrowed: `transport.on-time-arrivals{operator=north}`') });
export const measureHistoryQuery = z.object({ from: civilDate.optional(), until: civilDate.optional() });
