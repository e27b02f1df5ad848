import type { Direction, MorningPack, PackChild, PackRun } from '@sightline/contracts';
import { assistantRequired, initialsOf } from '@sightline/domain';
import type { Fleet, Passenger, Run } from '@sightline/domain';
import { iso } from './run-views.js';

/** A session of a service date on paper. Runs in the order of their first stop's time within a route. */
export function packOf(fleet: Fleet, runs: readonly Run[], about: Pick<MorningPack, 'serviceDate' | 'session' | 'madeAt' | 'timeZone' | 'demonstration'>): MorningPack {
  const wanted = runs.filter(({ plan }) => plan.direction === about.session);
  const schoolRefs = new Set(wanted.flatMap(({ plan }) => plan.schoolRef ?? []));
  return {
    ...about,
    schools: [...schoolRefs].flatMap((ref) => schoolOf(fleet, ref, about.session)).sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    runs: wanted.sort((a, b) => a.plan.routeRef.localeCompare(b.plan.routeRef, 'en-GB', { numeric: true }) || a.plan.startsAt - b.plan.startsAt).map((run) => packRun(fleet, run)),
  };
}

function schoolOf(fleet: Fleet, ref: string, session: Direction): MorningPack['schools'] {
  const school = fleet.schools.get(ref);
  if (school === undefined) return [];
  const { schoolRef, name, area, bellTimes } = school;
  return [{ schoolRef, name, area, bell: session === 'to-school' ? bellTimes.starts : bellTimes.ends }];
}

function packRun(fleet: Fleet, run: Run): PackRun {
  const { plan } = run;
  const operator = plan.operatorRef === undefined ? undefined : fleet.operators.get(plan.operatorRef);
  const vehicle = run.vehicleRef === undefined ? undefined : fleet.vehicles.get(run.vehicleRef);
  const children = [...(fleet.routes.get(plan.routeRef) ?? [])].flatMap((ref) => fleet.passengers.get(ref) ?? []);
  const stopOf = (child: Passenger): string | undefined => (plan.direction === 'from-school' ? child.alightingStopRef : child.boardingStopRef);
  const at = Map.groupBy(children, (child) => stopOf(child) ?? '');
  const known = new Set(plan.calls.map(({ stopRef }) => stopRef));
  return {
    runRef: plan.runRef,
    routeRef: plan.routeRef,
    state: run.state,
    schoolRef: plan.schoolRef,
    operatorName: operator?.name,
    operatorTelephone: operator?.telephone,
    vehicle: vehicle?.registration ?? run.vehicleRef,
    seats: vehicle?.seats,
    wheelchairPlaces: vehicle?.wheelchairPlaces,
    driverRef: run.driverRef,
    guide: run.assistantRef === undefined ? undefined : (fleet.assistants.get(run.assistantRef)?.name ?? run.assistantRef),
    guideRequired: assistantRequired(run, fleet),
    stops: plan.calls.map(({ sequence, stopRef, name, scheduledAt }) => ({ sequence, name: name ?? stopRef, scheduledAt: iso(scheduledAt), children: (at.get(stopRef) ?? []).map(packChild) })),
    elsewhere: children.filter((child) => !known.has(stopOf(child) ?? '')).map(packChild),
  };
}

const packChild = ({ name, needs, assistantRequired: required }: Passenger): PackChild => ({ initials: initialsOf(name), needs: [...needs], assistantRequired: required });
