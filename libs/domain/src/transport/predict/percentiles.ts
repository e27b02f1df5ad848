import { publicWindows } from './public-windows.js';
import { spreading } from './numbers.js';

/** What a run was doing when it was predicted: each is off in its own way. */
export type Doing = 'waiting' | 'standing' | 'moving';

/** How far what happened was from what the road alone says, in spreads: some percentiles, and how many comparisons made them. */
export interface Percentiles {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly compared: number;
}

/** Before anything was compared: measured on buses of a city, wide enough for a start. */
const usual: Readonly<Record<Doing, Percentiles>> = {
  waiting: { low: -12, middle: -3, high: 35, compared: 0 },
  standing: { low: -16, middle: -3, high: 24, compared: 0 },
  moving: { low: -16, middle: -3, high: 22, compared: 0 },
};

/** The names under which errors are kept, made once: they are asked for at every stop of every fix. */
const named = (doing: Doing): readonly string[] => [...publicWindows.map(({ horizon }) => horizon), 'more'].map((band) => `${doing}:${band}`);
const names: Readonly<Record<Doing, readonly string[]>> = { waiting: named('waiting'), standing: named('standing'), moving: named('moving') };

/** The name under which a prediction's errors are kept: what the run was doing, and how far ahead it was predicted, milliseconds. */
export function errorKindOf(doing: Doing, horizon: number): string {
  let band = 0;
  while (band < publicWindows.length && horizon >= 1000 * (publicWindows[band]?.until ?? 0)) band++;
  return names[doing][band] as string;
}

export const usualPercentiles = (kind: string): Percentiles => usual[kind.slice(0, kind.indexOf(':')) as Doing];

/** The spread of a prediction: one at half a minute ahead, growing more slowly than the horizon. */
export function spreadOf(doing: Doing, horizon: number): number {
  const ahead = Math.max(spreading.unit, horizon + (doing === 'waiting' ? spreading.waiting : 0));
  return (ahead / spreading.unit) ** spreading.power;
}

/**
 * Moves the percentiles after a comparison: up a little by what lies above them, down by what lies below, so that in the
 * long run the right share lies on either side, whatever the shape of the errors. Source: stochastic approximation of a
 * quantile (Robbins and Monro, 1951).
 */
export function withError(known: Percentiles, error: number): Percentiles {
  const { shares, step, firstStep, middleStep } = spreading;
  const range = usual.moving.high - usual.moving.low;
  const size = Math.max(step, firstStep / (1 + known.compared / 50)) * range;
  const moved = (value: number, share: number, by: number): number => value + by * (share - (error < value ? 1 : 0));
  const low = moved(known.low, shares[0], size);
  const middle = Math.max(low, moved(known.middle, shares[1], middleStep * range));
  return { low, middle, high: Math.max(middle, moved(known.high, shares[2], size)), compared: known.compared + 1 };
}
