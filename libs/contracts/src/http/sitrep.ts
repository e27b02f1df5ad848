import * as z from 'zod';
import { claimKinds, claimVerdicts, contractMeasures, punctualities, runFates, sitrepFigures, sitrepGroupings } from '../lists/sitrep.js';
import { directions } from '../lists/transport.js';
import { count, ref, week } from '../primitives.js';

const figure = z.enum(sitrepFigures);
const shown = z.number().nullable().describe('null: nothing to reckon it from, or too few children to be shown in this view');

/** A figure of one operator, route or area. */
export const sitrepGroup = z.object({ ref: z.string(), label: z.string(), value: shown, numerator: shown, denominator: shown });
export type SitrepGroup = z.output<typeof sitrepGroup>;

const groups = z.array(sitrepGroup);
const reckoned = {
  label: z.string(),
  value: shown,
  unit: z.string(),
  numerator: shown,
  denominator: shown,
  formula: z.string().describe('in words'),
  byOperator: groups,
  byRoute: groups.optional(),
  byArea: groups.optional(),
};

/** What stands beside a figure, such as how many were not known. */
export const sitrepPart = z.object({ part: z.string(), ...reckoned });
export type SitrepPart = z.output<typeof sitrepPart>;

/** One of the weekly seven. */
export const sitrepFigure = z.object({ figure, ...reckoned, parts: z.array(sitrepPart) });
export type SitrepFigure = z.output<typeof sitrepFigure>;

export const sitrepReport = z.object({
  week,
  from: z.string(),
  until: z.string().describe('the Sunday'),
  frozen: z.boolean().describe('its figures never change again'),
  asOf: z.string().describe('of a frozen week: when it was frozen'),
  underWay: count.describe('runs that have started and not ended: counted as operated, not yet as on time or late'),
  items: z.array(sitrepFigure),
});
export type SitrepReport = z.output<typeof sitrepReport>;
export const sitrepQuery = z.object({ week: week.optional(), by: z.enum(sitrepGroupings).optional() });

/** A week in the trend: its figures by name. */
export const sitrepTrendWeek = z.object({ week, frozen: z.boolean(), values: z.record(figure, shown) });
export type SitrepTrendWeek = z.output<typeof sitrepTrendWeek>;

const claim = z.object({
  kind: z.enum(claimKinds),
  sequence: count,
  claimedAt: z.string(),
  tracedAt: z.string().optional().describe('when the trace has it'),
  metresAway: z.number().optional().describe('how far the vehicle was from the stop at the moment that was claimed'),
  verdict: z.enum(claimVerdicts),
});
const runPlace = { runRef: ref, serviceDate: z.string(), routeRef: z.string(), operatorRef: z.string().optional(), operatorName: z.string().optional() };

/** A report of an operator that the trace does not bear out, or has nothing to say of. */
export const sitrepClaim = z.object({ ...runPlace, ...claim.shape });
export type SitrepClaim = z.output<typeof sitrepClaim>;

/** A run as the SitRep counts it. Nothing of a child but counts. */
export const sitrepRun = z.object({
  ...runPlace,
  schoolRef: z.string().optional(),
  area: z.string().optional(),
  direction: z.enum(directions).optional(),
  startsAt: z.string(),
  endsAt: z.string(),
  fate: z.enum(runFates),
  punctuality: z.enum(punctualities).optional(),
  basis: z.enum(['trace', 'word']).optional().describe('whether a trace shows the time at the school, or only somebody says so'),
  latenessSeconds: z.number().optional().describe('at the school, against the schedule'),
  noticeMinutes: z.number().optional().describe('of a cancellation, before the planned start'),
  coverage: z.number().optional().describe('share of its time with a fix at most two minutes away'),
  neededGuide: z.boolean(),
  hadGuide: z.boolean(),
  children: count,
  overlong: count,
  childMinutes: z.number(),
  counts: z.boolean().describe('whether it stands in the numerator of the figure that was asked for'),
});
export type SitrepRun = z.output<typeof sitrepRun>;
export const sitrepRunsQuery = z.object({
  week: week.optional(),
  figure: figure.optional(),
  part: z.string().max(60).optional(),
  members: z.enum(['numerator', 'denominator', 'rest']).optional().describe('rest: in the denominator and not in the numerator'),
  operatorRef: ref.optional(),
  routeRef: ref.optional(),
  area: ref.optional(),
});

/** How right the expected times were, by how far ahead they were made. */
export const sitrepAccuracy = z.object({
  horizon: z.string(),
  window: z.string().describe('what counts as right'),
  compared: count,
  likely: shown.describe('% of likely times inside'),
  centred: shown.describe('% of the middles of the windows inside'),
  within: shown.describe('% of arrivals inside the window that was told'),
  meanErrorSeconds: shown,
});
export type SitrepAccuracy = z.output<typeof sitrepAccuracy>;

/** A measure of an operator's contract and what it would carry. Nothing is ever deducted from here. */
export const contractRow = z.object({
  operatorRef: z.string(),
  operatorName: z.string(),
  measure: z.enum(contractMeasures),
  label: z.string(),
  target: z.number().describe('%'),
  value: shown.describe('%'),
  numerator: count,
  denominator: count,
  defaults: count.describe('runs below the target: those that failed, less what the target allows'),
  points: z.number(),
  pounds: z.number(),
  agreed: z.boolean().describe("from the operator's contract; otherwise the standard schedule"),
  formula: z.string(),
});
export type ContractRow = z.output<typeof contractRow>;

/** What came after the freeze: late data that changed nothing, and notes. */
export const sitrepAfter = z.object({
  kind: z.enum(['late', 'correction']),
  at: z.string(),
  figure: figure.optional(),
  words: z.string(),
  runRef: z.string().optional().describe('for those who may see the run'),
});
export type SitrepAfter = z.output<typeof sitrepAfter>;
