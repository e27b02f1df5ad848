import type { EventData } from '@sightline/contracts';
import type { RunEvent } from './events.js';
import { Layer } from './layer.js';
import type { PathShelf } from './plan.js';
import type { Fix, Run, RunFact } from './run.js';

/** When a guide cannot work, epoch milliseconds. */
export interface Absence {
  readonly from: number;
  readonly until?: number | undefined;
}

/** What transport knows of a child: a reference, and what the run needs because of it. */
export type Passenger = EventData<'passenger.upserted'>;

/** Everything held in memory of transport: the runs of about a day, and what they refer to. */
export class Fleet {
  readonly runs = new Map<string, Run>();
  /** The last used fix of each vehicle. */
  readonly fixes = new Map<string, Fix>();
  /** Runs of each vehicle, by their start. */
  readonly vehicleRuns = new Map<string, readonly string[]>();
  readonly absences = new Map<string, readonly Absence[]>();
  readonly passengers = new Map<string, Passenger>();
  /** Children of each route. */
  readonly routes = new Map<string, ReadonlySet<string>>();
  /** Events about runs that are not known yet. */
  readonly waiting = new Map<string, readonly RunEvent[]>();
  readonly schools = new Map<string, EventData<'school.upserted'>>();
  readonly operators = new Map<string, EventData<'operator.upserted'>>();
  readonly vehicles = new Map<string, EventData<'vehicle.upserted'>>();
  readonly assistants = new Map<string, EventData<'assistant.upserted'>>();
  readonly guardians = new Map<string, EventData<'guardian.upserted'>>();
  readonly paths: PathShelf = new Map();
  /** Since when we listen again after not having listened for a while, epoch milliseconds: what we missed nobody else did. */
  awakeSince = 0;
}

const mostWaitingRuns = 20_000;

/** A fleet with changes that are not yet true: decisions go here, and become true when they are merged. */
export class FleetDraft {
  readonly runs: Layer<Run>;
  readonly fixes: Layer<Fix>;
  readonly vehicleRuns: Layer<readonly string[]>;
  readonly absences: Layer<readonly Absence[]>;
  readonly passengers: Layer<Passenger>;
  readonly routes: Layer<ReadonlySet<string>>;
  readonly waiting: Layer<readonly RunEvent[]>;
  readonly schools: Layer<EventData<'school.upserted'>>;
  readonly operators: Layer<EventData<'operator.upserted'>>;
  readonly vehicles: Layer<EventData<'vehicle.upserted'>>;
  readonly assistants: Layer<EventData<'assistant.upserted'>>;
  readonly guardians: Layer<EventData<'guardian.upserted'>>;
  readonly paths: PathShelf;
  readonly awakeSince: number;
  /** So many events wait for runs that are not known that no more are kept. */
  readonly waitingIsFull: boolean;
  /** What is to be written down. */
  readonly facts: RunFact[] = [];

  constructor(fleet: Fleet) {
    this.runs = new Layer(fleet.runs);
    this.fixes = new Layer(fleet.fixes);
    this.vehicleRuns = new Layer(fleet.vehicleRuns);
    this.absences = new Layer(fleet.absences);
    this.passengers = new Layer(fleet.passengers);
    this.routes = new Layer(fleet.routes);
    this.waiting = new Layer(fleet.waiting);
    this.schools = new Layer(fleet.schools);
    this.operators = new Layer(fleet.operators);
    this.vehicles = new Layer(fleet.vehicles);
    this.assistants = new Layer(fleet.assistants);
    this.guardians = new Layer(fleet.guardians);
    this.paths = fleet.paths;
    this.awakeSince = fleet.awakeSince;
    this.waitingIsFull = fleet.waiting.size >= mostWaitingRuns;
  }

  get layers(): readonly Layer<unknown>[] {
    const { runs, fixes, vehicleRuns, absences, passengers, routes, waiting, schools, operators, vehicles, assistants, guardians } = this;
    const all: unknown[] = [runs, fixes, vehicleRuns, absences, passengers, routes, waiting, schools, operators, vehicles, assistants, guardians];
    return all as Layer<unknown>[];
  }

  get changed(): boolean {
    return this.facts.length > 0 || this.layers.some(({ changes }) => changes.size > 0);
  }

  merge(): void {
    for (const layer of this.layers) layer.merge();
  }

  /** Keeps a run, with its place among its vehicle's runs. */
  keep(run: Run, facts: readonly RunFact[], before: Run | undefined = this.runs.get(run.plan.runRef)): void {
    this.runs.set(run.plan.runRef, run);
    if (facts.length > 0) this.facts.push(...facts);
    if (before?.vehicleRef === run.vehicleRef && before?.plan.startsAt === run.plan.startsAt) return;
    if (before?.vehicleRef !== undefined) this.unlist(before.vehicleRef, run.plan.runRef);
    if (run.vehicleRef !== undefined) this.list(run.vehicleRef, run.plan.runRef);
  }

  /** Lets go of a run that is no longer of this time. */
  forget(run: Run): void {
    this.runs.delete(run.plan.runRef);
    if (run.vehicleRef !== undefined) this.unlist(run.vehicleRef, run.plan.runRef);
  }

  runsOf(vehicleRef: string): readonly Run[] {
    const refs = this.vehicleRuns.get(vehicleRef);
    if (refs === undefined) return none;
    const runs: Run[] = [];
    for (const ref of refs) {
      const run = this.runs.get(ref);
      if (run) runs.push(run);
    }
    return runs;
  }

  private list(vehicleRef: string, runRef: string): void {
    const refs = [...(this.vehicleRuns.get(vehicleRef) ?? []), runRef];
    const startOf = (ref: string): number => this.runs.get(ref)?.plan.startsAt ?? 0;
    this.vehicleRuns.set(vehicleRef, refs.sort((a, b) => startOf(a) - startOf(b)));
  }

  private unlist(vehicleRef: string, runRef: string): void {
    const refs = (this.vehicleRuns.get(vehicleRef) ?? []).filter((ref) => ref !== runRef);
    if (refs.length > 0) this.vehicleRuns.set(vehicleRef, refs);
    else this.vehicleRuns.delete(vehicleRef);
  }
}

const none: readonly Run[] = [];
