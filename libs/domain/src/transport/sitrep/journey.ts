import { journeyLimit, stopsOf } from '../journeys.js';
import type { Run } from '../run.js';
import type { School } from '../surroundings.js';
import type { Lookup } from '../layer.js';
import type { Passenger } from '../fleet.js';

/** Who travels, and where to. */
export interface Carried {
  readonly passengers: Lookup<Passenger>;
  readonly routes: Lookup<ReadonlySet<string>>;
  readonly schools: Lookup<School>;
}

/** How many children were aboard longer than their limit, from boarding to the time at their stop. What is not known is not over. */
export function overlongOn(run: Run, fleet: Carried): number {
  let over = 0;
  for (const ref of fleet.routes.get(run.plan.routeRef) ?? []) {
    const passenger = fleet.passengers.get(ref);
    if (passenger === undefined || run.children.get(ref) === 'absent') continue;
    const { boards, alights } = stopsOf(passenger, run);
    const boardedAt = run.boardedAt.get(ref) ?? run.calls[boards]?.departedAt ?? run.calls[boards]?.arrivedAt ?? (boards === 0 ? run.startedAt : undefined);
    const alightedAt = run.calls[alights]?.arrivedAt;
    if (alights > boards && boardedAt !== undefined && alightedAt !== undefined && alightedAt - boardedAt > journeyLimit(passenger, run.plan.serviceDate, fleet.schools)) over++;
  }
  return over;
}
