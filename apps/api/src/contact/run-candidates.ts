import type { SearchItem } from '@sightline/contracts';
import { answeringRun } from '@sightline/domain';
import type { Findable, Term } from '@sightline/domain';
import type { FindableRun, FindableThing } from '../transport/findable.queries.js';

/** Something that may be what was typed, and the item that it becomes if it is. */
export type Candidate = Findable & { readonly item: () => SearchItem };

/** What transport has to be found, and `term`, which prepares a name for comparing. */
export interface Transport {
  readonly runs: readonly FindableRun[];
  readonly schools: readonly FindableThing[];
  readonly vehicles: readonly FindableThing[];
  readonly routes: readonly FindableThing[];
  term(this: void, name: string): Term;
}

/** Schools, their routes, vehicles and runs, each with the run of it that answers at `now` (epoch milliseconds), if there is one. */
export function* runCandidates({ runs, schools, vehicles, routes, term }: Transport, now: number): Generator<Candidate> {
  const bySchool = groups(runs, ({ schoolRef }) => schoolRef);
  for (const { ref, name = ref } of schools) yield { terms: [term(name), term(ref)], item: () => schoolItem(ref, name, bySchool.get(ref) ?? [], now) };
  const byRoute = groups(runs, ({ routeRef }) => routeRef);
  for (const routeRef of new Set([...byRoute.keys(), ...routes.map(({ ref }) => ref)])) {
    const of = byRoute.get(routeRef) ?? [];
    const names = new Set(of.flatMap(({ schoolName }) => schoolName ?? []));
    yield { terms: [routeRef, `Route ${routeRef}`, ...names].map(term), item: () => ({ kind: 'route', ref: routeRef, label: `Route ${routeRef}`, ...answer(of, now, true) }) };
  }
  const byVehicle = groups(runs, ({ vehicleRef }) => vehicleRef);
  const known = new Map(vehicles.map(({ ref, name }) => [ref, name]));
  for (const vehicleRef of new Set([...byVehicle.keys(), ...known.keys()])) {
    const registration = known.get(vehicleRef);
    const label = registration === undefined ? vehicleRef : `${registration} (${vehicleRef})`;
    yield { terms: [term(vehicleRef), ...(registration === undefined ? [] : [term(registration)])], item: () => ({ kind: 'vehicle', ref: vehicleRef, label, ...answer(byVehicle.get(vehicleRef) ?? [], now) }) };
  }
  for (const run of runs) yield { terms: [term(run.runRef)], item: () => ({ kind: 'run', ref: run.runRef, label: `Route ${run.routeRef}, run ${run.runRef}`, ...answer([run], now) }) };
}

/** A school of one route is answered by it; of several somebody has to say which. */
function schoolItem(ref: string, label: string, runs: readonly FindableRun[], now: number): SearchItem {
  const served = new Set(runs.map(({ routeRef }) => routeRef)).size;
  const named = { kind: 'school', ref, label } as const;
  return served === 1 ? { ...named, ...answer(runs, now) } : { ...named, detail: served === 0 ? 'no run today' : `${served} routes` };
}

const ways = { 'to-school': 'to school', 'from-school': 'home' } as const;

function answer(runs: readonly FindableRun[], now: number, isRoute = false): Pick<SearchItem, 'runRef' | 'detail'> {
  const run = answeringRun(runs, now);
  if (run === undefined) return { detail: 'no run today' };
  const parts = [isRoute ? undefined : `route ${run.routeRef}`, run.schoolName, run.direction && ways[run.direction], run.state];
  return { runRef: run.runRef, detail: parts.filter((part) => part !== undefined).join(', ') };
}

function groups(runs: readonly FindableRun[], key: (run: FindableRun) => string | undefined): Map<string, FindableRun[]> {
  const found = new Map<string, FindableRun[]>();
  for (const run of runs) {
    const name = key(run);
    if (name === undefined) continue;
    const group = found.get(name);
    if (group) group.push(run);
    else found.set(name, [run]);
  }
  return found;
}
