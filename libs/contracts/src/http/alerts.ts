import * as z from 'zod';
import { alertBands, alertStates, alertSteps, runConditions } from '../lists/transport.js';
import { civilDate, count } from '../primitives.js';

const at = z.string().describe('RFC 3339');

/** What needs someone in the control room. One for each run and condition. */
export const alert = z.object({
  alertRef: z.string(),
  band: z.enum(alertBands),
  state: z.enum(alertStates),
  condition: z.enum(runConditions),
  runRef: z.string(),
  routeRef: z.string(),
  operatorRef: z.string().optional(),
  schoolRef: z.string().optional(),
  since: at.describe('when the condition began'),
  endedAt: at.optional().describe('when it ended: a safeguarding alert stays until it is acknowledged'),
  title: z.string(),
  detail: z.string(),
  childrenCount: count,
  minutes: count.describe('since it began'),
  weight: count.describe('children affected × minutes: within a band the heaviest comes first'),
  asks: count.describe('how many times it has asked for someone: to be announced when it grows, and never otherwise'),
  acknowledgedAt: at.optional(),
  acknowledgedBy: z.string().optional(),
  assignedTo: z.string().optional(),
  escalatedAt: at.optional().describe('safeguarding, and nobody had acknowledged it in time'),
  changed: z.object({ at, words: z.string() }).optional().describe('it got materially worse since it was raised'),
  notes: count,
  group: z.object({ groupRef: z.string(), runs: count, title: z.string(), detail: z.string() }).optional().describe('several runs of one operator with one cause'),
});
export type Alert = z.output<typeof alert>;

/** An alert as lists show it, also of a day that is over: then nobody can say any more what its run did. */
export const alertRow = alert
  .omit({ detail: true, minutes: true, weight: true, group: true })
  .extend({ serviceDate: civilDate, detail: z.string().optional(), raisedAt: at, closedAt: at.optional().describe('since when it needs nobody any more'), closedBy: z.string().optional() });
export type AlertRow = z.output<typeof alertRow>;

/** `GET /api/transport/alerts/:alertRef`: an alert with its history. `words` only reach a role that may see notes. */
export const alertHistory = z.object({
  alert: alertRow,
  items: z.array(z.object({ at, step: z.enum(alertSteps), actor: z.string().optional().describe('absent where nobody did it'), words: z.string().optional() })),
});
export type AlertHistory = z.output<typeof alertHistory>;

/** One shift giving over to the next. */
export const handoverView = z.object({ handoverRef: z.string(), at, by: z.string(), from: z.string(), to: z.string(), words: z.string().optional(), openAlerts: count });
export type HandoverView = z.output<typeof handoverView>;

export const handoverSections = ['open', 'closed', 'disruption', 'to-start'] as const;

/** A line of the handover: something that is open, was closed in the shift, holds, or is still to come. */
export const handoverLine = z.object({
  section: z.enum(handoverSections),
  ref: z.string(),
  band: z.enum(alertBands).optional(),
  title: z.string(),
  detail: z.string().optional(),
  routeRef: z.string().optional(),
  runRef: z.string().optional(),
  operatorName: z.string().optional(),
  schoolName: z.string().optional(),
  childrenCount: count.optional(),
  since: at,
  until: at.optional(),
  who: z.string().optional().describe('who has it, or closed it'),
  acknowledgedBy: z.string().optional(),
  escalatedAt: at.optional(),
  notes: z.string().optional().describe('each with who and when, one a line'),
});
export type HandoverLine = z.output<typeof handoverLine>;

/** `GET /api/transport/handover`: what the next shift has to know. */
export const handover = z.object({
  asOf: at,
  shiftFrom: at.describe('the last handover, at most twelve hours ago'),
  last: handoverView.optional(),
  toStart: count.describe('runs of today that have not started and are not cancelled, of which the lines are those of the next two hours'),
  items: z.array(handoverLine),
});
export type HandoverReport = z.output<typeof handover>;
