import * as z from 'zod';
import { caseFields, dateFormats } from '../lists/casework.js';
import { title } from '../primitives.js';

const field = z.enum(caseFields);
const texts = z.record(z.string().max(300), z.string().max(300));

/** How a spreadsheet is read: kept by its name, so that next month's file needs no thought. */
export const caseImportProfile = z.object({
  name: title,
  sheet: z.string().max(100).optional().describe('the first one by default'),
  headerRow: z.int().min(1).max(200).optional().describe('the line of the headings; found by itself where it is left out'),
  firstRow: z.int().min(1).max(1000).optional().describe('the line of the first case; the one below the headings by default'),
  columns: z.record(z.string().max(300), z.union([field, z.literal('')])).default({}).describe('heading → field; an empty field: not read. Headings that are left out are recognised by their names'),
  constants: z.partialRecord(field, z.string().max(300)).default({}).describe('what every row has of a field that has no column'),
  dateFormats: z.array(z.enum(dateFormats)).min(1).default(['YYYY-MM-DD', 'DD/MM/YYYY', 'D MMM YYYY']),
  valueMaps: z.partialRecord(field, texts).default({}).describe('field → the word of the spreadsheet → the value: "Part Upheld" → partly-upheld'),
});
export type CaseImportProfile = z.output<typeof caseImportProfile>;

/** A profile as it is kept. The last used comes first. */
export const savedProfile = <P extends z.ZodType>(profile: P) => z.object({ profile, changedBy: z.string(), changedAt: z.string(), usedAt: z.string().optional() });
export interface SavedProfile<P> {
  readonly profile: P;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly usedAt?: string | undefined;
}

export const savedCaseProfile = savedProfile(caseImportProfile);
export type SavedCaseProfile = SavedProfile<CaseImportProfile>;
