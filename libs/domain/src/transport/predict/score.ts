import type { Run } from '../run.js';
import { horizons, keepsPromise, toldAt, windowAt } from './public-windows.js';
import type { Horizon } from './public-windows.js';
import type { Prediction } from './predict.js';

/** A prediction that was made, kept until its stop is called at. */
export type Sample = Prediction;

/** How predictions compared with what happened. Sums, so that days and routes can be added. */
export interface Tally {
  readonly compared: number;
  /** The likely time kept the public promise of its horizon. */
  readonly likelyInside: number;
  /** So did the time that a family is told. */
  readonly centredInside: number;
  /** It happened between the 10th and the 90th percentile. */
  readonly windowInside: number;
  readonly absoluteSeconds: number;
}

export const noTally: Tally = { compared: 0, likelyInside: 0, centredInside: 0, windowInside: 0, absoluteSeconds: 0 };

/** What a comparison is counted under. */
export interface ScoreKey {
  readonly serviceDate: string;
  readonly routeRef: string;
  readonly operatorRef: string;
  readonly horizon: Horizon;
}
export interface Score extends ScoreKey, Tally {}

export const addTallies = (a: Tally, b: Tally): Tally => ({
  compared: a.compared + b.compared,
  likelyInside: a.likelyInside + b.likelyInside,
  centredInside: a.centredInside + b.centredInside,
  windowInside: a.windowInside + b.windowInside,
  absoluteSeconds: a.absoluteSeconds + b.absoluteSeconds,
});

/** One prediction beside what happened; `undefined` when it was made too far ahead, or after the fact. */
export function compare(sample: Sample, arrivedAt: number): { readonly horizon: Horizon; readonly tally: Tally } | undefined {
  const window = windowAt((arrivedAt - sample.madeAt) / 1000);
  if (window === undefined || arrivedAt <= sample.madeAt) return undefined;
  const off = (arrivedAt - sample.likely) / 1000;
  return {
    horizon: window.horizon,
    tally: {
      compared: 1,
      likelyInside: Number(keepsPromise(window, off)),
      centredInside: Number(keepsPromise(window, (arrivedAt - toldAt(sample, sample.madeAt)) / 1000)),
      windowInside: Number(arrivedAt >= sample.earliest && arrivedAt <= sample.latest),
      absoluteSeconds: Math.round(Math.abs(off)),
    },
  };
}

/** Compares a run's samples of the calls that now have an arrival; what is left waits for theirs. */
export function scoreSamples(run: Run, samples: readonly Sample[]): { readonly scores: readonly Score[]; readonly waiting: readonly Sample[] } {
  const tallies = new Map<Horizon, Tally>();
  const waiting: Sample[] = [];
  for (const sample of samples) {
    const arrivedAt = run.calls[sample.index]?.arrivedAt;
    if (arrivedAt === undefined) {
      // Passed unseen: late fixes may still tell when, but nobody waits for them.
      if (sample.index >= run.arrived) waiting.push(sample);
      continue;
    }
    const compared = compare(sample, arrivedAt);
    if (compared) tallies.set(compared.horizon, addTallies(tallies.get(compared.horizon) ?? noTally, compared.tally));
  }
  const { serviceDate, routeRef, operatorRef = '' } = run.plan;
  const scores = horizons.flatMap((horizon) => {
    const tally = tallies.get(horizon);
    return tally ? [{ serviceDate, routeRef, operatorRef, horizon, ...tally }] : [];
  });
  return { scores, waiting };
}
