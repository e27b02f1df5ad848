import { Layer } from '../layer.js';
import type { Percentiles } from './percentiles.js';
import { learning, pacing, terminus } from './numbers.js';
import type { Sample, Tally } from './score.js';

/** Something that took so many seconds, and was over `at` (epoch milliseconds). */
export interface Observation {
  readonly at: number;
  readonly seconds: number;
}

/** How long the road takes against the schedule, over all runs: sums of seconds that fade. */
export interface Pace {
  readonly at: number;
  readonly actual: number;
  readonly scheduled: number;
}

/** What a history knows; keys are made by {@link stretchKey} and {@link beginningKey}. */
export interface Known<V> {
  get(key: string): V | undefined;
}

/** Where something new is put. */
export interface Learning<V> extends Known<V> {
  set(key: string, value: V): unknown;
}

/**
 * What was seen of the road and of our own predictions. Values never change, a new one takes their place: so a draft
 * can lie over it like over the rest of the fleet.
 */
export interface History {
  /** From one stop's arrival to the next one's. */
  readonly travel: Known<readonly Observation[]>;
  /** From one stop's departure to the next one's arrival. */
  readonly running: Known<readonly Observation[]>;
  /** How late runs were when they had left their beginning. */
  readonly beginnings: Known<readonly Observation[]>;
  readonly pace: Known<Pace>;
  /** How far predictions were off, by their kind. */
  readonly percentiles: Known<Percentiles>;
}

/** What is held in memory: the history, predictions that wait for what happens, and how they did. */
export class PredictionMemory implements History {
  readonly travel = new Map<string, readonly Observation[]>();
  readonly running = new Map<string, readonly Observation[]>();
  readonly beginnings = new Map<string, readonly Observation[]>();
  readonly pace = new Map<string, Pace>();
  readonly percentiles = new Map<string, Percentiles>();
  /** By run. */
  readonly samples = new Map<string, readonly Sample[]>();
  /** How predictions did, by route, and of all. */
  readonly record = new Map<string, Tally>();
}

/** Changes to the above that are not yet true. */
export class PredictionDraft implements History {
  readonly travel: Layer<readonly Observation[]>;
  readonly running: Layer<readonly Observation[]>;
  readonly beginnings: Layer<readonly Observation[]>;
  readonly pace: Layer<Pace>;
  readonly percentiles: Layer<Percentiles>;
  readonly samples: Layer<readonly Sample[]>;
  readonly record: Layer<Tally>;

  constructor(memory: PredictionMemory) {
    this.travel = new Layer(memory.travel);
    this.running = new Layer(memory.running);
    this.beginnings = new Layer(memory.beginnings);
    this.pace = new Layer(memory.pace);
    this.percentiles = new Layer(memory.percentiles);
    this.samples = new Layer(memory.samples);
    this.record = new Layer(memory.record);
  }

  get layers(): readonly Layer<unknown>[] {
    const all: unknown[] = [this.travel, this.running, this.beginnings, this.pace, this.percentiles, this.samples, this.record];
    return all as Layer<unknown>[];
  }
}

/** A stretch of road between two stops that follow each other: shared by all routes that drive it. */
export const stretchKey = (fromStopRef: string, toStopRef: string): string => `${fromStopRef}>${toStopRef}`;

/** Everything of the road is in one pace. */
export const paceKey = '';

/** With one more observation; the oldest make room. Observations that come late find their place by time. */
export function withObservation(known: readonly Observation[] | undefined, observation: Observation): readonly Observation[] {
  if (known === undefined) return [observation];
  let place = known.length;
  while (place > 0 && (known[place - 1] as Observation).at > observation.at) place--;
  const after = [...known.slice(0, place), observation, ...known.slice(place)];
  return after.length > learning.most ? after.slice(after.length - learning.most) : after;
}

const faded = (pace: Pace, at: number): number => 0.5 ** (Math.max(0, at - pace.at) / pacing.halfLife);

export function withPassage(pace: Pace | undefined, at: number, actual: number, scheduled: number): Pace {
  if (pace === undefined) return { at, actual, scheduled };
  const share = faded(pace, at);
  return { at: Math.max(at, pace.at), actual: pace.actual * share + actual, scheduled: pace.scheduled * share + scheduled };
}

/** Actual over scheduled time on the road, as of a moment. */
export function paceAt(history: History | undefined, at: number): number {
  const pace = history?.pace.get(paceKey);
  if (pace === undefined) return pacing.usual;
  const share = faded(pace, at);
  return (pace.actual * share + pacing.weightSeconds * pacing.usual) / (pace.scheduled * share + pacing.weightSeconds);
}

/** How much an observation counts, by its age in minutes: asked for millions of times, so it is worked out once for each. */
const relevances: number[] = [];

/** How much an observation counts at a moment: today's by age, those of other days by time of day, weekday and age. */
export function relevance(at: number, now: number): number {
  const minutes = Math.max(0, Math.round((now - at) / 60_000));
  return (relevances[minutes] ??= relevanceOfAge(minutes * 60_000));
}

function relevanceOfAge(age: number): number {
  if (age < learning.otherDay) return 0.5 ** (age / learning.today);
  const days = Math.max(1, Math.round(age / learning.day));
  const off = Math.abs(age - days * learning.day);
  const weekday = days % 7 === 0 ? 1 : learning.anotherWeekday;
  return learning.sameWeekday * weekday * 0.5 ** (off / learning.timeOfDay + days / learning.days);
}

/** How much it counts how late another run began: lateness at the start comes and goes faster than the time on the road. */
export const relevanceOfBeginning = (at: number, now: number): number =>
  now - at < learning.otherDay ? 0.5 ** (Math.max(0, now - at) / terminus.halfLife) : relevance(at, now);
