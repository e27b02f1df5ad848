import * as z from 'zod';
import { civilDate, count } from '../primitives.js';
import { expectedWindow } from '../http/transport.js';
import { directions, runStates } from '../lists/transport.js';
import { linkCouncil } from './bus.js';

const at = z.string().describe('RFC 3339');

/** The session that a school's board shows. */
const schoolSession = z.object({
  entry: z.literal('session'),
  council: linkCouncil,
  schoolName: z.string(),
  serviceDate: civilDate,
  direction: z.enum(directions).nullable().describe('null: no session is on'),
  closure: z.object({ cause: z.string(), endsAt: z.string().optional() }).optional(),
  upcoming: z.object({ serviceDate: civilDate, direction: z.enum(directions), firstAt: at, runs: count }).optional().describe('the next session, where none is on'),
});

/** One bus of the session, at the gate of the school. Numbers of children, never who. */
const schoolBus = z.object({
  entry: z.literal('bus'),
  routeRef: z.string(),
  operatorName: z.string().optional(),
  registration: z.string().optional(),
  substitute: z.boolean(),
  state: z.enum(runStates),
  /** Where it is for the school: in the morning `in` is at the gate; in the afternoon `waiting` there, and `left`. */
  standing: z.enum(['due', 'coming', 'in', 'waiting', 'left', 'cancelled']),
  scheduledAt: at.describe('when it is due at the school: to arrive in the morning, to leave in the afternoon'),
  expectedAt: expectedWindow.optional(),
  arrivedAt: at.optional(),
  departedAt: at.optional(),
  seenAt: at.optional().describe('when its position was last heard'),
  stopsAway: count.optional(),
  delayMinutes: z.number().optional(),
  cancellation: z.object({ cause: z.string(), message: z.string().optional(), covered: z.boolean() }).optional(),
  children: count.describe('expected on it: those of the route who are not reported absent'),
  aboard: count.optional().describe('ticked off as aboard, where somebody does'),
});
export type SchoolBus = z.output<typeof schoolBus>;
export type SchoolSession = z.output<typeof schoolSession>;

/** A row of a school's arrivals board. */
export const schoolEntry = z.discriminatedUnion('entry', [schoolSession, schoolBus]);
export type SchoolEntry = z.output<typeof schoolEntry>;
