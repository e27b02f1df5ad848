import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import type { MessageDraftsView, StandInsView, SubstitutesView } from '@sightline/contracts';
import { absenceEffects, assistantConflict, assistantRequired, expectedCalls, kindOf, latenessNow, loadOf, messageDrafts, needsOn, standInsFor, substitutesFor } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { FleetMemory } from '../fleet.memory.js';
import { ViewClock } from '../view-clock.js';
import { iso } from '../run-views.js';

const draftsQuery = z.object({ cause: z.string().max(300).default('') });

/** So many are shown: who comes after them is no choice. */
const most = 12;

/** Who and what could take a run over, and what to tell those concerned. Of the runs of about a day. */
@Controller('transport/runs/:runRef')
export class StandInsController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly clock: ViewClock,
  ) {}

  /** Guides who are free at the time, best first. Says what children on the run need, so only who sees children may ask. */
  @Allow('children-on-run')
  @Get('stand-ins')
  standIns(@Param('runRef') runRef: string): StandInsView {
    const run = this.run(runRef);
    const { fleet } = this.memory;
    const context = this.clock.context(Date.now());
    const absent = run.assistantRef === undefined ? [] : [[run.assistantRef, fleet.absences.get(run.assistantRef) ?? []] as const];
    const absence = absenceEffects(absent, fleet.runs.values(), context.now).find(({ runs }) => runs.includes(run));
    const items = standInsFor(run, fleet, context).slice(0, most);
    return {
      needs: [...needsOn(run, fleet)],
      absence: absence && {
        assistantRef: absence.assistantRef,
        from: iso(absence.from),
        until: absence.until === undefined ? undefined : iso(absence.until),
        runs: absence.runs.map(({ plan }) => ({ runRef: plan.runRef, routeRef: plan.routeRef, startsAt: iso(plan.startsAt) })),
      },
      items: items.map(({ metres, cost: _, operatorRef: __, trained, untrained, reasons, ...who }) => ({
        ...who,
        trained: [...trained],
        untrained: [...untrained],
        reasons: [...reasons],
        distanceMetres: metres,
        freeFor: (absence?.runs ?? []).filter((other) => assistantConflict(other, who.assistantRef, fleet) === undefined).map(({ plan }) => plan.runRef),
      })),
    };
  }

  /** Vehicles that are free at the time, best first. */
  @Allow('children-on-run')
  @Get('substitutes')
  substitutes(@Param('runRef') runRef: string): SubstitutesView {
    const run = this.run(runRef);
    const { fleet } = this.memory;
    const guide = assistantRequired(run, fleet);
    const items = substitutesFor(run, fleet, guide, this.clock.context(Date.now())).slice(0, most);
    return {
      load: loadOf(run, fleet, guide),
      items: items.map(({ metres, cost: _, operatorRef, reasons, ...vehicle }) => ({
        ...vehicle,
        reasons: [...reasons],
        distanceMetres: metres,
        operatorName: operatorRef === undefined ? undefined : (fleet.operators.get(operatorRef)?.name ?? operatorRef),
      })),
    };
  }

  /** Words to send as they are, or to change first. With a `cause`, as if the run were cancelled for it. */
  @Allow('runs')
  @Get('drafts')
  drafts(@Param('runRef') runRef: string, @Query() query: unknown): MessageDraftsView {
    const known = this.run(runRef);
    const { cause } = parsed(draftsQuery, query);
    const run: Run = cause === '' ? known : { ...known, cancellation: { cause, at: Date.now() } };
    const { fleet } = this.memory;
    const { now, clock } = this.clock.context(Date.now());
    const late = latenessNow(run, now);
    const schoolName = run.plan.schoolRef === undefined ? '' : (fleet.schools.get(run.plan.schoolRef)?.name ?? '');
    const items = messageDrafts(run, { clock, schoolName, expected: expectedCalls(run, now, fleet.predictions).get(run.plan.calls.length - 1), minutesLate: late === undefined || late < 60 ? undefined : late / 60 });
    return { kind: kindOf(run), items: [...items] };
  }

  private run(runRef: string): Run {
    const run = this.memory.fleet.runs.get(runRef);
    if (!run) throw new NotFoundException('There is no run of this ref about today.');
    return run;
  }
}
