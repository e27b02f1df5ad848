import type { Forgotten } from './forget.js';
import { runConditions } from '@sightline/contracts';
import type { EventData } from '@sightline/contracts';
import type { Announced, Announcement, Leave } from './disruption/announce.js';
import type { Closure } from './disruption/closures.js';
import type { ServiceAlert } from './disruption/service-alerts.js';
import type { Handover } from './alerts-decide.js';
import { alertRefOf } from './alerts-life.js';
import type { AlertEntry, AlertLife } from './alerts-life.js';
import type { RunEvent } from './events.js';
import { Layer } from './layer.js';
import { noneDue } from './which-run.js';
import type { DueRuns } from './which-run.js';
import type { PathShelf } from './plan.js';
import { PredictionDraft, PredictionMemory } from './predict/history.js';
import { learnCalls } from './predict/observe.js';
import type { Score } from './predict/score.js';
import type { Fix, Run, RunFact } from './run.js';
import type { RouteAssignment } from './standing.js';

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
  /** The last fix of a vehicle that seemed to have leapt there. */
  readonly leaps = new Map<string, Fix>();
  /** The last fixes of vehicles that are on no run. */
  readonly strays = new Map<string, readonly Fix[]>();
  readonly due: DueRuns = noneDue();
  /** Runs of each vehicle, by their start. */
  readonly vehicleRuns = new Map<string, readonly string[]>();
  readonly absences = new Map<string, readonly Absence[]>();
  readonly passengers = new Map<string, Passenger>();
  /** Children of each route. */
  readonly routes = new Map<string, ReadonlySet<string>>();
  /** Alerts of these days, by their refs. */
  readonly alerts = new Map<string, AlertLife>();
  /** Events about runs that are not known yet. */
  readonly waiting = new Map<string, readonly RunEvent[]>();
  readonly schools = new Map<string, EventData<'school.upserted'>>();
  readonly operators = new Map<string, EventData<'operator.upserted'>>();
  readonly vehicles = new Map<string, EventData<'vehicle.upserted'>>();
  readonly assistants = new Map<string, EventData<'assistant.upserted'>>();
  readonly guardians = new Map<string, EventData<'guardian.upserted'>>();
  /** Who answers for each child. */
  readonly families = new Map<string, ReadonlySet<string>>();
  /** What travellers should know, by alertRef: what stands, will stand or stood a short while ago. */
  readonly serviceAlerts = new Map<string, ServiceAlert>();
  /** Schools that are shut for a day or close early, by school and date. */
  readonly closures = new Map<string, Closure>();
  /** What was last said of each run to those it concerns. */
  readonly announced = new Map<string, Announced>();
  /** Assignments of routes, by route. */
  readonly standing = new Map<string, readonly RouteAssignment[]>();
  readonly paths: PathShelf = new Map();
  /** What was learnt of the road and of our own predictions. */
  readonly predictions = new PredictionMemory();
  /** Since when we listen again after not having listened for a while, epoch milliseconds: what we missed nobody else did. */
  awakeSince = 0;
}

const mostWaitingRuns = 20_000;

/** A fleet with changes that are not yet true: decisions go here, and become true when they are merged. */
export class FleetDraft {
  readonly runs: Layer<Run>;
  readonly fixes: Layer<Fix>;
  readonly leaps: Layer<Fix>;
  readonly strays: Layer<readonly Fix[]>;
  readonly due: DueRuns;
  readonly vehicleRuns: Layer<readonly string[]>;
  readonly absences: Layer<readonly Absence[]>;
  readonly passengers: Layer<Passenger>;
  readonly routes: Layer<ReadonlySet<string>>;
  readonly alerts: Layer<AlertLife>;
  readonly waiting: Layer<readonly RunEvent[]>;
  readonly schools: Layer<EventData<'school.upserted'>>;
  readonly operators: Layer<EventData<'operator.upserted'>>;
  readonly vehicles: Layer<EventData<'vehicle.upserted'>>;
  readonly assistants: Layer<EventData<'assistant.upserted'>>;
  readonly guardians: Layer<EventData<'guardian.upserted'>>;
  readonly families: Layer<ReadonlySet<string>>;
  readonly serviceAlerts: Layer<ServiceAlert>;
  readonly closures: Layer<Closure>;
  readonly announced: Layer<Announced>;
  readonly standing: Layer<readonly RouteAssignment[]>;
  readonly paths: PathShelf;
  readonly predictions: PredictionDraft;
  readonly awakeSince: number;
  /** So many events wait for runs that are not known that no more are kept. */
  readonly waitingIsFull: boolean;
  /** What is to be written down. */
  readonly facts: RunFact[] = [];
  /** What happened to alerts, for their history. */
  readonly alertEntries: AlertEntry[] = [];
  readonly handovers: Handover[] = [];
  /** Whose records are erased. */
  readonly forgotten: Forgotten[] = [];
  /** What people are to be told. */
  readonly announcements: Announcement[] = [];
  /** Leave that was given for messages that waited. */
  readonly leaves: Leave[] = [];
  /** Predictions that were compared with what happened, to be added to the record. */
  readonly scores: Score[] = [];

  constructor(fleet: Fleet) {
    this.runs = new Layer(fleet.runs);
    this.fixes = new Layer(fleet.fixes);
    this.leaps = new Layer(fleet.leaps);
    this.strays = new Layer(fleet.strays);
    this.due = fleet.due;
    this.vehicleRuns = new Layer(fleet.vehicleRuns);
    this.absences = new Layer(fleet.absences);
    this.passengers = new Layer(fleet.passengers);
    this.routes = new Layer(fleet.routes);
    this.alerts = new Layer(fleet.alerts);
    this.waiting = new Layer(fleet.waiting);
    this.schools = new Layer(fleet.schools);
    this.operators = new Layer(fleet.operators);
    this.vehicles = new Layer(fleet.vehicles);
    this.assistants = new Layer(fleet.assistants);
    this.guardians = new Layer(fleet.guardians);
    this.families = new Layer(fleet.families);
    this.serviceAlerts = new Layer(fleet.serviceAlerts);
    this.closures = new Layer(fleet.closures);
    this.announced = new Layer(fleet.announced);
    this.standing = new Layer(fleet.standing);
    this.paths = fleet.paths;
    this.predictions = new PredictionDraft(fleet.predictions);
    this.awakeSince = fleet.awakeSince;
    this.waitingIsFull = fleet.waiting.size >= mostWaitingRuns;
  }

  get layers(): readonly Layer<unknown>[] {
    const { runs, fixes, leaps, strays, vehicleRuns, absences, passengers, routes, alerts, waiting, schools, operators, vehicles, assistants, guardians, families } = this;
    const { serviceAlerts, closures, announced, standing } = this;
    const all: unknown[] = [
      ...[runs, fixes, leaps, strays, vehicleRuns, absences, passengers, routes, alerts, waiting],
      ...[schools, operators, vehicles, assistants, guardians, families, serviceAlerts, closures, announced, standing],
    ];
    return all as Layer<unknown>[];
  }

  get changed(): boolean {
    return this.facts.length + this.handovers.length + this.announcements.length + this.leaves.length + this.forgotten.length > 0 || this.layers.some(({ changes }) => changes.size > 0);
  }

  merge(): void {
    for (const layer of this.layers) layer.merge();
    for (const layer of this.predictions.layers) layer.merge();
  }

  /** Keeps a run, with its place among its vehicle's runs. */
  keep(run: Run, facts: readonly RunFact[], before: Run | undefined = this.runs.get(run.plan.runRef)): void {
    this.runs.set(run.plan.runRef, run);
    if (facts.length > 0) this.facts.push(...facts);
    if (facts.some(({ kind }) => kind === 'called')) learnCalls(this, before, run);
    if (before?.vehicleRef === run.vehicleRef && before?.plan.startsAt === run.plan.startsAt) return;
    if (before?.vehicleRef !== undefined) this.unlist(before.vehicleRef, run.plan.runRef);
    if (run.vehicleRef !== undefined) this.list(run.vehicleRef, run.plan.runRef);
  }

  /** Lets go of a run that is no longer of this time. */
  forget(run: Run): void {
    this.runs.delete(run.plan.runRef);
    this.announced.delete(run.plan.runRef);
    for (const condition of runConditions) this.alerts.delete(alertRefOf(run.plan.runRef, condition));
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
