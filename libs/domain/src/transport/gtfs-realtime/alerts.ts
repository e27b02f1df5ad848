import type { ServiceAlert } from '../disruption/index.js';
import type { Run } from '../run.js';
import { posix, translated } from './message.js';
import type { AlertMessage } from './message.js';
import { tripOf } from './trips.js';
import type { Placed } from './vehicles.js';

type Informed = AlertMessage['informedEntity'][number];

/** Enough for any alert that a person reads; more is a whole service, and is told by its routes. */
const mostTrips = 500;

/** The official enum's word of ours: `technical-problem`, `TECHNICAL_PROBLEM`. The lists are the same. */
const enumWord = (word: string): string => word.replaceAll('-', '_').toUpperCase();

/** What an alert says to travellers of the runs in `scope`; `undefined` where none of what it is about is in there. */
export function alertMessageOf(alert: ServiceAlert, scope: readonly Run[]): AlertMessage | undefined {
  const informedEntity = informed(alert, scope);
  if (informedEntity.length === 0) return undefined;
  return {
    activePeriod: alert.activePeriods.map(({ from, until }) => ({ start: posix(from), ...(until !== undefined && { end: posix(until) }) })),
    informedEntity,
    cause: enumWord(alert.cause),
    effect: enumWord(alert.effect),
    headerText: translated(alert.header),
    descriptionText: translated(alert.message ?? alert.header),
  };
}

/** That a vehicle is beside its path: consumers then expect it there. Source: the validator's rule E029. */
export function detourMessageOf({ run }: Placed, now: number): AlertMessage {
  const words = `Route ${run.plan.routeRef} is away from its usual way`;
  return {
    activePeriod: [{ start: posix(Math.min(run.track?.off?.since ?? now, now)) }],
    informedEntity: [{ trip: tripOf(run) }],
    cause: 'UNKNOWN_CAUSE',
    effect: 'DETOUR',
    headerText: translated(words),
    descriptionText: translated(words),
  };
}

/** Operators and schools are nothing to a transit tool: their runs of those days are. */
function informed({ affected, activePeriods }: ServiceAlert, scope: readonly Run[]): Informed[] {
  const { runRefs = [], routeRefs = [], stopRefs = [], schoolRefs = [], operatorRefs = [] } = affected;
  const named = new Set(runRefs);
  const schools = new Set(schoolRefs);
  const operators = new Set(operatorRefs);
  const routes = new Set(routeRefs);
  const stops = new Set(stopRefs);
  const trips: Informed[] = [];
  const knownRoutes = new Set<string>();
  const knownStops = new Set<string>();
  for (const run of scope) {
    const { plan } = run;
    if (routes.has(plan.routeRef)) knownRoutes.add(plan.routeRef);
    for (const { stopRef } of stops.size === 0 ? [] : plan.calls) if (stops.has(stopRef)) knownStops.add(stopRef);
    const concerned = schools.has(plan.schoolRef ?? '') || operators.has(plan.operatorRef ?? '');
    const during = concerned && activePeriods.some(({ from, until = Number.POSITIVE_INFINITY }) => plan.endsAt >= from && plan.startsAt < until);
    if ((named.has(plan.runRef) || during) && trips.length < mostTrips) trips.push({ trip: tripOf(run, run.state === 'cancelled' ? 'CANCELED' : 'SCHEDULED') });
  }
  return [...trips, ...[...knownRoutes].map((routeId) => ({ routeId })), ...[...knownStops].map((stopId) => ({ stopId }))];
}
