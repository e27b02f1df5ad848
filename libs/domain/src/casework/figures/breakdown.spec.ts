import type { CaseType, CaseworkDimension, CaseworkMeasure } from '@sightline/contracts';
import { caseworkMeasures } from '@sightline/contracts';
import { dateOf, dayOf } from '../../calendar/day.js';
import type { CaseRecord } from '../case.js';
import { standardRules } from '../rules.js';
import { breakdown, monthsElapsed } from './breakdown.js';
import { liveCase } from './live-case.js';
import { measures } from './measures.js';

const today = dayOf('2026-11-20');
let serial = 0;
function record(caseType: CaseType, receivedDate: string, more: Partial<CaseRecord> = {}): CaseRecord {
  return { caseRef: `C${++serial}`, caseType, channel: 'email', serviceArea: 'SENAR', receivedDate, state: 'open', facts: [], ...more };
}
const closed = (caseType: CaseType, receivedDate: string, closedDate: string, more: Partial<CaseRecord> = {}): CaseRecord =>
  record(caseType, receivedDate, { state: 'closed', closedDate, outcome: 'answered', ...more, facts: [...(more.facts ?? []), { fact: 'closed', date: closedDate }] });
const of = (records: readonly CaseRecord[], measure: CaseworkMeasure, by: CaseworkDimension = 'service-area', from = '2025-11-21', until = '2026-11-20') =>
  breakdown(records.map((each) => liveCase(each, 0, standardRules, today)), { measure, by, from: dayOf(from), until: dayOf(until) }, standardRules, today);

/** `mean` days on average, exactly. */
const letters = (serviceArea: string, mean: number): CaseRecord[] => [mean - 1, mean, mean + 1].map((days) => closed('yellow-letter', '2026-03-02', dateOf(dayOf('2026-03-02') + days), { serviceArea }));

describe('[CASE-9] a figure broken down', () => {
  it('has words for every measure', () => {
    for (const name of caseworkMeasures) expect(measures[name].formula.length).toBeGreaterThan(20);
  });

  it.each([
    ['Home to School Transport', 33, -17], ['SENAR', 18, -2], ['Exclusions', 14, 2], ['Education Infrastructure', 12, 4], ['Employment & Skills', 11, 5], ['Safeguarding', 10, 6],
    ['Youth Service', 9, 7], ['Educational Psychology', 7, 9], ['Admissions', 6, 10], ['Library Services', 5, 11], ['Unknown', 1, 15],
  ])('%s with a mean of %d days performs at %d', (area, mean, performance) => {
    expect(of(letters(area, mean), 'sla-performance').items).toMatchObject([{ key: area, value: performance, denominator: 3 }]);
  });

  it('294 requests to the end of June are 588 in the year', () => {
    const requests = Array.from({ length: 294 }, (_, index) => record('ehcp-assessment', dateOf(dayOf('2026-01-01') + (index % 181))));
    expect(of(requests, 'received-projected', 'case-type', '2026-01-01', '2026-06-30').total.value).toBe(588);
    expect(monthsElapsed(dayOf('2026-01-01'), dayOf('2026-06-30'))).toBe(6);
    expect(monthsElapsed(dayOf('2026-01-01'), dayOf('2026-01-31'))).toBe(1);
  });

  it('says what was on time with and without excepted cases, and never of the closed ones alone', () => {
    const excepted = { facts: [{ fact: 'disapplied', clock: 'final-plan', reason: 'exceptional circumstances' }] as const };
    const cases = [
      closed('ehcp-assessment', '2026-01-05', '2026-02-10'),
      closed('ehcp-assessment', '2026-01-05', '2026-08-10'),
      closed('ehcp-assessment', '2026-01-05', '2026-08-10', excepted),
      record('ehcp-assessment', '2026-01-05'),
    ];
    expect(of(cases, 'on-time').total).toMatchObject({ value: 25, numerator: 1, denominator: 4 });
    expect(of(cases, 'on-time-without-exceptions').total).toMatchObject({ value: 33.3, numerator: 1, denominator: 3 });
    expect(of(cases, 'on-time-of-closed').total).toMatchObject({ value: 33.3, numerator: 1, denominator: 3 });
  });

  it('compares a period with the same period a year earlier', () => {
    const cases = [...Array.from({ length: 6 }, () => record('foi', '2026-05-11')), ...Array.from({ length: 4 }, () => record('foi', '2025-05-12')), record('foi', '2025-06-12')];
    expect(of(cases, 'received', 'case-type', '2026-05-01', '2026-05-31').items).toMatchObject([{ key: 'foi', label: 'Information request', value: 6, yearBefore: 4, changePercent: 50 }]);
    expect(of(cases, 'received', 'month', '2026-05-01', '2026-06-30').items).toMatchObject([{ key: '2026-05', value: 6, yearBefore: 4, changePercent: 50 }]);
    expect(of(cases, 'open').total).not.toHaveProperty('yearBefore');
  });

  it('asks for twenty-one days before a performance', () => {
    const cases = [10, 20, 21, 40].map((days) => record('licence', '2026-10-01', { dates: { performance: dateOf(dayOf('2026-10-01') + days) } }));
    expect(of([...cases, record('licence', '2026-10-01')], 'lead-days').total).toMatchObject({ value: 22.8, denominator: 4 });
    expect(of(cases, 'short-notice').total).toMatchObject({ value: 50, numerator: 2 });
  });

  it('counts each case once, whatever it is broken down by', () => {
    const cases = [record('foi', '2026-10-01', { ownerRef: 'a' }), record('foi', '2026-09-01', { stage: '2' }), closed('complaint', '2026-04-07', '2026-05-01', { channel: 'letter' }), record('licence', '2026-11-01')];
    for (const measure of caseworkMeasures) {
      if (measures[measure].value !== 'sum') continue;
      for (const by of ['case-type', 'service-area', 'stage', 'channel', 'owner', 'reason', 'outcome', 'month'] as const) {
        const { items, total } = of(cases, measure, by);
        expect(items.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0)).toBe(total.numerator);
      }
    }
  });
});
