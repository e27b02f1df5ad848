import { Controller, Get, NotFoundException, Query } from '@nestjs/common';
import { comparisonQuery, itemKinds, periodQuery } from '@sightline/contracts';
import type { Comparison, PeriodSummary, ProgrammeItem, ProgrammeRecords } from '@sightline/contracts';
import { compareViews, lastDateOf } from '@sightline/domain';
import type { PeriodView } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { ProgrammeState } from './programme.state.js';

const itemsQuery = periodQuery.extend({ kind: z.enum(itemKinds).optional() });

/** The periods, their difference, and every table of one: as JSON, or as CSV for a paper. */
@Controller('programme')
export class PeriodsController {
  constructor(private readonly state: ProgrammeState) {}

  @Get('periods')
  @Allow('programme')
  periods(): { items: PeriodSummary[] } {
    const { frozen } = this.state.programme;
    const items = (this.state.view()?.periods ?? []).flatMap((period): PeriodSummary[] => {
      const view = this.state.view(period);
      if (view === undefined) return [];
      return [{ period, endDate: lastDateOf(period), frozen: frozen.has(period), ...(view.taken && { taken: view.taken }), actions: view.counts.actions, projects: view.counts.projects }];
    });
    return { items: items.reverse() };
  }

  @Get('compare')
  @Allow('programme')
  compare(@Query() query: unknown): Comparison {
    const asked = parsed(comparisonQuery, query);
    const to = this.whole(asked.to ?? this.state.view()?.period ?? undefined);
    const before = asked.from ?? to.previousPeriod;
    if (before === null) throw new NotFoundException('There is no period before this one to compare with.');
    const { frozen } = this.state.programme;
    return compareViews(this.whole(before), to, { from: frozen.has(before), to: frozen.has(to.period ?? '') });
  }

  @Get('items')
  @Allow('programme')
  items(@Query() query: unknown): { items: ProgrammeItem[] } {
    const { period, kind } = parsed(itemsQuery, query);
    return { items: this.whole(period).items.filter((item) => kind === undefined || item.kind === kind) };
  }

  @Get('risks')
  @Allow('programme')
  risks(@Query() query: unknown): { items: ProgrammeRecords['risks'] } {
    return { items: this.table('risks', query) };
  }

  @Get('recommendations')
  @Allow('programme')
  recommendations(@Query() query: unknown): { items: ProgrammeRecords['recommendations'] } {
    return { items: this.table('recommendations', query) };
  }

  @Get('milestones')
  @Allow('programme')
  milestones(@Query() query: unknown): { items: ProgrammeRecords['milestones'] } {
    return { items: this.table('milestones', query) };
  }

  @Get('decisions')
  @Allow('programme')
  decisions(@Query() query: unknown): { items: ProgrammeRecords['decisions'] } {
    return { items: this.table('decisions', query) };
  }

  @Get('schemes')
  @Allow('programme')
  schemes(@Query() query: unknown): { items: ProgrammeRecords['schemes'] } {
    return { items: this.table('schemes', query) };
  }

  private table<T extends keyof ProgrammeRecords>(name: T, query: unknown): ProgrammeRecords[T] {
    const { period } = parsed(periodQuery, query);
    const view: Partial<ProgrammeRecords> = this.whole(period);
    const table = view[name];
    if (table === undefined) throw new NotFoundException(`This period was taken before ${name} were kept with it.`);
    return table;
  }

  /** A period with what stands beside it: as it was taken, or as it stands. */
  private whole(period?: string): PeriodView {
    const view = this.state.whole(period);
    if (view === undefined) throw new NotFoundException(period === undefined ? 'Nothing is known of the programme.' : `Nothing was said of the period ${period}.`);
    return view;
  }
}
