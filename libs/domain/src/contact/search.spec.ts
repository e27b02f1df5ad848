import { answeringRun, likeness, ranked } from './search.js';

const find = (typed: string, names: string[]): string[] => ranked(typed, names.map((name) => ({ terms: [name] })), 5).map(({ terms: [name] }) => name ?? '');

describe('finding what a caller names', () => {
  const schools = ['Beechwood School', 'Beech Hill Academy', 'Larch Hall', 'Oakfield School', 'Wood Green'];

  it('puts the same before what begins so, before what holds it', () => {
    expect(find('412', ['R412', '4120', '412', '341'])).toEqual(['412', '4120', 'R412']);
  });

  it.each([
    ['beachwood', 'Beechwood School'],
    ['oakfeild', 'Oakfield School'],
    ['larch hal', 'Larch Hall'],
    ['BEECHWOOD', 'Beechwood School'],
  ])('forgives "%s"', (typed, expected) => expect(find(typed, schools)[0]).toBe(expected));

  it('finds nothing for what is like nothing', () => expect(find('zzzq', schools)).toEqual([]));

  it('does not count case, accents and punctuation', () => expect(likeness("st. mary's", 'St Mary’s')).toBe(3));

  it('takes the best of what a thing may be called', () => {
    expect(ranked('bv23', [{ terms: ['V-0017', 'BV23 XYZ'] }], 5)).toHaveLength(1);
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
