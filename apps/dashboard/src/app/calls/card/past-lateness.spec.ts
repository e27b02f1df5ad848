import type { StopHistoryDay } from '@sightline/contracts';
import { barsOf, lateWords } from './past-lateness';

const day = (date: number, lateMinutes?: number): StopHistoryDay => ({ serviceDate: `2026-11-${String(date).padStart(2, '0')}`, scheduledAt: '', outcome: lateMinutes === undefined ? 'not-seen' : 'seen', ...(lateMinutes === undefined ? {} : { lateMinutes }) });

describe('lateness at a stop', () => {
  it('marks a day as late from six minutes, and draws no bar for a day that nobody saw', () => {
    expect(barsOf([day(2, 0), day(3, 5), day(4, 6), day(5, 14), day(6)], 6).bars.map(({ late, height }) => [late, height > 0])).toEqual([[false, true], [false, true], [true, true], [true, true], [false, false]]);
  });

  it('does not make a good month look like a bad one', () => {
    const { bars, limit } = barsOf([day(2, 3)], 6);
    expect(bars[0]?.y).toBeGreaterThan(limit);
  });

  it.each([[undefined, 'not seen'], [0, 'on time'], [8, '8 min late'], [-2, '2 min early']] as const)('says %s as %s', (lateMinutes, words) => {
    expect(lateWords(day(1, lateMinutes))).toBe(words);
  });
});
