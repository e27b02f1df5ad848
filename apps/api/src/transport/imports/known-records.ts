import { Injectable } from '@nestjs/common';
import type { CsvKind, EventData } from '@sightline/contracts';
import { FleetMemory } from '../fleet.memory.js';
import { RunRepository } from '../run.repository.js';
import type { Known } from './csv-kinds.js';

/** What is known of the records that a file speaks of. */
@Injectable()
export class KnownRecords {
  constructor(
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
  ) {}

  /** The records of a kind, as they are now. */
  of(kind: CsvKind): ReadonlyMap<string, Known> {
    const { schools, operators, vehicles, assistants, passengers, guardians } = this.memory.fleet;
    const held: Partial<Record<CsvKind, ReadonlyMap<string, Known>>> = { schools, operators, vehicles, assistants, passengers, guardians };
    return held[kind] ?? new Map<string, Known>();
  }

  has(kind: 'schools' | 'operators' | 'vehicles' | 'assistants' | 'passengers', ref: string): boolean {
    return this.memory.fleet[kind].has(ref);
  }

  /** Who and what works some runs now. */
  async crews(runRefs: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const found = new Map<string, Known>();
    for (const run of await this.runs.ofRefs(runRefs, this.memory.fleet.paths)) {
      const { vehicleRef, driverRef, assistantRef } = this.memory.fleet.runs.get(run.plan.runRef) ?? run;
      found.set(run.plan.runRef, { runRef: run.plan.runRef, vehicleRef, driverRef, assistantRef });
    }
    return found;
  }

  assignmentsOf(routeRef: string): readonly EventData<'route.assigned'>[] {
    return this.memory.fleet.standing.get(routeRef) ?? [];
  }
}
