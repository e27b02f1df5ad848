import * as z from 'zod';

/** RFC 9457 problem document; `problems` says where in the request, `action` what to do about it. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  action: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof problem>;
export type FieldProblem = NonNullable<Problem['problems']>[number];
