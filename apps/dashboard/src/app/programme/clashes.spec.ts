import type { Contradiction, ContradictionKind, ProgrammeItem, Rating, Suggestion } from '@sightline/contracts';
import { answer, clashesOf, grouped } from './clashes';

const item = (itemRef: string, rating: Rating | null, parentRef: string | null = null, more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({ itemRef, kind: parentRef === null ? 'workstream' : 'action', parentRef, title: `The ${itemRef}`, version: 'v', rating, previousRating: null, travel: null, measures: [], ...more });
const clash = (kind: ContradictionKind, itemRef: string): Contradiction => ({ kind, itemRef, period: '2026-09', explanation: `${itemRef} clashes.` });
const review = (itemRef: string, rating: Rating, proposed: Rating): Suggestion => ({ itemRef, period: '2026-09', rating, proposed, explanation: 'The evidence moved.' });
const items = [item('A', 'amber'), item('A1', 'green', 'A'), item('A2', 'blue', 'A'), item('A10', 'green', 'A'), item('B', null), item('B1', 'green', 'B', { ledBy: 'the Area Partnership' })];

describe('is anything rated better than it deserves', () => {
  const said = (contradictions: readonly Contradiction[], suggestions: readonly Suggestion[] = []): string => answer(items, clashesOf(items, contradictions, suggestions)).words;
  it('No, when nothing speaks against a Green or a Blue; what another board leads is not counted', () => {
    expect(said([clash('unowned', 'A'), clash('unmoving-amber', 'A')])).toBe('No: nothing that is on record speaks against any of the 3 items rated Green or Blue.');
  });
  it('Yes, with how many and why; an item with two reasons is one item', () => {
    expect(said([clash('watermelon', 'A1'), clash('done-with-open-actions', 'A1'), clash('blue-too-soon', 'A2')], [review('A1', 'green', 'amber'), review('A2', 'blue', 'green')])).toBe(
      'Yes: 2 of the 3 items rated Green or Blue are better than the evidence (1 watermelon, 1 Blue too soon, 1 done with open actions).',
    );
  });
  it('Yes, when a review alone proposes a worse rating, and not when it proposes Blue', () => {
    expect(said([], [review('A1', 'green', 'amber')])).toBe('Yes: 1 of the 3 items rated Green or Blue is better than the evidence (1 to review).');
    expect(said([], [review('A1', 'green', 'blue')])).toMatch(/^No/);
  });
  it('says that nothing is rated Green or Blue', () => {
    expect(answer([item('A', 'amber')], []).words).toBe('Nothing is rated Green or Blue.');
  });
});

describe('the list of contradictions', () => {
  it('groups by kind, worst first, each by reference as people count', () => {
    const groups = grouped(clashesOf(items, [clash('unowned', 'A'), clash('watermelon', 'A10'), clash('watermelon', 'A2'), clash('watermelon', 'A1')], []));
    expect(groups.map(({ kind, clashes }) => [kind, clashes.map(({ itemRef }) => itemRef)])).toEqual([['watermelon', ['A1', 'A2', 'A10']], ['unowned', ['A']]]);
  });
  it('puts a review beside the clash that it answers, once, and by itself where nothing clashes', () => {
    const clashes = clashesOf(items, [clash('watermelon', 'A1'), clash('done-with-open-actions', 'A1'), clash('unowned', 'A')], [review('A1', 'green', 'amber'), review('A', 'amber', 'green')]);
    expect(clashes.map(({ key, review: one }) => [key, one?.proposed ?? null])).toEqual([['watermelon:A1:2026-09', 'amber'], ['done-with-open-actions:A1:2026-09', null], ['unowned:A:2026-09', null], ['review:A', 'green']]);
  });
  it('knows the workstream of each', () => {
    expect(clashesOf(items, [clash('watermelon', 'A1'), clash('headline-and-travel', 'programme')], []).map(({ workstream }) => workstream)).toEqual(['A', '']);
  });
});
