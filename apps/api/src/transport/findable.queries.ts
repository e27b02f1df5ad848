import { Injectable } from '@nestjs/common';
import type { Direction } from '@sightline/contracts';
import type { Answering } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';

/** A run as a search finds it: who and what it belongs to, and whether it answers now. Instants in epoch milliseconds. */
export interface FindableRun extends Answering {
  readonly runRef: string;
  readonly routeRef: string;
  readonly vehicleRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly schoolName?: string | undefined;
  readonly direction?: Direction | undefined;
}

/** Something that runs belong to, and that can be named on a day without any. */
export interface FindableThing {
  readonly ref: string;
  /** A school's name, a vehicle's registration. */
  readonly name?: string | undefined;
}

/** What a caller may name of transport. Nothing in it is about a child. */
@Injectable()
export class FindableQueries {
  constructor(private readonly memory: FleetMemory) {}

  runs(): FindableRun[] {
    const { runs, schools } = this.memory.fleet;
    return Array.from(runs.values(), ({ plan, state, vehicleRef }) => ({
      runRef: plan.runRef,
      routeRef: plan.routeRef,
      vehicleRef,
      schoolRef: plan.schoolRef,
      schoolName: plan.schoolRef === undefined ? undefined : schools.get(plan.schoolRef)?.name,
      direction: plan.direction,
      state,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
    }));
  }

  schools(): FindableThing[] {
    return Array.from(this.memory.fleet.schools, ([ref, { name }]) => ({ ref, name }));
  }

  vehicles(): FindableThing[] {
    return Array.from(this.memory.fleet.vehicles, ([ref, { registration }]) => ({ ref, name: registration }));
  }

  /** Routes that have children or a standing crew, whether or not they run today. */
  routes(): FindableThing[] {
    const { routes, standing } = this.memory.fleet;
    return Array.from(new Set([...routes.keys(), ...standing.keys()]), (ref) => ({ ref }));
  }
}
