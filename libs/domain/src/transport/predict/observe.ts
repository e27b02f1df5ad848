import type { FleetDraft } from '../fleet.js';
import type { Run } from '../run.js';
import { paceKey, stretchKey, withObservation, withPassage } from './history.js';
import type { Learning, Observation, Pace } from './history.js';
import { learning, sampling } from './numbers.js';
import { usualPercentiles, withError } from './percentiles.js';
import { firstCallBeyond } from './place.js';
import { beginningKey, predictCalls } from './predict.js';
import { addToRecord } from './record.js';
import { scoreSamples } from './score.js';

/** A stretch that was driven: from a stop that was left to the next one that was reached. Epoch milliseconds; `scheduled` in seconds. */
export interface Passage {
  readonly fromStopRef: string;
  readonly toStopRef: string;
  /** Absent at the first stop: how long a run waits to begin says nothing of the road. */
  readonly arrivedFromAt?: number | undefined;
  readonly departedFromAt?: number | undefined;
  readonly arrivedAt: number;
  readonly scheduled: number;
  readonly startsAt: number;
}

/** What a stretch that was driven teaches. */
export interface RoadLearning {
  readonly travel: Learning<readonly Observation[]>;
  readonly running: Learning<readonly Observation[]>;
  readonly pace: Learning<Pace>;
}

/** Learns from a stretch that was driven. Also used to learn anew, after a start, from the calls that are stored. */
export function learnPassage(history: RoadLearning, passage: Passage): void {
  const { arrivedAt, scheduled, startsAt } = passage;
  const key = stretchKey(passage.fromStopRef, passage.toStopRef);
  const since = (moment: number | undefined): number | undefined =>
    moment === undefined || moment < startsAt - learning.beforeStart || arrivedAt < moment ? undefined : (arrivedAt - moment) / 1000;
  const running = since(passage.departedFromAt);
  const travel = since(passage.arrivedFromAt);
  if (running !== undefined) history.running.set(key, withObservation(history.running.get(key), { at: arrivedAt, seconds: running }));
  if (travel === undefined) return;
  history.travel.set(key, withObservation(history.travel.get(key), { at: arrivedAt, seconds: travel }));
  if (scheduled > 0) history.pace.set(paceKey, withPassage(history.pace.get(paceKey), arrivedAt, travel, scheduled));
}

/** Learns how late a run was when it had left its beginning, if that was seen. */
export function learnBeginning(history: { readonly beginnings: Learning<readonly Observation[]> }, { plan, calls }: Run): void {
  const beyond = firstCallBeyond(plan);
  const arrivedAt = calls[beyond]?.arrivedAt;
  if (arrivedAt === undefined) return;
  const key = beginningKey(plan);
  const seconds = (arrivedAt - (plan.calls[beyond]?.scheduledAt ?? arrivedAt)) / 1000;
  history.beginnings.set(key, withObservation(history.beginnings.get(key), { at: arrivedAt, seconds }));
}

/** Learns from the calls that a run has made since `before`, and compares what was predicted of them. */
export function learnCalls(draft: FleetDraft, before: Run | undefined, run: Run): void {
  const { plan, calls } = run;
  const { predictions } = draft;
  const beyond = firstCallBeyond(plan);
  let isArrival = false;
  for (let index = 1; index < calls.length; index++) {
    const arrivedAt = calls[index]?.arrivedAt;
    if (arrivedAt === undefined || (before?.plan === plan && before.calls[index]?.arrivedAt !== undefined)) continue;
    isArrival = true;
    const [from, to] = [plan.calls[index - 1], plan.calls[index]];
    if (!from || !to) continue;
    const { arrivedAt: arrivedFromAt, departedAt: departedFromAt } = calls[index - 1] ?? {};
    learnPassage(predictions, {
      fromStopRef: from.stopRef,
      toStopRef: to.stopRef,
      arrivedFromAt: index === 1 ? undefined : arrivedFromAt,
      departedFromAt,
      arrivedAt,
      scheduled: (to.scheduledAt - from.scheduledAt) / 1000,
      startsAt: plan.startsAt,
    });
    if (index === beyond) learnBeginning(predictions, run);
  }
  if (isArrival) compareSamples(draft, run);
}

function compareSamples(draft: FleetDraft, run: Run): void {
  const { predictions } = draft;
  const { runRef } = run.plan;
  const samples = predictions.samples.get(runRef);
  if (samples === undefined) return;
  const { scores, waiting } = scoreSamples(run, samples);
  if (waiting.length === samples.length) return;
  for (const { kind, road, spread, index } of samples) {
    const arrivedAt = run.calls[index]?.arrivedAt;
    if (arrivedAt === undefined) continue;
    predictions.percentiles.set(kind, withError(predictions.percentiles.get(kind) ?? usualPercentiles(kind), (arrivedAt - road) / 1000 / spread));
  }
  if (waiting.length > 0) predictions.samples.set(runRef, waiting);
  else predictions.samples.delete(runRef);
  draft.scores.push(...scores);
  addToRecord(predictions.record, scores);
}

/** Keeps what is expected of a run for comparison, now and then. */
export function sampleRun(draft: FleetDraft, run: Run, now: number): void {
  const { predictions } = draft;
  const { runRef } = run.plan;
  if (run.state !== 'running' && run.state !== 'scheduled') return void (predictions.samples.get(runRef) && predictions.samples.delete(runRef));
  const samples = predictions.samples.get(runRef) ?? [];
  const last = samples.at(-1);
  if (last !== undefined && now - last.madeAt < sampling.every) return;
  const fresh = predictCalls(run, now, predictions, sampling.ahead);
  if (fresh.length > 0) predictions.samples.set(runRef, samples.concat(fresh));
}
