import { oneSlipAway, termOf } from './likeness.js';
import { answeringRun, ranked } from './search.js';

const find = (typed: string, names: string[]): string[] => ranked(typed, names.map((name) => ({ name, terms: [termOf(name)] })), 5).map(({ name }) => name);

describe('[CALL-2] finding what a caller names', () => {
  const schools = ['Beechwood School', 'Beech Hill Academy', 'Larch Hall', 'Oakfield School', 'Wood Green', 'St Mary’s Primary School', 'Ysgol Gŵyr', 'Harrow Lane High School'];

  it('puts the same before what begins so, before what holds it', () => {
    expect(find('412', ['R412', '4120', '412', '341'])).toEqual(['412', '4120', 'R412']);
  });

  it.each([
    ['beachwood', 'Beechwood School'],
    ['beehcwood', 'Beechwood School'],
    ['bechwood', 'Beechwood School'],
    ['beeechwood', 'Beechwood School'],
    ['beech wood', 'Beechwood School'],
    ['BEECHWOOD', 'Beechwood School'],
    ['beechwood schol', 'Beechwood School'],
    ['school beechwood', 'Beechwood School'],
    ['beachw', 'Beechwood School'],
    ['oakfeild', 'Oakfield School'],
    ['oak feild', 'Oakfield School'],
    ['larch hal', 'Larch Hall'],
    ['lrach hall', 'Larch Hall'],
    ['larchhall', 'Larch Hall'],
    ['st marys', 'St Mary’s Primary School'],
    ["st. mary's prim", 'St Mary’s Primary School'],
    ['gwyr', 'Ysgol Gŵyr'],
    ['harow lane', 'Harrow Lane High School'],
  ])('forgives "%s"', (typed, expected) => expect(find(typed, schools)[0]).toBe(expected));

  it('finds nothing for what is like nothing', () => expect(find('zzzq', schools)).toEqual([]));

  it('takes two digits that changed places for a slip, and another digit for another bus', () => {
    expect(find('421', ['412', '413', '521'])).toEqual(['412']);
  });

  it('leaves out what is merely alike where something begins with what was typed', () => {
    expect(find('harrow', ['Harrow Lane High School', 'Barrow Hill'])).toEqual(['Harrow Lane High School']);
  });

  it.each(['C-2231', 'c2231', 'c 2231', 'C/2231'])('takes a reference however its gaps are written: "%s"', (typed) => {
    expect(find(typed, ['C-2231', 'C-22310', 'C-1231'])).toEqual(['C-2231', 'C-22310']);
  });

  it.each(['C-2026-012354', 'c202601345', 'c 2026 0123455'])('takes a mistyped reference for the one it is a slip away from: "%s"', (typed) => {
    expect(find(typed, ['C-2026-012345', 'C-2026-999999'])).toEqual(['C-2026-012345']);
  });

  it('takes the best of what a thing may be called', () => {
    expect(ranked('bv23', [{ terms: ['V-0017', 'BV23 XYZ'].map(termOf) }], 5)).toHaveLength(1);
  });

  it('ranks what was judged elsewhere on the same scale', () => {
    const terms = [termOf('Larch Hall')];
    expect(ranked('larch hall', [{ judged: 2.5, name: 'child' }, { terms, name: 'school' }], 5).map(({ name }) => name)).toEqual(['school', 'child']);
  });
});

describe('the run that answers now', () => {
  const hour = 3_600_000;
  const now = 10 * hour;
  const run = (name: string, state: 'scheduled' | 'running' | 'completed' | 'cancelled', startsAt: number, endsAt: number) => ({ name, state, startsAt, endsAt });
  const morning = run('morning', 'completed', 8 * hour, 9 * hour);
  const afternoon = run('afternoon', 'scheduled', 15 * hour, 16 * hour);

  it.each([
    ['one under way', [morning, run('late one', 'running', 8 * hour, 9 * hour), afternoon], 'late one'],
    ['one that is cancelled at this hour', [morning, run('cancelled', 'cancelled', 9.5 * hour, 10.5 * hour), afternoon], 'cancelled'],
    ['the next', [morning, afternoon], 'afternoon'],
    ['the last', [run('earlier', 'completed', 6 * hour, 7 * hour), morning], 'morning'],
  ])('is %s', (_, runs, expected) => expect(answeringRun(runs, now)?.name).toBe(expected));

  it('is none where there are none', () => expect(answeringRun([], now)).toBeUndefined());
});

describe('[CALL-4] a mistyped reference', () => {
  it.each([
    ['swapped', 'c2026012354'], ['left out', 'c202601234'], ['doubled', 'c20260012345'], ['another digit', 'c2026012346'], ['another letter', 'd2026012345'], ['none at the end', 'c202601234'],
  ])('is one slip away: %s', (_, typed) => expect(oneSlipAway(typed)).toContain('c2026012345'));

  it('is not itself, and not two slips away', () => {
    expect(oneSlipAway('c12')).not.toContain('c12');
    expect(oneSlipAway('c2026')).not.toContain('c0262');
  });

  it('stays a list that an index can be asked for', () => expect(oneSlipAway('cmp2026012345').length).toBeLessThan(500));
});
