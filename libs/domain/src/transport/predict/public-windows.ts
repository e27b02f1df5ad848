import type { Expected } from '../expected.js';

/** How far ahead of its event a prediction was made: the bands of the public windows. */
export const horizons = ['0-3', '3-6', '6-10', '10-15'] as const;
export type Horizon = (typeof horizons)[number];

/**
 * What counts as right, by the minutes that were truly left: not sooner than `early` seconds before the predicted time,
 * not later than `late` seconds after it. Someone who waits outdoors forgives early less than late. Source:
 * the public windows of transport.md, after the accuracy benchmark that transit agencies publish by.
 */
export const publicWindows: readonly { readonly horizon: Horizon; readonly from: number; readonly until: number; readonly early: number; readonly late: number }[] = [
  { horizon: '0-3', from: 0, until: 180, early: 30, late: 90 },
  { horizon: '3-6', from: 180, until: 360, early: 60, late: 150 },
  { horizon: '6-10', from: 360, until: 600, early: 60, late: 210 },
  { horizon: '10-15', from: 600, until: 900, early: 90, late: 270 },
];

/** Beyond so many seconds no promise is scored. */
export const farthestSeconds = 900;

/** Seconds from a predicted time to the middle of its public window, at some predicted horizons (seconds). */
const middles: readonly (readonly [horizon: number, shift: number])[] = [
  [0, -30],
  [90, -30],
  [270, -45],
  [480, -75],
  [750, -90],
];

/** The band of so many seconds that were truly left; `undefined` beyond the last. */
export const windowAt = (seconds: number): (typeof publicWindows)[number] | undefined => publicWindows.find(({ from, until }) => seconds >= from && seconds < until);

/** Whether something that happened `seconds` after (negative: before) its predicted time kept the promise of a band. */
export const keepsPromise = (window: (typeof publicWindows)[number], seconds: number): boolean => seconds >= -window.early && seconds <= window.late;

/**
 * The time a family is told: the likely time, moved so that the public window lies evenly around it, and never before
 * now. Epoch milliseconds. The likely time itself stays the median, for those who plan by it.
 */
export function toldAt({ likely }: Pick<Expected, 'likely'>, now: number): number {
  const horizon = (likely - now) / 1000;
  if (horizon <= 0) return likely;
  let shift = middles.at(-1)?.[1] ?? 0;
  for (let i = 1; i < middles.length; i++) {
    const [from, to] = [middles[i - 1], middles[i]];
    if (from && to && horizon <= to[0]) {
      shift = from[1] + ((to[1] - from[1]) * (horizon - from[0])) / (to[0] - from[0]);
      break;
    }
  }
  return likely + 1000 * Math.max(-horizon, shift);
}
