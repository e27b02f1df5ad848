import * as z from 'zod';
import { alertSteps, audiences, childStatuses, closureEffects, directions, runConditions, runStates } from '../lists/transport.js';
import { civilDate, count, latitude, longitude } from '../primitives.js';

const at = z.string().describe('RFC 3339');

export const conditionSince = z.object({ condition: z.enum(runConditions), since: at });
export const expectedWindow = z.object({ earliest: at, likely: at, latest: at });

export const position = z.object({
  latitude,
  longitude,
  bearing: z.number().optional(),
  speedMetresPerSecond: z.number().optional(),
  recordedAt: at,
  ageSeconds: z.number(),
});

export const stopCall = z.object({
  sequence: count,
  stopRef: z.string(),
  name: z.string().optional(),
  latitude,
  longitude,
  scheduledAt: at,
  expectedAt: expectedWindow.optional(),
  arrivedAt: at.optional(),
  departedAt: at.optional(),
});
export type StopCallView = z.output<typeof stopCall>;

/** A run as lists show it. */
export const runSummary = z.object({
  runRef: z.string(),
  routeRef: z.string(),
  serviceDate: civilDate,
  direction: z.enum(directions).optional(),
  operatorRef: z.string().optional(),
  operatorName: z.string().optional(),
  schoolRef: z.string().optional(),
  schoolName: z.string().optional(),
  vehicleRef: z.string().optional(),
  state: z.enum(runStates),
  conditions: z.array(conditionSince),
  startsAt: at,
  endsAt: at,
  latenessSeconds: z.number().optional().describe('against the schedule at the last passed stop, or at the next one once its time has gone by, or as reported since; negative is early'),
  childrenCount: count.optional().describe('children expected on the run'),
  position: position.optional(),
});
export type RunSummary = z.output<typeof runSummary>;

/** A run with everything its drawer shows. `children` only reaches a role that may see them. */
export const runDetail = runSummary.extend({
  sentence: z.string(),
  stopCalls: z.array(stopCall),
  nextSequence: count.optional().describe('the stop that a running run comes to next, where one is left: stops before it are passed, seen there or not'),
  confidence: z
    .object({ inTen: count, compared: count, windowsInside: count.optional().describe('how many of those compared arrived inside the window that was said'), of: z.enum(['route', 'all']) })
    .optional()
    .describe('how many of ten expected times within a quarter of an hour kept the public windows, from our own record of 28 days'),
  path: z.string().optional().describe('encoded polyline, precision 5'),
  cancellation: z.object({ cause: z.string(), message: z.string().optional(), at }).optional(),
  delay: z.object({ minutes: z.number(), cause: z.string(), message: z.string().optional(), at }).optional(),
  driverRef: z.string().optional(),
  assistantRef: z.string().optional(),
  assistantRequired: z.boolean().optional(),
  substitute: z.boolean().optional(),
  vehicleConfidence: z.number().optional().describe('0 to 1: how sure it is that this vehicle works the run, where only its fixes say so'),
  operatorTelephone: z.string().optional(),
  vehicle: z
    .object({
      vehicleRef: z.string(),
      registration: z.string().optional(),
      seats: count.optional(),
      wheelchairPlaces: count.optional(),
      substitute: z.boolean().optional(),
      warnings: z.array(z.string()).optional().describe('what it lacks for the children expected'),
    })
    .optional(),
  guide: z
    .object({ assistantRef: z.string(), name: z.string().optional(), telephone: z.string().optional(), training: z.array(z.string()), substitute: z.boolean(), away: z.boolean() })
    .optional()
    .describe('only for a role that may see children'),
  signIns: z.array(z.object({ role: z.string(), at })).optional(),
  walkedAt: at.optional().describe('when the crew had walked through the vehicle at the end and found nobody left aboard'),
  messages: z.array(z.object({ messageRef: z.string(), at, by: z.string().optional(), audience: z.enum(audiences), words: z.string() })).optional(),
  notes: z.array(z.object({ noteRef: z.string(), at, by: z.string().optional(), words: z.string() })).optional(),
  toldAt: at.optional().describe('when families were told of the run as it stands now'),
  coveredAt: at.optional(),
  closure: z.object({ effect: z.enum(closureEffects), cause: z.string(), at }).optional().describe('what the closing of its school did to the run'),
  children: z
    .array(z.object({ initials: z.string(), needs: z.array(z.string()), assistantRequired: z.boolean(), status: z.enum(childStatuses) }))
    .optional(),
});
export type RunDetail = z.output<typeof runDetail>;

export const runList = z.object({ items: z.array(runSummary), nextCursor: z.string().optional() });
export const trace = z.object({
  items: z.array(z.object({ latitude, longitude, recordedAt: at, bearing: z.number().optional(), speedMetresPerSecond: z.number().optional(), accuracyMetres: z.number().optional() })),
  conditions: z
    .array(z.object({ condition: z.enum(runConditions), since: at, until: at.optional() }))
    .describe('everything that was wrong with the run, as it came and went'),
  alerts: z.array(z.object({ condition: z.enum(runConditions), step: z.enum(alertSteps), at, actor: z.string().optional() })).describe('what became of its alerts'),
});
export type RunTrace = z.output<typeof trace>;

/** `GET /api/transport/reference`: names that do not change during a session, kept apart from the stream. */
export const transportReference = z.object({
  schools: z.array(z.object({ schoolRef: z.string(), name: z.string(), latitude, longitude, area: z.string().optional() })),
  operators: z.array(z.object({ operatorRef: z.string(), name: z.string(), telephone: z.string().optional() })),
});
export type TransportReference = z.output<typeof transportReference>;

/** `GET /api/transport/paths`: the ways of today's runs, one a route: the map draws them as its ground where there are no tiles. */
export const transportPaths = z.object({ items: z.array(z.object({ routeRef: z.string(), path: z.string().describe('encoded polyline, precision 5') })) });
export type TransportPaths = z.output<typeof transportPaths>;
