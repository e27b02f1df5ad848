import * as z from 'zod';

/** A record that people edit, as it stands: the event that was last, who told it, and what it says. */
export const recordStanding = z.object({
  version: z.string().nullable().describe('id of the event that was last: what the next `basedOn` names; null for nothing'),
  by: z.string().nullable().describe('the name of the account, or of the source that is no person'),
  at: z.string().nullable(),
  data: z.unknown().describe('the record as its event describes it; null for nothing'),
});
export type RecordStanding = z.output<typeof recordStanding>;

/** RFC 9457 problem document; `problems` says where in the request, `action` what to do about it. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  action: z.string().optional(),
  requestId: z.string().optional().describe('by which whoever runs Sightline finds the request in its log'),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  changed: recordStanding.optional().describe('of a 409: what was changed since the sender saw it, by whom and when'),
});
export type Problem = z.output<typeof problem>;
export type FieldProblem = NonNullable<Problem['problems']>[number];

/**
 * What is wrong with something, field by field, the path in dots: `data.stopCalls.3.latitude`. Never repeats what was sent: a field that
 * is not known is counted and not named, because its name is the sender's too.
 */
export const problemsOf = (error: z.ZodError, ...prefix: readonly string[]): FieldProblem[] =>
  error.issues.map((issue) => ({
    path: [...prefix, ...issue.path.map(String)].join('.'),
    message: issue.code === 'unrecognized_keys' ? issue.keys.length === 1 ? 'has a field that is not known here' : `has ${issue.keys.length} fields that are not known here` : issue.message,
  }));
