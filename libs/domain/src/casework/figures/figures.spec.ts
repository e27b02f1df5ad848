import type { CaseType } from '@sightline/contracts';
import fc from 'fast-check';
import { dateOf, dayOf } from '../../calendar/day.js';
import type { CaseRecord } from '../case.js';
import { decideCase } from '../decide.js';
import type { CaseEvent } from '../decide.js';
import { standardRules } from '../rules.js';
import { Figures } from './figures.js';
import { liveCase } from './live-case.js';
import type { LiveCase } from './live-case.js';
import { percentEach, slaPerformance, tableOf } from './tables.js';

const today = dayOf('2026-11-20');
let serial = 0;

function record(caseType: CaseType, receivedDate: string, more: Partial<CaseRecord> = {}): CaseRecord {
  return { caseRef: `C${++serial}`, caseType, channel: 'email', serviceArea: 'SENAR', receivedDate, state: 'open', facts: [], ...more };
}
const closed = (caseType: CaseType, receivedDate: string, closedDate: string, more: Partial<CaseRecord> = {}): CaseRecord =>
  record(caseType, receivedDate, { state: 'closed', closedDate, outcome: 'answered', facts: [{ fact: 'closed', date: closedDate }], ...more });
const figuresOf = (records: readonly CaseRecord[], on = today): Figures => new Figures(on, standardRules, records.map((one) => liveCase(one, 0, standardRules, on)));

describe('the backlog', () => {
  it('counts what is open, soon due, overdue and paused, and the oldest', () => {
    const row = figuresOf([
      record('foi', '2026-10-01'),
      record('foi', '2026-10-28'),
      record('foi', '2026-11-19'),
      record('foi', '2026-10-20', { state: 'paused', facts: [{ fact: 'paused', reason: 'clarification', date: '2026-10-22' }] }),
      closed('foi', '2026-09-01', '2026-09-10'),
      closed('foi', '2026-09-01', '2026-10-30'),
    ]).row('foi');
    expect(row).toMatchObject({ open: 4, overdue: 1, dueSoon: 1, paused: 1, oldestDays: 50, onTimePercent: 33.3 });
    expect(row.trend).toHaveLength(15);
    expect(row.trend.at(-1)).toEqual({ date: '2026-11-20', open: 4, overdue: 1 });
    expect(row.trend.find(({ date }) => date === '2026-10-09')).toMatchObject({ open: 2, overdue: 1 });
  });

  it('[CASE-6] moves a case to overdue by the day alone', () => {
    const [due] = [record('yellow-letter', '2026-11-04')];
    expect(figuresOf([due]).row('yellow-letter')).toMatchObject({ dueSoon: 1, overdue: 0 });
    expect(figuresOf([due], today + 1).row('yellow-letter')).toMatchObject({ dueSoon: 0, overdue: 1 });
  });

  const anyEvent = fc.oneof(
    fc.record({ type: fc.constant('case.closed'), data: fc.record({ closedDate: fc.integer({ min: 20_500, max: today }).map(dateOf), outcome: fc.constantFrom('upheld', 'not-upheld') }) }),
    fc.record({ type: fc.constant('case.reopened'), data: fc.record({ date: fc.integer({ min: 20_500, max: today }).map(dateOf), clock: fc.constantFrom('same', 'new') }) }),
    fc.record({ type: fc.constant('case.clock-paused'), data: fc.record({ from: fc.integer({ min: 20_500, max: today }).map(dateOf), reason: fc.constant('clarification') }) }),
    fc.record({ type: fc.constant('case.withdrawn'), data: fc.record({ date: fc.integer({ min: 20_500, max: today }).map(dateOf) }) }),
    fc.record({ type: fc.constant('case.updated'), data: fc.record({ serviceArea: fc.constantFrom('SENAR', 'Admissions'), receivedDate: fc.integer({ min: 20_400, max: today }).map(dateOf) }) }),
  );

  it('[CASE-7] kept case by case equals the backlog counted anew', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), anyEvent), { maxLength: 30 }), (events) => {
        const cases = new Map<number, LiveCase>();
        const figures = figuresOf([]);
        const put = (key: number, next: CaseRecord): void => {
          const now = liveCase(next, 0, standardRules, today);
          figures.replace(cases.get(key), now);
          cases.set(key, now);
        };
        for (let key = 0; key < 5; key++) put(key, record('foi', '2026-10-05', { reason: 'buses' }));
        for (const [key, event] of events) {
          const decided = decideCase(cases.get(key)?.record, { ...event, data: { ...event.data, caseRef: 'x' } } as unknown as CaseEvent, standardRules);
          if ('state' in decided) put(key, decided.state);
        }
        const anew = new Figures(today, standardRules, cases.values());
        expect(figures.row('foi')).toEqual(anew.row('foi'));
        for (const table of ['sla', 'outcomes', 'reasons', 'volumes', 'flow'] as const) expect(tableOf(table, figures, [], 'foi')).toEqual(tableOf(table, anew, [], 'foi'));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the on-time rates', () => {
  const late = { facts: [{ fact: 'disapplied' as const, clock: 'final-plan' as const, reason: 'exceptional circumstances' }, { fact: 'closed' as const, date: '2026-10-01' }] };
  it('[CASE-81] count what is open and overdue, and stand with and without excepted cases side by side', () => {
    const row = figuresOf([
      closed('ehcp-assessment', '2026-05-01', '2026-06-01'),
      closed('ehcp-assessment', '2026-01-05', '2026-10-01', late),
      record('ehcp-assessment', '2026-01-05'),
    ]).row('ehcp-assessment');
    expect(row).toMatchObject({ onTimePercent: 33.3, onTimeOfClosedPercent: 50, onTimeWithoutExceptedPercent: 50, withoutExcepted: 2, closedWithClock: 2, closedOnTime: 1 });
  });
  it('[CASE-81] say nothing of exceptions where none applied', () => {
    expect(figuresOf([closed('foi', '2026-09-01', '2026-09-10')]).row('foi')).not.toHaveProperty('onTimeWithoutExceptedPercent');
  });
});

describe('the months', () => {
  it('[CASE-82] stand beside a year earlier, this one beside its same days, on real working days', () => {
    const months = tableOf('volumes', figuresOf(['2025-10-01', '2025-11-03', '2025-11-20', '2025-11-28', '2026-10-01', '2026-10-02', '2026-10-05', '2026-11-03'].map((day) => record('foi', day))), []).items.map(({ values }) => values);
    expect(months).toEqual([
      { month: '2025-10', total: 1, workingDays: 23, dailyAverage: 0, yearBefore: null, changePercent: null },
      { month: '2025-11', total: 3, workingDays: 20, dailyAverage: 0.2, yearBefore: null, changePercent: null },
      { month: '2026-10', total: 3, workingDays: 22, dailyAverage: 0.1, yearBefore: 1, changePercent: 200 },
      { month: '2026-11', total: 1, workingDays: 15, dailyAverage: 0.1, yearBefore: 2, changePercent: -50 },
    ]);
  });
});

describe('the tables', () => {
  it.each([['Home to School Transport', 33, -17], ['SENAR', 18, -2], ['Exclusions', 14, 2], ['Safeguarding', 10, 6], ['Unknown', 1, 15]])('performance of %s with a mean of %d days is %d', (_, mean, performance) => {
    expect(slaPerformance(16, mean)).toBe(performance);
  });

  it('[CASE-9] subtracts first and rounds last', () => {
    expect(tableOf('sla', figuresOf([closed('yellow-letter', '2026-09-01', '2026-09-18'), closed('yellow-letter', '2026-09-01', '2026-09-17')]), []).items).toEqual([
      { key: 'SENAR', label: 'SENAR', values: { cases: 2, meanDays: 16.5, slaDays: 16, performance: 0 } },
    ]);
  });

  it.each([
    [{ 'no-update': 9, 'not-upheld': 20, 'partly-upheld': 25, upheld: 40 }, { 'no-update': 10, 'not-upheld': 21, 'partly-upheld': 27, upheld: 43 }],
    [{ 'no-update': 2, 'not-upheld': 14, 'partly-upheld': 14, upheld: 19 }, { 'no-update': 4, 'not-upheld': 29, 'partly-upheld': 29, upheld: 39 }],
    [{ 'no-update': 9, 'not-upheld': 7, 'partly-upheld': 3, upheld: 27 }, { 'no-update': 20, 'not-upheld': 15, 'partly-upheld': 7, upheld: 59 }],
  ])('outcomes %j are %j percent', (counts, percent) => {
    expect(percentEach(counts)).toEqual(percent);
  });

  it('says by when the backlog is clear, or never', () => {
    const arriving = Array.from({ length: 10 }, () => record('complaint', '2026-11-02'));
    expect(tableOf('flow', figuresOf(arriving), [], 'complaint').items[0]?.values).toMatchObject({ netPerDay: 0.5, clearBy: null });
    const leaving = Array.from({ length: 20 }, () => closed('complaint', '2026-01-05', '2026-11-02'));
    expect(tableOf('flow', figuresOf([...leaving, record('complaint', '2026-01-05')]), [], 'complaint').items[0]?.values).toMatchObject({ netPerDay: -1, clearBy: '2026-11-23' });
  });

  it('[CASE-83] shares open cases among filled posts', () => {
    const team = { teamRef: 'T', name: 'Reviews', filledPosts: 4, vacantPosts: 1, caseTypes: ['annual-review'] as const };
    const open = Array.from({ length: 2428 }, () => record('annual-review', '2026-11-02'));
    expect(tableOf('caseload', figuresOf(open), [team]).items).toEqual([{ key: 'T', label: 'Reviews', values: { open: 2428, posts: 4, vacantPosts: 1, each: 607, yearPerDay: 2.4, due: 0, dueUntil: '2026-12-18', duePerDay: 0 } }]);
  });
});
