import * as z from 'zod';
import { childStatuses, closureEffects, crewRoles, directions, passengerNeeds, runStates } from '../lists/transport.js';
import { count, latitude, longitude } from '../primitives.js';

const at = z.string().describe('RFC 3339');

/** A child as the crew of its run must know it, and no more. */
export const crewChild = z.object({
  passengerRef: z.string(),
  name: z.string().describe('first name and initial of the last once the crew has signed in; initials until then'),
  needs: z.array(z.enum(passengerNeeds)),
  assistantRequired: z.boolean(),
  boards: count.describe('sequence of the stop call where the child gets on'),
  alights: count.describe('and of the one where it gets off'),
  status: z.enum(childStatuses),
  tickedAt: at.optional().describe('when what stands of the child happened'),
  handOver: z.literal('ring-control').optional().describe('to be handed over to a known guardian only, after ringing the control room; why is not told'),
});
export type CrewChild = z.output<typeof crewChild>;

export const crewStop = z.object({
  sequence: count,
  name: z.string(),
  latitude,
  longitude,
  scheduledAt: at,
  arrivedAt: at.optional(),
  departedAt: at.optional(),
});
export type CrewStop = z.output<typeof crewStop>;

/** The run in hand of a crew page. */
export const crewRun = z.object({
  runRef: z.string(),
  routeRef: z.string(),
  direction: z.enum(directions).optional(),
  schoolName: z.string().optional(),
  vehicle: z.string().optional().describe('its registration, else its ref'),
  state: z.enum(runStates),
  startsAt: at,
  endsAt: at,
  shownUntil: at.describe('afterwards nothing of the run may be kept on the phone'),
  role: z.enum(crewRoles).optional().describe('the only role of whoever holds the link; absent where it may be either'),
  signInRef: z.string().describe('the ref with which this page signs in'),
  signedIn: z.object({ role: z.enum(crewRoles), at }).nullable(),
  guideRequired: z.boolean(),
  latenessSeconds: z.number().optional(),
  delay: z.object({ minutes: z.number(), cause: z.string(), at }).optional(),
  cancelled: z.object({ cause: z.string(), message: z.string().optional() }).optional(),
  closure: z.enum(closureEffects).optional().describe('what the closing of its school did to the run'),
  walkedAt: at.optional(),
  stops: z.array(crewStop),
  children: z.array(crewChild),
  controlTelephone: z.string().optional(),
  operatorName: z.string().optional(),
  operatorTelephone: z.string().optional(),
});
export type CrewRun = z.output<typeof crewRun>;

/** The run after the one in hand: named, and nothing of its children. */
export const crewNext = z.object({ routeRef: z.string(), direction: z.enum(directions).optional(), schoolName: z.string().optional(), startsAt: at, opensAt: at });
export type CrewNext = z.output<typeof crewNext>;

/** One part of what a crew page shows: the run in hand, the run after it, and when the control room last saw the bus. */
export const crewPart = z.discriminatedUnion('part', [
  z.object({ part: z.literal('run'), run: crewRun }),
  z.object({ part: z.literal('next'), next: crewNext }),
  z.object({ part: z.literal('seen'), recordedAt: at, byThisPhone: z.boolean() }),
]);
export type CrewPart = z.output<typeof crewPart>;
