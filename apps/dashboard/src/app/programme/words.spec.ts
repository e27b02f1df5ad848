import type { ProgrammeCounts } from '@sightline/contracts';
import { changeSince, headline, periodEnd, periodName } from './words';
import { emptyTally } from '@sightline/domain';

const counts = (red: number, redChange: number, blueChange: number): ProgrammeCounts => {
  const tallies = (tally: object) => ({ workstreams: emptyTally(), projects: emptyTally(), actions: { ...emptyTally(), ...tally } });
  return {
    period: '2026-09',
    previousPeriod: '2026-06',
    periods: ['2026-06', '2026-09'],
    counts: tallies({ red }),
    change: tallies({ red: redChange, blue: blueChange }),
    percentages: { blue: 0, green: 0, amber: 0, red: 0, grey: 0 },
  };
};

describe('the programme in words', () => {
  it('says how many are Red, against the period before, and what became of Blue', () => {
    expect(headline(counts(2, 1, 4))).toBe('2 actions are Red, 1 more than in June. Blue rose by 4.');
    expect(headline(counts(1, -2, -1))).toBe('1 action is Red, 2 fewer than in June. Blue fell by 1.');
    expect(headline(counts(0, 0, 0))).toBe('No action is Red, as in June. Blue did not change.');
  });

  it('does not compare the first period with anything', () => {
    expect(headline({ ...counts(2, 0, 0), change: null, previousPeriod: null })).toBe('2 actions are Red.');
    expect(changeSince(undefined, null)).toEqual({ figure: '', since: 'first period' });
  });

  it('names a period by its month and its last day', () => {
    expect(periodName('2026-09')).toBe('September 2026');
    expect(periodEnd('2024-02')).toBe('29 February 2024');
  });

  it('never writes a change of nothing with a sign', () => {
    expect(changeSince(0, '2026-06').figure).toBe('no change');
    expect(changeSince(-3, '2026-06')).toEqual({ figure: '−3', since: 'since June' });
  });
});
