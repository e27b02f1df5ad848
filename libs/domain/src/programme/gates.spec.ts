import type { Rating } from '@sightline/contracts';
import * as fc from 'fast-check';
import { addMonths, dateOf, dayOf } from '../calendar/day.js';
import { blueEvidence, blueLacks, redLacks, refusalsOf } from './gates.js';
import type { MeasureRecord } from './measure-record.js';
import type { Assessment } from './state.js';
import { assessed, item, path, taken, told } from './told.fixture.js';
import type { Told } from './told.fixture.js';

const plan = [item('A'), item('A1'), item('A1.1'), item('A1.2')];
const green = (period: string, on = `${period}-28`, more: object = {}, id?: string): Told => assessed('A1.1', period, 'green', { assessedOn: on, ...more }, id);
/** Another item is spoken of in these periods, so that the programme has them. */
const months = (...periods: string[]): Told[] => periods.map((period) => assessed('A1.2', period, 'amber'));
/** Readings of every day between two dates, both included; `otherwise` says which are not met. */
function days(from: string, to: string, otherwise: Readonly<Record<string, boolean | null>> = {}): MeasureRecord {
  const all = Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => dateOf(dayOf(from) + index));
  return { title: 'On time', holdsDays: 7, days: all.map((date) => ({ date, met: otherwise[date] === undefined ? true : otherwise[date] })) };
}
const without = (record: MeasureRecord, from: string, to: string): MeasureRecord => ({ ...record, days: record.days.filter(({ date }) => date < from || date > to) });

type Case = [name: string, events: Told[], period: string, on: string, earliest: string | null, lacks: RegExp | null];
describe('[PROG-25] more than three months of unbroken Green', () => {
  it.each<Case>([
    ['three months to the day', [green('2026-06', '2026-06-15')], '2026-09', '2026-09-15', '2026-09-16', /since 15 June 2026/],
    ['three months and a day', [green('2026-06', '2026-06-15')], '2026-09', '2026-09-16', '2026-09-16', null],
    ['one day short of three months', [green('2026-06', '2026-06-15')], '2026-09', '2026-09-14', '2026-09-16', /since 15 June 2026/],
    ['each month Green', [green('2026-06'), green('2026-07'), green('2026-08'), green('2026-09')], '2026-09', '2026-09-29', '2026-09-29', null],
    ['a gap of one period', [...months('2026-06', '2026-07', '2026-08'), green('2026-06'), green('2026-08')], '2026-10', '2026-10-30', '2026-11-29', /since 28 August 2026 \(nothing was said of it in July 2026\)/],
    ['a gap just before the Blue', [...months('2026-06', '2026-07', '2026-08'), green('2026-06')], '2026-08', '2026-10-30', null, /nothing was said of it in July 2026/],
    ['no gap where the whole programme reports quarterly', [green('2026-06'), green('2026-09')], '2026-09', '2026-09-29', '2026-09-29', null],
    ['an Amber inside', [green('2026-05'), assessed('A1.1', '2026-06', 'amber'), green('2026-07')], '2026-09', '2026-09-28', '2026-10-29', /since 28 July 2026 \(it was Amber in June 2026\)/],
    ['an Amber in the same period, said before and never corrected', [green('2026-05'), assessed('A1.1', '2026-06', 'amber', { assessedOn: '2026-06-03' }), green('2026-06', '2026-06-20')], '2026-09', '2026-09-15', '2026-09-21', /since 20 June 2026/],
    ['never Green', [assessed('A1.1', '2026-06', 'amber')], '2026-09', '2026-09-28', null, /no Green is on record before it: it was Amber in June 2026/],
    ['nothing on record', [], '2026-09', '2026-09-28', null, /no Green is on record/],
    ['Green dated before the Amber that it followed', [assessed('A1.1', '2026-06', 'amber', { assessedOn: '2026-06-20' }), green('2026-07', '2026-01-05')], '2026-09', '2026-09-20', '2026-09-21', /since 20 June 2026/],
    ['an earned Blue between', [green('2026-01'), assessed('A1.1', '2026-05', 'blue'), green('2026-06')], '2026-07', '2026-07-10', '2026-04-29', null],
    ['a Blue that no Green went before', [assessed('A1.1', '2026-01', 'blue'), green('2026-06')], '2026-07', '2026-07-10', '2026-09-29', /since 28 June 2026/],
    ['the end of a month of 31 days', [green('2026-08', '2026-08-31')], '2026-11', '2026-11-30', '2026-12-01', /31 August/],
    ['30 November to the end of February', [green('2026-11', '2026-11-30')], '2027-02', '2027-02-28', '2027-03-01', /30 November/],
    ['29 November to the end of February', [green('2026-11', '2026-11-29')], '2027-03', '2027-03-01', '2027-03-01', null],
    ['30 November to the end of February in a leap year', [green('2027-11', '2027-11-30')], '2028-02', '2028-02-29', '2028-03-01', /30 November/],
    ['29 February', [green('2028-02', '2028-02-29')], '2028-05', '2028-05-30', '2028-05-30', null],
  ])('%s', (_, events, period, on, earliest, lacks) => {
    const { missing, earliestDate } = blueEvidence(told([...plan, ...events]), 'A1.1', [], { period, on });
    expect(earliestDate).toBe(earliest);
    if (lacks === null) expect(missing).toEqual([]);
    else expect(missing.join('; ')).toMatch(lacks);
  });

  it.each<[string, Told[], string]>([
    ['repeats the Green: since it was first said', [green('2026-06', '2026-06-05', {}, 'first'), green('2026-06', '2026-06-25', { corrects: 'first' })], '2026-09-06'],
    ['turns an Amber to Green: since the correction', [assessed('A1.1', '2026-06', 'amber', { assessedOn: '2026-06-05' }, 'first'), green('2026-06', '2026-06-25', { corrects: 'first' })], '2026-09-26'],
    ['turns a Green inside the run to Amber: it breaks', [green('2026-05'), green('2026-06', '2026-06-05', {}, 'first'), assessed('A1.1', '2026-06', 'amber', { assessedOn: '2026-06-25', corrects: 'first' }), green('2026-07', '2026-07-05')], '2026-10-06'],
    ['takes an Amber inside the run back: it is whole', [green('2026-05', '2026-05-20'), assessed('A1.1', '2026-06', 'amber', {}, 'first'), green('2026-06', '2026-06-30', { corrects: 'first' })], '2026-08-21'],
  ])('a correction that %s', (_, events, earliest) => {
    expect(blueEvidence(told([...plan, ...events]), 'A1.1', [], { period: '2026-10', on: '2026-10-20' }).earliestDate).toBe(earliest);
  });

  it('a period that the board has taken counts as it was taken, whatever is said of it later', () => {
    const events = [...plan, green('2026-06'), assessed('A1.1', '2026-07', 'amber'), taken('2026-07'), green('2026-07', '2026-07-30'), green('2026-08')];
    expect(blueEvidence(told(events), 'A1.1', [], { period: '2026-10', on: '2026-10-30' }).greenSince).toBe('2026-08-28');
  });

  it('an item that another board leads is reported quarterly: two silent months break nothing, three do', () => {
    const elsewhere = item('A1.1', { ledBy: 'the Area Partnership' });
    const quarterly = told([...plan, elsewhere, ...months('2026-03', '2026-04', '2026-05', '2026-06', '2026-07'), green('2026-03'), green('2026-06')]);
    expect(blueEvidence(quarterly, 'A1.1', [], { period: '2026-07', on: '2026-07-20' })).toMatchObject({ greenSince: '2026-03-28', missing: [] });
    const silent = told([...plan, elsewhere, ...months('2026-03', '2026-04', '2026-05', '2026-06', '2026-07'), green('2026-03'), green('2026-07')]);
    expect(blueEvidence(silent, 'A1.1', [], { period: '2026-07', on: '2026-07-29' }).greenSince).toBe('2026-07-28');
  });

  it('never comes within three months of the first Green, and never later than 93 days after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 24_000 }), (day) => {
        const on = dateOf(day);
        const { earliestDate } = blueEvidence(told([...plan, green(on.slice(0, 7), on)]), 'A1.1', [], { period: '2099-12', on: '2099-12-31' });
        const from = dayOf(earliestDate ?? '');
        expect(from).toBe(addMonths(day, 3) + 1);
        expect(from - day).toBeGreaterThanOrEqual(90);
        expect(from - day).toBeLessThanOrEqual(93);
      }),
    );
  });
});

describe('[PROG-26] every measure at target over more than three months', () => {
  const programme = told([...plan, green('2026-05', '2026-05-01')]);
  it.each<[string, MeasureRecord, string, RegExp | null]>([
    ['met on every day', days('2026-04-01', '2026-09-30'), '2026-08-02', null],
    ['off target for a day', days('2026-04-01', '2026-09-30', { '2026-07-10': false }), '2026-10-12', /"On time" was off target on 10 July 2026/],
    ['off target for a day before the Green began', days('2026-04-01', '2026-09-30', { '2026-04-20': false }), '2026-08-02', null],
    ['off target for a day more than three months ago, inside the Green', days('2026-04-01', '2026-09-30', { '2026-06-20': false }), '2026-09-22', null],
    ['a Sunday with nothing to reckon it from', days('2026-04-01', '2026-09-30', { '2026-07-12': null }), '2026-08-02', null],
    ['nothing to reckon it from for eight days', { ...days('2026-04-01', '2026-09-30'), days: days('2026-04-01', '2026-09-30').days.map(({ date }) => ({ date, met: date < '2026-08-01' || date > '2026-08-08' ? true : null })) }, '2026-11-10', /is not known on 8 August 2026/],
    ['a monthly figure, each month', { title: 'Posts filled', holdsDays: 31, days: ['2026-04-30', '2026-05-31', '2026-06-30', '2026-07-31', '2026-08-31'].map((date) => ({ date, met: true })) }, '2026-08-02', null],
    ['a monthly figure with a month left out', { title: 'Posts filled', holdsDays: 31, days: ['2026-04-30', '2026-06-30', '2026-07-31', '2026-08-31'].map((date) => ({ date, met: true })) }, '2026-10-01', /is not known from 1 June 2026 to 29 June 2026/],
    ['off target today', days('2026-04-01', '2026-09-30', { '2026-09-30': false }), '2027-01-02', /was off target on 30 September 2026/],
    ['a weekend and a bank holiday without readings', without(days('2026-04-01', '2026-09-30'), '2026-08-29', '2026-08-31'), '2026-08-02', null],
    ['a week without readings', without(days('2026-04-01', '2026-09-30'), '2026-08-01', '2026-08-07'), '2026-08-02', null],
    ['eight days without readings', without(days('2026-04-01', '2026-09-30'), '2026-08-01', '2026-08-08'), '2026-11-10', /is not known on 8 August 2026/],
    ['a record that begins late', days('2026-08-01', '2026-09-30'), '2026-11-02', /on record only since 1 August 2026/],
    ['no reading at all', { title: 'On time', holdsDays: 7, days: [] }, '2027-01-02', /has no reading/],
    ['readings that stopped', days('2026-04-01', '2026-09-01'), '2027-01-02', /is not known from 9 September 2026/],
  ])('%s', (_, record, earliest, lacks) => {
    const { missing, earliestDate } = blueEvidence(programme, 'A1.1', [record], { period: '2026-09', on: '2026-09-30' });
    expect(earliestDate).toBe(earliest);
    if (lacks === null) expect(missing).toEqual([]);
    else expect(missing.join('; ')).toMatch(lacks);
  });

  it('asks every measure, not the first one', () => {
    const { missing } = blueEvidence(programme, 'A1.1', [days('2026-04-01', '2026-09-30'), { ...days('2026-04-01', '2026-09-30', { '2026-09-02': false }), title: 'Calls answered' }], { period: '2026-09', on: '2026-09-30' });
    expect(missing).toEqual(['its measure "Calls answered" was off target on 2 September 2026']);
  });

  it('an item that names no measure rests on its Green alone', () => {
    expect(blueEvidence(programme, 'A1.1', [], { period: '2026-09', on: '2026-09-30' }).missing).toEqual([]);
  });
});

describe('[PROG-27] a person may not rate what a gate refuses', () => {
  const said = (rating: Rating, more: Partial<Assessment> = {}): Assessment => ({ id: 'new', itemRef: 'A1.1', period: '2026-10', rating, assessedByRole: 'Workstream lead', assessedOn: '2026-10-05', ...more });
  const overruled = { reason: 'The inspector signed it off.', byRole: 'board', at: '2026-10-05T09:00:00Z' };
  const paths = (assessment: Assessment, events: Told[] = []): string[] => refusalsOf(told([...plan, assessed('A1.2', '2026-09', 'amber'), ...events]), assessment, [], '2026-10-05').map((problem) => problem.path);
  it.each<[string, Assessment, Told[], string[]]>([
    ['a Red without anything', said('red'), [], ['data.commentary', 'data.pathToGreen']],
    ['a Red with white space for words', said('red', { commentary: ' ', pathToGreen: { words: ' ', date: '2027-01-01' } }), [], ['data.commentary', 'data.pathToGreen.words']],
    ['a Red whose path ends today', said('red', { ...path, pathToGreen: { words: 'Locums', date: '2026-10-05' } }), [], ['data.pathToGreen.date']],
    ['a Red whose path ends tomorrow', said('red', { ...path, pathToGreen: { words: 'Locums', date: '2026-10-06' } }), [], []],
    ['a Red that nobody owns', said('red', path), [item('A1.1', { leadRole: undefined })], ['data.itemRef']],
    ['a Red of an item that another board leads', said('red'), [item('A1.1', { ledBy: 'the Area Partnership' })], []],
    ['a Blue without a Green', said('blue'), [], ['data.rating']],
    ['a Blue too soon', said('blue'), [green('2026-08')], ['data.rating']],
    ['a Blue that is dated into the future', said('blue', { assessedOn: '2027-10-05' }), [green('2026-08')], ['data.rating']],
    ['a Blue that has its evidence', said('blue'), [green('2026-06'), green('2026-09')], []],
    ['a Blue that the board overrules', said('blue', { overruled }), [], []],
    ['an overruling without a reason', said('blue', { overruled: { ...overruled, reason: '  ' } }), [], ['data.overruled.reason']],
    ['an overruled Red still needs its words', said('red', { overruled }), [], ['data.commentary', 'data.pathToGreen']],
    ['an Amber without a word', said('amber'), [], []],
    ['a correction of nothing', said('amber', { corrects: 'nowhere' }), [], ['data.corrects']],
    ['a correction', said('amber', { corrects: 'first' }), [assessed('A1.1', '2026-10', 'green', {}, 'first')], []],
    ['a correction of a period that the board has taken', said('amber', { period: '2026-09', corrects: 'first' }), [assessed('A1.1', '2026-09', 'green', {}, 'first'), taken('2026-09')], ['data.period']],
  ])('%s', (_, assessment, events, expected) => {
    expect(paths(assessment, events)).toEqual(expected);
  });

  it('names the date from which Blue could be reached', () => {
    const [problem] = refusalsOf(told([...plan, green('2026-08', '2026-08-03')]), said('blue'), [], '2026-10-05');
    expect(problem?.message).toBe('Blue needs more than three months of unbroken Green with every measure at target: Green is on record since 3 August 2026. Blue could be reached from 4 November 2026.');
  });

  it('what a machine tells is stored as said, and lacks what it lacks', () => {
    const programme = told([...plan, assessed('A1.1', '2026-09', 'blue'), assessed('A1.2', '2026-09', 'red')]);
    expect(blueLacks(programme, 'A1.1', '2026-09', []).missing).toEqual(['no Green is on record before it']);
    expect(redLacks(programme.items.get('A1.2'), undefined, '2026-09-28').map(({ message }) => message)).toEqual(['a narrative', 'a path to green with a date']);
  });
});
