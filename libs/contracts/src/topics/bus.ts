import * as z from 'zod';
import { civilDate, count } from '../primitives.js';
import { expectedWindow } from '../http/transport.js';
import { closureEffects, directions, runConditions, runStates } from '../lists/transport.js';

const at = z.string().describe('RFC 3339');

/** Whom to ring, and how times are written there: the same for every page behind a link. */
export const linkCouncil = z.object({
  timeZone: z.string(),
  telephone: z.string().optional().describe('the number that families and schools ring'),
  name: z.string().optional().describe("the council's name"),
});
export type LinkCouncil = z.output<typeof linkCouncil>;

/** A call of a run as a family may see it: its own stop and the school by name, of the others nothing but that they are there. */
const familyCall = z.object({
  index: count,
  name: z.string().optional(),
  latitude: z.number(),
  longitude: z.number(),
  scheduledAt: at,
  expectedAt: expectedWindow.optional(),
  arrivedAt: at.optional(),
  departedAt: at.optional(),
});
export type FamilyCall = z.output<typeof familyCall>;

/** A run as one child's family may see it. */
export const familyRun = z.object({
  routeRef: z.string(),
  serviceDate: civilDate,
  direction: z.enum(directions).optional(),
  schoolName: z.string().optional(),
  state: z.enum(runStates),
  startsAt: at,
  endsAt: at,
  stops: count.describe('how many stops the run has'),
  next: count.describe('index of the stop it comes to next; the number of stops when none is left'),
  yours: familyCall.optional().describe("the child's own stop"),
  school: familyCall.optional(),
  left: z.object({ index: count, departedAt: at }).optional().describe('the first stop that it was seen to leave'),
  lastCall: z.object({ index: count, arrivedAt: at.optional(), departedAt: at.optional() }).optional().describe('the last stop that it was seen or reported at'),
  child: z.object({ status: z.enum(['to-board', 'aboard', 'alighted', 'absent']), at: at.optional() }),
  isTicked: z.boolean().describe('whether somebody ticks children off on this run'),
  isOver: z.boolean().describe('nothing of it concerns this child any more: it carries no position'),
  isTracked: z.boolean().describe('whether the bus has been seen on this run at all'),
  position: z.object({ latitude: z.number(), longitude: z.number(), bearing: z.number().optional(), recordedAt: at }).optional(),
  way: z.string().optional().describe("encoded polyline, precision 5: from the bus to this child's stop and no further"),
  conditions: z.array(z.object({ condition: z.enum(runConditions), since: at })).describe('those that a family may know of'),
  ring: z.boolean().describe('something about this run is for the control room to say: nobody is told here what'),
  confidence: z.object({ inTen: count, compared: count, windowsInside: count.optional(), of: z.enum(['route', 'all']) }).optional(),
  cancellation: z.object({ cause: z.string(), message: z.string().optional(), at, covered: z.boolean() }).optional(),
  delay: z.object({ minutes: z.number(), cause: z.string(), message: z.string().optional(), at }).optional(),
  closure: z.object({ effect: z.enum(closureEffects), cause: z.string(), at }).optional(),
  substitute: z.boolean().describe('another vehicle than usual'),
});
export type FamilyRun = z.output<typeof familyRun>;

/**
 * What the holder of a `bus` link sees. `run`: the run that concerns the child now; `none`: no run of the child is near,
 * with the next one where it is known; `withheld`: this child's whereabouts are shown to nobody outside.
 */
export const busView = z.discriminatedUnion('shows', [
  z.object({ shows: z.literal('run'), council: linkCouncil, initials: z.string(), today: civilDate, run: familyRun }),
  z.object({
    shows: z.literal('none'),
    council: linkCouncil,
    initials: z.string(),
    today: civilDate,
    routeRef: z.string(),
    schoolName: z.string().optional(),
    closure: z.object({ cause: z.string(), message: z.string().optional() }).optional().describe('the school is closed today'),
    upcoming: z.object({ serviceDate: civilDate, direction: z.enum(directions).optional(), scheduledAt: at }).optional().describe('when the next run is due at the stop of the child'),
  }),
  z.object({ shows: z.literal('withheld'), council: linkCouncil }),
]);
export type BusView = z.output<typeof busView>;
