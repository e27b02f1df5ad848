import * as z from 'zod';
import { directions, runStates } from '../lists/transport.js';
import { civilDate, count } from '../primitives.js';

const at = z.string().describe('RFC 3339');

/** A child on a manifest: nothing that names it. */
export const packChild = z.object({ initials: z.string(), needs: z.array(z.string()), assistantRequired: z.boolean() });
export type PackChild = z.output<typeof packChild>;

/** A run as paper has to show it: who goes, who drives, whom to ring, and when it is where. */
export const packRun = z.object({
  runRef: z.string(),
  routeRef: z.string(),
  state: z.enum(runStates),
  schoolRef: z.string().optional(),
  operatorName: z.string().optional(),
  operatorTelephone: z.string().optional(),
  vehicle: z.string().optional().describe('registration, or the ref where none is known'),
  seats: count.optional(),
  wheelchairPlaces: count.optional(),
  driverRef: z.string().optional(),
  guide: z.string().optional().describe('name, or the ref where none is known'),
  guideRequired: z.boolean(),
  stops: z.array(z.object({ sequence: count, name: z.string(), scheduledAt: at, children: z.array(packChild) })),
  elsewhere: z.array(packChild).describe('children of the route whose stop is not given'),
});
export type PackRun = z.output<typeof packRun>;

/** `GET /api/transport/morning-pack`: a session of a service date on paper. */
export const morningPack = z.object({
  serviceDate: civilDate,
  session: z.enum(directions),
  madeAt: at,
  timeZone: z.string(),
  demonstration: z.boolean(),
  schools: z.array(z.object({ schoolRef: z.string(), name: z.string(), area: z.string().optional(), telephone: z.string().optional(), bell: z.string().optional().describe('local time') })),
  runs: z.array(packRun),
});
export type MorningPack = z.output<typeof morningPack>;
