import type { Comparison, ComparisonRow, MilestoneView, ProgrammeItem } from '@sightline/contracts';
import { changesInWords, lateness, slipsOf } from './changes';
import { comparisonInWords, distance, valueName } from './compare/compare-words';

const item = (itemRef: string, more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({ itemRef, kind: 'action', parentRef: null, title: itemRef, version: 'v', rating: 'amber', previousRating: 'amber', travel: 'level', measures: [], ...more });
const milestone = (more: Partial<MilestoneView>): MilestoneView => ({ milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters', dueDate: '2026-12-01', version: 'v', firstDueDate: '2026-10-01', slippedDays: 61, previousDueDate: '2026-11-01', lateDays: null, ...more });

describe('what changed, in words', () => {
  it.each<[string, ProgrammeItem[], string | null, string]>([
    ['nothing', [item('A1')], '2026-06', 'Since June, no rating has changed.'],
    ['one fell', [item('A1', { travel: 'down' })], '2026-06', 'Since June, 1 action fell.'],
    ['both ways, projects apart', [item('A', { kind: 'project', travel: 'up' }), item('A1', { travel: 'down' }), item('A2', { travel: 'up' }), item('A3', { travel: 'up' })], '2026-06', 'Since June, 1 action fell and 2 rose; 1 project rose.'],
    ['no period before', [item('A1', { travel: 'new' })], null, 'This is the first period, so there is nothing to compare it with.'],
  ])('%s', (_, items, previous, words) => expect(changesInWords(items, previous)).toBe(words));
});

describe('what slipped', () => {
  it('is what is open and due later than the period before had it, the furthest first', () => {
    const slips = slipsOf(
      [
        item('A1', { dueDate: '2026-12-11', previousDueDate: '2026-12-01' }),
        item('A2', { dueDate: '2026-11-01', previousDueDate: '2026-12-01' }),
        item('A3', { dueDate: '2027-12-01', previousDueDate: '2026-12-01', rating: 'green' }),
        item('A4', { dueDate: '2026-12-01' }),
      ],
      [milestone({}), milestone({ milestoneRef: 'MS2', achievedDate: '2026-12-01' }), milestone({ milestoneRef: 'MS3', previousDueDate: null })],
    );
    expect(slips.map(({ ref, days }) => [ref, days])).toEqual([['MS1', 30], ['A1', 10]]);
  });
  it.each([[12, '12 days late'], [1, '1 day late'], [0, 'on the day'], [-2, '2 days early']])('%i days is %s', (days, words) => expect(lateness(days)).toBe(words));
});

describe('a comparison', () => {
  const row = (more: Partial<ComparisonRow>): ComparisonRow => ({ of: 'action', ref: 'A1', title: 'A1', what: 'rating', from: null, to: null, travel: null, days: null, ...more });
  const between = (items: ComparisonRow[]): Comparison => ({ from: { period: '2026-06' }, to: { period: '2026-09' }, items }) as Comparison;
  it('is told in one sentence', () => {
    expect(comparisonInWords(between([]))).toBe('From June 2026 to September 2026 nothing changed.');
    expect(comparisonInWords(between([row({ travel: 'down' }), row({ travel: 'up' }), row({ what: 'due-date', days: 3 }), row({ what: 'due-date', days: -3 })]))).toBe('From June 2026 to September 2026, 1 rating fell, 1 rose, and 1 date moved later.');
  });
  it.each<[ComparisonRow, string]>([
    [row({ what: 'due-date', days: 28 }), '28 days later'],
    [row({ what: 'due-date', days: -1 }), '1 day sooner'],
    [row({ what: 'score', from: 12, to: 15, travel: 'down' }), '+3, worse'],
    [row({ what: 'value', from: 90, to: 92.5, travel: 'up' }), '+2.5, better'],
    [row({ travel: 'down' }), 'down'],
    [row({ what: 'new' }), ''],
  ])('says how far each thing went', (one, words) => expect(distance(one)).toBe(words));
  it('writes dates and figures as a reader does', () => {
    expect([valueName('2026-12-01', 'due-date'), valueName(1234.5, 'value'), valueName(null, 'new'), valueName('4 – In progress', 'category')]).toEqual(['1 December 2026', '1,234.5', '–', '4 – In progress']);
  });
});
