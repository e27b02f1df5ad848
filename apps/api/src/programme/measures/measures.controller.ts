import { Controller, Get, NotFoundException, Param, Query, UnprocessableEntityException } from '@nestjs/common';
import { measureHistoryQuery, metricQuery } from '@sightline/contracts';
import type { MeasureHistory as HistoryView, MetricEntry } from '@sightline/contracts';
import { readingOf } from '@sightline/domain';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { entryOfMetric } from '../../metrics/metric.js';
import { Metrics } from '../../metrics/metrics.js';
import { ProgrammeState } from '../programme.state.js';
import { MeasureHistory } from './measure-history.js';

/** What a measure can be fed by, and how each went day by day. */
@Controller()
export class MeasuresController {
  constructor(
    private readonly metrics: Metrics,
    private readonly history: MeasureHistory,
    private readonly state: ProgrammeState,
  ) {}

  /** Every metric of the product as data; with `metric=` that one, narrowed as asked. Nothing is shown that too few stand behind. */
  @Get('metrics')
  @Allow('programme')
  catalogue(@Query() query: unknown): { items: MetricEntry[] } {
    const { metric } = parsed(metricQuery, query);
    const now = Date.now();
    if (metric === undefined) return { items: this.metrics.all().map((found) => entryOfMetric(found, now)) };
    const found = this.metrics.find(metric);
    if ('problem' in found) throw new UnprocessableEntityException(`${metric}: ${found.problem}${found.near.length > 0 ? `. Did you mean ${found.near.join(', ')}?` : '.'}`);
    return { items: [entryOfMetric(found, now)] };
  }

  /** Day by day since it is watched, oldest first. Values that too few stand behind are in no row. */
  @Get('programme/measures/:measureRef/history')
  @Allow('programme')
  days(@Param('measureRef') measureRef: string, @Query() query: unknown): HistoryView {
    const { from = '', until = '9999-12-31' } = parsed(measureHistoryQuery, query);
    const { programme, read } = this.state;
    const measure = programme.measures.get(measureRef);
    if (measure === undefined) throw new NotFoundException('There is no such measure in the programme.');
    const days = this.history.of(measureRef);
    return {
      measure: readingOf(programme, measure, read, this.state.view()?.previousPeriod ?? null),
      watchedSince: days[0]?.date ?? null,
      items: days
        .filter(({ date }) => date >= from && date <= until)
        .map(({ date, value, met, lowest, highest, firstOffAt, target, aim, at, hidden }) => ({ date, value: hidden ? null : value, met, lowest, highest, firstOffAt, target, aim, readAt: at })),
    };
  }
}
