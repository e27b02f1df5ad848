import * as z from 'zod';

/** A figure with its formula: nothing is shown without it. */
export const metricView = z.object({
  name: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  unit: z.string(),
  formula: z.string(),
  asOf: z.string(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  since: z.string().optional().describe('the value is the time from this instant to now, and grows with the clock'),
  note: z.string().optional().describe('what is not known yet or left out just now'),
});
export type MetricView = z.output<typeof metricView>;

export const searchItem = z.object({
  kind: z.enum(['run', 'route', 'vehicle', 'school', 'case', 'child']),
  ref: z.string(),
  label: z.string(),
  detail: z.string().optional(),
  runRef: z.string().optional().describe('the run that answers the question now'),
  passengerRef: z.string().optional().describe('of a case: the child whose it is, for who may look a child up'),
});
export type SearchItem = z.output<typeof searchItem>;
/** What to ask the caller for, where more children answer than are shown. */
export const searchAdvice = ['ask-birth-date', 'ask-name'] as const;
export const searchReply = z.object({ items: z.array(searchItem), advice: z.enum(searchAdvice).optional().describe('more children answer than are shown: what tells them apart') });
export type SearchReply = z.output<typeof searchReply>;
export const searchRequest = z.object({ q: z.string().min(3).max(100) });
