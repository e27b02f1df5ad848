import * as z from 'zod';
import { changeKinds, comparedKinds, ratings, travels } from '../lists/programme.js';
import { civilDate, count, period } from '../primitives.js';
import { overruling, ratingTally, taking } from './programme.js';

/** `GET /api/programme/periods`, newest first. */
export const periodSummary = z.object({
  period,
  endDate: civilDate,
  frozen: z.boolean(),
  taken: taking.optional().describe('when the board took it; absent of one that an earlier Sightline froze'),
  actions: ratingTally,
  projects: ratingTally,
});
export type PeriodSummary = z.output<typeof periodSummary>;

/** One thing that is not in a period as it was in another. */
export const comparisonRow = z.object({
  of: z.enum(comparedKinds),
  ref: z.string(),
  title: z.string(),
  what: z.enum(changeKinds),
  from: z.union([z.string(), z.number()]).nullable(),
  to: z.union([z.string(), z.number()]).nullable(),
  travel: z.enum(travels).nullable().describe('of what has a direction; a later date and a higher score are down'),
  fromOverruled: z.boolean().optional().describe('the rating is one that the board set a gate aside for'),
  toOverruled: z.boolean().optional(),
  days: z.int().nullable().describe('by which a date moved: later is positive'),
});
export type ComparisonRow = z.output<typeof comparisonRow>;

const side = z.object({ period, frozen: z.boolean(), taken: taking.optional(), actions: ratingTally, projects: ratingTally, recorded: z.boolean().describe('whether risks, recommendations, milestones and decisions were kept with it') });

/** `GET /api/programme/compare?from=&to=` */
export const comparison = z.object({
  from: side,
  to: side,
  change: z.object({ actions: ratingTally, projects: ratingTally }),
  unchanged: count.describe('items that stand in both with the same rating and due date'),
  items: z.array(comparisonRow),
});
export type Comparison = z.output<typeof comparison>;
export const comparisonQuery = z.object({ from: period.optional().describe('the period before `to` unless told'), to: period.optional().describe('the newest unless told') });
export const periodQuery = z.object({ period: period.optional().describe('the newest unless told') });

/** Everything that was said of an item, oldest period first, and within one in the order in which it was said. */
export const itemHistory = z.object({
  items: z.array(
    z.object({
      id: z.string().describe('what a correction names'),
      itemRef: z.string(),
      period,
      rating: z.enum(ratings),
      previousRating: z.enum(ratings).nullable().describe('that counts in the period before'),
      travel: z.enum(travels).nullable().describe('null where the assessment does not count'),
      counts: z.boolean().describe('whether it is the one that counts in its period'),
      frozen: z.boolean().describe('whether the board has taken its period'),
      commentary: z.string().optional(),
      pathToGreen: z.object({ words: z.string(), date: z.string() }).optional(),
      assessedByRole: z.string(),
      assessedOn: z.string(),
      corrects: z.string().optional(),
      correctedBy: z.string().optional(),
      evidence: z.string().optional(),
      overruled: overruling.optional(),
    }),
  ),
  dueDates: z.array(z.object({ on: civilDate, dueDate: civilDate })).describe('each due date that it was given, oldest first'),
});
export type ItemHistory = z.output<typeof itemHistory>;
