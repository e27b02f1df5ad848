import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { sitrepMeasures } from '@sightline/domain';
import { Metrics } from '../../metrics/metrics.js';
import { SitrepState } from './sitrep.state.js';

/** Offers the week that is under way as metrics, so that a measure of the programme can be fed by them: `sitrep.on-time`, `sitrep.on-time.unknown`. */
@Injectable()
export class SitrepMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly state: SitrepState,
  ) {}

  onModuleInit(): void {
    for (const measure of sitrepMeasures) {
      const { figure, part, label, unit, formula } = measure;
      this.metrics.register({
        name: part === undefined ? `sitrep.${figure}` : `sitrep.${figure}.${part}`,
        label: `${label}, this week`,
        unit,
        formula,
        read: () => this.state.open.get(this.state.currentWeek)?.tally.whole.read(measure) ?? { value: null },
      });
    }
  }
}
