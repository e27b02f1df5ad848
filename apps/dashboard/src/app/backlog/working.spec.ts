import type { ClockView } from '@sightline/contracts';
import { skippedDays, workingWeeks } from './working';

/** Received on Thursday 9 July 2026; Monday 13 July is a holiday in Northern Ireland; due on the third working day. */
const clock: ClockView = {
  clock: 'respond',
  state: 'running',
  startDate: '2026-07-09',
  dueDate: '2026-07-15',
  warnings: [],
  whose: 'council',
  source: 'an Act',
  working: [
    { date: '2026-07-09', counted: false, why: 'received: day 0' },
    { date: '2026-07-10', counted: true, why: 'working day 1' },
    { date: '2026-07-11', counted: false, why: 'weekend' },
    { date: '2026-07-12', counted: false, why: 'weekend' },
    { date: '2026-07-13', counted: false, why: 'Battle of the Boyne (Northern Ireland)' },
    { date: '2026-07-14', counted: true, why: 'working day 2' },
    { date: '2026-07-15', counted: true, why: 'working day 3' },
  ],
};

describe('the working of a due date, drawn', () => {
  const days = workingWeeks(clock).flat();
  const on = (date: string) => days.find((day) => day.date === date);

  it('is made of whole weeks that begin on a Monday', () => {
    expect(days.length).toBe(14);
    expect(days[0]?.date).toBe('2026-07-06');
  });

  it('numbers the days that count and leaves the others without a number', () => {
    expect(on('2026-07-09')).toMatchObject({ kind: 'start', number: null });
    expect(on('2026-07-10')).toMatchObject({ kind: 'counted', number: 1 });
    expect(on('2026-07-11')).toMatchObject({ kind: 'weekend', number: null });
    expect(on('2026-07-13')).toMatchObject({ kind: 'skipped', number: null, why: 'Battle of the Boyne (Northern Ireland)' });
    expect(on('2026-07-15')).toMatchObject({ kind: 'due', number: 3 });
    expect(on('2026-07-07')).toMatchObject({ kind: 'outside' });
  });

  it('names each skipped day that is no weekend', () => {
    expect(skippedDays(clock)).toEqual([{ date: '2026-07-13', counted: false, why: 'Battle of the Boyne (Northern Ireland)' }]);
  });
});
