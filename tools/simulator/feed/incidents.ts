import { Random } from '../random.ts';
import { hour } from '../clock.ts';
import type { Route } from '../city/council.ts';
import type { Slot } from './slots.ts';

/** What goes wrong with a run. Times in seconds after its planned start, shares of its way from 0 to 1. */
export interface Incidents {
  readonly cancelled?: { at: number; cause: string; message: string; coveredAt?: number; how?: string };
  /** `silent`: nobody signs in and the tracker is off until it leaves. */
  readonly lateDeparture?: { seconds: number; cause: string; reportedAt?: number; silent: boolean };
  readonly traffic?: { share: number; seconds: number; cause: string; reported: boolean };
  readonly breakdown?: { share: number; seconds: number; cause: string };
  readonly diversion?: { leg: number };
  readonly wrongSchool?: true;
  readonly lost?: { share: number; seconds: number; buffered: boolean };
  /** A child that nobody ticks off at the end, until it is asked for. */
  readonly forgotten?: { foundAfter: number };
  readonly guide?: { kind: 'unassigned' | 'unavailable'; toldAt: number; substituteAt?: number };
}

const cancelCauses: readonly (readonly [string, string])[] = [
  ['driver unavailable', 'Driver reported sick; no relief driver at the depot.'],
  ['vehicle defect', 'Failed its walk-round check: tail lift will not lock.'],
  ['vehicle defect', 'Engine warning light; vehicle taken off the road.'],
  ['no licensed driver', 'Badge renewal not through; relief asked for.'],
  ['accident', 'Minor collision on the way to the first stop. Nobody was aboard.'],
];
const covers = ['Taxi from the framework list', 'Children share the next route', 'Operator sent a second vehicle', 'Parents bring their children, mileage paid'];
const departureCauses = ['driver arrived late', 'vehicle swapped at the depot', 'late back from the run before', 'waiting for the guide', 'tail lift repaired at the kerb'];
const trafficCauses = ['roadworks', 'heavy traffic', 'accident ahead', 'temporary lights', 'burst water main', 'broken-down lorry'];
const clusterCauses = ['road closed at the Middle Ring', 'accident on the Orbital Road', 'flooding on Canal Road', 'burst main on Tolgate Road', 'lights out at Mill Lane'];

/** One operator in trouble for one cause, in each stretch of two hours. */
function cluster(seed: number, at: number): { operator: number; cause: string; likely: number } {
  const random = new Random(seed, 'cluster', Math.floor(at / (2 * hour)));
  return { operator: random.whole(0, 11), cause: random.pick(clusterCauses), likely: random.between(0.08, 0.2) };
}

/** What goes wrong with the run of a slot; `trouble` times as often as usual. */
export function incidentsOf(seed: number, route: Route, slot: Slot, trouble: number): Incidents {
  const random = new Random(seed, 'incidents', slot.runRef);
  const fate = random.next() / trouble;
  const lost = random.chance(0.105) ? { share: random.between(0.05, 0.85), seconds: random.between(180, 720), buffered: random.chance(0.6) } : undefined;
  const guide = route.assistantRef !== undefined ? guideTrouble(random, trouble) : undefined;
  const forgotten = route.ticksChildren && new Random(seed, 'forgotten', slot.runRef).chance(0.0015 * trouble) ? { foundAfter: new Random(seed, 'found', slot.runRef).between(9, 20) * 60 } : undefined;
  const common = { ...(forgotten === undefined ? {} : { forgotten }), ...(lost === undefined ? {} : { lost }), ...(guide === undefined ? {} : { guide }) };
  if (fate < 0.0085) return { ...common, cancelled: cancellation(random) };
  const jam = cluster(seed, slot.startsAt);
  if (route.operator.operatorRef === `OP${String(jam.operator + 1).padStart(2, '0')}` && random.chance(jam.likely)) {
    return { ...common, traffic: { share: random.between(0.15, 0.6), seconds: random.between(660, 1440), cause: jam.cause, reported: true } };
  }
  if (fate < 0.027) {
    const silent = random.chance(0.4);
    const seconds = random.between(8, 20) * 60;
    const cause = random.pick(departureCauses);
    return { ...common, lateDeparture: { seconds, cause, silent, ...(silent || random.chance(0.3) ? {} : { reportedAt: random.between(-300, 360) }) } };
  }
  if (fate < 0.066) return { ...common, traffic: { share: random.between(0.1, 0.75), seconds: random.between(300, 960), cause: random.pick(trafficCauses), reported: random.chance(0.5) } };
  if (fate < 0.071) return { ...common, breakdown: { share: random.between(0.15, 0.8), seconds: random.between(560, 1200), cause: 'flat tyre' } };
  if (fate < 0.08) return { ...common, diversion: { leg: random.next() } };
  if (fate < 0.081 && slot.direction === 'to-school') return { ...common, wrongSchool: true };
  return common;
}

function cancellation(random: Random): NonNullable<Incidents['cancelled']> {
  const [cause, message] = random.pick(cancelCauses);
  const at = random.chance(0.25) ? random.between(-300, 900) : random.between(-70, -10) * 60;
  if (!random.chance(0.6)) return { at, cause, message };
  return { at, cause, message, coveredAt: at + random.between(4, 25) * 60, how: random.pick(covers) };
}

function guideTrouble(random: Random, trouble: number): Incidents['guide'] {
  const fate = random.next() / trouble;
  if (fate > 0.013) return undefined;
  const toldAt = random.between(-55, -10) * 60;
  const substituted = random.chance(0.6) ? { substituteAt: toldAt + random.between(5, 40) * 60 } : {};
  return { kind: fate < 0.005 ? 'unassigned' : 'unavailable', toldAt, ...substituted };
}

