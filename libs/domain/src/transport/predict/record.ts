import type { Lookup } from '../layer.js';
import { addTallies, noTally } from './score.js';
import type { Score, Tally } from './score.js';

/** The record of all routes together is kept under this name. */
export const allRoutes = '';

/** Fewer comparisons than this say nothing of a route. */
const least = 50;

/** How often expected times turn out right, in words that people count in: eight of ten. */
export interface Confidence {
  readonly inTen: number;
  /** How many comparisons that rests on. */
  readonly compared: number;
  /** How many of them lay between the 10th and the 90th percentile: inside the window that was said. */
  readonly windowsInside: number;
  /** Whether they are of this route, or of all because it has too few. */
  readonly of: 'route' | 'all';
}

/** Adds comparisons to the record of their route, and of all. */
export function addToRecord(record: Lookup<Tally> & { set(key: string, value: Tally): unknown }, scores: readonly Score[]): void {
  for (const score of scores) {
    for (const key of [score.routeRef, allRoutes]) record.set(key, addTallies(record.get(key) ?? noTally, score));
  }
}

/**
 * How often the expected times of a route kept the public windows within a quarter of an hour, from our own record, never rounded up;
 * `undefined` while there is too little of it.
 */
export function confidenceIn(record: Lookup<Tally>, routeRef: string): Confidence | undefined {
  for (const [key, of] of [[routeRef, 'route'], [allRoutes, 'all']] as const) {
    const { compared, likelyInside, windowInside } = record.get(key) ?? noTally;
    if (compared >= least) return { inTen: Math.floor((10 * likelyInside) / compared), compared, windowsInside: windowInside, of };
  }
  return undefined;
}
