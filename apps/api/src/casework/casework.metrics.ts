import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { caseTypes } from '@sightline/contracts';
import type { BacklogRow, CaseType } from '@sightline/contracts';
import { backlogFormulas, caseTypeWords } from '@sightline/domain';
import { Gauge, register } from 'prom-client';
import type { MetricDefinition } from '../metrics/metric.js';
import { Metrics } from '../metrics/metrics.js';
import { CaseworkState } from './casework.state.js';

/** The columns of the backlog that are metrics of their own, with their labels and units. */
const offered = {
  open: ['open', 'cases'],
  overdue: ['overdue', 'cases'],
  dueSoon: ['due soon', 'cases'],
  oldestDays: ['oldest', 'days'],
  onTimePercent: ['on time', '%'],
  netPerDay: ['net a day', 'cases a day'],
} as const satisfies Partial<Record<keyof BacklogRow, readonly [string, string]>>;
type Offered = keyof typeof offered;

/** Offers the backlog's figures as metrics: `<case-type>.<figure>`, such as `foi.overdue`, and `<case-type>.mean-days`. */
@Injectable()
export class CaseworkMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly state: CaseworkState,
  ) {}

  onModuleInit(): void {
    const { state } = this;
    // Tests start several apps in a process, and a metric can be registered once.
    register.removeSingleMetric('sightline_casework_moved_by_day');
    new Gauge({
      name: 'sightline_casework_moved_by_day',
      help: 'Changes of the casework counters that the last change of day made: cases that turned due soon or overdue, or left the last year',
      collect() {
        this.set(state.movedByDay);
      },
    });
    for (const type of caseTypes) {
      for (const figure of Object.keys(offered) as Offered[]) this.metrics.register(this.backlog(type, figure));
      this.metrics.register(this.meanDays(type));
    }
  }

  private backlog(type: CaseType, figure: Offered): MetricDefinition {
    const [words, unit] = offered[figure];
    return {
      name: `${type}.${figure.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      label: `${caseTypeWords[type].label}, ${words}`,
      unit,
      formula: backlogFormulas[figure],
      read: () => ({ value: this.state.figures.of(type).known === 0 ? null : this.state.figures.row(type)[figure] }),
    };
  }

  private meanDays(type: CaseType): MetricDefinition {
    return {
      name: `${type}.mean-days`,
      label: `${caseTypeWords[type].label}, mean days to answer`,
      unit: 'days',
      formula: 'days from receipt to answer ÷ cases answered, answered in the last 12 months; withdrawn cases left out',
      read: () => {
        let numerator = 0;
        let denominator = 0;
        for (const { answered, answeredDays } of this.state.figures.of(type).areas.values()) {
          numerator += answeredDays;
          denominator += answered;
        }
        return { value: denominator === 0 ? null : Math.round((numerator * 10) / denominator) / 10, numerator, denominator };
      },
    };
  }
}
