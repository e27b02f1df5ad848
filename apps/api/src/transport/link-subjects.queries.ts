import { Injectable } from '@nestjs/common';
import type { LinkSubject, MessageChannel } from '@sightline/contracts';
import { initialsOf } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';

/** Who and what public links are about. */
@Injectable()
export class LinkSubjectQueries {
  constructor(private readonly memory: FleetMemory) {}

  /** Whom a link is for, in words that name no child; undefined where the subject is not known. */
  label(subject: LinkSubject): string | undefined {
    const { schools, operators, passengers, guardians, assistants, vehicles, runs } = this.memory.fleet;
    if (subject.schoolRef !== undefined) return schools.get(subject.schoolRef)?.name;
    if (subject.operatorRef !== undefined) return operators.get(subject.operatorRef)?.name;
    if (subject.passengerRef !== undefined) {
      const child = passengers.get(subject.passengerRef);
      const isTheirs = guardians.get(subject.guardianRef ?? '')?.passengerRefs.includes(subject.passengerRef) ?? false;
      return child && isTheirs ? `${initialsOf(child.name)}, route ${child.routeRef}` : undefined;
    }
    if (subject.assistantRef !== undefined) return assistants.has(subject.assistantRef) ? `Guide ${subject.assistantRef}` : undefined;
    if (subject.vehicleRef !== undefined) return vehicles.has(subject.vehicleRef) ? `Vehicle ${subject.vehicleRef}` : undefined;
    const run = subject.runRef === undefined ? undefined : runs.get(subject.runRef);
    return run && `Route ${run.plan.routeRef}, ${run.plan.serviceDate}`;
  }

  /** Whether it is about a child who is shown to nobody by a link: one under a court order or shielded [LINK-10]. */
  isWithheld({ passengerRef }: LinkSubject): boolean {
    return passengerRef !== undefined && this.memory.fleet.passengers.get(passengerRef)?.banner !== undefined;
  }

  /** How a guardian is reached by messages; undefined for one who is not known. */
  channelOf(guardianRef: string): MessageChannel | undefined {
    return this.memory.fleet.guardians.get(guardianRef)?.messages;
  }

  /** A run of these days. */
  run(runRef: string): Run | undefined {
    return this.memory.fleet.runs.get(runRef);
  }
}
