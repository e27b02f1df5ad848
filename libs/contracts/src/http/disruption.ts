import * as z from 'zod';
import { alertCauses, alertEffects, audiences, closureEffects, directions, passengerNeeds } from '../lists/transport.js';
import { civilDate, count } from '../primitives.js';

const at = z.string().describe('RFC 3339');
const refs = z.array(z.string()).optional();

/** What travellers should know about a service: GTFS-Realtime's Alert in our words. */
export const serviceAlertView = z.object({
  alertRef: z.string(),
  cause: z.enum(alertCauses),
  effect: z.enum(alertEffects),
  activePeriods: z.array(z.object({ from: at, until: at.optional() })),
  affected: z.object({ routeRefs: refs, runRefs: refs, stopRefs: refs, schoolRefs: refs, operatorRefs: refs }),
  header: z.string(),
  message: z.string().optional(),
  origin: z.enum(['run', 'school', 'person']),
  publishedAt: at,
  withdrawnAt: at.optional(),
  active: z.boolean().describe('true now'),
});
export type ServiceAlertView = z.output<typeof serviceAlertView>;

/** Words that someone may send as they are, or change first. */
export const messageDraft = z.object({ audience: z.enum(audiences), kind: z.string(), words: z.string() });
export type MessageDraft = z.output<typeof messageDraft>;

/** `GET /api/transport/schools/:schoolRef/closure-effect`: what closing would do, before anybody does it. */
export const closureEffect = z.object({
  schoolRef: z.string(),
  schoolName: z.string(),
  date: civilDate,
  at: z.string().optional().describe('when the school would end its day, local time; absent: shut all day'),
  closed: z.boolean().describe('it is closed or closing early already'),
  items: z.array(
    z.object({
      runRef: z.string(),
      routeRef: z.string(),
      direction: z.enum(directions).optional(),
      effect: z.enum(closureEffects),
      why: z.string(),
      startsAt: at,
      startsAtAfter: at.optional().describe('where the run is moved'),
      childrenCount: count,
    }),
  ),
  messages: z.array(messageDraft),
});
export type ClosureEffectView = z.output<typeof closureEffect>;

const reasons = z.array(z.string()).describe('why, in words');
const lateMinutes = count.describe('minutes late at the first stop, or at their own next run');

/** `GET /api/transport/runs/:runRef/stand-ins`: guides who are free at the time of a run, best first. */
export const standIns = z.object({
  needs: z.array(z.enum(passengerNeeds)).describe('what children on the run need'),
  absence: z
    .object({ assistantRef: z.string(), from: at, until: at.optional(), runs: z.array(z.object({ runRef: z.string(), routeRef: z.string(), startsAt: at })) })
    .optional()
    .describe('why the assigned guide is away, with every run that it leaves without its guide'),
  items: z.array(
    z.object({
      assistantRef: z.string(),
      name: z.string().optional(),
      telephone: z.string().optional(),
      distanceMetres: z.number().optional(),
      trained: z.array(z.enum(passengerNeeds)),
      untrained: z.array(z.enum(passengerNeeds)),
      knowsRoute: z.boolean(),
      lateMinutes,
      fits: z.boolean().describe('trained for every need, and there in time'),
      freeFor: z.array(z.string()).describe('runs of the absence that they are free for'),
      reasons,
    }),
  ),
});
export type StandInsView = z.output<typeof standIns>;

/** `GET /api/transport/runs/:runRef/substitutes`: vehicles that are free at the time of a run, best first. */
export const substitutes = z.object({
  load: z.object({ seats: count, wheelchairPlaces: count }).describe('what the run asks of its vehicle'),
  items: z.array(
    z.object({
      vehicleRef: z.string(),
      registration: z.string().optional(),
      operatorName: z.string().optional(),
      seats: count.optional(),
      wheelchairPlaces: count.optional(),
      distanceMetres: z.number().optional(),
      lateMinutes,
      fits: z.boolean().describe('large enough, and there in time'),
      reasons,
    }),
  ),
});
export type SubstitutesView = z.output<typeof substitutes>;

/** `GET /api/transport/runs/:runRef/drafts`: words for each audience, filled from the run. */
export const messageDrafts = z.object({ kind: z.string().describe('what to say first of the run as it stands'), items: z.array(messageDraft) });
export type MessageDraftsView = z.output<typeof messageDrafts>;
