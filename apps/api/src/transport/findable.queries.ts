import { Injectable } from '@nestjs/common';
import type { Direction } from '@sightline/contracts';
import type { Answering } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';

/** A run as a search finds it: who and what it belongs to, and whether it answers now. Instants in epoch milliseconds. */
export interface FindableRun extends Answering {
  readonly runRef: string;
  readonly routeRef: string;
  readonly vehicleRef?: string | undefined;
  readonly registration?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly schoolName?: string | undefined;
  readonly direction?: Direction | undefined;
}

/** What a caller may name of today's runs. Nothing in it is about a child. */
@Injectable()
export class FindableQueries {
  constructor(private readonly memory: FleetMemory) {}

  runs(): FindableRun[] {
    const { runs, schools, vehicles } = this.memory.fleet;
    return Array.from(runs.values(), ({ plan, state, vehicleRef }) => ({
      runRef: plan.runRef,
      routeRef: plan.routeRef,
      vehicleRef,
      registration: vehicleRef === undefined ? undefined : vehicles.get(vehicleRef)?.registration,
      schoolRef: plan.schoolRef,
      schoolName: plan.schoolRef === undefined ? undefined : schools.get(plan.schoolRef)?.name,
      direction: plan.direction,
      state,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
    }));
  }
}
