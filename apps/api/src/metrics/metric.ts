import type { MetricEntry, MetricView } from '@sightline/contracts';
import type { MetricName } from '@sightline/domain';
import { isSmall } from './small-numbers.js';

export interface MetricReading {
  /** `null` while there is nothing to reckon it from. */
  readonly value: number | null;
  readonly numerator?: number;
  readonly denominator?: number;
}

/** Values by parameter; a parameter that is not named is absent. */
export type MetricParams = MetricName['params'];

/** What a metric can be narrowed by. */
export interface MetricParameter {
  readonly name: string;
  readonly words: string;
  /** Whether it takes several values. */
  readonly several?: true;
  /** Another time and not a part of what is counted: it makes nothing smaller. */
  readonly isTime?: true;
  /** What can be chosen, with its label. */
  readonly values: () => readonly { readonly value: string; readonly label: string }[];
  readonly knows: (value: string) => boolean;
}

/** A figure as data: its name, what a tile calls it, its formula in words, and how it is reckoned. Nothing is shown without it. */
export interface MetricDefinition {
  /** Stable: measures of the programme name it. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly formula: string;
  /** What is not in it, in words; empty where nothing is left out that one would look for. */
  readonly leavesOut?: string;
  readonly better: 'higher' | 'lower';
  /** People, of whom fewer than five are not shown to the board, or things, of which a narrow part may come down to one person. */
  readonly of: 'people' | 'things';
  /** The value itself is a count. Otherwise the denominator says how many stand behind it. */
  readonly isCount?: boolean;
  readonly parameters?: readonly MetricParameter[];
  /** `now` in epoch milliseconds. Must be cheap: it is read whenever something changed. */
  readonly read: (now: number, params: MetricParams) => MetricReading;
}

/** A metric as it was asked for. */
export interface FoundMetric {
  readonly family: string;
  readonly definition: MetricDefinition;
  readonly params: MetricParams;
}

export function viewOfMetric({ definition, params }: FoundMetric, now: number): MetricView {
  const { name, unit, formula, read } = definition;
  const { value, numerator, denominator } = read(now, params);
  return {
    name,
    label: labelOf(definition, params),
    value,
    unit,
    formula,
    asOf: new Date(now).toISOString(),
    ...(numerator === undefined ? {} : { numerator }),
    ...(denominator === undefined ? {} : { denominator }),
  };
}

/** The label with what it is narrowed to: `On time at the school, Operator North Coaches`. */
function labelOf({ label, parameters = [] }: MetricDefinition, params: MetricParams): string {
  const narrowed = parameters.flatMap(({ name, words, values, isTime }) => {
    const chosen = params[name];
    if (chosen === undefined) return [];
    const labels = chosen.length > 2 ? [`${chosen.length} of them`] : chosen.map((value) => values().find((each) => each.value === value)?.label ?? value);
    return [isTime === true ? labels.join() : `${words.toLowerCase()}: ${labels.join(' and ')}`];
  });
  return [label, ...narrowed].join(', ');
}

/**
 * Whether too few stand behind a value for the board to see it: fewer than five people, or, of a narrowed part, fewer than
 * five things, which may be the runs of one child. Zero tells of nobody.
 */
export function isTooFew({ definition, params }: FoundMetric, { value, denominator }: MetricReading): boolean {
  const { of, isCount, parameters = [] } = definition;
  const isNarrowed = parameters.some(({ name, isTime }) => isTime !== true && params[name] !== undefined);
  if (of === 'things' && !isNarrowed) return false;
  return isCount === true ? value !== null && isSmall(Math.abs(value)) : denominator !== undefined && isSmall(denominator);
}

/** A metric in the catalogue. Nothing is shown of too few, nor the counts of a share that leaves too few. */
export function entryOfMetric(found: FoundMetric, now: number): MetricEntry {
  const { definition, family } = found;
  const { leavesOut = '', better, parameters = [] } = definition;
  const shown = viewOfMetric(found, now);
  const { numerator, denominator, ...rest } = shown;
  const few = isTooFew(found, shown);
  const tells = definition.of === 'people' && numerator !== undefined && denominator !== undefined && (isSmall(numerator) || isSmall(Math.max(0, denominator - numerator)));
  return {
    ...rest,
    ...(few ? { value: null, suppressed: true } : tells || numerator === undefined ? {} : { numerator, ...(denominator === undefined ? {} : { denominator }) }),
    family,
    leavesOut,
    better,
    parameters: parameters.map(({ name, words, several, values }) => ({ name, words, several: several === true, values: [...values()] })),
  };
}
