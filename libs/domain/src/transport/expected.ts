import { predictCalls } from './predict/predict.js';
import type { History } from './predict/history.js';
import type { Run } from './run.js';

/** When a run is expected at a stop: the 10th, 50th and 90th percentile, epoch milliseconds. */
export interface Expected {
  readonly earliest: number;
  readonly likely: number;
  readonly latest: number;
}

/**
 * Expected arrivals at the stops ahead, by index of the call: the one way to them, for pages and for replay. With a
 * history they rest on what other runs took today and on days like it; without one on the schedule and where the run
 * is now. A run whose signal is lost is expected nowhere, and neither is one of which nothing is known.
 */
export function expectedCalls(run: Run, now: number, history?: History): ReadonlyMap<number, Expected> {
  return new Map(predictCalls(run, now, history).map((prediction) => [prediction.index, prediction]));
}
