import * as z from 'zod';
import { alertCauses, alertEffects, childStatuses, crewRoles, directions, messageChannels, passengerBanners, passengerNeeds, schoolPhases, weekdays } from '../lists/transport.js';
import { civilDate, count, instant, latitude, longitude, ref, timeOfDay, title, words } from '../primitives.js';

const span = z
  .object({ from: instant, until: instant.optional() })
  .refine(({ from, until }) => until === undefined || Date.parse(from) < Date.parse(until), { path: ['until'], message: 'must be after from' });
const affectedRefs = z.array(ref).max(2000).optional();

const stopCallPlan = z.object({
  sequence: count.describe('order of the call within the run; need not be contiguous'),
  stopRef: ref,
  name: title.optional(),
  latitude,
  longitude,
  scheduledAt: instant,
});

/** Runs, crews, vehicles and the children on them. Terms: docs/words.md. */
export const transportEvents = {
  'vehicle.positioned': z
    .object({
      vehicleRef: ref,
      latitude,
      longitude,
      recordedAt: instant.describe("the device's own time of the fix"),
      runRef: ref.optional(),
      bearing: z.number().min(0).max(360).optional().describe('degrees clockwise from north'),
      speedMetresPerSecond: z.number().min(0).max(120).optional(),
      accuracyMetres: z.number().min(0).optional(),
    })
    .describe('One fix of a vehicle. A latest value: kept in the position history, not in the journal.'),
  'run.scheduled': z
    .object({
      runRef: ref,
      routeRef: ref,
      tripRef: ref.optional(),
      serviceDate: civilDate,
      direction: z.enum(directions).optional(),
      operatorRef: ref.optional(),
      schoolRef: ref.optional(),
      stopCalls: z.array(stopCallPlan).min(2, 'a run needs at least two stop calls').max(300),
      path: z.string().max(200_000).optional().describe('encoded polyline, precision 5'),
    })
    .describe('A trip planned for one service date, with its whole schedule.'),
  'run.assigned': z
    .object({
      runRef: ref,
      vehicleRef: ref.optional(),
      driverRef: ref.optional(),
      assistantRef: ref.optional(),
      substitute: z.boolean().optional(),
    })
    .describe('Who and what works the run. What is left out stays as it was.'),
  'run.withdrawn': z.object({ runRef: ref }).describe('A plan no longer has the run, which has not started: it is taken away, and counts as neither operated nor cancelled.'),
  'route.assigned': z
    .object({
      routeRef: ref,
      direction: z.enum(directions).optional(),
      weekdays: z.array(z.enum(weekdays)).min(1).max(7).optional(),
      from: civilDate.optional(),
      until: civilDate.optional(),
      vehicleRef: ref.optional(),
      driverRef: ref.optional(),
      assistantRef: ref.optional(),
    })
    .describe('Who and what works the runs of a route from now on, where nobody says otherwise of a run. The same route, direction, weekdays and dates again replace it; without vehicle, driver and guide they end it.'),
  'run.started': z.object({ runRef: ref, at: instant }).describe('The run has begun.'),
  'run.completed': z.object({ runRef: ref, at: instant }).describe('The run has ended.'),
  'run.delayed': z
    .object({ runRef: ref, minutes: z.number().min(0).max(600), cause: title, message: words.optional(), effect: z.enum(alertEffects).optional(), until: instant.optional() })
    .describe('Someone reports a delay. It is published as a service alert; nought minutes takes it back.'),
  'run.cancelled': z
    .object({ runRef: ref, cause: title, message: words.optional(), effect: z.enum(alertEffects).optional(), until: instant.optional() })
    .describe('The run will not operate. It is published as a service alert.'),
  'run.reinstated': z.object({ runRef: ref }).describe('A cancelled run will operate after all.'),
  'run.covered': z.object({ runRef: ref, how: title, familiesTold: z.boolean().optional().describe('the sender has told the families') }).describe('The children of a cancelled run have other transport.'),
  'crew.signed-in': z.object({ runRef: ref, role: z.enum(crewRoles), ref, at: instant }).describe('A driver or guide has reported for the run.'),
  'stop.called': z
    .object({ runRef: ref, sequence: count, arrivedAt: instant.optional(), departedAt: instant.optional() })
    .refine((call) => call.arrivedAt !== undefined || call.departedAt !== undefined, {
      path: ['arrivedAt'],
      message: 'needs arrivedAt, departedAt or both',
    })
    .describe('A visit to a stop, reported.'),
  'passenger.boarded': z.object({ runRef: ref, passengerRef: ref, sequence: count.optional(), at: instant }).describe('A child is aboard.'),
  'passenger.alighted': z.object({ runRef: ref, passengerRef: ref, sequence: count.optional(), at: instant }).describe('A child has left the vehicle.'),
  'passenger.absent': z.object({ runRef: ref, passengerRef: ref, sequence: count.optional(), at: instant }).describe('A child is not travelling.'),
  'passenger.corrected': z
    .object({ runRef: ref, passengerRef: ref, status: z.enum(childStatuses), sequence: count.optional(), at: instant })
    .describe('What was ticked of a child was a mistake: this is true. `to-board` takes a tick back.'),
  'crew.walked': z.object({ runRef: ref, role: z.enum(crewRoles), ref, at: instant }).describe('A driver or guide has walked through the vehicle at the end of the run and found nobody left aboard. It ends a run that is under way.'),
  'assistant.unavailable': z.object({ assistantRef: ref, from: instant, until: instant.optional() }).describe('A guide cannot work.'),
  'assistant.available': z.object({ assistantRef: ref, from: instant, until: instant.optional() }).describe('A guide can work again.'),
  'school.upserted': z
    .object({
      schoolRef: ref,
      name: title,
      latitude,
      longitude,
      bellTimes: z.object({ opens: timeOfDay.optional(), starts: timeOfDay, ends: timeOfDay }),
      terms: z.array(z.object({ from: civilDate, until: civilDate })).max(30).optional(),
      area: title.optional(),
      email: z.email().optional().describe('where messages about its runs go'),
      phase: z.enum(schoolPhases).optional().describe('decides how long a child may be aboard, where its birth date does not'),
    })
    .describe("A school's whole current state."),
  'operator.upserted': z
    .object({ operatorRef: ref, name: title, telephone: z.string().max(40).optional(), email: z.email().optional() })
    .describe("An operator's whole current state."),
  'vehicle.upserted': z
    .object({
      vehicleRef: ref,
      operatorRef: ref.optional(),
      registration: z.string().max(20).optional(),
      seats: count.optional(),
      wheelchairPlaces: count.optional(),
    })
    .describe("A vehicle's whole current state."),
  'assistant.upserted': z
    .object({
      assistantRef: ref,
      name: title.optional(),
      telephone: z.string().max(40).optional(),
      operatorRef: ref.optional(),
      training: z.array(title).max(30).optional(),
      latitude: latitude.optional(),
      longitude: longitude.optional(),
    })
    .describe("A passenger assistant's (guide's) whole current state."),
  'passenger.upserted': z
    .object({
      passengerRef: ref,
      name: title.optional(),
      birthDate: civilDate.optional(),
      postcode: z.string().max(10).optional(),
      schoolRef: ref,
      routeRef: ref,
      boardingStopRef: ref.optional(),
      alightingStopRef: ref.optional(),
      needs: z.array(z.enum(passengerNeeds)).max(10),
      assistantRequired: z.boolean(),
      banner: z.enum(passengerBanners).optional(),
      leftDate: civilDate.optional().describe('the last day of transport: the record is forgotten SIGHTLINE_KEEP_CHILD_DAYS after it'),
    })
    .describe("A child's whole current transport record."),
  'guardian.upserted': z
    .object({
      guardianRef: ref,
      passengerRefs: z.array(ref).max(20),
      relationship: title,
      name: title.optional(),
      telephones: z.array(z.string().max(40)).max(10),
      email: z.email().optional().describe('where messages go, where they go by email'),
      password: z.string().max(200).optional(),
      messages: z.enum(messageChannels),
    })
    .describe("A guardian's whole current state."),
  'service-alert.published': z
    .object({
      alertRef: ref,
      cause: z.enum(alertCauses),
      effect: z.enum(alertEffects),
      activePeriods: z.array(span).min(1, 'needs at least one period').max(50),
      affected: z
        .object({ routeRefs: affectedRefs, runRefs: affectedRefs, stopRefs: affectedRefs, schoolRefs: affectedRefs, operatorRefs: affectedRefs })
        .refine((affected) => Object.values(affected).flat().length > 0, 'must name a route, run, stop, school or operator'),
      header: title,
      message: words.optional(),
    })
    .describe('What travellers should know about a service. A later one with the same alertRef replaces it.'),
  'service-alert.withdrawn': z.object({ alertRef: ref }).describe('A service alert is true no longer.'),
  'school.closed': z
    .object({ schoolRef: ref, date: civilDate, cause: title, message: words.optional() })
    .describe('A school is shut for a day. Runs that have not begun and that no child waits for are cancelled; one under way is told to take its children home.'),
  'school.closing-early': z
    .object({ schoolRef: ref, date: civilDate, at: timeOfDay.describe('when the day ends, local time'), cause: title, message: words.optional() })
    .describe('A school ends its day before its bell. Its homeward runs are moved by the difference.'),
  'school.reopened': z.object({ schoolRef: ref, date: civilDate }).describe('A school does not close after all: its runs are as they were.'),
} as const;
