import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { calendars, calendarsOf } from './calendars.js';
import { carriedDivisions, withHolidays } from './divisions.js';
import type { HolidayList } from './divisions.js';
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

describe('bank holidays as they are published', () => {
  const list = carriedDivisions['england-and-wales'];
  const taken = (given: ReturnType<typeof withHolidays>): HolidayList => {
    if ('message' in given) throw new Error(given.message);
    return given;
  };
  const year = (number: number) => ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'].map((day) => ({ date: `${number}-${day}`, title: 'a holiday' }));

  it('replace what was known of their years, and go on from there', () => {
    const next = taken(withHolidays(list, [...year(2028), ...year(2029)], true));
    expect(next.known).toEqual({ from: '2019-01-01', until: '2029-12-31' });
    expect(next.holidays.filter(({ date }) => date.startsWith('2028')).map(({ title }) => title)).toEqual(Array.from({ length: 8 }, () => 'a holiday'));
    expect(next.holidays.filter(({ date }) => date < '2028')).toEqual(list.holidays.filter(({ date }) => date < '2028'));
    const { 'england-and-wales': england, 'uk-union': kingdom } = calendarsOf({ ...carriedDivisions, 'england-and-wales': next });
    expect(england.knows(dayOf('2029-01-01'), dayOf('2029-12-31'))).toBe(true);
    expect(kingdom.knows(dayOf('2029-01-01'), dayOf('2029-12-31'))).toBe(false);
  });

  it('add days that were proclaimed without touching the others', () => {
    const next = taken(withHolidays(list, [{ date: '2027-06-07', title: 'a day of thanks' }], false));
    expect(next.holidays).toHaveLength(list.holidays.length + 1);
    expect(next.known).toEqual(list.known);
  });

  it.each([
    ['of half a year', year(2029).slice(0, 4)],
    ['that leave out years', year(2035)],
  ])('are refused %s', (_, holidays) => {
    expect(withHolidays(list, holidays, true)).toHaveProperty('message');
  });
});
