import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { civilDate, runConditions, runStates } from '@sightline/contracts';
import type { RunDetail, RunSummary, RunTrace } from '@sightline/contracts';
import { isActive } from '@sightline/domain';
import type { Run } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { FleetMemory } from './fleet.memory.js';
import { PositionQueries } from './positions.queries.js';
import { RunRepository } from './run.repository.js';
import { iso, isoOr, runDetail, runSummary } from './run-views.js';
import { RunQueries } from './runs.queries.js';
import { ViewClock } from './view-clock.js';

const listQuery = z.object({
  serviceDate: civilDate.optional(),
  state: z.enum(runStates).optional(),
  condition: z.enum(runConditions).optional(),
  operatorRef: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(200).default(''),
});
type ListQuery = z.output<typeof listQuery>;

/** A trace begins before a run and ends after it. */
const around = 15 * 60_000;
/** A run that nobody saw end is not followed further than this past its time. */
const longest = 4 * 3_600_000;

@Controller('transport/runs')
export class RunsController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly clock: ViewClock,
    private readonly runs: RunRepository,
    private readonly queries: RunQueries,
    private readonly positions: PositionQueries,
  ) {}

  /** Runs of a service date, in the order of their refs; without a date today's, and whatever else is under way. */
  @Allow('runs')
  @Get()
  async list(@Query() query: unknown): Promise<{ items: RunSummary[]; nextCursor?: string }> {
    const wanted = parsed(listQuery, query);
    const { serviceDate } = wanted;
    const found = serviceDate === undefined || this.memory.holds(serviceDate) ? this.held(wanted) : await this.past(serviceDate, wanted);
    const context = this.clock.context(Date.now());
    const items = found.slice(0, wanted.limit).map((run) => runSummary(run, context));
    const last = found.length > wanted.limit ? items.at(-1) : undefined;
    return last ? { items, nextCursor: last.runRef } : { items };
  }

  @Allow('runs')
  @Get(':runRef')
  async one(@Param('runRef') runRef: string): Promise<RunDetail> {
    return runDetail(await this.run(runRef), this.clock.context(Date.now()));
  }

  /** Where the run's vehicle was, from a little before the run until a little after it, and what was wrong with it when. */
  @Allow('traces')
  @Get(':runRef/trace')
  async trace(@Param('runRef') runRef: string): Promise<RunTrace> {
    const run = await this.run(runRef);
    const vehicleRef = run.vehicleRef ?? run.track?.fix.vehicleRef;
    const [past, steps] = await Promise.all([this.queries.conditions(runRef), this.queries.steps(runRef)]);
    const conditions = past.map(({ condition, since, until }) => ({ condition, since: iso(since), until: isoOr(until, undefined) }));
    const alerts = steps.map(({ at, ...step }) => ({ ...step, at: iso(at) }));
    if (vehicleRef === undefined) return { items: [], conditions, alerts };
    const from = Math.min(run.plan.startsAt, run.startedAt ?? Number.POSITIVE_INFINITY) - around;
    const until = run.completedAt === undefined ? Math.min(Date.now(), run.plan.endsAt + longest) : run.completedAt + around;
    const fixes = await this.positions.between(vehicleRef, from, until);
    return {
      items: fixes
        .filter((fix) => fix.runRef === undefined || fix.runRef === runRef)
        .map(({ latitude, longitude, recordedAt, bearing, speedMetresPerSecond, accuracyMetres }) => ({ latitude, longitude, recordedAt: iso(Date.parse(recordedAt)), bearing, speedMetresPerSecond, accuracyMetres })),
      conditions,
      alerts,
    };
  }

  private async run(runRef: string): Promise<Run> {
    const run = this.memory.fleet.runs.get(runRef) ?? (await this.runs.ofRef(runRef, new Map()));
    if (!run) throw new NotFoundException('There is no run of this ref.');
    return run;
  }

  private held({ serviceDate, state, condition, operatorRef, cursor, limit }: ListQuery): Run[] {
    const now = Date.now();
    const found: Run[] = [];
    for (const run of this.memory.fleet.runs.values()) {
      const isWanted = serviceDate === undefined ? run.plan.serviceDate === this.memory.today || isActive(run, now) : run.plan.serviceDate === serviceDate;
      if (!isWanted || run.plan.runRef <= cursor) continue;
      if (state !== undefined && run.state !== state) continue;
      if (operatorRef !== undefined && run.plan.operatorRef !== operatorRef) continue;
      if (condition !== undefined && !run.conditions.some((each) => each.condition === condition)) continue;
      found.push(run);
    }
    return found.sort((a, b) => (a.plan.runRef < b.plan.runRef ? -1 : 1)).slice(0, limit + 1);
  }

  private async past(serviceDate: string, wanted: ListQuery): Promise<Run[]> {
    const refs = await this.queries.refs(serviceDate, wanted, wanted.cursor, wanted.limit + 1);
    const runs = await this.runs.ofRefs(refs, new Map());
    return runs.sort((a, b) => (a.plan.runRef < b.plan.runRef ? -1 : 1));
  }
}
