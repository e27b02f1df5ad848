import type { EventData } from '@sightline/contracts';
import { distanceMetres } from '../../geometry/index.js';
import type { Fix, Run } from '../run.js';
import type { Lookup } from '../layer.js';
import { kilometres, needsOn } from './stand-ins.js';
import type { Crews, StandInContext } from './stand-ins.js';
import { between, endsAtOf, overlapping, travel, travelTime } from './whereabouts.js';

type Vehicle = EventData<'vehicle.upserted'>;

/** What substitute vehicles are chosen from. */
export interface Garage extends Pick<Crews, 'runs' | 'passengers' | 'routes'> {
  readonly vehicles: { values(): Iterable<Vehicle> };
  readonly fixes: Lookup<Fix>;
}

/** What a run asks of its vehicle. */
export interface Load {
  readonly seats: number;
  readonly wheelchairPlaces: number;
}

export interface Substitute {
  readonly vehicleRef: string;
  readonly registration?: string | undefined;
  readonly operatorRef?: string | undefined;
  readonly seats?: number | undefined;
  readonly wheelchairPlaces?: number | undefined;
  readonly metres?: number | undefined;
  readonly lateMinutes: number;
  readonly fits: boolean;
  readonly reasons: readonly string[];
  readonly cost: number;
}

/** What counts against a vehicle, in minutes of travel that would be as bad. */
const costs = { tooSmall: 120, lateMinute: 4, unknownPlace: 15, otherOperator: 8, emptySeat: 0.2 } as const;
/** A fix older than this does not say where a vehicle is, milliseconds. */
const seenLately = 30 * 60_000;

/** Seats and wheelchair places that the children expected on a run take; their guide takes a seat. */
export function loadOf(run: Run, { passengers, routes }: Pick<Crews, 'passengers' | 'routes'>, guide: boolean): Load {
  let seats = guide ? 1 : 0;
  let wheelchairPlaces = 0;
  for (const ref of routes.get(run.plan.routeRef) ?? []) {
    if (run.children.get(ref) === 'absent') continue;
    if (passengers.get(ref)?.needs.includes('wheelchair') === true) wheelchairPlaces++;
    else seats++;
  }
  return { seats, wheelchairPlaces };
}

/** What a vehicle lacks for a load, in words; nothing where it is large enough or nobody knows its size. */
export function lacking(vehicle: Pick<Vehicle, 'seats' | 'wheelchairPlaces'> | undefined, load: Load): readonly string[] {
  const seats = (vehicle?.seats ?? load.seats) - load.seats;
  const places = (vehicle?.wheelchairPlaces ?? load.wheelchairPlaces) - load.wheelchairPlaces;
  const words: string[] = [];
  if (seats < 0) words.push(`${-seats} ${seats === -1 ? 'seat' : 'seats'} too few`);
  if (places < 0) words.push(`${-places} ${places === -1 ? 'wheelchair place' : 'wheelchair places'} too few`);
  return words;
}

/** Another run that a vehicle is on at the time of a run, if there is one. */
export const vehicleConflict = (run: Run, vehicleRef: string, runs: Iterable<Run>): Run | undefined => overlapping(run, [...runs].filter((each) => each.vehicleRef === vehicleRef));

/** Vehicles that are free at the time of a run, best first: large enough and there in time before all others. */
export function substitutesFor(run: Run, garage: Garage, guide: boolean, { now, clock }: StandInContext): readonly Substitute[] {
  const load = loadOf(run, garage, guide);
  const byVehicle = Map.groupBy([...garage.runs.values()].filter(({ vehicleRef }) => vehicleRef !== undefined), ({ vehicleRef }) => vehicleRef ?? '');
  const wheelchairs = needsOn(run, garage).includes('wheelchair');
  const found: Substitute[] = [];
  for (const vehicle of garage.vehicles.values()) {
    const theirs = byVehicle.get(vehicle.vehicleRef) ?? [];
    if (vehicle.vehicleRef === run.vehicleRef || overlapping(run, theirs) !== undefined) continue;
    const { before, after, lateBy, lateForNextBy } = between(run, theirs);
    const first = run.plan.calls[0];
    const fix = garage.fixes.get(vehicle.vehicleRef);
    const seen = fix !== undefined && now - fix.recordedAt <= seenLately ? fix : undefined;
    const end = before?.plan.calls.at(-1);
    const near = before !== undefined && end !== undefined && run.plan.startsAt - endsAtOf(before) <= travel.lingers ? end : undefined;
    const place = seen ?? near;
    const metres = place && first ? distanceMetres(place, first) : undefined;
    const fromHere = seen && first ? Math.max(0, now + travelTime(seen, first) - run.plan.startsAt) : 0;
    const lateMinutes = Math.ceil(Math.max(lateBy, lateForNextBy, fromHere) / 60_000);
    const lacks = lacking(vehicle, load);
    const sameOperator = vehicle.operatorRef !== undefined && vehicle.operatorRef === run.plan.operatorRef;
    const minutes = metres === undefined ? costs.unknownPlace : metres / travel.metresPerSecond / 60;
    const spare = Math.max(0, (vehicle.seats ?? load.seats) - load.seats);
    found.push({
      vehicleRef: vehicle.vehicleRef,
      registration: vehicle.registration,
      operatorRef: vehicle.operatorRef,
      seats: vehicle.seats,
      wheelchairPlaces: vehicle.wheelchairPlaces,
      metres: metres === undefined ? undefined : Math.round(metres),
      lateMinutes,
      fits: lacks.length === 0 && lateMinutes === 0 && vehicle.seats !== undefined,
      cost: minutes + costs.tooSmall * lacks.length + costs.lateMinute * lateMinutes + (sameOperator ? 0 : costs.otherOperator) + costs.emptySeat * spare,
      reasons: [
        ...(vehicle.seats === undefined ? ['seats not known'] : [`${vehicle.seats} seats for ${load.seats}`]),
        ...(wheelchairs ? [`${vehicle.wheelchairPlaces ?? 0} wheelchair ${vehicle.wheelchairPlaces === 1 ? 'place' : 'places'} for ${load.wheelchairPlaces}`] : []),
        ...lacks,
        metres === undefined ? 'not seen lately' : `${kilometres(metres)} away`,
        ...(lateMinutes > 0 ? [lateForNextBy > Math.max(lateBy, fromHere) ? `${lateMinutes} min late for its next run` : `there ${lateMinutes} min late`] : []),
        after === undefined ? 'no run after it' : `free until ${clock(after.plan.startsAt)}`,
        sameOperator ? 'same operator' : 'another operator',
      ],
    });
  }
  return found.sort((a, b) => Number(b.fits) - Number(a.fits) || a.cost - b.cost || (a.vehicleRef < b.vehicleRef ? -1 : 1));
}
