import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { civilDate, timeOfDay } from '@sightline/contracts';
import type { ClosureEffectView } from '@sightline/contracts';
import { childrenAtSchool, childrenOn, closureKey, closureMessages, outcomeOf, runsOfSchool, shiftOf } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { FleetMemory } from '../fleet.memory.js';
import { RunRepository } from '../run.repository.js';
import { iso } from '../run-views.js';

const effectQuery = z.object({ date: civilDate.optional(), at: timeOfDay.optional(), cause: z.string().max(300).default('') });

@Controller('transport/schools')
export class ClosuresController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
  ) {}

  /** What closing the school would do to each of its runs: the same rule that then does it. Changes nothing. */
  @Allow('runs')
  @Get(':schoolRef/closure-effect')
  async effect(@Param('schoolRef') schoolRef: string, @Query() query: unknown): Promise<ClosureEffectView> {
    const { fleet, today } = this.memory;
    const { date = today, at, cause } = parsed(effectQuery, query);
    const held = this.memory.holds(date) ? fleet.runs : new Map((await this.runs.ofDates(date, date, new Map())).map((run): [string, Run] => [run.plan.runRef, run]));
    const runs = runsOfSchool(held.values(), schoolRef, date);
    const school = fleet.schools.get(schoolRef);
    if (school === undefined && runs.length === 0) throw new NotFoundException('There is no school of this ref.');
    const standing = fleet.closures.get(closureKey(schoolRef, date));
    const shift = shiftOf({ endsAt: at }, school);
    // A run that is on its way to the school is sent home, so its children need no bus from there.
    const returning = at === undefined ? new Set(runs.filter(({ state, plan }) => state === 'running' && plan.direction !== 'from-school').map(({ plan }) => plan.routeRef)) : new Set<string>();
    const items = runs.map((run) => {
      const waiting = childrenAtSchool(run, { runs: held }) && !returning.has(run.plan.routeRef);
      const { effect, why, shift: moved } = outcomeOf(run, { endsAt: at }, { shift, childrenAtSchool: waiting });
      const { plan } = run;
      return {
        runRef: plan.runRef,
        routeRef: plan.routeRef,
        direction: plan.direction,
        effect,
        why,
        startsAt: iso(plan.startsAt),
        startsAtAfter: moved === undefined ? undefined : iso(plan.startsAt + moved),
        childrenCount: childrenOn(run, fleet),
      };
    });
    const schoolName = school?.name ?? schoolRef;
    return { schoolRef, schoolName, date, at, closed: standing !== undefined && standing.liftedAt === undefined, items, messages: [...closureMessages(schoolName, cause, at)] };
  }
}
