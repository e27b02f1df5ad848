import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { caseTypes } from '@sightline/contracts';
import type { BacklogRow, CaseType, CaseworkValues } from '@sightline/contracts';
import { backlogFormulas, caseTypeWords, oneDecimal, tableOf } from '@sightline/domain';
import { Gauge, register } from 'prom-client';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import type { MetricDefinition, MetricParameter, MetricParams, MetricReading } from '../metrics/metric.js';
import { Metrics } from '../metrics/metrics.js';
import { CaseworkState } from './casework.state.js';

const rated = { of: 'people' } as const;
const share = (numerator: number, denominator: number): MetricReading => ({ value: denominator === 0 ? null : oneDecimal((numerator * 100) / denominator), numerator, denominator });

interface Column {
  readonly words: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly isCount: boolean;
  readonly leavesOut?: string;
}
/** The columns of the backlog that are metrics of their own. */
const offered = {
  open: { words: 'open', unit: 'cases', better: 'lower', isCount: true },
  overdue: { words: 'overdue', unit: 'cases', better: 'lower', isCount: true, leavesOut: 'Cases all of whose clocks stand still.' },
  dueSoon: { words: 'due soon', unit: 'cases', better: 'lower', isCount: true },
  oldestDays: { words: 'oldest', unit: 'days', better: 'lower', isCount: false },
  onTimePercent: { words: 'on time', unit: '%', better: 'higher', isCount: false, leavesOut: 'Withdrawn cases, and cases without a clock. Overdue cases that are still open are not left out.' },
  netPerDay: { words: 'net a day', unit: 'cases a day', better: 'lower', isCount: false },
} as const satisfies Partial<Record<keyof BacklogRow, Column>>;
type Offered = keyof typeof offered;

/** Offers the backlog's figures as metrics: `<case-type>.<figure>`, such as `foi.overdue`, `<case-type>.mean-days{service=SENAR}`. */
@Injectable()
export class CaseworkMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly state: CaseworkState,
    @Inject(BUS) private readonly bus: Bus,
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
      for (const figure of Object.keys(offered) as Offered[]) this.metrics.register('Casework', this.backlog(type, figure));
      this.metrics.register('Casework', this.meanDays(type), this.performance(type));
    }
    this.metrics.register('Casework', ...this.assessments());
    // Every change of a case is published there after its commit, and every new day.
    this.bus.subscribe(({ topic }) => {
      if (topic === 'backlog') this.metrics.changed();
    });
  }

  private backlog(type: CaseType, figure: Offered): MetricDefinition {
    const { words, unit, better, isCount, ...more }: Column = offered[figure];
    return {
      name: `${type}.${figure.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      label: `${caseTypeWords[type].label}, ${words}`,
      unit,
      formula: backlogFormulas[figure],
      better,
      of: 'people',
      isCount,
      ...more,
      read: () => this.ofBacklog(type, figure),
    };
  }

  private ofBacklog(type: CaseType, figure: Offered): MetricReading {
    const figures = this.state.figures.of(type);
    if (figures.known === 0) return { value: null };
    const value = this.state.figures.row(type)[figure];
    if (figure === 'onTimePercent') return { value, numerator: figures.closedInTime, denominator: figures.closedWithClock + figures.overdue };
    return figure === 'oldestDays' ? { value, denominator: figures.open } : { value };
  }

  private meanDays(type: CaseType): MetricDefinition {
    return {
      name: `${type}.mean-days`,
      label: `${caseTypeWords[type].label}, mean days to answer`,
      unit: 'days',
      formula: 'days from receipt to answer ÷ cases answered, answered in the last 12 months; in working days where the target is',
      leavesOut: 'Withdrawn cases, and those that are still open.',
      better: 'lower',
      ...rated,
      parameters: [this.service(type)],
      read: (_, params) => {
        let numerator = 0;
        let denominator = 0;
        for (const [name, { answered, answeredDays }] of this.state.figures.of(type).areas) {
          if (!isOf(name, params)) continue;
          numerator += answeredDays;
          denominator += answered;
        }
        return { value: denominator === 0 ? null : oneDecimal(numerator / denominator), numerator, denominator };
      },
    };
  }

  /** As the table of services has it. */
  private performance(type: CaseType): MetricDefinition {
    return {
      name: `${type}.sla-performance`,
      label: `${caseTypeWords[type].label}, performance against target`,
      unit: 'days',
      formula: 'days allowed − mean days from receipt to answer, of the service that is worst, answered in the last 12 months; subtracted first and rounded last; below zero is over',
      leavesOut: 'Services that answered fewer than five, withdrawn cases, and those that are still open.',
      better: 'higher',
      ...rated,
      parameters: [this.service(type)],
      read: (_, params) => {
        const rows = tableOf('sla', this.state.figures, [], type).items.flatMap(({ key, values }) => (isOf(key, params) ? [values as CaseworkValues<'sla'>] : []));
        const worst = rows.filter(({ cases }) => params.service !== undefined || cases >= 5).sort((a, b) => a.performance - b.performance)[0];
        return worst === undefined ? { value: null } : { value: worst.performance, denominator: worst.cases };
      },
    };
  }

  /** The statutory limit of an education, health and care assessment, as the national figures count it and without excepted cases. */
  private assessments(): MetricDefinition[] {
    const type = 'ehcp-assessment';
    const formula = 'final plans issued within 20 weeks of the request ÷ (cases closed in the last 12 months + open cases past their 20 weeks)';
    const of = (excepted: boolean) => (): MetricReading => {
      const figures = this.state.figures.of(type);
      const { closed, kept, closedExcepted, keptExcepted } = figures.lastClock;
      const openPast = figures.openPastLast();
      return excepted ? share(kept, closed + openPast) : share(kept - keptExcepted, closed - closedExcepted + openPast);
    };
    return [
      { name: `${type}.within-20-weeks`, label: 'Assessments within 20 weeks', unit: '%', formula: `${formula}; cases with a legal exception are counted as they stand`, leavesOut: 'Withdrawn requests.', better: 'higher', ...rated, read: of(true) },
      { name: `${type}.within-20-weeks-without-exceptions`, label: 'Assessments within 20 weeks, without excepted cases', unit: '%', formula: `${formula}, cases left out to which a legal exception applied`, leavesOut: 'Withdrawn requests, and closed cases with a legal exception.', better: 'higher', ...rated, read: of(false) },
    ];
  }

  private service(type: CaseType): MetricParameter {
    const areas = (): string[] => [...this.state.figures.of(type).areas.keys()].sort();
    return { name: 'service', words: 'Service', values: () => areas().map((value) => ({ value, label: value })), knows: (value) => areas().includes(value) };
  }
}

const isOf = (area: string, { service }: MetricParams): boolean => service === undefined || service.includes(area);
