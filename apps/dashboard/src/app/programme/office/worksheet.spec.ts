import type { ProgrammeItem } from '@sightline/contracts';
import { assessmentFrom, emptyEntry, isWritten, lacks } from './entry';
import { dataOf, kindsOf, missingIn, valuesOf } from './record-kinds';
import { isShown, isWithin, monthsAfter, nextAfter, periodChoices, rowsOf } from './worksheet';

const item = (itemRef: string, kind: ProgrammeItem['kind'], parentRef: string | null, more: Partial<ProgrammeItem> = {}): ProgrammeItem => ({ itemRef, kind, parentRef, title: itemRef, version: 'v', rating: null, previousRating: null, travel: null, measures: [], ...more });

describe('the worksheet of a period', () => {
  const items = [item('A', 'workstream', null), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1', { leadRole: 'Head', dueDate: '2026-12-20' }), item('A1.2', 'action', 'A1', { ledBy: 'another board' })];
  const rows = rowsOf(items, new Map([['A1.1', item('A1.1', 'action', 'A1', { rating: 'amber', assessmentId: 'e1' })]]), new Map(), []);
  const row = rows.find((each) => each.item.itemRef === 'A1.1');

  it('lists what is rated here, with where it belongs and what stands of it', () => {
    expect(rows.map((each) => each.item.itemRef)).toEqual(['A', 'A1', 'A1.1']);
    expect([row?.workstreamRef, row?.projectRef, row?.said?.id, row?.before]).toEqual(['A', 'A1', 'e1', null]);
  });

  it('is narrowed by what is chosen, and shows what still waits, worries or is due', () => {
    const filter = { kind: 'action', workstream: 'A', project: '', lead: 'Head', show: 'all' } as const;
    expect(rows.filter((each) => isWithin(each, filter)).map((each) => each.item.itemRef)).toEqual(['A1.1']);
    expect(row && (['todo', 'worry', 'due', 'flagged', 'all'] as const).map((show) => isShown(row, show, '2026-12-01'))).toEqual([false, true, true, false, true]);
    expect(row && isShown(row, 'due', '2026-11-01')).toBe(false);
  });

  it('goes on to the next that waits, around the end, and stops where none does', () => {
    const waits = (ref: string): boolean => ref !== 'b';
    expect([nextAfter(['a', 'b', 'c'], 'a', waits), nextAfter(['a', 'b', 'c'], 'c', waits), nextAfter(['b'], 'b', waits), nextAfter(['a'], null, waits)]).toEqual(['c', 'a', null, 'a']);
  });

  it('offers the next period in the rhythm of those there are', () => {
    expect(monthsAfter('2026-11', 3)).toBe('2027-02');
    expect(periodChoices(['2026-06', '2026-09'], '2026-10-14')).toEqual(['2026-12', '2026-09', '2026-06']);
    expect(periodChoices(['2026-08', '2026-09'], '2026-10-14')[0]).toBe('2026-10');
    expect(periodChoices([], '2026-10-14')).toEqual(['2026-10']);
  });
});

describe('an entry', () => {
  it('becomes the event: a path to green belongs to a Red alone, and what is empty is not sent', () => {
    const written = { ...emptyEntry, rating: 'amber', pathWords: 'More posts.', pathDate: '2027-01-31', role: ' Head ' } as const;
    const subject = { itemRef: 'A1.1', period: '2026-12', today: '2026-12-04', corrects: 'e1' };
    expect(assessmentFrom(written, subject)).toEqual({ itemRef: 'A1.1', period: '2026-12', rating: 'amber', assessedByRole: 'Head', assessedOn: '2026-12-04', corrects: 'e1' });
    expect(assessmentFrom({ ...written, rating: 'red' }, subject).pathToGreen).toEqual({ words: 'More posts.', date: '2027-01-31' });
  });

  it('says what it lacks by field, and whether anybody wrote in it', () => {
    expect(Object.keys(lacks(emptyEntry))).toEqual(['data.rating', 'data.assessedByRole']);
    expect([isWritten({ ...emptyEntry, role: 'Head' }), isWritten({ ...emptyEntry, commentary: 'x' })]).toEqual([false, true]);
  });
});

describe('a record in its form', () => {
  it('[PROG-51] keeps what the form does not show, and drops what was emptied', () => {
    const kind = kindsOf.risk;
    const base = { riskRef: 'R1', description: 'Old', mitigation: 'Gone soon', scoreBefore: 12, unknownField: 7 };
    const values = { ...valuesOf(kind, base), description: 'New', mitigation: ' ', itemRefs: 'A1, A1.2' };
    expect(dataOf(kind, 'R1', values, base)).toEqual({ riskRef: 'R1', description: 'New', scoreBefore: 12, itemRefs: ['A1', 'A1.2'], unknownField: 7 });
  });

  it('[PROG-51] shows and makes what lies deeper, and asks for what is needed', () => {
    const kind = kindsOf.recommendation;
    const base = { recommendationRef: 'S1', body: 'Scrutiny', recommendation: 'Count', category: { scheme: 'scrutiny', code: '4', label: 'In progress' }, longTerm: true };
    expect(dataOf(kind, 'S1', valuesOf(kind, base), base)).toEqual(base);
    expect(missingIn(kindsOf.measure, { title: 'T', target: 'many' })).toEqual({ 'data.target': 'Target is a number.', 'data.aim': 'Aim is needed.' });
  });
});
