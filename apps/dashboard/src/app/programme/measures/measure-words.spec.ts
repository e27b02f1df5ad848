import type { MeasureView } from '@sightline/contracts';
import { lastMetWords, staleWords, targetWords, trendWords, valueWords, verdict } from './measure-words';

const measure = (more: Partial<MeasureView> = {}): MeasureView => ({ measureRef: 'M1', title: 'On time', unit: '%', target: 95, aim: 'at-least', value: 87.1, asOf: null, met: false, sourceName: 'Sightline', ...more });

describe('a measure in words', () => {
  it('says a value with its unit, and why there is none', () => {
    expect(valueWords(measure())).toBe('87.1%');
    expect(valueWords(measure({ value: 18.4, unit: 'days' }))).toBe('18.4 days');
    expect(valueWords(measure({ value: -17, unit: 'days' }))).toBe('−17 days');
    expect(valueWords(measure({ value: null, suppressed: true }))).toBe('fewer than 5');
    expect(valueWords(measure({ value: null, problem: 'not known: no metric of this name' }))).toBe('not known');
    expect(targetWords(measure({ aim: 'at-most', target: 16, unit: 'days' }))).toBe('at most 16 days');
  });

  it('[PROG-77] says which way it went and whether that is better', () => {
    expect(trendWords(measure({ trend: { since: '2026-06', value: 85, change: 2.1, direction: 'better' } }))).toBe('+2.1 since June, better');
    expect(trendWords(measure({ trend: { since: '2026-06', value: 20, change: 4, direction: 'worse' } }))).toBe('+4 since June, worse');
    expect(trendWords(measure({ trend: { since: '2026-06', value: 87.1, change: 0, direction: 'level' } }))).toBe('no change since June');
    expect(trendWords(measure({ trend: null }))).toBe('nothing to compare');
  });

  it('[PROG-79] says when it was last met, and never more than was watched', () => {
    expect(lastMetWords(measure({ watchedSince: '2026-06-30', lastMetDate: '2026-09-20', missedSinceDate: '2026-09-21' }))).toBe('last met 20 September 2026');
    expect(lastMetWords(measure({ watchedSince: '2026-11-21', lastMetDate: null }))).toBe('never since 21 November 2026');
    expect(lastMetWords(measure({ met: true, watchedSince: '2026-06-30', metSinceDate: '2026-08-03', lastMetDate: '2026-11-21' }))).toBe('every day since 3 August 2026');
    expect(lastMetWords(measure({ met: null, value: null }))).toBe('not on record yet');
  });

  it('gives its verdict with a word, and says when a figure is too old', () => {
    expect([verdict(measure()).word, verdict(measure({ met: true })).word, verdict(measure({ met: null })).word]).toEqual(['missed', 'met', 'not known']);
    expect(staleWords(measure({ stale: true, period: 'month', asOf: '2026-09-30T12:00:00Z' }))).toBe('older than a month');
    expect(staleWords(measure({ stale: true }))).toBe('of no stated date');
    expect(staleWords(measure())).toBeNull();
  });
});
