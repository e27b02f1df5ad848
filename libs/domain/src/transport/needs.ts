import type { EventData } from '@sightline/contracts';
import type { FleetDraft, Absence, Passenger } from './fleet.js';
import type { Lookup } from './layer.js';
import type { Run } from './run.js';

type Guardian = EventData<'guardian.upserted'>;

/** What of a fleet says who travels and who can work. */
export interface People {
  readonly passengers: Lookup<Passenger>;
  readonly routes: Lookup<ReadonlySet<string>>;
  readonly absences: Lookup<readonly Absence[]>;
  readonly guardians: Lookup<Guardian>;
  readonly families: Lookup<ReadonlySet<string>>;
  readonly awakeSince: number;
}

/** Children expected on a run: those of its route who are not reported absent. */
export function childrenOn(run: Run, { routes }: Pick<People, 'routes'>): number {
  const expected = routes.get(run.plan.routeRef);
  if (expected === undefined) return 0;
  if (run.children.size === 0) return expected.size;
  let count = 0;
  for (const ref of expected) if (run.children.get(ref) !== 'absent') count++;
  return count;
}

/** Children aboard, where someone ticks them off; `undefined` where nobody does. */
export function childrenAboard(run: Run): number | undefined {
  if (run.children.size === 0) return undefined;
  let count = 0;
  for (const status of run.children.values()) if (status === 'aboard') count++;
  return count;
}

export function assistantRequired(run: Run, { passengers, routes }: Pick<People, 'passengers' | 'routes'>): boolean {
  for (const ref of routes.get(run.plan.routeRef) ?? []) if (passengers.get(ref)?.assistantRequired === true) return true;
  return false;
}

/** Since when the assigned guide is away during the run, if so. */
export function awaySince(run: Run, absences: Lookup<readonly Absence[]>): number | undefined {
  if (run.assistantRef === undefined) return undefined;
  const { startsAt, endsAt } = run.plan;
  return absences.get(run.assistantRef)?.find(({ from, until = Number.POSITIVE_INFINITY }) => from < endsAt && until > startsAt)?.from;
}

/** Absences after a guide says that they can work from a moment on, or between two. */
export function withoutAbsence(absences: readonly Absence[], from: number, until = Number.POSITIVE_INFINITY): readonly Absence[] {
  return absences.flatMap((absence) => {
    const end = absence.until ?? Number.POSITIVE_INFINITY;
    if (absence.from >= until || end <= from) return [absence];
    const before = absence.from < from ? [{ from: absence.from, until: from }] : [];
    const after = end > until ? [{ from: until, ...(absence.until === undefined ? {} : { until: absence.until }) }] : [];
    return [...before, ...after];
  });
}

/** Whether any family of a run's children can be sent a message: only then is there anybody to tell. */
export function hasFamiliesToTell(run: Run, { routes, families, guardians }: Pick<People, 'routes' | 'families' | 'guardians'>): boolean {
  for (const child of routes.get(run.plan.routeRef) ?? []) {
    if (run.children.get(child) === 'absent') continue;
    for (const ref of families.get(child) ?? []) if (guardians.get(ref)?.messages !== 'none') return true;
  }
  return false;
}

/** Notes who answers for which child, and no longer for which. */
export function keepGuardian(draft: FleetDraft, guardian: Guardian): void {
  const { guardianRef, passengerRefs } = guardian;
  const others = (child: string): string[] => [...(draft.families.get(child) ?? [])].filter((ref) => ref !== guardianRef);
  for (const child of draft.guardians.get(guardianRef)?.passengerRefs ?? []) draft.families.set(child, new Set(others(child)));
  draft.guardians.set(guardianRef, guardian);
  for (const child of passengerRefs) draft.families.set(child, new Set([...others(child), guardianRef]));
}

/** Puts a child on its route, and off the one it had. */
export function keepPassenger(draft: FleetDraft, passenger: Passenger): void {
  const { passengerRef, routeRef } = passenger;
  const before = draft.passengers.get(passengerRef);
  if (before !== undefined && before.routeRef !== routeRef) {
    draft.routes.set(before.routeRef, new Set([...(draft.routes.get(before.routeRef) ?? [])].filter((ref) => ref !== passengerRef)));
  }
  draft.passengers.set(passengerRef, passenger);
  draft.routes.set(routeRef, new Set(draft.routes.get(routeRef)).add(passengerRef));
}
