import { Injectable } from '@nestjs/common';
import type { OperatorEntry, OperatorRun, RunCondition } from '@sightline/contracts';
import { assistantRequired, lacking, loadOf } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';
import { iso, isoOr, runSummary } from './run-views.js';
import { ViewClock } from './view-clock.js';

/** Conditions that are about a child are the council's to see to, and are told to no operator's page. */
const aboutChildren: ReadonlySet<RunCondition> = new Set<RunCondition>(['unaccounted', 'overlong', 'wrong-school']);

/** Runs as the operator that works them sees them. */
@Injectable()
export class OperatorRunQueries {
  constructor(
    private readonly memory: FleetMemory,
    private readonly clock: ViewClock,
  ) {}

  operatorOf(runRef: string): string | undefined {
    return this.memory.fleet.runs.get(runRef)?.plan.operatorRef;
  }

  /** The operator's runs of the day that are held, with itself and its vehicles; undefined where it is not known. */
  entries(operatorRef: string, now: number): Record<string, OperatorEntry> | undefined {
    const operator = this.memory.fleet.operators.get(operatorRef);
    if (!operator) return undefined;
    const { today, fleet } = this.memory;
    const vehicles = [...fleet.vehicles.values()].filter((vehicle) => vehicle.operatorRef === operatorRef).map(({ vehicleRef, registration, seats, wheelchairPlaces }) => ({ vehicleRef, registration, seats, wheelchairPlaces }));
    const runs = [...fleet.runs.values()].filter(({ plan }) => plan.operatorRef === operatorRef && plan.serviceDate === today);
    return { operator: { entry: 'operator', name: operator.name, today, vehicles }, ...Object.fromEntries(runs.map((run) => [`run:${run.plan.runRef}`, this.view(run, now)])) };
  }

  private view(run: Run, now: number): OperatorRun {
    const { fleet } = this.memory;
    const { runRef, routeRef, serviceDate, direction, schoolName, startsAt, endsAt, state, conditions, latenessSeconds, vehicleRef } = runSummary(run, this.clock.context(now));
    const vehicle = vehicleRef === undefined ? undefined : fleet.vehicles.get(vehicleRef);
    const guide = assistantRequired(run, fleet);
    const load = loadOf(run, fleet, guide);
    const signedIn = (role: string): string | null => isoOr(run.signIns.find((each) => each.role === role)?.at, null);
    return {
      entry: 'run', runRef, routeRef, serviceDate, direction, schoolName, startsAt, endsAt, state,
      conditions: conditions.map(({ condition }) => condition).filter((condition) => !aboutChildren.has(condition)),
      latenessSeconds: latenessSeconds ?? null,
      seenAt: isoOr(run.track?.fix.recordedAt, null),
      vehicleRef,
      registration: vehicle?.registration,
      warnings: [...lacking(vehicle, load)],
      load,
      driverSignedInAt: signedIn('driver'),
      assistantRequired: guide,
      assistantSignedInAt: signedIn('assistant'),
      delay: run.delay && { minutes: run.delay.minutes, cause: run.delay.cause, at: iso(run.delay.at) },
      cancellation: run.cancellation && { cause: run.cancellation.cause, at: iso(run.cancellation.at) },
    };
  }
}
