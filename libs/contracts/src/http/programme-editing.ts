import * as z from 'zod';
import { programmeRecordKinds } from '../lists/programme.js';

/** Who has a record of the programme open for editing. Kept in memory alone, and only while they say so. */
export const editing = z.object({
  kind: z.enum(programmeRecordKinds),
  ref: z.string(),
  editor: z.string().describe("the page that has it open, by an id that the page made: a page knows its own by it"),
  username: z.string(),
  role: z.string(),
  since: z.string(),
});
export type Editing = z.output<typeof editing>;

/** `PUT /api/programme/editing/:kind/:ref`: still open. To be said again before `editingLastsSeconds` are over. */
export const editingBeat = z.object({ editor: z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, - or _') });
