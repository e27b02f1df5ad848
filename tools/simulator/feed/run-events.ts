import { feedEvent, type Due } from '../event.ts';
import { iso, minute } from '../clock.ts';
import { Random } from '../random.ts';
import type { Council } from '../city/council.ts';
import { stopOf, type RunPlan } from './run-plan.ts';

/** The plan of the run, told as soon as it is known. */
export function schedule(plan: RunPlan, at: number): Due[] {
  const { slot, route, course, incidents } = plan;
  const stopCalls = course.stops.map((stop, i) => ({
    sequence: i + 1,
    stopRef: stop.stopRef,
    name: stop.name,
    ...stop.place,
    scheduledAt: iso(slot.startsAt + (course.minutes[i] ?? 0) * minute),
  }));
  const unassigned = incidents.guide?.kind === 'unassigned';
  const assistant = route.assistantRef === undefined || unassigned ? {} : { assistantRef: route.assistantRef };
  return [
    {
      at,
      event: feedEvent('transport', 'run.scheduled', `${slot.runRef}:scheduled`, at, {
        runRef: slot.runRef,
        routeRef: route.routeRef,
        tripRef: slot.tripRef,
        serviceDate: slot.serviceDate,
        direction: slot.direction,
        operatorRef: route.operator.operatorRef,
        schoolRef: route.school.schoolRef,
        stopCalls,
        path: course.path,
      }),
    },
    {
      at,
      event: feedEvent('transport', 'run.assigned', `${slot.runRef}:assigned`, at, { runRef: slot.runRef, vehicleRef: plan.vehicleRef, driverRef: route.driverRef, ...assistant }),
    },
  ];
}

/** Everything told of the run but its fixes, in order of time. */
export function happenings(plan: RunPlan, council: Council): Due[] {
  const { slot, incidents } = plan;
  const { runRef, startsAt } = slot;
  const due: Due[] = [];
  const clockAt = (seconds: number): number => startsAt + seconds * 1000;
  const { cancelled } = incidents;
  guides(plan, council, due);
  if (cancelled !== undefined) {
    const at = clockAt(cancelled.at);
    const { cause, message, coveredAt, how } = cancelled;
    due.push({ at, event: feedEvent('operators', 'run.cancelled', `${runRef}:cancelled`, at, { runRef, cause, message }) });
    if (coveredAt !== undefined && how !== undefined) due.push({ at: clockAt(coveredAt), event: feedEvent('transport', 'run.covered', `${runRef}:covered`, clockAt(coveredAt), { runRef, how }) });
    return due.filter((each) => each.event.type !== 'crew.signed-in').sort((a, b) => a.at - b.at);
  }
  delays(plan, due);
  crew(plan, due);
  if (plan.route.reportsStops) stops(plan, due);
  if (plan.route.ticksChildren) children(plan, due);
  return due.sort((a, b) => a.at - b.at);
}

function delays(plan: RunPlan, due: Due[]): void {
  const { runRef, startsAt } = plan.slot;
  const { lateDeparture, traffic, breakdown } = plan.incidents;
  const told = (at: number, seconds: number, cause: string, message?: string): void => {
    const minutes = Math.max(1, Math.round(seconds / 60));
    due.push({ at, event: feedEvent('operators', 'run.delayed', `${runRef}:delayed`, at, { runRef, minutes, cause, ...(message === undefined ? {} : { message }) }) });
  };
  if (lateDeparture?.reportedAt !== undefined) told(startsAt + lateDeparture.reportedAt * 1000, lateDeparture.seconds, lateDeparture.cause);
  if (plan.holdFrom === undefined) return;
  if (traffic?.reported === true) told(plan.holdFrom + 2 * minute, traffic.seconds, traffic.cause, 'Stop and go; children are safe aboard.');
  if (breakdown !== undefined) told(plan.holdFrom + 3 * minute, breakdown.seconds, breakdown.cause, 'Stopped at the kerb, wheel being changed.');
}

function guides(plan: RunPlan, council: Council, due: Due[]): void {
  const { slot, route, incidents } = plan;
  const { guide } = incidents;
  if (guide === undefined || route.assistantRef === undefined) return;
  const toldAt = slot.startsAt + guide.toldAt * 1000;
  if (guide.kind === 'unavailable') {
    // The run and no other: the one before and the one after are nine minutes away.
    const [from, until] = [slot.startsAt - 4 * minute, slot.endsAt + 4 * minute];
    due.push({
      at: toldAt,
      event: feedEvent('operators', 'assistant.unavailable', `${route.assistantRef}:unavailable:${slot.runRef}`, toldAt, { assistantRef: route.assistantRef, from: iso(from), until: iso(until) }),
    });
  }
  const substituteAt = guide.substituteAt === undefined ? undefined : slot.startsAt + guide.substituteAt * 1000;
  if (substituteAt !== undefined && substituteAt < plan.arrivesAt) {
    const stand = new Random(council.seed, 'stand-in', slot.runRef).pick(council.guides.slice(-30)).assistantRef;
    due.push({ at: substituteAt, event: feedEvent('transport', 'run.assigned', `${slot.runRef}:assigned:${stand}`, substituteAt, { runRef: slot.runRef, assistantRef: stand, substitute: true }) });
  }
}

function crew(plan: RunPlan, due: Due[]): void {
  const { slot, route, incidents, leavesAt } = plan;
  const { runRef } = slot;
  const random = new Random(runRef, 'crew');
  const silent = incidents.lateDeparture?.silent === true;
  const driverAt = silent ? leavesAt - minute : slot.startsAt - random.between(7, 18) * minute;
  const signIn = (role: 'driver' | 'assistant', ref: string, at: number): void => {
    due.push({ at, event: feedEvent('crews', 'crew.signed-in', `${runRef}:signed-in:${role}`, at, { runRef, role, ref, at: iso(at) }) });
  };
  if (random.chance(0.9)) signIn('driver', route.driverRef, driverAt);
  if (route.assistantRef !== undefined && incidents.guide === undefined && random.chance(0.92)) signIn('assistant', route.assistantRef, driverAt + random.between(0, 4) * minute);
  if (random.chance(0.8)) due.push({ at: leavesAt, event: feedEvent('crews', 'run.started', `${runRef}:started`, leavesAt, { runRef, at: iso(leavesAt) }) });
  const completedAt = plan.arrivesAt + 75_000;
  if (random.chance(0.9)) due.push({ at: completedAt, event: feedEvent('crews', 'run.completed', `${runRef}:completed`, completedAt, { runRef, at: iso(plan.arrivesAt + 60_000) }) });
}

function stops(plan: RunPlan, due: Due[]): void {
  const { runRef, startsAt } = plan.slot;
  const last = plan.course.stops.length - 1;
  plan.course.stops.forEach((_, i) => {
    const arrived = startsAt + (plan.drive.arrivals[i] ?? 0) * 1000;
    const departed = startsAt + (plan.drive.departures[i] ?? 0) * 1000;
    const at = (i === last ? arrived : departed) + 5000;
    const times = { ...(i === 0 ? {} : { arrivedAt: iso(arrived) }), ...(i === last ? {} : { departedAt: iso(departed) }) };
    due.push({ at, event: feedEvent('operators', 'stop.called', `${runRef}:called:${i + 1}`, at, { runRef, sequence: i + 1, ...times }) });
  });
}

function children(plan: RunPlan, due: Due[]): void {
  const { slot, route, drive } = plan;
  const { runRef, startsAt } = slot;
  const random = new Random(runRef, 'children');
  const toSchool = slot.direction === 'to-school';
  const gate = toSchool ? route.toSchool.stops.length - 1 : 0;
  const momentAt = (stop: number): number => (stop === 0 ? startsAt + (drive.departures[0] ?? 0) * 1000 - random.between(20, 150) * 1000 : startsAt + (drive.arrivals[stop] ?? 0) * 1000 + random.between(6, 40) * 1000);
  const forgotten = plan.incidents.forgotten === undefined ? undefined : route.passengers[route.passengers.length - 1]?.passengerRef;
  for (const { passengerRef, stop } of route.passengers) {
    const home = stopOf(route, slot, stop);
    const [on, off] = toSchool ? [home, gate] : [gate, home];
    const tick = (type: 'passenger.boarded' | 'passenger.alighted' | 'passenger.absent', where: number): void => {
      const at = momentAt(where);
      due.push({ at, event: feedEvent('crews', type, `${runRef}:${passengerRef}:${type.slice(10)}`, at, { runRef, passengerRef, sequence: where + 1, at: iso(at) }) });
    };
    if (random.chance(0.05)) tick('passenger.absent', on);
    else {
      tick('passenger.boarded', on);
      if (passengerRef === forgotten) {
        const at = plan.arrivesAt + (plan.incidents.forgotten?.foundAfter ?? 0) * 1000;
        due.push({ at, event: feedEvent('crews', 'passenger.alighted', `${runRef}:${passengerRef}:found`, at, { runRef, passengerRef, sequence: off + 1, at: iso(at) }) });
      } else tick('passenger.alighted', off);
    }
  }
}
