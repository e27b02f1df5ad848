import type { Expected } from '../expected.js';
import { latenessNow } from '../lateness.js';
import type { Run, RunPlan } from '../run.js';
import { paceAt, relevanceOfBeginning, stretchKey } from './history.js';
import type { History } from './history.js';
import { dwelling, learning, spreading, terminus } from './numbers.js';
import { errorKindOf, spreadOf, usualPercentiles } from './percentiles.js';
import { farthestSeconds } from './public-windows.js';
import { beginningOf, firstCallBeyond } from './place.js';
import type { Beginning } from './place.js';
import { timeOf, weightedMedian } from './travel.js';
import type { Taken } from './travel.js';

/** When a run is expected at a call, and what is needed to learn from how far that was off. */
export interface Prediction extends Expected {
  readonly index: number;
  /** When it was predicted, epoch milliseconds. */
  readonly madeAt: number;
  /** What the road alone says, epoch milliseconds. */
  readonly road: number;
  /** The unit of its errors, seconds. */
  readonly spread: number;
  readonly kind: string;
}

const none: readonly Prediction[] = [];
/** Beyond what is promised in public the likely time leans no more than at its end. */
const farthestSpread = spreadOf('moving', 1000 * farthestSeconds);

/**
 * Expected arrivals at the calls ahead, in their order, or at those within so many milliseconds. Pure: of the run, the
 * moment, and what was learnt until then.
 */
export function predictCalls(run: Run, now: number, history?: History, within = Number.POSITIVE_INFINITY): readonly Prediction[] {
  const from = beginningOf(run, now);
  if (from === undefined || from.next >= run.plan.calls.length) return none;
  const { way, unseen } = wayAhead(run.plan, from, history, within);
  const held = holdOf(run, from, way, now, history) + (from.doing === 'standing' ? dwelling.standing : 0);
  const age = now - from.at;
  const windows: Prediction[] = [];
  let [earliest, likely, latest] = [now, now, now];
  for (let step = 0; step < way.length; step++) {
    const ahead = (way[step] as number) * 1000 + held;
    const road = from.at + ahead;
    if (road - now > within) break;
    const kind = errorKindOf(from.doing, ahead);
    const usual = spreadOf(from.doing, ahead);
    const spread = usual * (1 + spreading.unseen * (unseen[step] as number));
    const { low, middle, high } = history?.percentiles.get(kind) ?? usualPercentiles(kind);
    // In order of the stops, of the percentiles, and never in the past.
    earliest = Math.max(earliest, Math.round(road + 1000 * spread * low - spreading.perAge * age));
    likely = Math.max(likely, earliest, Math.round(road + 1000 * Math.min(usual, farthestSpread) * middle));
    latest = Math.max(latest, likely, Math.round(road + 1000 * spread * high + spreading.perAge * age));
    windows.push({ index: from.next + step, madeAt: now, earliest, likely, latest, road, spread, kind });
  }
  return windows;
}

/** Of each call ahead: seconds until there, and the share of them that is taken from the schedule. */
function wayAhead(plan: RunPlan, from: Beginning, history: History | undefined, within: number): { readonly way: Float64Array; readonly unseen: Float64Array } {
  const pace = paceAt(history, from.at);
  const keys = keysOf(plan);
  const size = plan.calls.length - from.next;
  const way = new Float64Array(size);
  const unseen = new Float64Array(size);
  let seconds = 0;
  let unseenSeconds = 0;
  const least = from.doing === 'waiting' ? firstCallBeyond(plan) : 0;
  for (let step = 0; step < size; step++) {
    const index = from.next + step;
    if (seconds * 1000 > within && index > least) return { way: way.subarray(0, step), unseen };
    const key = keys[index] as string;
    const scheduled = scheduledSeconds(plan, index) * pace;
    const travel = timeOf(history?.travel.get(key), scheduled, from.at);
    const taken = step > 0 ? travel : restOf(plan, from, travel, index === 0 ? undefined : timeOf(history?.running.get(key), scheduled - Math.min(dwelling.mostSeconds, scheduled * dwelling.share), from.at));
    seconds += taken.seconds;
    unseenSeconds += taken.seconds * taken.unseen;
    way[step] = seconds;
    unseen[step] = seconds > 0 ? unseenSeconds / seconds : taken.unseen;
  }
  return { way, unseen };
}

export const scheduledSeconds = (plan: RunPlan, index: number): number =>
  Math.max(learning.leastSeconds, ((plan.calls[index]?.scheduledAt ?? 0) - (plan.calls[index - 1]?.scheduledAt ?? 0)) / 1000);

/** What is left of the stretch to the next stop: of the standing while at the stop before it, then of the running, by distance. */
function restOf(plan: RunPlan, { metres, next }: Beginning, travel: Taken, running: Taken | undefined): Taken {
  if (running === undefined) return { seconds: 0, unseen: 1 };
  const left = (plan.stopMetres[next - 1] ?? 0) + dwelling.radius;
  const reached = (plan.stopMetres[next] ?? 0) - dwelling.radius;
  if (reached <= left) {
    const span = Math.max(1, reached - left + 2 * dwelling.radius);
    return { seconds: travel.seconds * Math.max(0, Math.min(1, (reached + dwelling.radius - metres) / span)), unseen: travel.unseen };
  }
  if (metres >= left) return { seconds: running.seconds * Math.max(0, (reached - metres) / (reached - left)), unseen: running.unseen };
  const standing = Math.max(0, travel.seconds - running.seconds) * dwelling.ahead * Math.min(1, (left - metres) / dwelling.radius);
  return { seconds: running.seconds + standing, unseen: running.unseen };
}

/**
 * How much longer than the road alone, milliseconds: a run that has not left waits for its time, and then leaves as late
 * as others did; one whose delay was reported is not expected sooner than that.
 */
function holdOf(run: Run, from: Beginning, way: Float64Array, moment: number, history: History | undefined): number {
  const { plan } = run;
  let held = 0;
  if (from.doing === 'waiting') {
    const beyond = Math.max(from.next, firstCallBeyond(plan));
    const scheduledAt = plan.calls[beyond]?.scheduledAt ?? 0;
    const soonest = from.at + (way[beyond - from.next] ?? 0) * 1000;
    const isDue = from.at > plan.startsAt && from.metres - (plan.stopMetres[0] ?? 0) <= terminus.left;
    // Of its own accord nobody leaves before the time; what others did may say otherwise.
    const now = Math.max(soonest + (isDue ? terminus.getGoing : 0), from.at < plan.startsAt ? scheduledAt : 0);
    const candidates: { readonly value: number; readonly weight: number }[] = [{ value: now, weight: terminus.leaveNowWeight }];
    const consider = (lateness: number, weight: number): void => {
      if (scheduledAt + lateness > soonest) candidates.push({ value: scheduledAt + lateness, weight });
    };
    consider(terminus.usualLateness, terminus.usualWeight);
    for (const { at, seconds } of history?.beginnings.get(beginningKey(plan)) ?? []) consider(seconds * 1000, relevanceOfBeginning(at, from.at));
    held = Math.max(0, weightedMedian(candidates) - soonest);
  }
  const { delay } = run;
  const next = plan.calls[from.next];
  if (delay === undefined || next === undefined) return held;
  const reported = latenessNow(run, moment) ?? 0;
  if (reported < delay.minutes * 60) return held;
  return Math.max(held, next.scheduledAt + delay.minutes * 60_000 - from.at - (way[0] ?? 0) * 1000);
}

/** Runs that begin at the same stops begin alike. */
export const beginningKey = (plan: RunPlan): string => stretchKey(plan.calls[0]?.stopRef ?? '', plan.calls[firstCallBeyond(plan)]?.stopRef ?? '');

/** The stretches that end at each call; made once for a plan, since they are asked for at every fix. */
const keptKeys = new WeakMap<RunPlan, readonly string[]>();
export function keysOf(plan: RunPlan): readonly string[] {
  let keys = keptKeys.get(plan);
  if (keys === undefined) {
    keys = plan.calls.map(({ stopRef }, index) => stretchKey(plan.calls[index - 1]?.stopRef ?? '', stopRef));
    keptKeys.set(plan, keys);
  }
  return keys;
}
