import { Controller, Get, NotFoundException, Query } from '@nestjs/common';
import { mayAccess, sitrepQuery, sitrepRunsQuery } from '@sightline/contracts';
import type { ContractRow, Role, SitrepAccuracy, SitrepAfter, SitrepClaim, SitrepFigure, SitrepGrouping, SitrepReport, SitrepRun, SitrepTrendWeek } from '@sightline/contracts';
import { WeekTally, datesOfWeek, measureOf, weekAfter } from '@sightline/domain';
import type { RunOutcome, SitrepMeasure } from '@sightline/domain';
import * as z from 'zod';
import { Allow, CurrentPrincipal } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { isSmall, viewOf } from '../../metrics/small-numbers.js';
import { SitrepQueries } from './sitrep.queries.js';
import type { FrozenBody } from './sitrep.queries.js';
import { SitrepState } from './sitrep.state.js';
import { SitrepTopic } from './sitrep.topic.js';
import { SitrepViews, contractsWithoutSmall, withoutSmall } from './sitrep-views.js';

const weekQuery = sitrepQuery.pick({ week: true });
const trendQuery = z.object({ weeks: z.coerce.number('must be a number').int().min(1).max(60).default(8) });
const runsQuery = sitrepRunsQuery.extend({ limit: z.coerce.number('must be a number').int().min(1).max(1000).default(100), cursor: z.string().max(200).default('') });

/** The weekly SitRep: the seven figures, what is behind them and beside them. */
@Controller('transport/sitrep')
export class SitrepController {
  constructor(
    private readonly state: SitrepState,
    private readonly queries: SitrepQueries,
    private readonly topic: SitrepTopic,
    private readonly views: SitrepViews,
  ) {}

  @Get()
  @Allow('sitrep')
  async report(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): Promise<SitrepReport> {
    const { week: asked, by } = parsed(sitrepQuery, query);
    const { week, from, until } = this.week(asked);
    const body = await this.frozen(week);
    const items = body === undefined ? this.views.figures(this.state.open.get(week)?.tally ?? new WeekTally(), groupings(by)) : body.items.map((figure) => only(figure, by));
    const frozenAt = this.state.frozen.get(week)?.frozenAt;
    return {
      week, from, until,
      frozen: frozenAt !== undefined,
      asOf: new Date(frozenAt ?? Date.now()).toISOString(),
      underWay: this.topic.underWay(week),
      items: viewOf(role) === 'suppressed' ? items.map(withoutSmall) : items,
    };
  }

  @Get('trend')
  @Allow('sitrep')
  trend(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): { items: SitrepTrendWeek[] } {
    const { weeks } = parsed(trendQuery, query);
    const all = Array.from({ length: weeks }, (_, i) => weekAfter(this.state.currentWeek, i + 1 - weeks));
    const first = all.findIndex((week) => this.state.frozen.has(week) || this.state.open.has(week));
    const items = all.slice(first < 0 ? weeks - 1 : first).map((week) => {
      const frozen = this.state.frozen.get(week);
      const values = { ...(frozen?.headline ?? this.state.headline(week)) };
      if (viewOf(role) === 'suppressed' && isSmall(values.overlong ?? 0)) values.overlong = null;
      return { week, frozen: frozen !== undefined, values: values as SitrepTrendWeek['values'] };
    });
    return { items };
  }

  @Get('runs')
  @Allow('sitrep-runs')
  async runs(@Query() query: unknown): Promise<{ items: SitrepRun[]; nextCursor?: string }> {
    const { limit, cursor, figure, part, ...wanted } = parsed(runsQuery, query);
    const { week } = this.week(wanted.week);
    const measure = figure === undefined ? undefined : measureOf(figure, part);
    if (figure !== undefined && measure === undefined) throw new NotFoundException('There is no such figure.');
    const members = (await this.outcomes(week, wanted)).filter((run) => run.runRef > cursor && isMember(run, measure, wanted.members ?? 'denominator') && (wanted.area === undefined || run.area === wanted.area));
    members.sort((a, b) => (a.runRef < b.runRef ? -1 : 1));
    const items = members.slice(0, limit).map((run) => this.views.run(run, measure));
    const last = members.length > limit ? items.at(-1) : undefined;
    return last ? { items, nextCursor: last.runRef } : { items };
  }

  @Get('accuracy')
  @Allow('sitrep')
  async accuracy(@Query() query: unknown): Promise<{ items: SitrepAccuracy[] }> {
    const { week } = this.week(parsed(weekQuery, query).week);
    return { items: (await this.frozen(week))?.accuracy ?? (await this.queries.accuracy(week)) };
  }

  @Get('claims')
  @Allow('sitrep-runs')
  async claims(@Query() query: unknown): Promise<{ items: SitrepClaim[] }> {
    const { week } = this.week(parsed(weekQuery, query).week);
    return { items: (await this.frozen(week))?.claims ?? this.views.claims(this.openRuns(week)) };
  }

  @Get('contracts')
  @Allow('sitrep')
  async contracts(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): Promise<{ items: ContractRow[] }> {
    const { week } = this.week(parsed(weekQuery, query).week);
    const items = (await this.frozen(week))?.contracts ?? this.views.contracts(this.openRuns(week));
    return { items: viewOf(role) === 'suppressed' ? contractsWithoutSmall(items) : items };
  }

  @Get('after')
  @Allow('sitrep')
  async after(@Query() query: unknown, @CurrentPrincipal() { role }: AccountPrincipal): Promise<{ items: SitrepAfter[] }> {
    const { week } = this.week(parsed(weekQuery, query).week);
    const items = await this.queries.after(week);
    return { items: mayAccess(role, 'sitrep-runs') ? items : items.map((item) => withoutRun(item, role)) };
  }

  private week(asked: string | undefined): { week: string; from: string; until: string } {
    const week = asked ?? this.state.currentWeek;
    const dates = datesOfWeek(week);
    if (dates === undefined) throw new NotFoundException('There is no such week.');
    return { week, ...dates };
  }

  private frozen(week: string): Promise<FrozenBody | undefined> {
    return this.state.frozen.has(week) ? this.queries.body(week) : Promise.resolve(undefined);
  }

  private openRuns(week: string): Iterable<RunOutcome> {
    return this.state.open.get(week)?.runs.values() ?? [];
  }

  private async outcomes(week: string, { operatorRef, routeRef }: { operatorRef?: string | undefined; routeRef?: string | undefined }): Promise<RunOutcome[]> {
    if (this.state.frozen.has(week)) return this.queries.outcomes(week, operatorRef, routeRef);
    return [...this.openRuns(week)].filter((run) => (operatorRef === undefined || run.operatorRef === operatorRef) && (routeRef === undefined || run.routeRef === routeRef));
  }
}

const groupings = (by: SitrepGrouping | undefined): SitrepGrouping[] => (by === undefined ? [] : [by]);

/** A frozen figure with the groups that were asked for: it is kept with all. */
function only<T extends SitrepFigure>(figure: T, by: SitrepGrouping | undefined): T {
  const strip = <P extends { byRoute?: unknown; byArea?: unknown }>({ byRoute, byArea, ...rest }: P): P => ({ ...rest, ...(by === 'route' ? { byRoute } : {}), ...(by === 'area' ? { byArea } : {}) }) as P;
  return { ...strip(figure), parts: figure.parts.map(strip) };
}

function isMember(run: RunOutcome, measure: SitrepMeasure | undefined, members: 'numerator' | 'denominator' | 'rest'): boolean {
  if (measure === undefined) return true;
  const [numerator, denominator] = measure.weigh(run) ?? [0, 0];
  if (members === 'numerator') return numerator > 0;
  return denominator > 0 && (members === 'denominator' || numerator < denominator);
}

/** Who may not see runs learns that something came late, not which run it was. */
const withoutRun = ({ kind, at, figure, words }: SitrepAfter, role: Role): SitrepAfter => ({
  kind, at, ...(figure === undefined ? {} : { figure }), words: kind === 'late' && !mayAccess(role, 'sitrep-runs') ? 'A run was told of after the freeze. Not counted.' : words,
});
