import { Controller, Get, NotFoundException, Query } from '@nestjs/common';
import { stopHistoryQuery } from '@sightline/contracts';
import type { StopHistory } from '@sightline/contracts';
import { historyDay, historyDays, historyFormula, historySummary, lateFromMinutes } from '@sightline/domain';
import { Config } from '../config/config.js';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { StopHistoryQueries } from '../transport/stop-history.queries.js';

@Controller('contact/stop-history')
export class StopHistoryController {
  constructor(
    private readonly queries: StopHistoryQueries,
    private readonly config: Config,
  ) {}

  /** [CALL-50] How late a run's route was at one of its stops on the last days: nothing in it is about a child. */
  @Get()
  @Allow('runs')
  async of(@Query() query: unknown): Promise<StopHistory> {
    const { runRef, sequence } = parsed(stopHistoryQuery, query);
    const visits = await this.queries.visits(runRef, sequence, historyDays, this.config.timeZone);
    if (visits === undefined) throw new NotFoundException('There is no such run, or no such stop of it.');
    const items = visits.map(historyDay);
    return { items, ...historySummary(items), lateFromMinutes, formula: historyFormula, asOf: new Date().toISOString() };
  }
}
