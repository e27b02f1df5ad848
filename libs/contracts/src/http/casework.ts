import * as z from 'zod';
import { bankHolidayDivisions, caseChannels, caseLacks, caseOrders, caseStates, caseTypes, caseworkDimensions, caseworkMeasures, clockNames, clockStates, narrowedFields, qualityKinds } from '../lists/casework.js';
import { civilDate, count, ref } from '../primitives.js';

/** One line of the arithmetic behind a due date. */
export const workingLine = z.object({ date: z.string(), counted: z.boolean(), why: z.string() });

export const clockView = z.object({
  clock: z.enum(clockNames),
  state: z.enum(clockStates),
  startDate: z.string(),
  dueDate: z.string(),
  provisional: z.boolean().optional().describe('past the end of the holiday calendar'),
  stoppedDate: z.string().optional(),
  usedPercent: z.number().optional(),
  warnings: z.array(z.object({ percent: z.number(), date: z.string(), passed: z.boolean() })).describe('the days on which so much of it is used, by its policy; none where the limit does not apply'),
  whose: z.enum(['council', 'family']).describe('whose limit it is: one of the family is never overdue of the council'),
  working: z.array(workingLine),
  source: z.string().describe('the law or policy that the clock comes from'),
});
export type ClockView = z.output<typeof clockView>;

/** A due date that became another one because a rule changed, though nobody touched the case. */
export const dueChangeView = z.object({
  caseRef: z.string(),
  clock: z.enum(clockNames),
  oldDueDate: z.string(),
  newDueDate: z.string(),
  why: z.string(),
  changedAt: z.string(),
});
export type DueChangeView = z.output<typeof dueChangeView>;

/** The bank holidays that clocks leave out. */
export const bankHoliday = z.object({ division: z.enum(bankHolidayDivisions), date: z.string(), title: z.string() });
export type BankHoliday = z.output<typeof bankHoliday>;

export const caseSummary = z.object({
  caseRef: z.string(),
  caseType: z.enum(caseTypes),
  stage: z.string().optional(),
  channel: z.string(),
  serviceArea: z.string(),
  ownerRef: z.string().optional(),
  reason: z.string().optional(),
  state: z.enum(caseStates),
  receivedDate: z.string(),
  closedDate: z.string().optional(),
  outcome: z.string().optional(),
  contactRef: z.string().optional().describe('the logged call that it came of'),
  dueDate: z.string().optional().describe('of the clock that falls due first'),
  dueClock: z.enum(clockNames).optional(),
  overdue: z.boolean(),
  dueSoon: z.boolean(),
  ageDays: count,
});
export type CaseSummary = z.output<typeof caseSummary>;
export const caseList = z.object({ items: z.array(caseSummary), total: count, nextCursor: z.string().optional() });
export type CaseList = z.output<typeof caseList>;

const flag = z.enum(['true', 'false']).optional();

/** What `GET /api/casework/cases` can be narrowed by. Without `state`: open cases, paused ones included. */
export const caseFilter = z.object({
  caseType: z.enum(caseTypes).optional(),
  state: z.enum([...caseStates, 'all']).optional(),
  overdue: flag,
  dueSoon: flag,
  serviceArea: z.string().min(1).max(300).optional(),
  ownerRef: z.string().min(1).max(300).optional(),
  stage: z.string().min(1).max(300).optional(),
  channel: z.enum(caseChannels).optional(),
  reason: z.string().min(1).max(300).optional(),
  outcome: z.string().min(1).max(300).optional(),
  without: z.enum(caseLacks).optional().describe('only cases that lack it'),
  dueFrom: civilDate.optional().describe('of the clock that falls due first; this day included'),
  dueUntil: civilDate.optional(),
  receivedFrom: civilDate.optional(),
  receivedUntil: civilDate.optional(),
  closedFrom: civilDate.optional(),
  closedUntil: civilDate.optional(),
  counts: z.enum(caseworkMeasures).optional().describe('those that this figure counts, of the period from `from` until `until`: a list that equals its figure'),
  from: civilDate.optional().describe('of `counts`: a year back by default'),
  until: civilDate.optional().describe('of `counts`: today by default'),
  month: z.string().regex(/^\d{4}-\d{2}$/, 'must be a month, such as 2026-11').optional().describe('of `counts`: those that it counts in this month'),
  teamRef: ref.optional().describe("of the team's case types"),
  order: z.enum(caseOrders).optional().describe('due first by default'),
});

/** A count that the board's view leaves out while it is so small that it could tell of one child. */
const shownCount = count.nullable().describe('null: from 1 to 4, not shown in this view');

/** One row of the backlog. Trend: end-of-day figures, oldest first, the last one now. */
export const backlogRow = z.object({
  caseType: z.enum(caseTypes),
  label: z.string(),
  clockLabel: z.string().describe('the clock in words, such as "20 working days"'),
  open: shownCount,
  dueSoon: shownCount,
  overdue: shownCount,
  paused: shownCount,
  oldestDays: shownCount,
  onTimePercent: z.number().nullable().describe('closed on time ÷ (closed + open and overdue), last 12 months'),
  onTimeOfClosedPercent: z.number().nullable().describe('closed on time ÷ closed, last 12 months: never to be shown alone'),
  onTimeWithoutExceptedPercent: z.number().nullable().optional().describe('as onTimePercent, without the cases that a legal exception applied to; absent where there are none'),
  withoutExcepted: shownCount.optional().describe('cases that onTimeWithoutExceptedPercent is of'),
  closedWithClock: shownCount.describe('closed in the last 12 months, of those with a clock'),
  closedOnTime: shownCount,
  netPerDay: z.number().nullable().describe('arrivals less closures a working day, last 20 working days; null: not shown in this view'),
  arrivedToday: shownCount,
  closedToday: shownCount,
  trend: z.array(z.object({ date: z.string(), open: shownCount, overdue: shownCount })),
  completeness: z.string().optional().describe('what is known to be missing at the source'),
  lastChangeAt: z.string().nullable(),
});
export type BacklogRow = z.output<typeof backlogRow>;
export const backlog = z.object({ items: z.array(backlogRow), asOf: z.string() });

/** What `values` holds in each casework table. `sla` is by service area of one case type, `flow` by case type. */
export const caseworkValues = {
  sla: z.object({ cases: count, meanDays: z.number(), slaDays: z.number(), performance: z.number() }),
  outcomes: z.object({ total: count, counts: z.record(z.string(), shownCount), percent: z.record(z.string(), z.number().nullable()) }),
  reasons: z.object({ cases: count, percent: z.number() }),
  volumes: z.object({
    month: z.string(),
    total: count,
    workingDays: count.describe('of the month; of this month, so far'),
    dailyAverage: z.number(),
    yearBefore: z.number().nullable().describe('the same month a year earlier; of this month, its same days'),
    changePercent: z.number().nullable(),
  }),
  flow: z.object({
    arrivalsPerDay: z.number().nullable().describe('a working day, mean of the last 20; null: not shown in this view'),
    closuresPerDay: z.number().nullable().describe('a working day, mean of the last 20; null: not shown in this view'),
    netPerDay: z.number().nullable(),
    open: count,
    arrived: shownCount.describe('in the 20 working days'),
    closed: shownCount.describe('in the 20 working days; withdrawn ones too'),
    from: z.string().describe('the first of the 20 working days'),
    until: z.string(),
    clearBy: z.string().nullable().describe('date on which the open cases are gone at this rate; null: never'),
    weeks: z.array(z.object({ weekStarting: z.string(), arrived: shownCount, closed: shownCount })).describe('the last 26, oldest first'),
  }),
  caseload: z.object({
    open: count,
    posts: z.number().describe('filled, full-time'),
    vacantPosts: z.number(),
    each: z.number().nullable(),
    yearPerDay: z.number().nullable().describe('each ÷ working days of the next 12 months'),
    due: shownCount.describe('overdue, or due within the next 20 working days'),
    dueUntil: z.string(),
    duePerDay: z.number().nullable().describe('due ÷ 20 working days ÷ posts'),
  }),
} as const;
export type CaseworkValues<T extends keyof typeof caseworkValues> = z.output<(typeof caseworkValues)[T]>;

/** A casework table: rows of named figures with the formula that made them. */
export const caseworkTableView = z.object({
  items: z.array(z.object({ key: z.string(), label: z.string(), values: z.record(z.string(), z.unknown()) })),
  formula: z.string(),
  asOf: z.string(),
});
export type CaseworkTableView = z.output<typeof caseworkTableView>;

/** What `GET /api/casework/figures` is asked: one figure, broken down by one dimension, over the cases of a period. */
export const figuresQuery = z.object({
  measure: z.enum(caseworkMeasures),
  by: z.enum(caseworkDimensions).default('service-area'),
  from: civilDate.optional().describe('of receipt or closing, as the figure counts; a year back by default'),
  until: civilDate.optional().describe('today by default'),
  caseType: z.enum(caseTypes).optional(),
  serviceArea: z.string().min(1).max(300).optional(),
  channel: z.enum(caseChannels).optional(),
  ownerRef: z.string().min(1).max(300).optional(),
  stage: z.string().min(1).max(300).optional(),
});
export type FiguresQuery = z.output<typeof figuresQuery>;

/** A figure by a dimension, with what it was a year earlier. `null`: nothing to reckon it from, or not shown in this view. */
export const figureRow = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  yearBefore: z.number().nullable().optional(),
  changePercent: z.number().nullable().optional().describe('on the same period a year earlier, to one decimal'),
});
export const figures = z.object({
  measure: z.enum(caseworkMeasures),
  label: z.string(),
  unit: z.string(),
  formula: z.string(),
  from: z.string(),
  until: z.string(),
  items: z.array(figureRow),
  total: figureRow,
  asOf: z.string(),
});
export type FiguresView = z.output<typeof figures>;

/** What one worker has, and what a working day it asks of them. The one without a key: cases that nobody has. */
export const workerRow = z.object({ key: z.string(), label: z.string(), open: count, overdue: count, oldestDays: count, due: count.describe('overdue, or due within the next 20 working days'), duePerDay: z.number() });
export type WorkerRow = z.output<typeof workerRow>;
export const workload = z.object({ items: z.array(workerRow), dueUntil: z.string(), formula: z.string(), asOf: z.string() });
export type WorkloadView = z.output<typeof workload>;

/** A value that cases have in a field, with how many of those asked for have it. */
export const caseValue = z.object({ field: z.enum(narrowedFields), value: z.string(), label: z.string(), count });
export type CaseValue = z.output<typeof caseValue>;

/** What `GET /api/casework/clearing` is asked: what a day takes until which a type has no open case. */
export const clearingQuery = z.object({ caseType: z.enum(caseTypes), by: civilDate });
export const clearing = z.object({
  caseType: z.enum(caseTypes),
  by: z.string(),
  open: count,
  arrivalsPerDay: z.number().describe('a working day, mean of the last 20'),
  closuresPerDay: z.number().describe('a working day, mean of the last 20'),
  plan: z.object({
    workingDays: count.describe('from tomorrow until the day, both included'),
    closuresPerDay: z.number().nullable().describe('null: no working day is left'),
    extraPerDay: z.number().nullable().describe('beyond what is closed now'),
  }),
  formula: z.string(),
  asOf: z.string(),
});
export type ClearingView = z.output<typeof clearing>;

/** Something that is wrong, or may be, with the casework as it was told. */
export const qualityFinding = z.object({
  kind: z.enum(qualityKinds),
  caseRef: z.string().optional(),
  caseType: z.enum(caseTypes).optional(),
  serviceArea: z.string().optional(),
  explanation: z.string(),
  /** What would put it right. */
  remedy: z.string(),
});
export type QualityFinding = z.output<typeof qualityFinding>;
export const quality = z.object({
  counts: z.array(z.object({ kind: z.enum(qualityKinds), label: z.string(), count })),
  items: z.array(qualityFinding),
  nextCursor: z.string().optional(),
  asOf: z.string(),
});
export type QualityView = z.output<typeof quality>;
export const qualityQuery = z.object({ kind: z.enum(qualityKinds).optional(), caseType: z.enum(caseTypes).optional() });
