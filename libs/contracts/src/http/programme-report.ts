import * as z from 'zod';
import { ratings } from '../lists/programme.js';
import { count, instant } from '../primitives.js';

/** A stretch of words: plain, strong, a worry, or a rating, which is drawn as its tag. */
export const reportSpan = z.union([z.string(), z.object({ strong: z.string() }), z.object({ warn: z.string() }), z.object({ rating: z.enum(ratings), overruled: z.boolean().optional() })]);
export type ReportSpan = z.output<typeof reportSpan>;
export const reportWords = z.array(reportSpan);
export type ReportWords = z.output<typeof reportWords>;

export const reportColumn = z.object({
  label: z.string(),
  rating: z.enum(ratings).optional().describe('the head is this tag'),
  align: z.literal('right').optional(),
  share: z.number().positive().describe('of the width, against the other columns'),
});
export const reportCell = z.object({ words: reportWords, span: z.int().min(2).optional(), elsewhere: z.literal(true).optional().describe('not ours to rate: hatched') });
/** The first cell of a row is its head. */
export const reportRow = z.object({ cells: z.array(reportCell), total: z.literal(true).optional() });
export type ReportColumn = z.output<typeof reportColumn>;
export type ReportCell = z.output<typeof reportCell>;
export type ReportRow = z.output<typeof reportRow>;

/** One thing that asks for attention: what it is, what is said of it, and the facts beside it. */
export const reportEntry = z.object({
  itemRef: z.string().optional(),
  title: z.string(),
  rating: z.enum(ratings).optional(),
  overruled: z.boolean().optional().describe('the board set a gate aside for the rating'),
  kind: z.string().optional().describe('what sort of contradiction'),
  words: z.array(reportWords),
  path: reportWords.optional().describe('to Green, with its date'),
  facts: z.string().optional(),
});
export type ReportEntry = z.output<typeof reportEntry>;

export const reportBlock = z.discriminatedUnion('block', [
  z.object({ block: z.literal('words'), words: reportWords, tone: z.enum(['lead', 'note']).optional() }),
  z.object({ block: z.literal('list'), items: z.array(reportWords) }),
  z.object({
    block: z.literal('counts'),
    caption: z.string(),
    total: count,
    note: z.string(),
    cells: z.array(z.object({ rating: z.enum(ratings), count, percent: z.string(), change: z.string() })),
  }),
  z.object({
    block: z.literal('bars'),
    caption: z.string(),
    alt: z.string().describe('what the picture says, in words'),
    bars: z.array(z.object({ label: z.string(), parts: z.array(z.object({ rating: z.enum(ratings), count })) })),
  }),
  z.object({ block: z.literal('table'), table: z.string().describe('its name as a CSV'), caption: z.string(), columns: z.array(reportColumn), rows: z.array(reportRow) }),
  z.object({ block: z.literal('entries'), table: z.string(), entries: z.array(reportEntry) }),
]);
export type ReportBlock = z.output<typeof reportBlock>;
export type ReportBlockOf<B extends ReportBlock['block']> = Extract<ReportBlock, { block: B }>;

export const reportSection = z.object({ id: z.string(), level: z.union([z.literal(2), z.literal(3)]), heading: z.string(), blocks: z.array(reportBlock) });
export type ReportSection = z.output<typeof reportSection>;

/** The highlight report of a period: one model, read as a page, as a PDF and as its tables' CSV. */
export const programmeReport = z.object({
  programme: z.string(),
  title: z.string(),
  period: z.string(),
  periodWords: z.string().describe('period to 30 September 2026'),
  status: z.string().describe('whether the board has taken it, and when its figures were true'),
  frozen: z.boolean(),
  trueAt: instant.describe('when its figures were true'),
  demonstration: z.boolean(),
  headline: z.string(),
  sections: z.array(reportSection),
});
export type ProgrammeReport = z.output<typeof programmeReport>;
