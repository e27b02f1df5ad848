import * as z from 'zod';
import { bankHolidayDivisions, caseFields } from '../lists/casework.js';
import { importStates } from '../lists/imports.js';
import { count } from '../primitives.js';
import { planImportSummary } from './plan-import.js';

/** What is wrong with a cell, a row or a file. Line 0 is the file as a whole; a personal value is masked. */
export const importProblem = z.object({ line: count, column: z.string(), value: z.string(), reason: z.string(), sheet: z.string().optional().describe('of a workbook with several') });
export type ImportProblem = z.output<typeof importProblem>;

/** What a timetable holds, and what becomes of the runs of each service date. */
export const planSummary = z.object({
  routes: count,
  trips: count,
  stops: count,
  from: z.string().describe('first service date of the timetable'),
  until: z.string().describe('last service date of the timetable'),
  pending: count.optional().describe('runs of later days, which are being made in the background'),
  dates: z.array(z.object({ date: z.string(), runs: count, added: count, changed: count, unchanged: count, withdrawn: count, kept: count.describe('differ, and were left: they have started or are over') })),
  sample: z.array(z.object({ runRef: z.string(), routeRef: z.string(), startsAt: z.string(), from: z.string(), to: z.string() })),
});
export type PlanSummary = z.output<typeof planSummary>;

/** A spreadsheet as it was understood: which column holds what, what stands in it, and what was no case. */
export const sheetSummary = z.object({
  sheet: z.string().optional().describe('the sheet that was read; a CSV has none'),
  sheets: z.array(z.string()).describe('all sheets of the workbook'),
  headingLine: count.describe('0 where no headings were found'),
  headings: z.array(z.object({ heading: z.string(), field: z.enum(caseFields).optional().describe('absent: not read'), samples: z.array(z.string()) })),
  top: z.array(z.object({ line: count, cells: z.array(z.string()) })).describe('the first lines as they stand, cut short: to see where the headings are'),
  rows: count.describe('below the headings'),
  leftOut: z.object({ empty: count, totals: count }),
  unknownWords: z.array(z.object({ field: z.enum(caseFields), word: z.string(), count })).describe('words that the profile can be taught, the commonest first'),
});
export type SheetSummary = z.output<typeof sheetSummary>;

/** What published bank holidays change. */
export const holidaysSummary = z.object({
  divisions: z.array(z.object({ division: z.enum(bankHolidayDivisions), added: count, changed: count, removed: count, unchanged: count, from: z.string(), until: z.string() })),
  dueDatesMoved: count.describe('due dates of open cases that become other days'),
});
export type HolidaysSummary = z.output<typeof holidaysSummary>;

/** Reply of `POST /api/imports/{kind}`. */
export const importReply = z.object({
  preview: z.boolean(),
  added: count,
  changed: count,
  unchanged: count,
  rejected: z.array(importProblem).describe('at most 1,000 of them'),
  withdrawn: count.optional().describe('runs that the timetable no longer has'),
  warnings: z.array(z.string()).optional().describe('what was taken as it is, and may not be meant'),
  plan: planSummary.optional(),
  sheet: sheetSummary.optional(),
  holidays: holidaysSummary.optional(),
  programme: planImportSummary.optional(),
  problems: count.optional().describe('all of them, where there are more than are listed'),
  rejectedRows: count.optional().describe('rows that did not go in; one may have several problems'),
  secrets: z.array(z.object({ name: z.string(), secret: z.string() })).optional().describe('of new devices: shown this once'),
});
export type ImportReply = z.output<typeof importReply>;

/** An import as it goes: what it is at, and in the end what became of it. */
export const importJob = z.object({
  importId: z.string(),
  kind: z.string(),
  fileName: z.string(),
  by: z.string(),
  preview: z.boolean(),
  state: z.enum(importStates),
  step: z.string().describe('what it is at, in words'),
  done: count,
  total: count.describe('0 where nobody knows yet'),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  reply: importReply.optional(),
  error: z.string().optional(),
});
export type ImportJob = z.output<typeof importJob>;

/** An import of the past: counts, and nothing of what was in it. */
export const importEntry = z.object({
  importId: z.string(),
  kind: z.string(),
  fileName: z.string(),
  by: z.string(),
  state: z.enum(importStates),
  startedAt: z.string(),
  finishedAt: z.string(),
  added: count,
  changed: count,
  unchanged: count,
  withdrawn: count,
  rejected: count,
});
export type ImportEntry = z.output<typeof importEntry>;
