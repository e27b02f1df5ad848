import * as z from 'zod';
import { directions, runConditions, runStates } from '../lists/transport.js';
import { count } from '../primitives.js';

const at = z.string();

/** A run as the operator that works it sees it: what it needs to send the right vehicle, and no child. */
export const operatorRun = z.object({
  entry: z.literal('run'),
  runRef: z.string(),
  routeRef: z.string(),
  serviceDate: z.string(),
  direction: z.enum(directions).optional(),
  schoolName: z.string().optional(),
  startsAt: at,
  endsAt: at,
  state: z.enum(runStates),
  conditions: z.array(z.enum(runConditions)).describe('what concerns the vehicle and its crew; nothing about a child'),
  latenessSeconds: z.number().nullable(),
  seenAt: at.nullable().describe('when its vehicle was last seen'),
  vehicleRef: z.string().optional(),
  registration: z.string().optional(),
  warnings: z.array(z.string()).describe('what the vehicle lacks for the children expected'),
  load: z.object({ seats: count, wheelchairPlaces: count }).describe('what the children expected need, their guide included'),
  driverSignedInAt: at.nullable(),
  assistantRequired: z.boolean(),
  assistantSignedInAt: at.nullable(),
  delay: z.object({ minutes: z.number(), cause: z.string(), at }).optional(),
  cancellation: z.object({ cause: z.string(), at }).optional(),
});
export type OperatorRun = z.output<typeof operatorRun>;

/** Behind an operator's link: itself with its vehicles (key `operator`), and each of its runs (key `run:<ref>`). */
export const operatorEntry = z.discriminatedUnion('entry', [
  z.object({
    entry: z.literal('operator'),
    name: z.string(),
    today: z.string(),
    vehicles: z.array(z.object({ vehicleRef: z.string(), registration: z.string().optional(), seats: count.optional(), wheelchairPlaces: count.optional() })),
  }),
  operatorRun,
]);
export type OperatorEntry = z.output<typeof operatorEntry>;
