import type { ProgrammeReport, ReportBlock, ReportBlockOf, ReportWords } from '@sightline/contracts';
import { emptyProgramme } from '../state.js';
import type { Item, PeriodView, Programme } from '../state.js';
import { viewOf } from '../view.js';
import { headlineWords } from './headline.js';
import { reportOf } from './report.js';
import type { ReportSource } from './source.js';

const item = (itemRef: string, kind: Item['kind'], parentRef?: string, more: Partial<Item> = {}): Item => ({ itemRef, kind, title: `The item ${itemRef}`, version: itemRef, ...(parentRef ? { parentRef } : {}), leadRole: 'Head of service', dueDate: '2026-08-31', ...more });

/** A workstream of ours with a Red, a slip and a watermelon to be, and one that another board leads. */
function plan(): Programme {
  const items = [item('A', 'workstream'), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1'), item('A1.2', 'action', 'A1', { dueDate: '2027-01-31' }), item('B', 'workstream', undefined, { ledBy: 'the Area Partnership' }), item('B1.1', 'action', 'B', { ledBy: 'the Area Partnership' })];
  const said = (itemRef: string, period: string, rating: 'red' | 'amber' | 'green', more: object = {}) => ({ id: `${itemRef}:${period}`, itemRef, period, rating, assessedByRole: 'Lead', assessedOn: `${period}-28`, ...more });
  return {
    ...emptyProgramme,
    items: new Map(items.map((one) => [one.itemRef, one])),
    assessments: new Map([
      ['A1', [said('A1', '2026-06', 'green'), said('A1', '2026-09', 'amber')]],
      ['A1.1', [said('A1.1', '2026-06', 'amber'), said('A1.1', '2026-09', 'red', { commentary: 'Guides started untrained.', pathToGreen: { words: 'Courses are booked.', date: '2026-11-30' } })]],
      ['A1.2', [said('A1.2', '2026-06', 'green'), said('A1.2', '2026-09', 'green')]],
    ]),
    measures: new Map([['M1', { measureRef: 'M1', title: 'Mean days to answer', itemRefs: ['A1'], unit: 'days', target: 16, aim: 'at-most' as const, value: 18.4, asOf: '2026-09-30T16:00:00Z', sourceName: 'Register' }]]),
  };
}

function sourceOf(programme: Programme, more: Partial<ReportSource> = {}): ReportSource {
  const view = viewOf(programme);
  if (view === undefined) throw new Error('the plan has a view');
  return { programme: 'Improvement programme', view, contradictions: [], frozen: false, trueAt: '2026-10-14T09:02:00Z', today: '2026-10-14', timeZone: 'Europe/London', demonstration: false, ...more };
}

const plain = (words: ReportWords): string => words.map((span) => (typeof span === 'string' ? span : 'rating' in span ? `[${span.rating}]` : 'warn' in span ? span.warn : span.strong)).join('').replaceAll('\u00a0', ' ');
const section = (report: ProgrammeReport, id: string): readonly ReportBlock[] => report.sections.find((one) => one.id === id)?.blocks ?? [];
const block = <B extends ReportBlock['block']>(report: ProgrammeReport, id: string, kind: B): ReportBlockOf<B> => {
  const found = section(report, id).find((one): one is ReportBlockOf<B> => one.block === kind);
  if (found === undefined) throw new Error(`${id} has no ${kind}`);
  return found;
};
const rows = (report: ProgrammeReport, id: string): string[][] => block(report, id, 'table').rows.map(({ cells }) => cells.map(({ words }) => plain(words)));
const wordsOf = (report: ProgrammeReport, id: string): string => section(report, id).flatMap((one) => (one.block === 'words' ? [plain(one.words)] : [])).join(' ');

const counts = (red: number, redChange: number, blueChange: number, more: Partial<PeriodView> = {}): PeriodView => {
  const tally = { blue: 0, green: 0, amber: 0, red: 0, grey: 0, unrated: 0, ledElsewhere: 0, total: 0 };
  const tallies = (actions: object) => ({ workstreams: tally, projects: tally, actions: { ...tally, ...actions } });
  return { period: '2026-09', previousPeriod: '2026-06', periods: ['2026-06', '2026-09'], counts: tallies({ red }), change: tallies({ red: redChange, blue: blueChange }), percentages: { blue: 0, green: 0, amber: 0, red: 0, grey: 0 }, items: [], ...more };
};

describe('[PROG-90] the highlight report in words', () => {
  it.each([
    [counts(2, 1, 4), '2 actions are Red, 1 more than in June. Blue rose by 4.'],
    [counts(1, -2, -1), '1 action is Red, 2 fewer than in June. Blue fell by 1.'],
    [counts(0, 0, 0), 'No action is Red, as in June. Blue did not change.'],
    [counts(2, 0, 0, { change: null, previousPeriod: null }), '2 actions are Red.'],
    [counts(1, 1, 0, { previousPeriod: '2025-06' }), '1 action is Red, 1 more than in June 2025. Blue did not change.'],
  ])('heads a period with what is Red and what became of Blue: %#', (view, words) => {
    expect(headlineWords(view)).toBe(words);
  });

  it('says the counts in words that agree in number, with those led elsewhere apart', () => {
    const said = wordsOf(reportOf(sourceOf(plan())), 'headline');
    expect(said).toContain('The plan has 2 workstreams, 1 project and 3 actions. 2 actions are rated here; 1 is led by another board and is counted apart: 1 by the Area Partnership.');
    expect(said).toContain('1 is Green (50.0%, as in June)');
    expect(said).toContain('1 is Red (50.0%, 1 more than in June)');
    expect(said).toContain('Of the 1 project rated here, 1 is Amber (1 more than in June).');
  });

  it('tells a period that the board took from one that it has not', () => {
    expect(reportOf(sourceOf(plan())).status).toBe('As it stands at 10:02 on 14 October 2026, not yet taken by the board.');
    expect(reportOf(sourceOf(plan(), { frozen: true, takenAt: '2026-10-12T23:30:00Z' })).status).toBe('Taken by the board on 13 October 2026. Its figures do not change any more.');
  });

  it('gives each Red its narrative, its owner, its path to Green with the date, and its lateness', () => {
    const [red] = block(reportOf(sourceOf(plan())), 'reds', 'entries').entries;
    expect([red?.itemRef, plain(red?.words[0] ?? []), plain(red?.path ?? []), red?.facts?.replaceAll('\u00a0', ' ')]).toEqual(['A1.1', 'Guides started untrained.', 'Courses are booked. Green by 30 November 2026.', 'Head of service. Due 31 August 2026, 44 days late.']);
  });

  it('says what a Red lacks', () => {
    const programme = plan();
    const { commentary: _, pathToGreen: __, ...bare } = programme.assessments.get('A1.1')?.[1] ?? { id: 'x', itemRef: 'A1.1', period: '2026-09', rating: 'red' as const, assessedByRole: 'Lead', assessedOn: '2026-09-28' };
    const [red] = block(reportOf(sourceOf({ ...programme, assessments: new Map(programme.assessments).set('A1.1', [bare]) })), 'reds', 'entries').entries;
    expect([plain(red?.words[0] ?? []), plain(red?.path ?? [])]).toEqual(['No words were given with this rating.', 'No path to Green was given.']);
  });

  it('lists what slipped: the ratings that fell, then what is late, the latest first', () => {
    expect(rows(reportOf(sourceOf(plan())), 'slipped').map(([name, before, now, , , late]) => [name?.slice(0, 4), before, now, late])).toEqual([
      ['A1 T', '[green]', '[amber]', '44 days late'],
      ['A1.1', '[amber]', '[red]', '44 days late'],
    ]);
  });

  it('puts a measure beside the rating, with its unit and its target in words', () => {
    expect(rows(reportOf(sourceOf(plan())), 'projects')).toEqual([['A1 The item A1', '[green]', '[amber]', 'down', '2, worst Red', 'Mean days to answer', '18.4 days', 'at most 16 days']]);
    expect(rows(reportOf(sourceOf(plan())), 'measures')[0]?.slice(0, 5)).toEqual(['Mean days to answer', 'A1', '18.4 days', 'at most 16 days', 'not met']);
  });

  it('says where each figure comes from and when it was true', () => {
    expect(block(reportOf(sourceOf(plan())), 'where-from', 'list').items.map(plain)).toEqual(['Ratings: what the leads assessed for the period, as it stands. True at 10:02 on 14 October 2026.', 'Register: 1 measure, true at 17:00 on 30 September 2026.']);
  });

  it('never averages and never rates what another board leads', () => {
    const report = reportOf(sourceOf(plan()));
    expect(rows(report, 'workstreams')).toContainEqual(['B The item B', '0', '1', 'Led by the Area Partnership, reported quarterly']);
    expect(rows(report, 'projects').flat().join(' ')).not.toContain('B1');
    expect(JSON.stringify(report)).not.toMatch(/average of \d|mean rating/);
  });

  it('[PROG-105] answers whether anything is rated better than it deserves, and tells that before what is untidy', () => {
    const clash = (kind: 'unowned' | 'watermelon', itemRef: string) => ({ kind, itemRef, period: '2026-09', explanation: `${itemRef} clashes.` });
    const report = reportOf(sourceOf(plan(), { contradictions: [clash('unowned', 'A'), clash('watermelon', 'A1.2')] }));
    expect(wordsOf(report, 'contradictions')).toContain('Yes: 1 of the 1 item rated Green or Blue is better than the evidence (1 watermelon).');
    expect(block(report, 'contradictions', 'entries').entries.map(({ itemRef }) => itemRef)).toEqual(['A1.2', 'A']);
  });

  it('says so where there is nothing to tell, instead of leaving a heading bare', () => {
    const calm = plan();
    const report = reportOf(sourceOf({ ...calm, assessments: new Map([['A1.2', calm.assessments.get('A1.2') ?? []]]), measures: new Map() }, { today: '2026-01-01' }));
    for (const id of ['reds', 'contradictions', 'slipped', 'measures']) expect([id, wordsOf(report, id)]).toEqual([id, expect.stringMatching(/^(Is anything rated better than it deserves\? )?(No|Nothing)[ :]/)]);
  });
});
