import type { EventData, Rating } from '@sightline/contracts';
import * as fc from 'fast-check';
import { historyOf } from './assessments.js';
import { compareViews } from './compare.js';
import { decideProgramme } from './decide.js';
import type { ProgrammeEvent } from './decide.js';
import { asEntered } from './measures/index.js';
import { recordsOf } from './records.js';
import { shownTallies } from './report/matrix.js';
import { emptyProgramme } from './state.js';
import type { Programme } from './state.js';
import { viewOf } from './view.js';

type Said = Pick<ProgrammeEvent, 'type' | 'data'> & { readonly id?: string; readonly on?: string };
let serial = 0;
const play = (events: readonly Said[], from: Programme = emptyProgramme): Programme =>
  events.reduce((programme, event) => decideProgramme(programme, { id: `e${++serial}`, on: '2026-10-01', at: '2026-10-01T09:00:00Z', by: 'office', ...event } as ProgrammeEvent, asEntered), from);
const on = (date: string, events: readonly Said[]): Said[] => events.map((event) => ({ ...event, on: date }));

const item = (itemRef: string, kind: 'workstream' | 'project' | 'action', parentRef?: string, more: object = {}): Said =>
  ({ type: 'programme.item-upserted', data: { itemRef, kind, title: itemRef, leadRole: 'Head of service', dueDate: '2027-03-31', ...(parentRef === undefined ? {} : { parentRef }), ...more } });
const assessed = (itemRef: string, period: string, rating: Rating, more: object = {}): Said =>
  ({ type: 'programme.assessed', data: { itemRef, period, rating, assessedByRole: 'Head of service', assessedOn: `${period}-28`, ...more } });
const risk = (score: number, more: object = {}): Said => ({ type: 'programme.risk-upserted', data: { riskRef: 'R1', description: 'Too few drivers', scoreBefore: 20, scoreAfter: score, ...more } });
const recommended = (category: EventData<'programme.recommendation-upserted'>['category'], more: object = {}): Said =>
  ({ type: 'programme.recommendation-upserted', data: { recommendationRef: 'REC1', body: 'Scrutiny committee', recommendation: 'Count the runs', originalDueDate: '2026-08-01', category, ...more } });
const milestone = (dueDate: string, more: object = {}): Said => ({ type: 'programme.milestone-upserted', data: { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate, ...more } });
const decision = (more: object = {}): Said => ({ type: 'programme.decision-upserted', data: { decisionRef: 'D1', title: 'Buy or hire', dueDate: '2026-09-20', ...more } });
const frozen = (period: string): Said => ({ type: 'programme.period-frozen', data: { period } });
const measure = (value: number): Said => ({ type: 'programme.measure-upserted', data: { measureRef: 'M1', title: 'On time', itemRefs: ['A1'], unit: '%', target: 95, aim: 'at-least', value } });
const removed = (itemRef: string): Said => ({ type: 'programme.item-removed', data: { itemRef } });

const scheme = (code: string, label: string) => ({ scheme: 'Scrutiny', code, label });
const june = on('2026-07-01', [item('A', 'workstream'), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1'), item('A1.2', 'action', 'A1'), assessed('A1', '2026-06', 'amber'), assessed('A1.1', '2026-06', 'green'), risk(12), recommended(scheme('4', 'In progress')), milestone('2026-08-01'), decision(), measure(90)]);
const find = <T>(all: readonly T[], index = 0): T => all[index] as T;
const records = (programme: Programme, today = '2026-10-01', previous: string | null = '2026-06') => recordsOf(programme, today, previous);

describe('a risk', () => {
  it('[PROG-13] has its score against the period before, as the board saw it then', () => {
    const taken = play([...june, frozen('2026-06'), risk(16)]);
    expect(find(records(taken).risks)).toMatchObject({ score: 16, previousScore: 12, change: 4 });
  });
  it('[PROG-13] is compared with what was told by the end of a period that was not taken; one that was not there is new', () => {
    const programme = play([...on('2026-06-20', [risk(12)]), ...on('2026-07-20', [risk(9)])]);
    expect(find(records(programme).risks)).toMatchObject({ previousScore: 12, change: -3 });
    expect(find(records(play([risk(9)])).risks)).toMatchObject({ previousScore: null, change: null });
  });
});

describe('a recommendation', () => {
  it.each<[string, EventData<'programme.recommendation-upserted'>['category'], object, string[]]>([
    ['its own label', scheme('1', 'Achieved'), { achievedDate: '2026-08-01' }, []],
    ['its own label in other letters, with its code before it', scheme('4', '4 - in  progress'), {}, []],
    ['its own label without the remark in brackets', scheme('2', 'Not achieved'), { obstacle: 'No posts' }, []],
    ['a label that begins with the letter of its code', { scheme: 'Own', code: 'N', label: 'Not met' }, {}, []],
    ['another label', scheme('2', 'Achieved (Late)'), { obstacle: 'No posts' }, ['label-disagrees']],
    ['a code that the scheme has not', scheme('9', 'Postponed'), {}, ['unknown-code']],
    ['a scheme that nobody described', { scheme: 'Ombudsman', code: '1', label: 'Done' }, {}, ['unknown-scheme']],
    ['not achieved without a date', scheme('3', 'Not achieved'), {}, ['no-anticipated-date']],
    ['not achieved without an obstacle', scheme('2', 'Not achieved'), {}, ['no-obstacle']],
    ['achieved on no day', scheme('5', 'Achieved, outcomes monitored'), {}, ['no-achieved-date']],
    ['no category', undefined, {}, []],
  ])('[PROG-14] with %s', (_, category, more, findings) => {
    const own: Said = { type: 'programme.scheme-upserted', data: { scheme: 'Own', categories: [{ code: 'N', label: 'Not met' }] } };
    expect(find(records(play([own, recommended(category, more)])).recommendations).findings.map(({ finding }) => finding)).toEqual(findings);
  });
  it('[PROG-14] says against which key a label disagrees', () => {
    const { findings } = find(records(play([recommended(scheme('2', 'Achieved (Late)'), { obstacle: 'x' })])).recommendations);
    expect(find(findings).explanation).toBe('Assessed as "2 – Achieved (Late)", but in the Scrutiny scheme 2 means "Not achieved (obstacle)".');
  });
  it('[PROG-14] is judged by a scheme of its own body once that is told', () => {
    const own: Said = { type: 'programme.scheme-upserted', data: { scheme: 'Ombudsman', categories: [{ code: '1', label: 'Done', achieved: true }] } };
    const programme = play([recommended({ scheme: 'Ombudsman', code: '1', label: 'Done' }, { achievedDate: '2026-08-11' }), own]);
    expect(find(records(programme).recommendations)).toMatchObject({ achieved: true, lateDays: 10, findings: [] });
  });
  it.each<[string, EventData<'programme.recommendation-upserted'>['category'], object, number | null, number | null]>([
    ['achieved twelve days late', scheme('1', 'Achieved'), { achievedDate: '2026-08-13' }, 12, null],
    ['achieved early', scheme('1', 'Achieved'), { achievedDate: '2026-07-30' }, -2, null],
    ['said to be achieved and, by its key, not', scheme('2', 'Achieved (Late)'), { achievedDate: '2026-08-13' }, 12, null],
    ['open and overdue', scheme('4', 'In progress'), { anticipatedDate: '2026-12-01' }, 61, 122],
    ['open and not yet due', scheme('4', 'In progress'), { originalDueDate: '2026-10-01' }, null, null],
    ['without a due date', scheme('4', 'In progress'), { originalDueDate: undefined }, null, null],
  ])('[PROG-14] %s', (_, category, more, lateDays, expectedLateDays) => {
    expect(find(records(play([recommended(category, more)])).recommendations)).toMatchObject({ lateDays, expectedLateDays });
  });
  it('[PROG-14] keeps what was told of its progress over time, once each', () => {
    const programme = play([...on('2026-03-01', [recommended(scheme('4', 'In progress'), { evidence: 'Begun' })]), ...on('2026-05-01', [recommended(scheme('4', 'In progress'), { evidence: 'Begun', theme: 'Safety' })]), ...on('2026-06-01', [recommended(scheme('4', 'In progress'), { evidence: 'Half done' })])]);
    expect(find(records(programme).recommendations).progress).toEqual([{ on: '2026-03-01', evidence: 'Begun', category: '4 – In progress' }, { on: '2026-06-01', evidence: 'Half done', category: '4 – In progress' }]);
  });
});

describe('milestones, decisions and due dates', () => {
  it('[PROG-12] a milestone remembers the date that it was first given, and how late it is', () => {
    expect(find(records(play([...june, frozen('2026-06'), milestone('2026-09-15')])).milestones)).toMatchObject({ firstDueDate: '2026-08-01', slippedDays: 45, previousDueDate: '2026-08-01', lateDays: 16 });
    expect(find(records(play([milestone('2026-09-15', { achievedDate: '2026-09-10' })])).milestones)).toMatchObject({ slippedDays: 0, lateDays: -5 });
  });
  it('[PROG-12] an item remembers the due date it was first given and the one that the period before had', () => {
    const programme = play([...june, frozen('2026-06'), item('A1.1', 'action', 'A1', { dueDate: '2027-06-30' }), assessed('A1.1', '2026-09', 'amber'), item('A1.1', 'action', 'A1', { dueDate: '2027-07-31' })]);
    const of = (ref: string) => viewOf(programme)?.items.find(({ itemRef }) => itemRef === ref);
    expect(of('A1.1')).toMatchObject({ dueDate: '2027-07-31', firstDueDate: '2027-03-31', previousDueDate: '2027-03-31' });
    expect(of('A1.2')).not.toHaveProperty('previousDueDate');
    expect(historyOf(programme, 'A1.1').dueDates.map(({ dueDate }) => dueDate)).toEqual(['2027-03-31', '2027-06-30', '2027-07-31']);
  });
  it('a decision is late until it is taken', () => {
    expect(find(records(play([decision()])).decisions)).toMatchObject({ decided: false, lateDays: 11 });
    expect(find(records(play([decision({ decidedDate: '2026-09-20', outcome: 'Hire' })])).decisions)).toMatchObject({ decided: true, lateDays: 0 });
  });
  it('[PROG-11] an item that leaves takes what is below it along, and what was said of it counts again if it comes back', () => {
    const programme = play([removed('A1')], play(june));
    expect([...programme.items.keys()]).toEqual(['A']);
    expect(viewOf(play([item('A1.1', 'action', 'A')], programme))?.items.find(({ itemRef }) => itemRef === 'A1.1')?.rating).toBe('green');
  });
});

describe('the history of an item', () => {
  it('[PROG-15] says of each assessment whether it counts, what corrected it and which way it went', () => {
    const programme = play([...june, { ...assessed('A1', '2026-09', 'green'), id: 'slip' }, { ...assessed('A1', '2026-09', 'red', { corrects: 'slip' }), id: 'mended' }]);
    expect(historyOf(programme, 'A1').items.map(({ period, rating, counts, travel, correctedBy }) => [period, rating, counts, travel, correctedBy])).toEqual([
      ['2026-06', 'amber', true, 'new', undefined],
      ['2026-09', 'green', false, null, 'mended'],
      ['2026-09', 'red', true, 'down', undefined],
    ]);
  });
  it('[PROG-15] what is said of a period that the board has taken is kept and does not count', () => {
    const programme = play([...june, frozen('2026-06'), { ...assessed('A1', '2026-06', 'green'), id: 'late' }]);
    expect(historyOf(programme, 'A1').items.map(({ id, counts, frozen: taken }) => [id === 'late', counts, taken])).toEqual([[false, true, true], [true, false, true]]);
  });
});

it('[PROG-15] an item that nobody had rated when its period was taken stays unrated there, without the words said later', () => {
  const programme = play([...june, frozen('2026-06'), assessed('A1.2', '2026-06', 'red', { commentary: 'Late words' })]);
  expect(viewOf(programme)?.items.find(({ itemRef }) => itemRef === 'A1.2')).toMatchObject({ rating: null });
  expect(viewOf(programme)?.items.find(({ itemRef }) => itemRef === 'A1.2')).not.toHaveProperty('commentary');
});

const anyEvent = fc.oneof(
  fc.record({ ref: fc.constantFrom('A', 'A1', 'A1.1', 'A9'), rating: fc.constantFrom<Rating>('red', 'amber', 'green', 'blue', 'grey'), period: fc.constantFrom('2026-03', '2026-06', '2026-09'), corrects: fc.constantFrom(undefined, 'first') }).map(({ ref, rating, period, corrects }) => assessed(ref, period, rating, { corrects })),
  fc.record({ ref: fc.constantFrom('A1', 'A1.1', 'A9'), dueDate: fc.constantFrom('2026-01-01', '2028-01-01'), parentRef: fc.constantFrom('A', 'A9', undefined) }).map(({ ref, dueDate, parentRef }) => item(ref, 'action', parentRef, { dueDate })),
  fc.constantFrom('A', 'A1', 'A1.1').map(removed),
  fc.integer({ min: 0, max: 25 }).map((score) => risk(score)),
  fc.integer({ min: 0, max: 100 }).map(measure),
  fc.constantFrom(milestone('2027-01-01'), decision({ decidedDate: '2026-10-01' }), recommended(scheme('1', 'Achieved')), frozen('2026-06'), frozen('2026-09')),
  fc.constant<Said>({ type: 'programme.headline-declared', data: { period: '2026-06', counts: { actions: { red: 9 } } } }),
  fc.constant<Said>({ type: 'programme.scheme-upserted', data: { scheme: 'Scrutiny', categories: [{ code: '4', label: 'Late' }] } }),
);

describe('a period that the board took', () => {
  const taken = play([...june, frozen('2026-06')]);
  it('[PROG-5] holds what stood beside the ratings and what clashed, and when it was taken by whom', () => {
    const view = play([...june, item('A1.4', 'action', 'A1', { leadRole: undefined }), frozen('2026-06')]).frozen.get('2026-06');
    expect(view).toMatchObject({ taken: { at: '2026-10-01T09:00:00Z', by: 'office' }, risks: [{ score: 12 }], recommendations: [{ recommendationRef: 'REC1' }], milestones: [{ dueDate: '2026-08-01' }], decisions: [{ decided: false }] });
    expect(view?.contradictions).toContainEqual(expect.objectContaining({ kind: 'unowned', itemRef: 'A1.4' }));
    expect(view?.items.find(({ itemRef }) => itemRef === 'A1')?.measures).toMatchObject([{ value: 90 }]);
  });
  it('[PROG-5] reads the same, byte for byte, whatever is told afterwards', () => {
    const before = JSON.stringify(taken.frozen.get('2026-06'));
    fc.assert(fc.property(fc.array(anyEvent, { maxLength: 200 }), (events) => JSON.stringify(play(events, taken).frozen.get('2026-06')) === before), { numRuns: 50 });
  });
});

describe('the newest period, once the board has taken it', () => {
  const taken = play([...june, frozen('2026-06')]);
  const shown = (programme: Programme) => viewOf(programme)?.asTaken;
  it('[PROG-108] keeps its workstreams as they were taken, and tells apart what came and went since', () => {
    const now = shown(play([item('A1.9', 'action', 'A1'), removed('A1.2'), item('C', 'workstream')], taken));
    expect(now).toMatchObject({ added: 2, removed: 1, workstreams: [{ itemRef: 'A', projects: 1, actions: { green: 1, unrated: 1, total: 2 } }] });
    expect(shown(taken)).toEqual({ ...now, added: 0, removed: 0 });
    expect(shown(play(june))).toBeUndefined();
    expect(shown(play([assessed('A1', '2026-09', 'red')], taken))).toBeUndefined();
  });
  it('[PROG-108] shows its rows as taken, whatever items there are now; else from the items', () => {
    const view = viewOf(play([item('A1.9', 'action', 'A1')], taken)) ?? never();
    const totals = (counts: typeof view | null) => shownTallies(counts, view.items).map(({ item: { itemRef }, actions }) => [itemRef, actions.total]);
    expect([totals(view), totals(null)]).toEqual([[['A', 2]], [['A', 3]]]);
  });
});

describe('a rating that the board overruled', () => {
  const overruled = { overruled: { reason: 'The inspector signed it off.' } };
  const before = play([...june, assessed('A1.1', '2026-06', 'blue', overruled), frozen('2026-06')]);
  const now = viewOf(play([assessed('A1.1', '2026-09', 'green'), assessed('A1', '2026-09', 'blue', overruled)], before)) ?? never();
  it('[PROG-107] is marked as the rating before, in the next period and in a comparison', () => {
    expect(now.items.map(({ itemRef, previousOverruled }) => [itemRef, previousOverruled === true])).toEqual([['A', false], ['A1', false], ['A1.1', true], ['A1.2', false]]);
    const { items } = compareViews(before.frozen.get('2026-06') ?? never(), now, { from: true, to: false });
    expect(items.filter(({ what }) => what === 'rating').map(({ ref, fromOverruled, toOverruled }) => [ref, fromOverruled, toOverruled])).toEqual([['A1', undefined, true], ['A1.1', true, undefined]]);
  });
  it('[PROG-107] is not marked once another one took its place', () => {
    const corrected = viewOf(play([assessed('A1.1', '2026-09', 'green')], play([...june, assessed('A1.1', '2026-06', 'blue', overruled), assessed('A1.1', '2026-06', 'amber')])));
    expect(corrected?.items.find(({ itemRef }) => itemRef === 'A1.1')?.previousOverruled).toBeUndefined();
  });
});

describe('two periods side by side', () => {
  const later = play([...june, frozen('2026-06'), assessed('A1', '2026-09', 'red'), assessed('A1.1', '2026-09', 'green'), item('A1.1', 'action', 'A1', { dueDate: '2027-04-30' }), removed('A1.2'), item('A1.3', 'action', 'A1'), risk(16), recommended(scheme('1', 'Achieved'), { achievedDate: '2026-09-01' }), milestone('2026-09-15'), decision({ decidedDate: '2026-09-30', outcome: 'Hire' }), measure(96)]);
  const view = viewOf(later);
  const difference = compareViews(later.frozen.get('2026-06') ?? never(), { ...(view ?? never()), ...recordsOf(later, '2026-10-01', '2026-06') }, { from: true, to: false });
  const rows = difference.items.map(({ of, ref, what, from, to, travel, days }) => [of, ref, what, from, to, travel, days]);
  it('[PROG-16] tells each thing that differs, with both of its values', () => {
    expect(rows).toEqual([
      ['project', 'A1', 'rating', 'amber', 'red', 'down', null],
      ['action', 'A1.1', 'due-date', '2027-03-31', '2027-04-30', 'down', 30],
      ['action', 'A1.2', 'removed', null, null, null, null],
      ['action', 'A1.3', 'new', null, null, null, null],
      ['measure', 'M1', 'value', 90, 96, 'up', null],
      ['risk', 'R1', 'score', 12, 16, 'down', null],
      ['recommendation', 'REC1', 'category', '4 – In progress', '1 – Achieved', 'up', null],
      ['milestone', 'MS1', 'due-date', '2026-08-01', '2026-09-15', 'down', 45],
      ['decision', 'D1', 'decided', null, '2026-09-30', 'up', null],
    ]);
    expect(difference.unchanged).toBe(1);
  });
  it('[PROG-16] a period differs from itself in nothing', () => {
    const same = later.frozen.get('2026-06') ?? never();
    expect(compareViews(same, same, { from: true, to: true })).toMatchObject({ items: [], unchanged: same.items.length });
  });
  it('[PROG-16] says nothing of risks where a period was taken before they were kept', () => {
    const { risks: _, ...bare } = later.frozen.get('2026-06') ?? never();
    expect(compareViews(bare, { ...bare, risks: [] }, { from: true, to: false }).items).toEqual([]);
  });
});

function never(): never {
  throw new Error('this cannot be');
}
