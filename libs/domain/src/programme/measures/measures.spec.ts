import fc from 'fast-check';
import { dateOf, dayOf } from '../../calendar/day.js';
import { emptyProgramme } from '../state.js';
import type { Measure, Programme } from '../state.js';
import { addToDay, daysOfMeasure, recentOf, standingOf } from './measure-days.js';
import type { MeasureDay } from './measure-days.js';
import { readingOf } from './measure-reading.js';
import type { MeasureValue } from './measure-reading.js';
import { nearNames, readMetricName, writeMetricName } from './metric-name.js';

const live: Measure = { measureRef: 'M1', title: 'On time', itemRefs: ['A1'], metric: 'transport.on-time-arrivals', unit: '%', target: 95, aim: 'at-least' };
const external: Measure = { ...live, metric: undefined, period: 'month' };

const dayOn = (date: string, value: number | null, measure: Measure = live): MeasureDay => addToDay(undefined, measure, date, { value, at: `${date}T15:00:00Z` });
/** A record a day from a date on. */
const from = (date: string, ...values: (number | null)[]): MeasureDay[] => values.map((value, index) => dayOn(dateOf(dayOf(date) + index), value));

describe('the name of a metric', () => {
  it.each([
    ['foi.overdue', 'foi.overdue'],
    ['transport.on-time-arrivals{operator=north}', 'transport.on-time-arrivals{operator=north}'],
    ['transport.on-time-arrivals{ over=week , route=17|4|17 }', 'transport.on-time-arrivals{over=week,route=17|4}'],
    ['a{}', 'a'],
  ])('[PROG-75] %s is written %s', (text, written) => {
    const read = readMetricName(text);
    expect('problem' in read ? read.problem : writeMetricName(read)).toBe(written);
  });
  it('[PROG-75] is the same whether its parameters stand in it or beside it', () => {
    expect(readMetricName('a{operator=x}')).toEqual(readMetricName('a', { operator: 'x' }));
  });
  it.each([['On time', /no name/], ['a{operator}', /parameter=value/], ['a{operator=x,operator=y}', /twice/], ['a{operator=}', /no value/], ['a{b=c', /no name/]])('[PROG-75] %s is refused with what is wrong', (text, why) => {
    expect(readMetricName(text)).toEqual({ problem: expect.stringMatching(why) as string });
  });
  it('[PROG-75] written and read again is the same', () => {
    const name = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}(\.[a-z0-9]{1,8})?$/), params: fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.uniqueArray(fc.stringMatching(/^[\w ]*\w$/).map((text) => text.trim()), { minLength: 1, maxLength: 4 }).map((values) => values.sort())) });
    fc.assert(fc.property(name, ({ name: of, params }) => expect(readMetricName(writeMetricName({ name: of, params }))).toEqual({ name: of, params: { ...params } })));
  });
  it('[PROG-76] that does not exist has near ones', () => {
    const names = ['transport.on-time-arrivals', 'transport.not-covered', 'foi.on-time-percent', 'yellow-letter.mean-days', 'abandonment'];
    expect(nearNames('transport.ontime-arrival', names)[0]).toBe('transport.on-time-arrivals');
    expect(nearNames('yellow-letter.mean-day', names)[0]).toBe('yellow-letter.mean-days');
    expect(nearNames('xyzzy', names)).toEqual([]);
  });
});

describe('the days of a measure', () => {
  it('[PROG-79] a day is judged by how it ended, and keeps when it was first seen off target', () => {
    const at = (hour: string): string => `2026-11-10T${hour}:00Z`;
    const morning = addToDay(undefined, live, '2026-11-10', { value: 50, at: at('07:40') });
    const evening = addToDay(morning, live, '2026-11-10', { value: 97, at: at('16:00') });
    expect(evening).toMatchObject({ value: 97, met: true, lowest: 50, highest: 97, firstOffAt: at('07:40') });
    expect(addToDay(evening, live, '2026-11-10', { value: 97, at: at('17:00') })).toBe(evening);
  });
  it('[PROG-79] another target judges from then on, not backwards', () => {
    const before = dayOn('2026-11-09', 92);
    const after = addToDay(undefined, { ...live, target: 90 }, '2026-11-10', { value: 92, at: '2026-11-10T09:00:00Z' });
    expect([before.met, after.met]).toEqual([false, true]);
  });
  it('[PROG-79] says which days ended off target, and which nobody watched', () => {
    const span = daysOfMeasure(live, [...from('2026-11-02', 96, 94, 97), ...from('2026-11-16', 98)], '2026-11-01', '2026-11-16');
    expect(span.offDates).toEqual(['2026-11-03']);
    expect(span.unwatchedDates).toEqual(['2026-11-01', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15']);
    expect([span.watchedSince, span.metThroughout]).toEqual(['2026-11-02', false]);
    expect(daysOfMeasure(live, from('2026-11-02', 96, null, 97), '2026-11-02', '2026-11-04').metThroughout).toBe(true);
    expect(daysOfMeasure(live, [], '2026-11-02', '2026-11-04')).toMatchObject({ watchedSince: null, metThroughout: null });
  });
  it('[PROG-78] an external figure speaks for its period and no longer', () => {
    const span = daysOfMeasure(external, [dayOn('2026-09-30', 96, external), dayOn('2026-10-31', 97, external)], '2026-09-30', '2026-12-02');
    expect(span.unwatchedDates).toEqual(['2026-12-02']);
    expect(daysOfMeasure({ ...external, period: 'week' }, [dayOn('2026-09-30', 96, external)], '2026-09-30', '2026-10-08').unwatchedDates).toEqual(['2026-10-08']);
  });
  it('[PROG-79] is at target since the first day of an unbroken run, and says when it was last', () => {
    expect(standingOf(live, from('2026-11-02', 90, 96, null, 97), '2026-11-05')).toEqual({ watchedSince: '2026-11-02', lastMetDate: '2026-11-05', metSinceDate: '2026-11-03', missedSinceDate: null });
    expect(standingOf(live, from('2026-11-02', 96, 96, 90, 91), '2026-11-05')).toEqual({ watchedSince: '2026-11-02', lastMetDate: '2026-11-03', metSinceDate: null, missedSinceDate: '2026-11-04' });
    expect(standingOf(live, from('2026-11-02', 90), '2026-11-02')).toMatchObject({ lastMetDate: null, missedSinceDate: '2026-11-02' });
    expect(standingOf(live, [], '2026-11-02')).toEqual({ watchedSince: null, lastMetDate: null, metSinceDate: null, missedSinceDate: null });
  });
  it('[PROG-79] is never off target and at target at once, nor since before it was watched', () => {
    const values = fc.array(fc.option(fc.integer({ min: 90, max: 100 })), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(values, (of) => {
      const days = from('2026-09-01', ...of);
      const today = days.at(-1)?.date ?? '';
      const { metSinceDate, missedSinceDate, watchedSince } = standingOf(live, days, today);
      expect(metSinceDate === null || missedSinceDate === null).toBe(true);
      for (const since of [metSinceDate, missedSinceDate]) if (since !== null) expect(since >= (watchedSince ?? '~')).toBe(true);
      if (metSinceDate !== null) expect(daysOfMeasure(live, days, metSinceDate, today).offDates).toEqual([]);
    }));
  });
  it('shows at most thirteen weeks, the last of them now', () => {
    const recent = recentOf(live, from('2026-08-01', ...Array.from({ length: 112 }, (_, index) => index)), '2026-11-20');
    expect(recent).toHaveLength(13);
    expect(recent.at(-1)).toEqual({ date: '2026-11-20', value: 111 });
  });
});

describe('a measure as the board sees it', () => {
  const value = (more: Partial<MeasureValue>): MeasureValue => ({ value: 92, asOf: '2026-11-20T09:00:00Z', sourceName: 'Sightline', today: '2026-11-20', days: [], ...more });
  const shown = (measure: Measure, more: Partial<MeasureValue>, previous: string | null = '2026-09', programme: Programme = emptyProgramme) => readingOf(programme, measure, () => value(more), previous);

  it.each([['at-least', 90, 'better'], ['at-least', 92, 'level'], ['at-least', 95, 'worse'], ['at-most', 90, 'worse'], ['at-most', 95, 'better']] as const)('[PROG-77] %s, from %d to 92, is %s', (aim, then, direction) => {
    expect(shown({ ...live, aim }, { days: from('2026-09-28', 80, 81, then) }).trend).toEqual({ since: '2026-09', value: then, change: 92 - then, direction });
  });
  it('[PROG-77] has no trend without a value from then, and invents no past', () => {
    expect(shown(live, { days: from('2026-11-01', 90) })).toMatchObject({ trend: null, watchedSince: '2026-11-01' });
    expect(shown(live, {})).toMatchObject({ trend: null, watchedSince: null, lastMetDate: null, recent: [] });
  });
  it('[PROG-78] an external figure is stale when it is older than its period, a live one never', () => {
    expect(shown(external, { asOf: '2026-10-20T09:00:00Z' }).stale).toBeUndefined();
    expect(shown(external, { asOf: '2026-10-19T09:00:00Z' }).stale).toBe(true);
    expect(shown(external, { asOf: null }).stale).toBe(true);
    expect(shown(live, { asOf: '2026-01-01T09:00:00Z' }).stale).toBeUndefined();
  });
  it('[PROG-82] judges a value that is not shown, and shows nothing of it', () => {
    const few = shown({ ...live, aim: 'at-most', target: 0 }, { value: 3, hidden: true, days: [{ ...dayOn('2026-09-30', 4), hidden: true }] });
    expect(few).toMatchObject({ value: null, met: false, suppressed: true, trend: null, recent: [] });
    expect(JSON.stringify(few)).not.toMatch(/[34],|:[34]\b/);
  });
});

