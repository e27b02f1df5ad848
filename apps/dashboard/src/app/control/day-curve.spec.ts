import type { DaySession } from '@sightline/contracts';
import { arrivalsToday, curveOf } from './day-curve';

const start = Date.UTC(2026, 10, 10, 8);
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const session = { scheduled: 20, arrivals: [{ at: at(0), arrived: 4 }, { at: at(15), arrived: 3 }] } as DaySession;

describe('the curve of arrivals', () => {
  it('adds up until now and never shows what is to come', () => {
    const points = arrivalsToday(session, start + 20 * 60_000);
    expect(points.map(({ value }) => value)).toEqual([0, 4, 7, 7]);
    expect(Math.max(...points.map((point) => point.at))).toBe(start + 20 * 60_000);
  });

  it('draws the usual beside it only where there is one', () => {
    expect(curveOf({ ...session, arrivals: [] }, start)).toBeNull();
    expect(curveOf(session, start + 20 * 60_000)).toMatchObject({ band: '', middle: '', sum: 7, top: 20 });
    const usual = { weekday: 2, daysSeen: 6, daysNeeded: 3, figures: null, arrivals: [{ at: at(0), low: 0, middle: 0, high: 0 }, { at: at(60), low: 15, middle: 18, high: 24 }] };
    const curve = curveOf({ ...session, usual }, start + 20 * 60_000);
    expect(curve?.band).toMatch(/^M.*Z$/);
    expect(curve?.top).toBe(24);
  });
});
