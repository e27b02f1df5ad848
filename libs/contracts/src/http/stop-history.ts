import * as z from 'zod';
import { civilDate, count, ref } from '../primitives.js';

const at = z.string().describe('RFC 3339');

/** `GET /api/contact/stop-history`: which run and which of its stops. */
export const stopHistoryQuery = z.object({ runRef: ref, sequence: z.coerce.number().int().min(0).max(1000) });

/** How late a route was at a stop on the last days on which it was planned to call there, the newest first. */
export const stopHistory = z.object({
  items: z.array(
    z.object({
      serviceDate: civilDate,
      scheduledAt: at,
      arrivedAt: at.optional().describe('when it was seen or reported there; at its first stop, when it left'),
      lateMinutes: z.number().int().optional().describe('whole minutes behind the timetable, rounded down; negative is early'),
      outcome: z.enum(['seen', 'not-seen', 'cancelled']).describe('not-seen: it was due there and nobody saw or reported it'),
    }),
  ),
  late: count.describe('days on which it was late'),
  seen: count.describe('days on which it was seen there'),
  lateFromMinutes: z.number(),
  summary: z.string(),
  formula: z.string(),
  asOf: at,
});
export type StopHistory = z.output<typeof stopHistory>;
export type StopHistoryDay = StopHistory['items'][number];
