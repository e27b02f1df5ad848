import { learning } from './numbers.js';
import { relevance } from './history.js';
import type { Observation } from './history.js';

/** How long something takes, and which share of that is taken from the schedule because nobody has driven it. */
export interface Taken {
  readonly seconds: number;
  readonly unseen: number;
}

/** Observations by their seconds, with sums so far of what they count: what is asked for at every fix is then a matter of a few looks. */
interface Weighted {
  round: number;
  readonly ordered: readonly Observation[];
  readonly seconds: Float64Array;
  readonly weights: Float64Array;
  readonly weightedSeconds: Float64Array;
}

/** What observations count changes slowly. Kept by the list itself: a new list is a new entry. */
const kept = new WeakMap<readonly Observation[], Weighted>();
const round = 600_000;

function weigh(observations: readonly Observation[], now: number): Weighted {
  const at = Math.floor(now / round);
  const weighted = kept.get(observations) ?? ordered(observations);
  if (weighted.round === at) return weighted;
  let weights = 0;
  let weightedSeconds = 0;
  for (let i = 0; i < weighted.ordered.length; i++) {
    const { seconds, at: moment } = weighted.ordered[i] as Observation;
    const weight = relevance(moment, at * round);
    weights += weight;
    weightedSeconds += weight * seconds;
    weighted.weights[i] = weights;
    weighted.weightedSeconds[i] = weightedSeconds;
  }
  weighted.round = at;
  return weighted;
}

function ordered(observations: readonly Observation[]): Weighted {
  const sorted = observations.toSorted((a, b) => a.seconds - b.seconds);
  const size = sorted.length;
  const made = { round: Number.NaN, ordered: sorted, seconds: new Float64Array(size), weights: new Float64Array(size), weightedSeconds: new Float64Array(size) };
  for (let i = 0; i < size; i++) made.seconds[i] = (sorted[i] as Observation).seconds;
  kept.set(observations, made);
  return made;
}

/**
 * How long a stretch takes now: the mean of what others took, weighted by how much each counts, with the schedule at
 * today's pace as one more. Nobody counts with more than about twice the median: a bus that broke down is not the road.
 * `scheduled` in seconds, at today's pace.
 */
export function timeOf(observations: readonly Observation[] | undefined, scheduled: number, now: number): Taken {
  if (observations === undefined) return { seconds: scheduled, unseen: 1 };
  const known = weigh(observations, now);
  const total = (known.weights.at(-1) ?? 0) + learning.schedule;
  const cap = learning.mostTimes * medianOf(known, scheduled, total) + learning.mostMore;
  const within = firstWhere(known, (i) => (known.seconds[i] as number) > cap);
  const weightWithin = within > 0 ? (known.weights[within - 1] as number) : 0;
  const secondsWithin = within > 0 ? (known.weightedSeconds[within - 1] as number) : 0;
  const sum = secondsWithin + cap * (total - learning.schedule - weightWithin) + learning.schedule * Math.min(scheduled, cap);
  return { seconds: sum / total, unseen: learning.schedule / total };
}

/** The least value, of the observations and one more, up to which half of all that counts lies. */
function medianOf(known: Weighted, one: number, total: number): number {
  const upTo = (i: number): number => (known.weights[i] as number) + (one <= (known.seconds[i] as number) ? learning.schedule : 0);
  const middle = firstWhere(known, (i) => upTo(i) >= total / 2);
  const observed = known.seconds[middle] ?? Number.POSITIVE_INFINITY;
  if (one >= observed) return observed;
  const below = firstWhere(known, (i) => (known.seconds[i] as number) > one);
  return (below > 0 ? (known.weights[below - 1] as number) : 0) + learning.schedule >= total / 2 ? one : observed;
}

/** The first place from which on something is so; the size where it never is. */
function firstWhere({ seconds }: Weighted, holds: (i: number) => boolean): number {
  let low = 0;
  let high = seconds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The weighted median of a few candidates. */
export function weightedMedian(candidates: readonly { readonly value: number; readonly weight: number }[]): number {
  const ordered = [...candidates].sort((a, b) => a.value - b.value);
  const half = ordered.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let before = 0;
  let last: { readonly value: number; readonly middle: number } | undefined;
  for (const { value, weight } of ordered) {
    const middle = before + weight / 2;
    if (middle >= half) return last === undefined ? value : last.value + ((half - last.middle) / (middle - last.middle)) * (value - last.value);
    before += weight;
    last = { value, middle };
  }
  return last?.value ?? 0;
}
