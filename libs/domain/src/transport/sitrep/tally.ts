import type { SitrepGrouping } from '@sightline/contracts';
import { sitrepMeasures } from './measures.js';
import type { SitrepMeasure } from './measures.js';
import type { RunOutcome } from './outcome.js';

/** Sums of numerators and denominators, in the order of {@link sitrepMeasures}. */
export class RunTally {
  /** How many runs stand behind it. */
  runs = 0;
  private readonly sums = new Float64Array(2 * sitrepMeasures.length);

  /** Adds a run, or takes it away again. */
  count(run: RunOutcome, times: 1 | -1): void {
    this.runs += times;
    sitrepMeasures.forEach(({ weigh }, index) => {
      const [numerator, denominator] = weigh(run) ?? nothing;
      this.sums[2 * index] = (this.sums[2 * index] ?? 0) + times * numerator;
      this.sums[2 * index + 1] = (this.sums[2 * index + 1] ?? 0) + times * denominator;
    });
  }

  /** `value` is `null` while nothing stands behind it. Numerators in the unit in which they are shown. */
  read(measure: SitrepMeasure): { readonly value: number | null; readonly numerator: number; readonly denominator: number } {
    const index = sitrepMeasures.indexOf(measure);
    const [sum = 0, denominator = 0] = [this.sums[2 * index], this.sums[2 * index + 1]];
    const numerator = sum / (measure.scale ?? 1);
    const value = measure.kind === 'total' ? numerator : denominator === 0 ? null : (numerator / denominator) * (measure.kind === 'percent' ? 100 : 1);
    return { value: value === null ? null : tenth(value), numerator: tenth(numerator), denominator };
  }
}

const nothing = [0, 0] as const;
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** What stands for an operator or area that is not known. */
export const notKnown = '';

const keyOf: { readonly [G in SitrepGrouping]: (run: RunOutcome) => string } = {
  operator: ({ operatorRef }) => operatorRef ?? notKnown,
  route: ({ routeRef }) => routeRef,
  area: ({ area }) => area ?? notKnown,
};

/** The tallies of a week: all of it, and each operator, route and area. Cheap to keep up: a run is taken away and added anew. */
export class WeekTally {
  readonly whole = new RunTally();
  private readonly groups: { readonly [G in SitrepGrouping]: Map<string, RunTally> } = { operator: new Map(), route: new Map(), area: new Map() };

  constructor(runs: Iterable<RunOutcome> = []) {
    for (const run of runs) this.replace(undefined, run);
  }

  replace(before: RunOutcome | undefined, after: RunOutcome | undefined): void {
    if (before !== undefined) this.count(before, -1);
    if (after !== undefined) this.count(after, 1);
  }

  /** Refs with their tallies, in the order of the refs. */
  by(grouping: SitrepGrouping): (readonly [string, RunTally])[] {
    return [...this.groups[grouping]].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  private count(run: RunOutcome, times: 1 | -1): void {
    this.whole.count(run, times);
    for (const [grouping, tallies] of Object.entries(this.groups) as [SitrepGrouping, Map<string, RunTally>][]) {
      const key = keyOf[grouping](run);
      const tally = tallies.get(key) ?? new RunTally();
      tally.count(run, times);
      if (tally.runs === 0) tallies.delete(key);
      else tallies.set(key, tally);
    }
  }
}
