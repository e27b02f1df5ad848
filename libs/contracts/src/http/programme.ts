import * as z from 'zod';
import { contradictionKinds, itemKinds, ratings, travels } from '../lists/programme.js';
import { count, instant } from '../primitives.js';
import { measureView } from './measures.js';
import { programmeRecords } from './programme-records.js';

export const ratingTally = z.object({
  blue: count,
  green: count,
  amber: count,
  red: count,
  grey: count,
  unrated: count.describe('ours, but without a rating in this period'),
  ledElsewhere: count,
  total: count,
});
export type RatingTally = z.output<typeof ratingTally>;

/** The board set a gate aside, with its reason. */
export const overruling = z.object({ reason: z.string(), byRole: z.string(), at: instant });

export const programmeItem = z.object({
  itemRef: z.string(),
  kind: z.enum(itemKinds),
  parentRef: z.string().nullable(),
  title: z.string(),
  leadRole: z.string().optional(),
  ledBy: z.string().optional(),
  startDate: z.string().optional(),
  dueDate: z.string().optional(),
  version: z.string().describe('id of the event that described it last: tells whether it changed since'),
  firstDueDate: z.string().optional().describe('where the due date was changed: the first one it was given'),
  previousDueDate: z.string().nullable().optional().describe('where the due date was changed since the period before: the one it had then'),
  assessmentId: z.string().optional().describe('of the assessment that counts: what a correction names'),
  rating: z.enum(ratings).nullable(),
  previousRating: z.enum(ratings).nullable(),
  previousOverruled: z.boolean().optional().describe('the rating before was one that the board set a gate aside for'),
  travel: z.enum(travels).nullable(),
  commentary: z.string().optional(),
  pathToGreen: z.object({ words: z.string(), date: z.string() }).optional(),
  assessedByRole: z.string().optional(),
  assessedOn: z.string().optional(),
  evidence: z.string().optional(),
  overruled: overruling.optional(),
  unevidenced: z.boolean().optional(),
  withoutWords: z.boolean().optional(),
  children: ratingTally.optional().describe('its children by rating: never averaged'),
  worstChild: z.enum(ratings).nullable().optional(),
  measures: z.array(measureView),
});
export type ProgrammeItem = z.output<typeof programmeItem>;

const tallies = z.object({ workstreams: ratingTally, projects: ratingTally, actions: ratingTally });
export const programmeCounts = z.object({
  period: z.string().nullable(),
  previousPeriod: z.string().nullable(),
  periods: z.array(z.string()),
  counts: tallies,
  change: tallies.nullable().describe('this period less the one before; null where there is none'),
  percentages: z.record(z.enum(ratings), z.number()).describe('of the actions rated here, one decimal'),
  asTaken: z
    .object({
      added: count.describe('items that came into the plan since'),
      removed: count.describe('items that left it since'),
      workstreams: z.array(z.object({ itemRef: z.string(), title: z.string(), ledBy: z.string().optional(), projects: count, actions: ratingTally })),
    })
    .optional()
    .describe('where the newest period is one that the board has taken: its workstreams as they were taken'),
});
export type ProgrammeCounts = z.output<typeof programmeCounts>;

/** One of two or more things said or known that cannot be true together; without a rating where it has none. */
export const side = z.object({ rating: z.enum(ratings).optional(), words: z.string() });
export type Side = z.output<typeof side>;
export const contradiction = z.object({
  kind: z.enum(contradictionKinds),
  itemRef: z.string(),
  period: z.string().optional(),
  explanation: z.string(),
  sides: z.array(side).optional().describe('what clashes, one under the other'),
});
export type Contradiction = z.output<typeof contradiction>;

export const programmeView = programmeCounts.extend({ items: z.array(programmeItem), ...programmeRecords.shape, asOf: z.string() });
export type ProgrammeView = z.output<typeof programmeView>;
/** When the board took a period, and in which role that was told. */
export const taking = z.object({ at: instant, by: z.string() });
/** `GET /api/programme/periods/:period`: `frozen` once the board has taken it. Periods taken by an earlier Sightline hold the ratings alone. */
export const periodView = programmeCounts.extend({
  items: z.array(programmeItem),
  ...programmeRecords.partial().shape,
  contradictions: z.array(contradiction).optional(),
  taken: taking.optional(),
  frozen: z.boolean(),
});

/** A rating whose evidence no longer holds, or that could be better: proposed, never changed. */
export const suggestion = z.object({ itemRef: z.string(), period: z.string(), rating: z.enum(ratings), proposed: z.enum(ratings), explanation: z.string() });
export type Suggestion = z.output<typeof suggestion>;

/** `GET /api/programme/items/:itemRef/gates`: what a Red and a Blue of an item would lack today. */
export const itemGates = z.object({
  itemRef: z.string(),
  red: z.object({ missing: z.array(z.string()) }),
  blue: z.object({
    reached: z.boolean(),
    greenSince: z.string().nullable().describe('the first day of the unbroken run of Green'),
    earliestDate: z.string().nullable().describe('the first day on which Blue could be said, if Green and the measures hold; null before there is a Green'),
    missing: z.array(z.string()),
  }),
});
export type ItemGates = z.output<typeof itemGates>;
