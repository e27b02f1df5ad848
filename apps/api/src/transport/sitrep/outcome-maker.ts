import { Injectable } from '@nestjs/common';
import { assistantRequired, awaySince, childMinutesLost, childrenOn, overlongOn, runOutcomeOf } from '@sightline/domain';
import type { Run, RunOutcome, TraceEvidence } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { Config } from '../../config/config.js';
import { FleetMemory } from '../fleet.memory.js';

/** Makes the outcome of a run with what is known around it: its school's gate, its guide, its children. */
@Injectable()
export class OutcomeMaker {
  /** When gates open, by school and date. */
  private readonly gates = new Map<string, number | undefined>();

  constructor(
    private readonly memory: FleetMemory,
    private readonly config: Config,
  ) {}

  make(run: Run, now: number, trace: TraceEvidence | undefined): RunOutcome | undefined {
    const { fleet } = this.memory;
    const school = run.plan.schoolRef === undefined ? undefined : fleet.schools.get(run.plan.schoolRef);
    const neededGuide = assistantRequired(run, fleet);
    return runOutcomeOf(run, {
      now,
      gateOpensAt: this.gateOpensAt(school?.bellTimes.opens, run.plan.serviceDate),
      area: school?.area,
      neededGuide,
      hadGuide: run.assistantRef !== undefined && awaySince(run, fleet.absences) === undefined,
      children: childrenOn(run, fleet),
      childMinutes: Math.round(childMinutesLost(run, fleet).childMinutes ?? 0),
      overlong: overlongOn(run, fleet),
      trace,
    });
  }

  private gateOpensAt(opens: string | undefined, serviceDate: string): number | undefined {
    if (opens === undefined) return undefined;
    const key = `${serviceDate}T${opens}`;
    const known = this.gates.get(key);
    if (known !== undefined) return known;
    const at = Temporal.PlainDateTime.from(key).toZonedDateTime(this.config.timeZone).epochMilliseconds;
    if (this.gates.size > 10_000) this.gates.clear();
    this.gates.set(key, at);
    return at;
  }
}
