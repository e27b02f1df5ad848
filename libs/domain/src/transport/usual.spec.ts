import { figuresAt, usualArrivals, usualFigures } from './usual.js';
import type { PastRun } from './usual.js';

const minute = 60_000;
const run = (more: Partial<PastRun> = {}): PastRun => ({ direction: 'to-school', startsAt: 0, endsAt: 30 * minute, late: [], silent: [], ...more });
/** A day on which so many of ten runs had come in by the half hour. */
const day = (arrived: number): PastRun[] =>
  Array.from({ length: 10 }, (_, index) => run({ startedAt: 0, ...(index < arrived ? { completedAt: 29 * minute, arrivedAt: 29 * minute } : { completedAt: 50 * minute, arrivedAt: 50 * minute }) }));

describe('the usual of a weekday', () => {
  it('[SESSION-1] counts a past day as it stood at that minute', () => {
    const runs = [
      run({ startedAt: minute, completedAt: 31 * minute, arrivedAt: 31 * minute }),
      run({ startedAt: 2 * minute, completedAt: 45 * minute, arrivedAt: 45 * minute, late: [{ from: 20 * minute, until: 45 * minute }] }),
      run({ cancelledAt: 25 * minute }),
      run({ startsAt: 40 * minute, silent: [{ from: 50 * minute, until: 60 * minute }] }),
    ];
    expect(figuresAt(runs, 24 * minute)).toEqual({ due: 3, started: 2, arrived: 0, onTimePercent: null, lateNow: 1, cancelled: 0, withoutPosition: 0 });
    expect(figuresAt(runs, 55 * minute)).toEqual({ due: 3, started: 2, arrived: 2, onTimePercent: 50, lateNow: 0, cancelled: 1, withoutPosition: 1 });
  });

  it('[SESSION-1] does not call an arrival that nobody saw on time', () => {
    expect(figuresAt([run({ startedAt: 0, completedAt: 30 * minute })], 40 * minute)).toMatchObject({ arrived: 1, onTimePercent: 0 });
  });

  it('[SESSION-2] says the median of the days, and nothing with fewer than three', () => {
    expect(usualFigures([day(2), day(8)], 30 * minute)).toBeNull();
    expect(usualFigures([day(2), day(8), day(3)], 30 * minute)).toMatchObject({ arrived: 3, started: 10, onTimePercent: 100 });
    expect(usualFigures([day(2), day(8), day(3), day(4)], 30 * minute)).toMatchObject({ arrived: 3.5 });
  });

  it('[SESSION-3] draws arrivals as a band that never falls and ends with every run', () => {
    const points = usualArrivals([day(2), day(8), day(3), day(5)]);
    expect(points.at(0)).toMatchObject({ at: 15 * minute, low: 0, middle: 0, high: 0 });
    expect(points.at(-1)).toMatchObject({ at: 60 * minute, low: 10, middle: 10, high: 10 });
    for (const { low, middle, high } of points) expect(low <= middle && middle <= high).toBe(true);
    expect(usualArrivals([day(2), day(8)])).toEqual([]);
  });
});
