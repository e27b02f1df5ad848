import { Injectable } from '@nestjs/common';
import type { FieldProblem } from '@sightline/contracts';
import { addToDay, asEntered } from '@sightline/domain';
import type { Measure, MeasureValue } from '@sightline/domain';
import { isTooFew, viewOfMetric } from '../../metrics/metric.js';
import type { FoundMetric } from '../../metrics/metric.js';
import { Metrics } from '../../metrics/metrics.js';
import { MeasureHistory } from './measure-history.js';

/** What measures say: the metric that feeds each, or the figure that was entered, with what is on record of it. */
@Injectable()
export class MeasureValues {
  /** By description: what was found once is not looked for again, and nothing is reckoned twice of the same figures. */
  private readonly resolved = new WeakMap<Measure, FoundMetric>();
  private readonly read = new WeakMap<Measure, { readonly version: number; readonly value: MeasureValue }>();

  constructor(
    private readonly metrics: Metrics,
    readonly history: MeasureHistory,
  ) {}

  /** A number that grows whenever a metric may have moved. */
  get version(): number {
    return this.metrics.version;
  }

  onChange(listener: () => void): void {
    this.metrics.onChange(listener);
  }

  /** `today` is the civil date for which trends and standings are told. */
  of(measure: Measure, today: string): MeasureValue {
    const now = this.now(measure);
    const days = this.history.of(measure.measureRef);
    if (now.live !== true || now.problem !== undefined || now.asOf === null) return { ...now, days, today };
    // The day under way as it is this moment: the record follows with the engine's next tick.
    const { value, hidden, asOf } = now;
    const day = addToDay(this.history.on(measure.measureRef, today), measure, today, { value, hidden, at: asOf });
    return { ...now, days: [...days.filter(({ date }) => date < today), day], today };
  }

  /** What a measure says at this moment. A live one of too few people is told with `hidden`: it is judged, and not shown. */
  readonly now = (measure: Measure): MeasureValue => {
    if (measure.metric === undefined) return asEntered(measure);
    const { version } = this.metrics;
    const known = this.read.get(measure);
    // No metric moved since: what was read then is true now.
    if (known?.version === version) return known.value.asOf === null ? known.value : { ...known.value, asOf: new Date().toISOString() };
    const value = this.reckon(measure);
    this.read.set(measure, { version, value });
    return value;
  };

  private reckon(measure: Measure): MeasureValue {
    const found = this.resolved.get(measure) ?? this.find(measure);
    if ('problem' in found) return { value: null, asOf: null, sourceName: 'Sightline', live: true, problem: `not known: ${found.problem}` };
    this.resolved.set(measure, found);
    const { value, asOf, label, formula, numerator, denominator } = viewOfMetric(found, Date.now());
    const hidden = isTooFew(found, { value, ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) });
    return { value, asOf, sourceName: `Sightline: ${label}`, formula, live: true, hidden };
  }

  /** Why a measure cannot be kept as a person describes it; `undefined` where it can. */
  problemsOf(measure: Measure): readonly FieldProblem[] | undefined {
    if (measure.metric === undefined) return undefined;
    const found = this.find(measure);
    if (!('problem' in found)) return undefined;
    const near = found.near.length === 0 ? 'GET /api/metrics lists them all' : `did you mean ${found.near.join(', ')}?`;
    return [{ path: 'data.metric', message: `${measure.metric}: ${found.problem}; ${near}` }];
  }

  /** A measure that counts over a day or a week takes that of its metric, where the metric knows both. */
  private find({ metric = '', metricParams, period }: Measure): FoundMetric | { readonly problem: string; readonly near: readonly string[] } {
    const found = this.metrics.find(metric, metricParams);
    const takesTime = !('problem' in found) && (period === 'day' || period === 'week') && found.params.over === undefined && found.definition.parameters?.some(({ name }) => name === 'over') === true;
    return takesTime ? { ...found, params: { ...found.params, over: [period] } } : found;
  }
}
