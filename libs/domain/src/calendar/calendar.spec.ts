import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { calendars } from './calendars.js';
import { addMonths, dateOf, dayOf, mondayOf, weekdayOf } from './day.js';

const anyDay = fc.integer({ min: dayOf('1900-01-01'), max: dayOf('2120-12-31') });
const { 'england-and-wales': englandAndWales, 'uk-union': union } = calendars;

describe('civil days', () => {
  it('agree with Temporal on dates, weekdays and months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40, max: 40 }), (day, months) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        expect(dateOf(day)).toBe(date.toString());
        expect(dayOf(dateOf(day))).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek);
        expect(dateOf(addMonths(day, months))).toBe(date.add({ months }).toString());
        expect(weekdayOf(mondayOf(day))).toBe(1);
      }),
    );
  });

  it('takes the last day of a month that has no corresponding day', () => {
    expect(dateOf(addMonths(dayOf('2024-01-31'), 1))).toBe('2024-02-29');
    expect(dateOf(addMonths(dayOf('2025-01-31'), 1))).toBe('2025-02-28');
  });
});

describe('the working calendar', () => {
  it('knows the one-off days', () => {
    expect(englandAndWales.whyNot(dayOf('2022-09-19'))).toMatch(/^bank holiday: .*Queen Elizabeth/);
    expect(englandAndWales.whyNot(dayOf('2023-05-08'))).toMatch(/coronation/i);
    expect(englandAndWales.isWorkingDay(dayOf('2024-01-02'))).toBe(true);
  });

  it('says in which part of the kingdom a holiday is', () => {
    expect(union.whyNot(dayOf('2024-01-02'))).toBe('bank holiday: 2nd January (Scotland)');
    expect(union.whyNot(dayOf('2024-12-25'))).toBe('bank holiday: Christmas Day');
    expect(union.whyNot(dayOf('2026-07-13'))).toMatch(/Northern Ireland/);
  });

  it('counts as one who walks the days, inside and outside of what it has looked up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 80 }), (day, n) => {
        let walked = day;
        for (let left = n; left > 0; ) if (englandAndWales.isWorkingDay(++walked)) left--;
        expect(englandAndWales.add(day, n)).toBe(walked);
        expect(englandAndWales.between(day, walked)).toBe(n);
      }),
    );
  });

  it('never brings a date forward when a holiday is added', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('2019-01-01'), max: dayOf('2028-06-01') }), fc.integer({ min: 0, max: 65 }), fc.integer({ min: 0, max: 100 }), (day, n, later) => {
        const more = englandAndWales.with([{ date: dateOf(day + later), title: 'a day off' }]);
        expect(more.add(day, n)).toBeGreaterThanOrEqual(englandAndWales.add(day, n));
      }),
      { numRuns: 40 },
    );
  });

  it('knows where its knowledge ends', () => {
    expect(englandAndWales.knows(dayOf('2028-12-01'), dayOf('2028-12-31'))).toBe(true);
    expect(englandAndWales.knows(dayOf('2028-12-01'), dayOf('2029-01-01'))).toBe(false);
  });
});
