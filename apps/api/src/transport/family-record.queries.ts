import { Injectable } from '@nestjs/common';
import { answeringRun, childOnRun, initialsOf } from '@sightline/domain';
import type { ChildOnRun, HeldGuardian, HeldRecord, Passenger } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';

/** A child's record with those who answer for it. Whoever asks for it has said why in the audit. */
export interface FamilyRecord extends HeldRecord {
  readonly passengerRef: string;
  readonly name?: string | undefined;
  readonly initials: string;
  readonly schoolName?: string | undefined;
  readonly banner?: Passenger['banner'];
}

/** Children and their families as held now, one at a time: there is no list of them. */
@Injectable()
export class FamilyRecordQueries {
  constructor(private readonly memory: FleetMemory) {}

  /** `undefined` of a child that is not known. */
  record(passengerRef: string): FamilyRecord | undefined {
    const { passengers, families, guardians, schools } = this.memory.fleet;
    const child = passengers.get(passengerRef);
    if (child === undefined) return undefined;
    const { name, birthDate, postcode, banner, schoolRef } = child;
    const held = [...(families.get(passengerRef) ?? [])].map((ref): HeldGuardian | undefined => guardians.get(ref)).filter((guardian) => guardian !== undefined);
    return { passengerRef, name, initials: initialsOf(name), birthDate, postcode, banner, schoolName: schools.get(schoolRef)?.name, guardians: held };
  }

  /** The run of a child that answers now; `undefined` where its route has none these days. */
  answering(passengerRef: string, now: number): ChildOnRun | undefined {
    const { passengers, runs } = this.memory.fleet;
    const child = passengers.get(passengerRef);
    if (child === undefined) return undefined;
    const own = Array.from(runs.values()).filter(({ plan }) => plan.routeRef === child.routeRef);
    const answer = answeringRun(own.map((run) => ({ run, state: run.state, startsAt: run.plan.startsAt, endsAt: run.plan.endsAt })), now)?.run;
    if (answer === undefined) return undefined;
    return childOnRun(answer, child);
  }
}
