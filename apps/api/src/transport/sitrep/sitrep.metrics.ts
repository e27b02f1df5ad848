import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { measureOf, sitrepMeasures } from '@sightline/domain';
import type { Run, RunPart, SitrepMeasure } from '@sightline/domain';
import type { MetricDefinition, MetricParams } from '../../metrics/metric.js';
import { Metrics } from '../../metrics/metrics.js';
import { RunParameters } from './run-parameters.js';
import { SitrepState } from './sitrep.state.js';

/** Figures of which less is better. */
const lowerIsBetter = new Set(['on-time.late', 'on-time.early', 'on-time.unknown', 'on-time.by-word', 'lateness', 'lateness.child-minutes', 'cancelled', 'cancelled.with-notice', 'cancelled.without-notice', 'operated.unexplained', 'tracked.untracked', 'overlong']);
const leavesOut = 'Runs whose time has not come, and runs of a closed school. Weeks that are over are in the SitRep as they were frozen.';

/** Offers the runs of today and of the week that is under way as metrics: `sitrep.on-time`, `transport.on-time-arrivals{operator=north,over=day}`. */
@Injectable()
export class SitrepMetrics implements OnModuleInit {
  private uncovered: { readonly version: number; readonly runs: readonly Run[] } = { version: -1, runs: [] };

  constructor(
    private readonly metrics: Metrics,
    private readonly state: SitrepState,
    private readonly parameters: RunParameters,
  ) {}

  onModuleInit(): void {
    const onTime = measureOf('on-time');
    if (onTime !== undefined) this.metrics.register('Transport', this.arrivals(onTime), this.notCovered());
    this.metrics.register('SitRep', ...sitrepMeasures.map((measure) => this.figure(measure)));
  }

  private figure(measure: SitrepMeasure): MetricDefinition {
    const { figure, part, label, unit, formula, kind, ofChildren } = measure;
    const name = part === undefined ? figure : `${figure}.${part}`;
    return {
      name: `sitrep.${name}`,
      label,
      unit,
      formula: `${formula}; this week so far, or today with over=day`,
      leavesOut,
      better: lowerIsBetter.has(name) ? 'lower' : 'higher',
      of: ofChildren === true ? 'people' : 'things',
      isCount: kind === 'total',
      parameters: this.parameters.all,
      read: (_, params) => this.state.partTally(this.part(params)).read(measure),
    };
  }

  private arrivals(measure: SitrepMeasure): MetricDefinition {
    return {
      name: 'transport.on-time-arrivals',
      label: 'On time at the school gate',
      unit: '%',
      formula: 'morning runs at the gate no more than 5 min late and not before it opens ÷ morning runs that were operated and have ended; unknown is never counted as on time; this week so far, or today with over=day',
      leavesOut: 'Afternoon runs, runs that are under way, runs that were cancelled.',
      better: 'higher',
      of: 'things',
      parameters: this.parameters.all,
      read: (_, params) => this.state.partTally({ ...this.part(params), direction: 'to-school' }).read(measure),
    };
  }

  private notCovered(): MetricDefinition {
    return {
      name: 'transport.not-covered',
      label: 'Runs cancelled and not covered, today',
      unit: 'runs',
      formula: 'runs of today that are cancelled and have no other transport',
      leavesOut: 'Runs of a school that is closed: nobody is to be taken there.',
      better: 'lower',
      of: 'things',
      isCount: true,
      parameters: this.parameters.places,
      read: (_, params) => ({ value: this.notCoveredNow().filter(this.parameters.partOf(params)).length }),
    };
  }

  /** Looked for once for all measures that are read together. */
  private notCoveredNow(): readonly Run[] {
    const { version } = this.metrics;
    if (this.uncovered.version !== version) this.uncovered = { version, runs: this.parameters.notCovered() };
    return this.uncovered.runs;
  }

  private part({ operator, route, area, over }: MetricParams): RunPart {
    return { of: over?.[0] === 'day' ? this.state.today : this.state.currentWeek, operators: operator, routes: route, areas: area };
  }
}
