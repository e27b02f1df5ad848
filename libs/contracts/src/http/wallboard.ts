import * as z from 'zod';
import { directions } from '../lists/transport.js';
import { troubles } from '../lists/wallboard.js';
import { count } from '../primitives.js';
import { metricView } from './contact.js';

/** A late or cancelled run that calls in the queue are about. Numbers and the route alone: nothing says whose calls they are. */
export const runDemand = z.object({
  entry: z.literal('demand'),
  runRef: z.string(),
  routeRef: z.string(),
  direction: z.enum(directions).optional(),
  trouble: z.enum(troubles),
  minutesLate: count.nullable(),
  waiting: count.describe('calls in the queue from its families'),
  waitingTold: count.describe('of these, from families that had been told before they rang'),
  families: count.describe('families of the run'),
  told: count.describe('of these, told of it'),
  toldFrom: z.string().nullable(),
  toldUntil: z.string().nullable(),
});
export type RunDemandView = z.output<typeof runDemand>;

/** What all calls in the queue are about. Every one of them is in exactly one of the counts. */
export const waitingAbout = z.object({
  entry: z.literal('waiting-about'),
  waiting: count,
  named: count.describe('about runs that are named, each with an entry of its own'),
  unnamed: count.describe('about late or cancelled runs of a single family, which are not named'),
  several: count.describe('the caller has children on more than one such run'),
  untroubled: count.describe('the number is known, and nothing is wrong with the run'),
  unknown: count.describe('no number, or one that nobody known has'),
  connected: z.boolean().describe('a telephone system has ever told of a call'),
  lastCallAt: z.string().nullable().describe('when the last call of today was told of'),
  target: count.describe('T of the service levels, seconds'),
  formula: z.string(),
  asOf: z.string(),
});
export type WaitingAbout = z.output<typeof waitingAbout>;

export const wallboardEntry = z.union([metricView, runDemand, waitingAbout]);
export type WallboardEntry = z.output<typeof wallboardEntry>;

export const wallboard = z.object({ metrics: z.array(metricView), demand: z.array(runDemand), waitingAbout });
export type WallboardReply = z.output<typeof wallboard>;
