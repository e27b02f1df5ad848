import * as z from 'zod';
import { itemKinds, measurePeriods, ratings, travels } from '../lists/programme.js';
import { civilDate, count, instant, period, ref, title, words } from '../primitives.js';

const ratingCounts = z.object({
  blue: count.optional(),
  green: count.optional(),
  amber: count.optional(),
  red: count.optional(),
  grey: count.optional(),
});

const travelCounts = z.object({ up: count.optional(), level: count.optional(), down: count.optional(), new: count.optional() });

/** The improvement plan: what is promised, what is said of it, and what is known. */
export const programmeEvents = {
  'programme.item-upserted': z
    .object({
      itemRef: ref,
      kind: z.enum(itemKinds),
      parentRef: ref.optional(),
      title,
      leadRole: title.optional().describe('a role, never only a name'),
      ledBy: title.optional().describe('the board or programme that leads it, where it is not ours'),
      startDate: civilDate.optional(),
      dueDate: civilDate.optional(),
    })
    .describe("A workstream's, project's or action's whole current state."),
  'programme.assessed': z
    .object({
      itemRef: ref,
      period,
      rating: z.enum(ratings),
      commentary: words.optional(),
      pathToGreen: z.object({ words, date: civilDate }).optional(),
      assessedByRole: title,
      assessedOn: civilDate,
      corrects: ref.optional().describe('id of the event that this one corrects'),
      evidence: words.optional().describe('what the rating rests on'),
      overruled: z.object({ reason: words }).optional().describe('the board overrules a gate, with its reason on record'),
    })
    .describe('A rating for a reporting period. Appended, never edited.'),
  'programme.item-removed': z
    .object({ itemRef: ref, reason: words.optional() })
    .describe('The item left the plan, and everything below it. What was said of it stays on record.'),
  'programme.measure-upserted': z
    .object({
      measureRef: ref,
      title,
      itemRefs: z.array(ref).max(50),
      metric: ref.optional().describe('a metric of Sightline that feeds it, by name; narrowed as `transport.on-time-arrivals{operator=north}`. See GET /api/metrics'),
      metricParams: z
        .record(z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be a parameter name, such as operator'), z.string().min(1).max(2000))
        .optional()
        .describe('parameters of the metric beside its name; several values are parted by |'),
      period: z.enum(measurePeriods).optional().describe('the time over which the value counts: an external figure is stale when it is older. Absent is the reporting period'),
      sourceName: title.optional().describe('where an external figure comes from'),
      unit: z.string().max(40),
      target: z.number(),
      aim: z.enum(['at-least', 'at-most']),
      value: z.number().optional().describe('an external figure; where a metric feeds the measure it is kept of its own day alone, as the past before Sightline watched'),
      asOf: instant.optional().describe('when the external figure was true'),
    })
    .describe("A measure's whole current state."),
  'programme.risk-upserted': z
    .object({
      riskRef: ref,
      description: words,
      mitigation: words.optional(),
      ownerRole: title.optional(),
      scoreBefore: z.number().min(0).max(100).optional(),
      scoreAfter: z.number().min(0).max(100).optional(),
      itemRefs: z.array(ref).max(50).optional(),
      closedDate: civilDate.optional().describe('the day from which it is no risk any more'),
    })
    .describe("A risk's whole current state."),
  'programme.recommendation-upserted': z
    .object({
      recommendationRef: ref,
      body: title.describe('who made it: an inquiry, an inspection, a committee'),
      finding: words.optional(),
      recommendation: words,
      theme: title.optional(),
      leadRole: title.optional(),
      originalDueDate: civilDate.optional(),
      anticipatedDate: civilDate.optional(),
      achievedDate: civilDate.optional(),
      immediateFix: z.boolean().optional(),
      longTerm: z.boolean().optional(),
      response: words.optional().describe("the service's response"),
      evidence: words.optional().describe('of progress, as it stands now; earlier ones are kept'),
      obstacle: words.optional().describe('what stands in the way, where the category asks for it'),
      category: z.object({ scheme: title, code: z.string().max(20), label: title }).optional(),
      itemRefs: z.array(ref).max(50).optional(),
    })
    .describe("A recommendation's whole current state."),
  'programme.scheme-upserted': z
    .object({
      scheme: title.describe('as a category of a recommendation names it'),
      body: title.optional().describe('whose scheme it is'),
      categories: z
        .array(
          z.object({
            code: z.string().min(1).max(20),
            label: title,
            achieved: z.boolean().optional().describe('nothing more is to be done'),
            needsAnticipatedDate: z.boolean().optional(),
            needsObstacle: z.boolean().optional(),
          }),
        )
        .min(1)
        .max(30),
    })
    .describe("A body's scheme of assessment categories, whole."),
  'programme.milestone-upserted': z
    .object({ milestoneRef: ref, itemRef: ref, title, dueDate: civilDate, achievedDate: civilDate.optional() })
    .describe("A milestone's whole current state."),
  'programme.decision-upserted': z
    .object({ decisionRef: ref, title, itemRefs: z.array(ref).max(50).optional(), dueDate: civilDate.optional(), decidedDate: civilDate.optional(), outcome: words.optional() })
    .describe("A decision's whole current state."),
  'programme.headline-declared': z
    .object({
      period,
      counts: z.object({ actions: ratingCounts.optional(), projects: ratingCounts.optional() }),
      travels: z.object({ actions: travelCounts.optional(), projects: travelCounts.optional() }).optional().describe('how many went which way since the period before'),
      items: z
        .array(z.object({ itemRef: ref, rating: z.enum(ratings).optional(), travel: z.enum(travels).optional() }))
        .max(1000)
        .optional()
        .describe('what it says of single items'),
      statement: words.optional(),
    })
    .describe('What a source report says of a period in its headline.'),
  'programme.period-frozen': z.object({ period }).describe('The board took the period: its figures never change again.'),
} as const;
