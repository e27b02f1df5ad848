import type { PlanImportProfile } from '@sightline/contracts';
import { planImportProfile } from '@sightline/contracts';
import fc from 'fast-check';
import type { SheetRow } from '../../sheets/cells.js';
import { decideProgramme } from '../decide.js';
import type {  } from '../decide.js';
import { emptyProgramme } from '../state.js';
import type { Programme } from '../state.js';
import { asEntered } from '../measures/index.js';
import { viewOf } from '../view.js';
import { periodIn } from './periods.js';
import { readPlan } from './plan.js';
import type { PlanReading } from './plan.js';
import type { PlanSheet, SheetLooks } from './plan-sheet.js';
import { colourTolerance, ratingOfFill, statusOf, travelOfWords } from './ratings.js';
import { levelsOf, namedOf } from './reference.js';
import { planStepsFor } from './steps.js';
import type { PlanSteps } from './steps.js';
import { leadsOf } from './values.js';

const today = '2026-10-05';
const plain = planImportProfile.parse({ name: 'plain' });
const sheetOf = (rows: readonly SheetRow[], name = '', looks?: SheetLooks): PlanSheet => ({ name, rows, lines: rows.map((_, index) => index + 1), looks });

let serial = 0;
interface Taken {
  readonly reading: PlanReading;
  readonly steps: readonly PlanSteps[];
  readonly programme: Programme;
}
/** Reads a plan and lets what it says happen, as an import does. */
function taken(sheets: readonly PlanSheet[], { profile = {}, known = emptyProgramme, period }: { profile?: Partial<PlanImportProfile>; known?: Programme; period?: string } = {}): Taken {
  const reading = readPlan(sheets, { profile: { ...plain, ...profile }, periods: { ...(period && { period }) }, known });
  if ('refusal' in reading) throw new Error(reading.refusal);
  const steps = reading.items.flatMap((item) => {
    const each = planStepsFor(item, known, today);
    return 'problem' in each ? [] : [each];
  });
  const programme = steps.flatMap(({ events }) => events).reduce((before, event) => decideProgramme(before, { id: `p${++serial}`, on: today, at: `${today}T09:00:00Z`, by: 'import:programme', ...event }, asEntered), known);
  return { reading, steps, programme };
}
const one = (head: SheetRow, row: SheetRow, more: Parameters<typeof taken>[1] = {}): Taken => taken([sheetOf([head, row])], { period: '2026-09', ...more });
const problems = ({ reading }: Taken): unknown[] => reading.rejected.flatMap((row) => row.problems.map(({ line, column, value, reason }) => [line, column, value, reason]));

/** Workstream and project are named once, and blank below. */
const merged: readonly SheetRow[] = [
  ['SEND improvement plan – position at 30 September 2026'],
  ['', '', '', '', 'Who', 'When', 'Rating', '', ''],
  ['Workstream', 'Project', 'Ref', 'Action', 'Lead(s)', 'By when', 'Previous BRAG', 'Current BRAG', 'DoT'],
  ['A – Home to school transport', 'A1 Contracts and operators', 'A1.1', 'Re-let the contracts', 'Head of transport\nHead of SEND', 'Sept 2026', 'Red', 'AMBER – on track', '↑'],
  ['', '', 'A1.2', 'Check every vehicle', 'Head of transport', '31/12/2026', 'A', 'G', '→'],
  ['', 'A2 Guides', 'A2.1', 'Train the guides', '', 'Ongoing', '', 'Led by Schools Board – reported quarterly', ''],
  [],
  ['B – Assessments', 'B1 Advice in time', 'B1.1', 'Recruit', 'AD Commissioning', 'TBC', 'B', 'Complete (Blue)', ''],
  ['', '', 'B1.1', 'Recruit again', '', '', '', 'Red', ''],
  ['', '', 'B1.2', 'Retain', '', '31/09/2026', '', 'On hold', ''],
  ['Total', '', '', '', '', '', '', 5, ''],
  ['Note: Amber means started.', '', '', '', '', '', '', '', ''],
];

describe('[PROG-60] an action plan as people keep it', () => {
  const all = taken([sheetOf(merged)], { known: taken([sheetOf([['Ref', 'Title', 'BRAG June 2026'], ['X', 'Before', 'Amber']])]).programme });
  const { reading, programme } = all;

  it('is read below its titles and merged headings, with its workstreams and projects named once', () => {
    expect([reading.period, reading.previousPeriod, reading.periodFrom]).toEqual(['2026-09', '2026-06', 'line 1']);
    expect(reading.items.map(({ itemRef, kind, parentRef, title }) => [itemRef, kind, parentRef, title])).toEqual([
      ['A', 'workstream', undefined, 'Home to school transport'],
      ['B', 'workstream', undefined, 'Assessments'],
      ['A1', 'project', 'A', 'Contracts and operators'],
      ['A2', 'project', 'A', 'Guides'],
      ['B1', 'project', 'B', 'Advice in time'],
      ['A1.1', 'action', 'A1', 'Re-let the contracts'],
      ['A1.2', 'action', 'A1', 'Check every vehicle'],
      ['A2.1', 'action', 'A2', 'Train the guides'],
      ['B1.1', 'action', 'B1', 'Recruit'],
    ]);
    expect(programme.items.get('A1.1')).toMatchObject({ leadRole: 'Head of transport; Head of SEND', dueDate: '2026-09-30' });
    expect(programme.items.get('A2.1')).toMatchObject({ ledBy: 'Schools Board' });
    expect(reading.sheets[0]?.leftOut).toEqual({ empty: 1, totals: 1, headings: 0, notes: 1 });
  });

  it('gives each rating to its period, and derives the travel', () => {
    const view = viewOf(programme);
    expect(view?.items.filter(({ kind }) => kind === 'action').map(({ itemRef, rating, previousRating, travel }) => [itemRef, previousRating, rating, travel])).toEqual([
      ['A1.1', 'red', 'amber', 'up'], ['A1.2', 'amber', 'green', 'up'], ['A2.1', null, null, null], ['B1.1', 'blue', 'blue', 'level'],
    ]);
    expect(reading.warnings.map(({ line, value, reason }) => [line, value, reason])).toEqual([[5, 'level', 'disagrees with the ratings of A1.2, which went up: it is derived, and was not taken']]);
  });

  it('tells of each cell that cannot be, by line and heading', () => {
    expect(problems(all)).toEqual([
      [9, 'Reference', 'B1.1', 'is the reference of line 8 already, Blue there and Red here: which of the two is right?'],
      [10, 'By when', '31/09/2026', 'is no date as YYYY-MM-DD, DD/MM/YYYY, D MMM YYYY, and no month: map it, to nothing where it is none'],
      [10, 'Current BRAG', 'On hold', 'is no rating that is known: map it to one of blue, green, amber, red, grey, or to nothing'],
    ]);
  });

  it('changes nothing when it is read again', () => {
    const again = taken([sheetOf(merged)], { known: programme });
    expect(again.steps.flatMap(({ events }) => events)).toEqual([]);
    expect(again.steps.every(({ became }) => became === 'unchanged')).toBe(true);
  });
});

describe('[PROG-61] a rating that changed in the file', () => {
  const head = ['Ref', 'Action', 'BRAG', 'Commentary'];
  it('for the same period corrects the one that stands, by its id, and keeps its day', () => {
    const first = one(head, ['A1.1', 'Train', 'Amber', 'So far']).programme;
    const second = one(head, ['A1.1', 'Train', 'Green', ''], { known: first }).programme;
    const said = second.assessments.get('A1.1') ?? [];
    expect(said.map(({ rating, corrects, assessedOn }) => [rating, corrects, assessedOn])).toEqual([['amber', undefined, '2026-09-30'], ['green', said[0]?.id, '2026-09-30']]);
    expect(said[1]).not.toHaveProperty('commentary');
    expect(viewOf(second)?.items.find(({ itemRef }) => itemRef === 'A1.1')?.rating).toBe('green');
  });
  it('of a period that the board has taken is left as it was taken, and told', () => {
    const first = one(head, ['A1.1', 'Train', 'Amber', '']).programme;
    const frozen = decideProgramme(first, { id: 'f', on: today, at: `${today}T09:00:00Z`, by: 'board', type: 'programme.period-frozen', data: { period: '2026-09' } }, asEntered);
    const { steps } = one(head, ['A1.1', 'Train', 'Green', ''], { known: frozen });
    expect(steps.flatMap(({ events }) => events)).toEqual([]);
    expect(steps.flatMap(({ kept }) => kept)).toEqual(['The board has taken 2026-09: A1.1 stays Amber there, whatever the file says (Green)']);
  });
  it('stays away from what an empty cell does not say', () => {
    const first = one(['Ref', 'Action', 'Lead', 'Due', 'BRAG'], ['A1.1', 'Train', 'Head of SEND', '2026-12-01', 'Amber']).programme;
    expect(one(['Ref', 'Action', 'Lead', 'Due', 'BRAG'], ['A1.1', '', '', 'N/A', ''], { known: first }).steps.flatMap(({ events }) => events)).toEqual([]);
  });
});

describe('[PROG-62] a state in words', () => {
  it.each([
    ['Amber', 'amber'], ['A', 'amber'], ['AMBER – on track', 'amber'], ['Complete (Blue)', 'blue'], ['B', 'blue'], ['Not started', 'grey'], ['RAG: green', 'green'], ['BRAG status – Red', 'red'], ['gray', 'grey'], ['In progress', 'amber'], ['Yellow', 'amber'],
  ])('%s is %s', (text, rating) => expect(statusOf(text)).toEqual({ rating }));
  it.each([
    ['Led by Schools Board – reported quarterly', 'Schools Board'], ['Led by the Health Board, reported quarterly', 'Health Board'], ['External', 'another board'],
  ])('%s is led by %s', (text, ledBy) => expect(statusOf(text)).toEqual({ ledBy }));
  it.each(['Complete', 'On hold', 'Amber/Green', 'Green → Amber', 'whatever'])('%s is for the profile to say', (text) => expect(statusOf(text)).toHaveProperty('reason'));
  it('means what the profile says', () => {
    const valueMaps = { rating: { 'On hold': 'red', Cancelled: '' } };
    const { programme } = taken([sheetOf([['Ref', 'Action', 'BRAG'], ['A1.1', 'One', 'on hold'], ['A1.2', 'Two', 'Cancelled']])], { period: '2026-09', profile: { valueMaps } });
    expect([...programme.assessments.values()].flat().map(({ itemRef, rating }) => [itemRef, rating])).toEqual([['A1.1', 'red']]);
  });
});

describe('[PROG-63] a state by its colour', () => {
  const look = (text: string, fill: string, title = '') => {
    const fills = new Map([[1, new Map([...(title === '' ? [] : ([[1, title]] as const)), [2, fill] as const])]]);
    return taken([sheetOf([['Ref', 'Action', 'BRAG'], ['A1.1', 'Train', text]], 'Plan', { merges: [], fills, hidden: new Set() })], { period: '2026-09' });
  };
  const rating = ({ programme }: Taken): string | undefined => programme.assessments.get('A1.1')?.[0]?.rating;
  it('is told where no word is', () => expect(rating(look('', 'FFC000'))).toBe('amber'));
  it('is told where the word is not known, with a warning', () => {
    const read = look('Complete', '0070C0');
    expect([rating(read), read.reading.warnings.length]).toEqual(['blue', 1]);
  });
  it('gives way to the word, with a warning', () => {
    const read = look('Amber', 'FF0000');
    expect([rating(read), read.reading.warnings[0]?.reason]).toEqual(['amber', 'says Amber and is filled Red: the word was taken']);
  });
  it('of no rating is refused where it stands alone', () => expect(problems(look('', '7030A0'))).toHaveLength(1));
  it('of a whole row is a stripe', () => expect(rating(look('', 'D9D9D9', 'D9D9D9'))).toBeUndefined());
  it('is white where it is white', () => expect(ratingOfFill('FFFFFF')).toBeNull());
  it('is the same within the tolerance', () => {
    fc.assert(fc.property(fc.constantFrom('00B050', 'FF0000', 'FFC000', '0070C0'), fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -10, max: 10 }))), (hex, moved) => {
      const near = [0, 2, 4].map((at, index) => Math.max(0, Math.min(255, Number.parseInt(hex.slice(at, at + 2), 16) + (moved[index] ?? 0))).toString(16).padStart(2, '0')).join('');
      expect(ratingOfFill(near)).toBe(ratingOfFill(hex));
    }));
    expect(Math.hypot(10, 10, 10)).toBeLessThan(colourTolerance);
  });
});

describe('[PROG-64] references and names', () => {
  it.each([
    ['A2.4', ['A', 'A2', 'A2.4']], ['1.2.3', ['1', '1.2', '1.2.3']], ['WS1.2', ['WS1', 'WS1.2']], ['A', ['A']], ['A.2.4', ['A', 'A.2', 'A.2.4']], ['A2.4a', ['A', 'A2', 'A2.4', 'A2.4a']], ['next steps', []],
  ])('%s has the levels %j', (ref, levels) => expect(levelsOf(ref)).toEqual(levels));
  it.each([
    ['A – Home to school transport', 'A', 'Home to school transport'], ['A2 Guides and training', 'A2', 'Guides and training'], ['Workstream B: Assessments', 'B', 'Assessments'], ['A new start', undefined, 'A new start'], ['Guides', undefined, 'Guides'],
  ])('%s', (text, ref, title) => expect([namedOf(text).ref, namedOf(text).title]).toEqual([ref, title]));
  it('are of the project that the row stands in, even where they bear another', () => {
    const { programme } = taken([sheetOf([['Project', 'Ref', 'Action'], ['A2 Guides', 'A2.1', 'One'], ['', 'B3.9', 'Two']])]);
    expect(programme.items.get('B3.9')?.parentRef).toBe('A2');
  });
  it('of a project without a number are those of its first action', () => {
    const { programme } = taken([sheetOf([['Workstream', 'Project', 'Ref', 'Action', 'BRAG Sept 2026'], ['Transport', 'Guides', 'A2.1', 'One', 'Amber'], ['', 'Guides', '', '', 'Green'], ['Transport', 'Vehicles', 'A3.1', 'Two', 'Red']])]);
    expect([programme.items.get('A2')?.title, programme.items.get('A3')?.title, programme.items.get('A')?.title]).toEqual(['Guides', 'Vehicles', 'Transport']);
    expect(programme.assessments.get('A2')?.[0]?.rating).toBe('green');
  });
  it('may be there on a summary and on their own sheet, as long as they agree', () => {
    const summary = (rating: string) => sheetOf([['Ref', 'Project', 'BRAG Sept 2026'], ['A1', 'Guides', rating]], 'Summary');
    const own = sheetOf([['Ref', 'Title', 'BRAG Sept 2026'], ['A1', 'Guides', 'Green'], ['A1.1', 'Train', 'Green']], 'A');
    expect(problems(taken([summary('Green'), own]))).toEqual([]);
    expect(problems(taken([summary('Red'), own]))).toEqual([[2, 'Reference', 'A1', 'is the reference of line 2 of “Summary” already, Red there and Green here: which of the two is right?']]);
  });
});

describe('[PROG-65] periods', () => {
  it.each([
    ['BRAG June 2020', '2020-06'], ['RAG (Sept 20)', '2020-09'], ['Sep-20', '2020-09'], ['Q2 2026/27', '2026-09'], ['Q4 2026/27', '2027-03'], ['position at 30/09/2026', '2026-09'], ['2026-09-30', '2026-09'], ['plan 2025/26', undefined], ['May be', undefined],
  ])('%s is %s', (text, period) => expect(periodIn(text)?.period).toBe(period));
  it('have a column each', () => {
    const { programme } = taken([sheetOf([['Ref', 'Action', 'BRAG June 2020', 'BRAG Sept 2020'], ['A1.1', 'One', 'Amber', 'Green']])]);
    expect(programme.assessments.get('A1.1')?.map(({ period, rating }) => [period, rating])).toEqual([['2020-06', 'amber'], ['2020-09', 'green']]);
  });
  it('stand merged over their columns', () => {
    const looks: SheetLooks = { merges: [[0, 2, 0, 3], [0, 4, 0, 5]], fills: new Map(), hidden: new Set() };
    const rows = [['', '', 'June 2026', '', 'September 2026', ''], ['Ref', 'Action', 'BRAG', 'Commentary', 'BRAG', 'Commentary'], ['A1.1', 'One', 'Amber', 'so so', 'Green', 'well']];
    const { programme } = taken([sheetOf(rows, 'Plan', looks)]);
    expect(programme.assessments.get('A1.1')?.map(({ period, rating, commentary }) => [period, rating, commentary])).toEqual([['2026-06', 'amber', 'so so'], ['2026-09', 'green', 'well']]);
  });
  it('must be said where nothing says them', () => {
    expect(readPlan([sheetOf([['Ref', 'Action', 'BRAG'], ['A1.1', 'One', 'Amber']])], { profile: plain, periods: {}, known: emptyProgramme })).toHaveProperty('refusal', 'Nothing in the file says of which period its ratings are: choose the reporting period.');
  });
});

describe('[PROG-66] several leads, dates and directions', () => {
  it.each([
    ['Head of SEND / AD Commissioning', 'Head of SEND; AD Commissioning'], ['Head of SEND\nAD Commissioning', 'Head of SEND; AD Commissioning'], ['Head of SEND & AD Commissioning', 'Head of SEND; AD Commissioning'],
    ['Head of SEND and Director of Children’s Services', 'Head of SEND; Director of Children’s Services'], ['Head of Strategy and Performance', 'Head of Strategy and Performance'], ['Head of Strategy & Performance; Principal psychologist', 'Head of Strategy & Performance; Principal psychologist'],
  ])('%j', (text, leads) => expect(leadsOf(text)).toBe(leads));
  it.each<[SheetRow[number], string | undefined]>([
    ['Sept 2026', '2026-09-30'], ['31/03/2027', '2027-03-31'], ['31 March 2027', '2027-03-31'], [46_295, '2026-09-30'], ['Ongoing', undefined], ['TBC', undefined], ['N/A', undefined], ['end of March 2027', '2027-03-31'], ['30/09/2026 (revised)', '2026-09-30'],
  ])('due %j', (cell, date) => expect(one(['Ref', 'Action', 'Due'], ['A1.1', 'One', cell]).programme.items.get('A1.1')?.dueDate).toBe(date));
  it.each([['↑', 'up'], ['→', 'level'], ['↓', 'down'], ['Improving', 'up'], ['no change', 'level'], ['?', undefined]])('%s is %s', (text, travel) => expect(travelOfWords(text)).toBe(travel));
  it('a path to green without a date is a comment', () => {
    const head = ['Ref', 'Action', 'BRAG', 'Update', 'Path to green', 'Green by', '% complete'];
    const said = (date: string) => one(head, ['A1.1', 'One', 'Red', 'Late.', 'Two more guides', date, 0.6]).programme.assessments.get('A1.1')?.[0];
    expect(said('')).toMatchObject({ commentary: 'Late.\n60% complete\nPath to green: Two more guides' });
    expect(said('Dec 2026')).toMatchObject({ commentary: 'Late.\n60% complete', pathToGreen: { words: 'Two more guides', date: '2026-12-31' } });
  });
});
