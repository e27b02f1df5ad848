import { filtersFrom, matches, noFilters } from './filters';

describe('filters', () => {
  it('takes from the URL only what it knows', () => {
    const query = new Map([['direction', 'sideways'], ['condition', 'late'], ['operator', 'north']]);
    expect(filtersFrom((name) => query.get(name) ?? null)).toEqual({ ...noFilters, condition: 'late', operator: 'north' });
  });

  it('keeps a run whose direction nobody said in every session', () => {
    expect(matches({ ...noFilters, direction: 'to-school' }, {})).toBe(true);
    expect(matches({ ...noFilters, direction: 'to-school' }, { direction: 'from-school' })).toBe(false);
  });

  it('[CONTROL-1] takes the area of a run from its school', () => {
    const south = { ...noFilters, area: 'South' };
    const areaOf = (school: string | undefined): string | undefined => (school === 'S1' ? 'South' : undefined);
    expect(matches(south, { schoolRef: 'S1' }, areaOf)).toBe(true);
    expect(matches(south, { schoolRef: 'S2' }, areaOf)).toBe(false);
    expect(matches(south, {}, areaOf)).toBe(false);
  });

  it('finds a condition in a run and in an alert', () => {
    const late = { ...noFilters, condition: 'late' as const };
    expect(matches(late, { conditions: [{ condition: 'late' }] })).toBe(true);
    expect(matches(late, { condition: 'late' })).toBe(true);
    expect(matches(late, { conditions: [{ condition: 'stalled' }] })).toBe(false);
  });
});
