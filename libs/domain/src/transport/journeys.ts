import type { Passenger } from './fleet.js';
import type { Lookup } from './layer.js';
import type { Run } from './run.js';
import { journeyLimits } from './settings.js';
import type { Fleetwide, School } from './surroundings.js';

/** A child on its way. Instants in epoch milliseconds; `alights` is the index of a call, `limit` in milliseconds. */
export interface Journey {
  readonly boardedAt: number;
  readonly alights: number;
  readonly limit: number;
}

/** Calls of a run at a stop; `otherwise` where it has none there. */
function callAt(run: Run, stopRef: string | undefined, otherwise: number): number {
  const index = stopRef === undefined ? -1 : run.plan.calls.findIndex((call) => call.stopRef === stopRef);
  return index < 0 ? otherwise : index;
}

/** Where a child gets on and off; its stops are told as on the way to school, and change places on the way home. */
export function stopsOf(passenger: Passenger, run: Run): { readonly boards: number; readonly alights: number } {
  const last = run.plan.calls.length - 1;
  const { boardingStopRef: home, alightingStopRef: school } = passenger;
  const [on, off] = run.plan.direction === 'from-school' ? [school, home] : [home, school];
  return { boards: callAt(run, on, 0), alights: callAt(run, off, last) };
}

/**
 * How long a child's journey may last: by its age where its birth date is known, else by its school. A child is of
 * primary age in the school years that begin on a 1 September before it is eleven. Milliseconds.
 */
export function journeyLimit({ birthDate, schoolRef }: Passenger, serviceDate: string, schools: Lookup<School>): number {
  const { primary, secondary, secondaryFromAge } = journeyLimits;
  if (birthDate !== undefined) {
    const year = Number(serviceDate.slice(0, 4)) - (serviceDate.slice(5) < '09-01' ? 1 : 0);
    const turns = `${String(Number(birthDate.slice(0, 4)) + secondaryFromAge)}${birthDate.slice(4)}`;
    return turns < `${year}-09-01` ? secondary : primary;
  }
  return schools.get(schoolRef)?.phase === 'primary' ? primary : secondary;
}

/** The children who are aboard, and since when: as they were ticked off, or, where nobody does, as their stops were passed. */
export function journeysOf(run: Run, fleet: Fleetwide): Journey[] {
  const journeys: Journey[] = [];
  const isTicked = run.children.size > 0;
  for (const ref of fleet.routes.get(run.plan.routeRef) ?? []) {
    const passenger = fleet.passengers.get(ref);
    if (passenger === undefined || (isTicked && run.children.get(ref) !== 'aboard')) continue;
    const { boards, alights } = stopsOf(passenger, run);
    if (!isTicked && (alights < run.arrived || run.calls[alights]?.arrivedAt !== undefined)) continue;
    const call = run.calls[boards];
    const passedAt = call?.departedAt ?? call?.arrivedAt ?? (boards === 0 ? run.startedAt : undefined);
    const boardedAt = isTicked ? (run.boardedAt.get(ref) ?? passedAt) : boards < run.departed ? passedAt : undefined;
    if (boardedAt !== undefined && alights > boards) journeys.push({ boardedAt, alights, limit: journeyLimit(passenger, run.plan.serviceDate, fleet.schools) });
  }
  return journeys;
}
