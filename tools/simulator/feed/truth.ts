import type { Due, Truth } from '../event.ts';
import { iso, minute } from '../clock.ts';
import { DriveReader } from '../city/course.ts';
import { distance, distanceToLine, type Point } from '../city/geometry.ts';
import type { Council } from '../city/council.ts';
import { stopOf, type RunPlan } from './run-plan.ts';

type Incident = Extract<Truth, { kind: 'incident' }>;

/** A little beside its way a vehicle is already off it for some; clearly so, for everybody. */
const besideMetres = 45;
const clearlyBesideMetres = 90;
const lookEverySeconds = 2;

/** How long a child may be on its way, in seconds: by its age on 1 September of the school year. */
function journeyLimit(birthDate: string, serviceDate: string): number {
  const schoolYear = Number(serviceDate.slice(0, 4)) - (serviceDate.slice(5) < '09-01' ? 1 : 0);
  const eleventh = `${Number(birthDate.slice(0, 4)) + 11}${birthDate.slice(4)}`;
  return (eleventh < `${schoolYear}-09-01` ? 75 : 45) * 60;
}

/** By how many seconds the longest journey of a child on the run was beyond what it may be; negative is within. */
function longestBeyond(plan: RunPlan, told: readonly Due[]): number {
  const { route, slot, drive } = plan;
  const ticks = new Map(told.flatMap(({ at, event }) => ((event.type === 'passenger.boarded' || event.type === 'passenger.alighted' || event.type === 'passenger.absent') && !event.id.endsWith(':found') ? [[`${event.type} ${event.data.passengerRef}`, at] as const] : [])));
  const clockAt = (seconds: number | undefined): number => slot.startsAt + (seconds ?? 0) * 1000;
  let longest = -Infinity;
  for (const { passengerRef, birthDate, stop } of route.passengers) {
    if (ticks.has(`passenger.absent ${passengerRef}`)) continue;
    const home = stopOf(route, slot, stop);
    const [on, off] = slot.direction === 'to-school' ? [home, drive.arrivals.length - 1] : [0, home];
    const boardedAt = ticks.get(`passenger.boarded ${passengerRef}`) ?? clockAt(drive.departures[on]);
    const alightedAt = ticks.get(`passenger.alighted ${passengerRef}`) ?? clockAt(drive.arrivals[off]);
    longest = Math.max(longest, (alightedAt - boardedAt) / 1000 - journeyLimit(birthDate, slot.serviceDate));
  }
  return Math.round(longest);
}

const place = (council: Council, node: number): Point => council.streets.junctions[node] as Point;

/** The stretches of the real drive that lie beside the planned way. */
function detours(plan: RunPlan): Incident[] {
  const { incidents, slot, drive, course } = plan;
  if (incidents.diversion === undefined && incidents.wrongSchool !== true) return [];
  const reader = new DriveReader(drive);
  const found: Incident[] = [];
  let from: number | undefined;
  let clearly = 0;
  const end = drive.at[drive.at.length - 1] as number;
  for (let seconds = drive.at[0] as number; seconds <= end; seconds += lookEverySeconds) {
    const beside = distanceToLine(reader.at(seconds), course.track.points);
    if (beside > besideMetres) {
      from ??= seconds;
      if (beside > clearlyBesideMetres) clearly += lookEverySeconds;
    } else if (from !== undefined) {
      found.push({ kind: 'incident', runRef: slot.runRef, incident: 'off-route', from: iso(slot.startsAt + from * 1000), until: iso(slot.startsAt + seconds * 1000), clearSeconds: clearly });
      from = undefined;
      clearly = 0;
    }
  }
  return found;
}

/** Metres from where the run was held to the nearest of its stops, and to the nearest school. */
function heldAt(plan: RunPlan, council: Council, seconds: number): { stopMetres: number; schoolMetres: number } {
  const at = new DriveReader(plan.drive).at(seconds);
  const { points, stops } = plan.course.track;
  return {
    stopMetres: Math.round(Math.min(...stops.map((stop) => distance(at, points[stop] as Point)))),
    schoolMetres: Math.round(Math.min(...council.schools.map((school) => distance(at, place(council, school.node))))),
  };
}

/** Everything that went wrong with a run, with what decides whether somebody had to be told. */
export function incidentsOfRun(plan: RunPlan, council: Council, told: readonly Due[]): Incident[] {
  const { incidents, slot, leavesAt, drive } = plan;
  const { runRef, startsAt } = slot;
  const lines: Incident[] = [];
  const add = (incident: string, from: number, until?: number, more: Partial<Incident> = {}): void => {
    lines.push({ kind: 'incident', runRef, incident, from: iso(from), ...(until === undefined ? {} : { until: iso(until) }), ...more });
  };
  const clockAt = (seconds: number): number => startsAt + seconds * 1000;
  const because = (cause: string | undefined): Partial<Incident> => (cause === undefined ? {} : { cause });
  const { cancelled, lateDeparture, traffic, breakdown, guide } = incidents;
  if (guide !== undefined) add(`guide-${guide.kind}`, clockAt(guide.toldAt), guide.substituteAt === undefined ? undefined : clockAt(guide.substituteAt));
  if (cancelled !== undefined) {
    add('cancelled', clockAt(cancelled.at), cancelled.coveredAt === undefined ? undefined : clockAt(cancelled.coveredAt), { cause: cancelled.cause });
    return lines;
  }
  if (lateDeparture !== undefined) add(lateDeparture.silent ? 'not-started' : 'late-departure', startsAt, leavesAt, { cause: lateDeparture.cause });
  if (plan.holdFrom !== undefined) add(breakdown === undefined ? 'traffic' : 'breakdown', plan.holdFrom, plan.holdUntil, { ...because((breakdown ?? traffic)?.cause), ...heldAt(plan, council, (plan.holdFrom - startsAt) / 1000) });
  if (plan.lostFrom !== undefined) add('signal-lost', plan.lostFrom, plan.lostUntil);
  lines.push(...detours(plan));
  if (incidents.wrongSchool === true && drive.held !== undefined) add('wrong-school', clockAt(drive.held[0]), clockAt(drive.held[1]), heldAt(plan, council, drive.held[0]));
  const forgotten = told.find(({ event }) => event.type === 'passenger.alighted' && event.id.endsWith(':found'));
  if (forgotten !== undefined) add('unaccounted', plan.arrivesAt, forgotten.at);
  return lines;
}

/** What really happened to a run: the doors are not told. */
export function truthOf(plan: RunPlan, council: Council, told: readonly Due[]): Truth[] {
  const { slot, route, course, drive, incidents, vehicleRef, readyAt } = plan;
  const { runRef, startsAt, direction, serviceDate } = slot;
  const cancelled = incidents.cancelled !== undefined;
  const last = course.stops.length - 1;
  const moment = (seconds: number | undefined): string => iso(startsAt + (seconds ?? 0) * 1000);
  const stops = course.stops.map((stop, i) => ({
    sequence: i + 1,
    stopRef: stop.stopRef,
    scheduledAt: iso(startsAt + (course.minutes[i] ?? 0) * minute),
    ...(cancelled || i === 0 ? {} : { arrivedAt: moment(drive.arrivals[i]) }),
    ...(cancelled || i === last ? {} : { departedAt: moment(drive.departures[i]) }),
  }));
  const firstTold = (type: string): number | undefined => told.find(({ event }) => event.type === type)?.at;
  const signedInAt = firstTold('crew.signed-in');
  const endToldAt = firstTold('run.completed');
  const delayed = told.flatMap(({ event }) => (event.type === 'run.delayed' ? [event.data.minutes] : []));
  return [
    {
      kind: 'run', runRef, routeRef: route.routeRef, vehicleRef, direction, serviceDate, cancelled, stops,
      ...(cancelled ? {} : { readyAt: iso(readyAt), ...(plan.backAt === undefined ? {} : { backAt: iso(plan.backAt) }), childrenBeyondSeconds: longestBeyond(plan, told) }),
      ...(signedInAt === undefined ? {} : { signedInAt: iso(signedInAt) }),
      ...(endToldAt === undefined ? {} : { endToldAt: iso(endToldAt) }),
      ...(delayed[0] === undefined ? {} : { delayToldMinutes: Math.max(...delayed) }),
    },
    ...incidentsOfRun(plan, council, told),
  ];
}
