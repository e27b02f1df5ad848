import type { MetricView } from '@sightline/contracts';

export interface MetricReading {
  /** `null` while there is nothing to reckon it from. */
  readonly value: number | null;
  readonly numerator?: number;
  readonly denominator?: number;
}

/** A figure as data: its name, what a tile calls it, its formula in words, and how it is reckoned. Nothing is shown without it. */
export interface MetricDefinition {
  /** Stable: measures of the programme name it. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly formula: string;
  /** `now` in epoch milliseconds. Must be cheap: it is read on every change. */
  readonly read: (now: number) => MetricReading;
}

export function viewOfMetric({ name, label, unit, formula, read }: MetricDefinition, now: number): MetricView {
  const { value, numerator, denominator } = read(now);
  return {
    name,
    label,
    value,
    unit,
    formula,
    asOf: new Date(now).toISOString(),
    ...(numerator === undefined ? {} : { numerator }),
    ...(denominator === undefined ? {} : { denominator }),
  };
}
