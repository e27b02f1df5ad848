import * as z from 'zod';
import { programmeEvents } from '../events/programme.js';
import { recommendationFindings } from '../lists/programme.js';
import { civilDate } from '../primitives.js';

const version = z.string().describe('id of the event that described it last: tells whether it changed since');
const days = z.int().nullable();

export const riskView = programmeEvents['programme.risk-upserted'].extend({
  version,
  score: z.number().nullable().describe('the one that counts: after mitigation, else before'),
  previousScore: z.number().nullable().describe('as the period before had it'),
  change: z.number().nullable().describe('since the period before; null where there is nothing to compare with'),
});
export type RiskView = z.output<typeof riskView>;

export const recommendationView = programmeEvents['programme.recommendation-upserted'].extend({
  version,
  achieved: z.boolean(),
  lateDays: days.describe('after the original due date: achieved, or still open today; negative is early, null where nothing is due yet'),
  expectedLateDays: days.describe('of the anticipated date after the original due date'),
  findings: z.array(z.object({ finding: z.enum(recommendationFindings), explanation: z.string() })),
  progress: z.array(z.object({ on: civilDate, response: z.string().optional(), evidence: z.string().optional(), category: z.string().optional(), anticipatedDate: civilDate.optional() })).describe('what was told over time, oldest first'),
});
export type RecommendationView = z.output<typeof recommendationView>;

export const milestoneView = programmeEvents['programme.milestone-upserted'].extend({
  version,
  firstDueDate: civilDate.describe('the first due date that it was given'),
  slippedDays: z.int().describe('of the due date since it was first given'),
  previousDueDate: civilDate.nullable().describe('as the period before had it'),
  lateDays: days.describe('achieved, or open today, so many days after it was due; null while nothing is late or early'),
});
export type MilestoneView = z.output<typeof milestoneView>;

export const decisionView = programmeEvents['programme.decision-upserted'].extend({ version, decided: z.boolean(), lateDays: days });
export type DecisionView = z.output<typeof decisionView>;

export const schemeView = programmeEvents['programme.scheme-upserted'].extend({ version });
export type SchemeView = z.output<typeof schemeView>;

/** What stands beside the items in a period. */
export const programmeRecords = z.object({
  risks: z.array(riskView),
  recommendations: z.array(recommendationView),
  milestones: z.array(milestoneView),
  decisions: z.array(decisionView),
  schemes: z.array(schemeView),
});
export type ProgrammeRecords = z.output<typeof programmeRecords>;
