import { Random } from '../random.ts';
import { minute } from '../clock.ts';
import { drive, lightsOf, trackOf, lengthOf, type Drive, type Track } from '../city/course.ts';
import { distance } from '../city/geometry.ts';
import type { Council, Course, Route } from '../city/council.ts';
import { incidentsOf, type Incidents } from './incidents.ts';
import type { Slot } from './slots.ts';

/** A run as it was planned and as it will really go. */
export interface RunPlan {
  readonly slot: Slot;
  readonly route: Route;
  readonly course: Course;
  readonly incidents: Incidents;
  readonly drive: Drive;
  /** When the vehicle is at the first stop, leaves it, and reaches the last. */
  readonly readyAt: number;
  readonly leavesAt: number;
  readonly arrivesAt: number;
  /** When its vehicle came to the first stop, if that was the end of the run before. */
  readonly backAt?: number;
  /** Moments of a hold, a lost signal: as they came about on the way. */
  readonly holdFrom?: number;
  readonly holdUntil?: number;
  readonly lostFrom?: number;
  readonly lostUntil?: number;
  readonly vehicleRef: string;
  /** What makes this run's chance. */
  readonly random: Random;
}

/** So long after its arrival a vehicle is free again. */
export const afterArrival = 100_000;

/** The run of a slot. `freeAt`: when its vehicle is back from the run before, which makes it late when that was late. */
export function planRun(council: Council, route: Route, slot: Slot, freeAt: number, trouble: number): RunPlan {
  const incidents = incidentsOf(council.seed, route, slot, trouble);
  const random = new Random(council.seed, 'run', slot.runRef);
  const course = slot.direction === 'to-school' ? route.toSchool : route.fromSchool;
  const track = actualTrack(council, route, course, incidents, slot);
  const usualDelay = Math.max(0, random.exponential(40) - 10);
  const knockOn = Math.max(0, (freeAt + 3 * minute - slot.startsAt) / 1000);
  const leaves = Math.max(usualDelay, knockOn, incidents.lateDeparture?.seconds ?? 0);
  const length = lengthOf(track.track);
  const boarding = boardingCounts(route, slot);
  const pace = Math.min(1.12, Math.max(0.88, random.normal(1.0, 0.045)));
  const holds = holdsOf(incidents, length, random);
  if (track.dwellMetres !== undefined) holds.push({ metres: track.dwellMetres, seconds: random.between(240, 400) });
  const driven = drive(track.track, {
    pace,
    leavesAt: leaves,
    waitsAtLights: lightsOf(random),
    dwells: (stop) => Math.max(12, random.normal(30, 10) + (boarding[stop] ?? 0) * random.between(15, 35)),
    holdsUntil: (stop) => (course.minutes[stop] ?? 0) * 60 - 20,
    holds,
  });
  const leavesAt = slot.startsAt + leaves * 1000;
  const arrivesAt = slot.startsAt + (driven.arrivals[driven.arrivals.length - 1] ?? 0) * 1000;
  const total = arrivesAt - leavesAt;
  const lost = incidents.lost;
  const lostFrom = lost === undefined ? undefined : leavesAt + total * lost.share;
  const held = incidents.traffic === undefined && incidents.breakdown === undefined ? undefined : driven.held;
  return {
    slot, route, course, incidents, drive: driven, random, leavesAt, arrivesAt,
    readyAt: incidents.lateDeparture?.silent === true ? leavesAt - 30_000 : Math.max(freeAt + minute, slot.startsAt - random.between(3, 7) * minute),
    vehicleRef: route.vehicleRef,
    ...(Number.isFinite(freeAt) ? { backAt: freeAt - afterArrival } : {}),
    ...(held === undefined ? {} : { holdFrom: slot.startsAt + held[0] * 1000, holdUntil: slot.startsAt + held[1] * 1000 }),
    ...(lostFrom === undefined || lost === undefined ? {} : { lostFrom, lostUntil: Math.min(lostFrom + lost.seconds * 1000, arrivesAt + 2 * minute) }),
  };
}

/** How many children are expected to board or alight at each stop. */
export function boardingCounts(route: Route, slot: Slot): number[] {
  const course = slot.direction === 'to-school' ? route.toSchool : route.fromSchool;
  return course.stops.map((_, stop) => route.passengers.filter((passenger) => stopOf(route, slot, passenger.stop) === stop).length);
}

/** The place in the run's own order of a stop that is counted on the way to school. */
export const stopOf = (route: Route, slot: Slot, stop: number): number => (slot.direction === 'to-school' ? stop : route.toSchool.stops.length - 1 - stop);

function holdsOf(incidents: Incidents, length: number, random: Random): { metres: number; seconds: number }[] {
  const { traffic, breakdown } = incidents;
  if (breakdown !== undefined) return [{ metres: breakdown.share * length, seconds: breakdown.seconds }];
  if (traffic === undefined) return [];
  const holds = [];
  let metres = traffic.share * length;
  for (let lost = 0; lost < traffic.seconds; metres += 70) {
    const seconds = Math.min(traffic.seconds - lost, random.between(25, 60));
    holds.push({ metres: Math.min(metres, length - 30), seconds });
    lost += seconds;
  }
  return holds;
}

/** The way really taken: the planned one, but for a diversion or a visit to the wrong school. */
function actualTrack(council: Council, route: Route, course: Course, incidents: Incidents, slot: Slot): { track: Track; dwellMetres?: number } {
  const planned = course.track;
  if (incidents.diversion === undefined && incidents.wrongSchool === undefined) return { track: planned };
  const nodes = slot.direction === 'to-school' ? [...route.nodes] : [...route.nodes].reverse();
  const leg = incidents.wrongSchool === true ? planned.stops.length - 2 : Math.floor((incidents.diversion?.leg ?? 0) * (planned.stops.length - 1));
  const from = planned.stops[leg] ?? 0;
  const until = planned.stops[leg + 1] ?? nodes.length - 1;
  const start = nodes[from] as number;
  const goal = nodes[until] as number;
  let way: number[];
  let wrong: number | undefined;
  if (incidents.wrongSchool === true) {
    const here = council.streets.junctions[goal] as { x: number; y: number };
    const others = council.schools.filter((school) => school !== route.school);
    const near = others.sort((a, b) => distance(here, council.streets.junctions[a.node] as never) - distance(here, council.streets.junctions[b.node] as never))[0];
    wrong = near?.node ?? goal;
    way = [...council.ways.find(start, wrong), ...council.ways.find(wrong, goal).slice(1)];
  } else {
    way = council.ways.find(start, goal, new Set(nodes.slice(from + 1, until)));
  }
  const changed = [...nodes.slice(0, from), ...way, ...nodes.slice(until + 1)];
  const grown = way.length - (until - from + 1);
  const stops = planned.stops.map((stop, i) => (i > leg ? stop + grown : stop));
  const track = trackOf(council.streets, changed, stops);
  if (wrong === undefined) return { track };
  const upTo = changed.indexOf(wrong, from);
  return { track, dwellMetres: lengthOf({ ...track, points: track.points.slice(0, upTo + 1) }) - 5 };
}
