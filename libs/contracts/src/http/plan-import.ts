import * as z from 'zod';
import { dateFormats } from '../lists/casework.js';
import { planFields } from '../lists/plan-import.js';
import { ratings } from '../lists/programme.js';
import { count, period, title } from '../primitives.js';
import { savedProfile } from './case-import.js';
import type { SavedProfile } from './case-import.js';
import { ratingTally } from './programme.js';

const field = z.enum(planFields);
const texts = z.record(z.string().max(300), z.string().max(300));

/** How an action plan is read: kept by the name of where it comes from, so that next quarter's file needs no thought. */
export const planImportProfile = z.object({
  name: title,
  sheets: z.array(z.string().max(100)).max(100).optional().describe('all that have a column of references where it is left out'),
  headerRow: z.int().min(1).max(200).optional().describe('line of the headings, on every sheet; found by itself where it is left out'),
  columns: z.record(z.string().max(300), z.union([field, z.literal('')])).default({}).describe('heading → field; an empty field: not read. Headings that are left out are recognised by their names'),
  constants: z.partialRecord(field, z.string().max(300)).default({}).describe('what every row has of a field that has no column'),
  dateFormats: z.array(z.enum(dateFormats)).min(1).default(['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY']),
  valueMaps: z.partialRecord(field, texts).default({}).describe('field → the word of the plan → what it means: “On hold” → red; an empty meaning: nothing'),
});
export type PlanImportProfile = z.output<typeof planImportProfile>;

export const savedPlanProfile = savedProfile(planImportProfile);
export type SavedPlanProfile = SavedProfile<PlanImportProfile>;

/** Of what period the ratings of a file are, where its headings do not say. */
export const planPeriods = z.object({ period: period.optional(), previousPeriod: period.optional() });
export type PlanPeriods = z.output<typeof planPeriods>;

const planSheetSummary = z.object({
  sheet: z.string().describe('empty for a CSV'),
  headingLine: count,
  headings: z.array(z.object({ heading: z.string(), field: field.optional().describe('absent: not read'), period: z.string().optional().describe('the period that the heading names'), samples: z.array(z.string()) })),
  rows: count.describe('below the headings'),
  leftOut: z.object({ empty: count, totals: count, headings: count, notes: count }),
  hidden: count.describe('rows that are hidden in the workbook: they are read too'),
});
export type PlanSheetSummary = z.output<typeof planSheetSummary>;

/** An action plan as it was understood, and the plan that would come of it. */
export const planImportSummary = z.object({
  period: z.string().nullable(),
  previousPeriod: z.string().nullable(),
  periodFrom: z.string().describe('who or what said of which period the ratings are'),
  sheets: z.array(planSheetSummary),
  notRead: z.array(z.object({ sheet: z.string(), reason: z.string() })),
  ratings: z.object({ added: count, corrected: count, unchanged: count }),
  unknownWords: z.array(z.object({ field, word: z.string(), count })).describe('words that the profile can be taught, the commonest first'),
  warnings: z.array(z.object({ sheet: z.string(), line: count, column: z.string(), value: z.string(), reason: z.string() })).describe('taken as they are, and perhaps not meant; at most 1,000'),
  warningCount: count,
  /** The whole plan in the period of the file, once the file is in. */
  plan: z.object({
    period: z.string().nullable(),
    workstreams: z.array(z.object({ itemRef: z.string(), title: z.string(), projects: count, actions: ratingTally })),
    projects: ratingTally,
    actions: ratingTally,
    percentages: z.record(z.enum(ratings), z.number()),
    change: z.record(z.enum(ratings), z.number()).nullable().describe('of the actions, less the period before'),
  }),
});
export type PlanImportSummary = z.output<typeof planImportSummary>;
