import * as z from 'zod';
import { contradictionKinds, itemKinds, ratings, travels } from '../lists/programme.js';
import { count } from '../primitives.js';
import { measureView } from './measures.js';

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

export const programmeItem = z.object({
  itemRef: z.string(),
  kind: z.enum(itemKinds),
  parentRef: z.string().nullable(),
  title: z.string(),
  leadRole: z.string().optional(),
  ledBy: z.string().optional(),
  startDate: z.string().optional(),
  dueDate: z.string().optional(),
  rating: z.enum(ratings).nullable(),
  previousRating: z.enum(ratings).nullable(),
  travel: z.enum(travels).nullable(),
  commentary: z.string().optional(),
  pathToGreen: z.object({ words: z.string(), date: z.string() }).optional(),
  assessedByRole: z.string().optional(),
  assessedOn: z.string().optional(),
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
});
export type ProgrammeCounts = z.output<typeof programmeCounts>;
export const programmeView = programmeCounts.extend({ items: z.array(programmeItem), asOf: z.string() });
/** `GET /api/programme/periods/:period`: `frozen` once the board has taken it. */
export const periodView = programmeCounts.extend({ items: z.array(programmeItem), frozen: z.boolean() });
export type ProgrammeView = z.output<typeof programmeView>;

export const contradiction = z.object({ kind: z.enum(contradictionKinds), itemRef: z.string(), period: z.string().optional(), explanation: z.string() });
export type Contradiction = z.output<typeof contradiction>;

export const assessmentHistory = z.object({
  items: z.array(
    z.object({ id: z.string().describe('what a correction names'), itemRef: z.string(), period: z.string(), rating: z.enum(ratings), commentary: z.string().optional(), assessedByRole: z.string(), assessedOn: z.string(), corrects: z.string().optional() }),
  ),
});
