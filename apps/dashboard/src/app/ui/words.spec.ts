import { ageState } from './age-state';
import { counted, duration, minutesLate, signed } from './words';

describe('words', () => {
  it.each([
    [9, '9 s'],
    [89, '89 s'],
    [90, '2 min'],
    [240, '4 min'],
    [7500, '2 h 5 min'],
    [93_600, '26 h'],
    [260_000, '3 days'],
  ])('%d s is %s', (seconds, words) => expect(duration(seconds)).toBe(words));

  it('says minutes late with a sign, early with a true minus', () => {
    expect([500, -130, 30].map(minutesLate)).toEqual(['+8', '−2', '0']);
    expect(signed(-3)).toBe('−3');
    expect(signed(0.04, 1)).toBe('0.0');
  });

  it('counts one as one', () => {
    expect([counted(1, 'child', 'children'), counted(1200, 'child', 'children')]).toEqual(['1 child', '1,200 children']);
  });

  it.each([
    [null, 'unknown'],
    [30, 'fresh'],
    [31, 'ageing'],
    [121, 'stale'],
    [601, 'lost'],
  ] as const)('an age of %s s is %s', (seconds, state) => expect(ageState(seconds)).toBe(state));
});
