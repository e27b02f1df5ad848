import fc from 'fast-check';
import { calendars } from '../calendar/calendars.js';
import { dateOf, dayOf } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import { clocksOf, clockState, usedPercent } from './clocks.js';
import { decideCase } from './decide.js';
import type { CaseEvent } from './decide.js';
import { standardRules } from './rules.js';
import { explain } from './working.js';

type Opening = Omit<Extract<CaseEvent, { type: 'case.opened' }>['data'], 'caseRef' | 'channel' | 'serviceArea'>;
const today = dayOf('2026-11-20');

export function play(opening: Opening, ...events: readonly object[]): CaseRecord {
  let record: CaseRecord | undefined;
  const all = [{ type: 'case.opened', data: { ...opening, channel: 'email', serviceArea: 'SENAR' } }, ...events] as { type: string; data: object }[];
  for (const event of all) {
    const decided = decideCase(record, { ...event, data: { ...event.data, caseRef: 'C1' } } as CaseEvent, standardRules);
    if ('rejected' in decided) throw new Error(JSON.stringify(decided.rejected));
    record = decided.state;
  }
  if (record === undefined) throw new Error('nothing happened');
  return record;
}

const dues = (record: CaseRecord): Record<string, string> =>
  Object.fromEntries(clocksOf(record, standardRules, today).map((clock) => [clock.clock, dateOf(clock.dueDay)]));

describe('[CASE-1] due dates', () => {
  it.each<[string, Opening, Record<string, string>]>([
    ['an information request leaves out holidays of any part of the kingdom', { caseType: 'foi', receivedDate: '2023-12-20' }, { respond: '2024-01-23' }],
    ['a subject-access request has one calendar month', { caseType: 'subject-access', receivedDate: '2025-09-03' }, { respond: '2025-10-03' }],
    ['a month that ends on a weekend runs to the next working day', { caseType: 'subject-access', receivedDate: '2025-03-19' }, { respond: '2025-04-22' }],
    ['the last day of January has no corresponding date in February', { caseType: 'subject-access', receivedDate: '2025-01-31' }, { respond: '2025-02-28' }],
    ['an assessment runs three clocks', { caseType: 'ehcp-assessment', receivedDate: '2024-09-02' }, { 'decision-to-assess': '2024-10-14', 'decision-to-issue': '2024-12-23', 'final-plan': '2025-01-20' }],
    ['a review meeting starts the decision and the final plan', { caseType: 'annual-review', receivedDate: '2025-01-10', dates: { meeting: '2025-01-10' } }, { 'decision-after-review': '2025-02-07', 'amended-plan': '2025-04-04' }],
    ['a plan of 1 January is reviewed by 31 December', { caseType: 'annual-review', receivedDate: '2024-03-01', dates: { plan: '2024-01-01' } }, { review: '2024-12-31' }],
    ['each year anew', { caseType: 'annual-review', receivedDate: '2026-02-01', dates: { plan: '2024-01-01' } }, { review: '2026-12-31' }],
    ['under five every six months', { caseType: 'early-years-review', receivedDate: '2026-08-31' }, { review: '2027-02-28' }],
    ['a yellow letter has 16 days', { caseType: 'yellow-letter', receivedDate: '2026-11-02' }, { respond: '2026-11-18' }],
    ['or what its service promised', { caseType: 'yellow-letter', receivedDate: '2026-11-02', slaDays: 10 }, { respond: '2026-11-12' }],
    ['a complaint before the code has no limit at stage 1', { caseType: 'complaint', receivedDate: '2026-03-31' }, {}],
    ['and 15 working days at stage 2', { caseType: 'complaint', receivedDate: '2026-03-02', stage: 'stage 2' }, { respond: '2026-03-23' }],
    ['a complaint under the code counts from its acknowledgement', { caseType: 'complaint', receivedDate: '2026-04-01', acknowledgedDate: '2026-04-02' }, { acknowledge: '2026-04-10', respond: '2026-04-20' }],
    ['or from the last day for acknowledging', { caseType: 'complaint', receivedDate: '2026-04-01' }, { acknowledge: '2026-04-10', respond: '2026-04-24' }],
    ['an inbox has no clock', { caseType: 'post-review-paperwork', receivedDate: '2026-11-02' }, {}],
  ])('%s', (_, opening, expected) => {
    expect(dues(play(opening))).toEqual(expected);
  });
});

describe('what bears on a clock', () => {
  it('[CASE-2] [CASE-4] moves by exactly the working days of a pause, and says so', () => {
    const record = play(
      { caseType: 'foi', receivedDate: '2026-11-02' },
      { type: 'case.clock-paused', data: { reason: 'clarification', from: '2026-11-10' } },
      { type: 'case.clock-resumed', data: { at: '2026-11-17' } },
    );
    expect(dues(record)).toEqual({ respond: '2026-12-08' });
    const [clock] = clocksOf(record, standardRules, today);
    if (!clock) throw new Error('no clock');
    const { working, dueDate, source } = explain(clock, standardRules, today);
    expect(working.at(-1)).toEqual({ date: dueDate, counted: true, why: 'working day 20' });
    expect(working.filter(({ why }) => why === 'paused: clarification')).toHaveLength(5);
    expect(working.filter(({ why }) => why.startsWith('paused'))).toHaveLength(5);
    expect(source).toMatch(/Freedom of Information Act/);
  });

  it('[CASE-69] is paused, not overdue, while a pause lasts', () => {
    const record = play({ caseType: 'subject-access', receivedDate: '2026-10-01' }, { type: 'case.clock-paused', data: { reason: 'identity', from: '2026-10-05' } });
    expect(record.state).toBe('paused');
    const [clock] = clocksOf(record, standardRules, dayOf('2027-06-01'));
    expect(clock && clockState(clock, dayOf('2027-06-01'))).toBe('paused');
  });

  it('[CASE-73] counts from the acknowledgement however it was told', () => {
    const record = play({ caseType: 'complaint', receivedDate: '2026-09-01' }, { type: 'case.clock-stopped', data: { clock: 'acknowledge', date: '2026-09-03' } });
    expect(dues(record)).toEqual({ acknowledge: '2026-09-08', respond: '2026-09-17' });
  });

  it("[CASE-73] counts a panel's report from the panel, and the response from the report", () => {
    const record = play(
      { caseType: 'social-care-complaint', stage: 'panel', receivedDate: '2026-09-01' },
      { type: 'case.clock-stopped', data: { clock: 'panel', date: '2026-10-01' } },
      { type: 'case.clock-stopped', data: { clock: 'report', date: '2026-10-06' } },
    );
    expect(dues(record)).toEqual({ panel: '2026-10-13', report: '2026-10-08', respond: '2026-10-27' });
  });

  it('[CASE-72] takes the limit away without hiding the clock', () => {
    const record = play({ caseType: 'ehcp-assessment', receivedDate: '2024-09-02' }, { type: 'case.clock-disapplied', data: { clock: 'final-plan', reason: 'exceptional personal circumstances' } });
    expect(clocksOf(record, standardRules, today).map((clock) => clockState(clock, today))).toEqual(['overdue', 'overdue', 'disapplied']);
  });

  it('[CASE-70] ends the clocks of a stage with the stage, and begins those of the next', () => {
    const record = play({ caseType: 'complaint', receivedDate: '2026-09-01', acknowledgedDate: '2026-09-02' }, { type: 'case.stage-changed', data: { stage: '2', date: '2026-09-21' } });
    expect(clocksOf(record, standardRules, today).map((clock) => [clock.clock, clockState(clock, today), dateOf(clock.dueDay)])).toEqual([
      ['acknowledge', 'stopped', '2026-09-08'],
      ['respond', 'stopped', '2026-09-16'],
      ['acknowledge', 'overdue', '2026-09-28'],
      ['respond', 'overdue', '2026-10-26'],
    ]);
  });

  it('[CASE-71] continues or begins anew when a case is reopened', () => {
    const closed: object[] = [{ type: 'case.closed', data: { closedDate: '2026-10-05', outcome: 'answered' } }];
    const opening: Opening = { caseType: 'foi', receivedDate: '2026-09-01' };
    expect(dues(play(opening, ...closed, { type: 'case.reopened', data: { date: '2026-10-12', clock: 'same' } }))).toEqual({ respond: '2026-09-29' });
    const anew = clocksOf(play(opening, ...closed, { type: 'case.reopened', data: { date: '2026-10-12', clock: 'new' } }), standardRules, today);
    expect(anew.map((clock) => [clock.stoppedDay !== undefined, dateOf(clock.dueDay)])).toEqual([[true, '2026-09-29'], [false, '2026-11-09']]);
  });

  it('[CASE-72] is not paused where the law only takes the limit away', () => {
    const record = play({ caseType: 'ehcp-assessment', receivedDate: '2026-09-01' });
    const decided = decideCase(record, { type: 'case.clock-paused', data: { caseRef: 'C1', reason: 'school holidays', from: '2026-10-01' } }, standardRules);
    expect('rejected' in decided && decided.rejected.map(({ path }) => path)).toEqual(['type']);
  });

  it('[CASE-70] runs on through a change of stage that it does not depend on', () => {
    const record = play({ caseType: 'foi', receivedDate: '2026-11-02' }, { type: 'case.stage-changed', data: { stage: 'internal review', date: '2026-11-10' } });
    expect(clocksOf(record, standardRules, today).map((clock) => [clock.clock, clockState(clock, today), dateOf(clock.dueDay)])).toEqual([['respond', 'running', '2026-12-01']]);
  });

  it.each<[string, object, string]>([
    ['extended beyond what the code allows', { type: 'case.clock-extended', data: { clock: 'respond', reason: 'complex', until: '2026-06-30' } }, 'data.until'],
    ['closed before it was received', { type: 'case.closed', data: { closedDate: '2026-03-01', outcome: 'upheld' } }, 'data.closedDate'],
    ['reopened while it is open', { type: 'case.reopened', data: { date: '2026-04-07', clock: 'same' } }, 'type'],
    ['opened twice', { type: 'case.opened', data: { caseType: 'complaint', channel: 'email', serviceArea: 'X', receivedDate: '2026-04-01' } }, 'type'],
  ])('[CASE-5] cannot be %s', (_, event, path) => {
    const record = play({ caseType: 'complaint', receivedDate: '2026-04-01', acknowledgedDate: '2026-04-02' });
    const typed = event as CaseEvent;
    const decided = decideCase(record, { ...typed, data: { ...typed.data, caseRef: 'C1' } } as CaseEvent, standardRules);
    expect('rejected' in decided && decided.rejected.map((problem) => problem.path)).toEqual([path]);
  });
});

const anyType = fc.constantFrom('foi', 'subject-access', 'ehcp-assessment', 'complaint', 'yellow-letter', 'early-years-review', 'travel-appeal', 'licence') as fc.Arbitrary<Opening['caseType']>;
const anyReceipt = fc.integer({ min: dayOf('2019-01-01'), max: dayOf('2028-09-01') }).map(dateOf);
const anyPauses = fc.array(fc.record({ from: fc.integer({ min: 0, max: 25 }), days: fc.integer({ min: 0, max: 30 }) }), { maxLength: 3 });

/** A case with those of the pauses that its rules allow. */
function paused(caseType: Opening['caseType'], receivedDate: string, pauses: readonly { from: number; days: number }[]): CaseRecord {
  let record = play({ caseType, receivedDate });
  let day = dayOf(receivedDate);
  for (const { from, days } of pauses) {
    day += from;
    const pause = decideCase(record, { type: 'case.clock-paused', data: { caseRef: 'C1', reason: 'clarification', from: dateOf(day) } }, standardRules);
    if ('rejected' in pause) return record;
    day += days;
    const resumed = decideCase(pause.state, { type: 'case.clock-resumed', data: { caseRef: 'C1', at: dateOf(day) } }, standardRules);
    if ('rejected' in resumed) throw new Error('a pause that cannot end');
    record = resumed.state;
  }
  return record;
}

describe('every clock', () => {
  it('[CASE-2] [CASE-3] ends no earlier than it starts, on the last line of its own working', () => {
    fc.assert(
      fc.property(anyType, anyReceipt, anyPauses, (caseType, receivedDate, pauses) => {
        for (const clock of clocksOf(paused(caseType, receivedDate, pauses), standardRules, today)) {
          expect(clock.dueDay).toBeGreaterThanOrEqual(clock.startDay);
          expect(clock.soonDay).toBeLessThanOrEqual(clock.dueDay);
          const { working, dueDate } = explain(clock, standardRules, today);
          expect(working.at(-1)?.date).toBe(dueDate);
          expect(usedPercent(clock, standardRules, clock.dueDay)).toBe(100);
          expect(usedPercent(clock, standardRules, clock.soonDay)).toBeGreaterThanOrEqual(75);
          expect(usedPercent(clock, standardRules, clock.soonDay - 1)).toBeLessThan(75);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('[CASE-4] moves by exactly the working days for which it is paused', () => {
    const { 'uk-union': union } = calendars;
    fc.assert(
      fc.property(anyReceipt, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 40 }), (receivedDate, after, days) => {
        const from = dayOf(receivedDate) + after;
        const [without] = clocksOf(paused('foi', receivedDate, []), standardRules, today);
        const [having] = clocksOf(paused('foi', receivedDate, [{ from: after, days }]), standardRules, today);
        if (!without || !having) throw new Error('no clock');
        expect(union.between(without.dueDay, having.dueDay)).toBe(union.between(from - 1, from + days - 1));
      }),
    );
  });

  it('[CASE-3] is never brought forward by another holiday', () => {
    fc.assert(
      fc.property(anyType, anyReceipt, anyPauses, fc.integer({ min: 0, max: 60 }), (caseType, receivedDate, pauses, later) => {
        const more = { date: dateOf(dayOf(receivedDate) + later), title: 'a day off' };
        const rules = { ...standardRules, calendars: { 'england-and-wales': calendars['england-and-wales'].with([more]), 'uk-union': calendars['uk-union'].with([more]) } };
        const record = paused(caseType, receivedDate, pauses);
        const before = clocksOf(record, standardRules, today);
        clocksOf(record, rules, today).forEach((clock, index) => expect(clock.dueDay).toBeGreaterThanOrEqual(before[index]?.dueDay ?? Infinity));
      }),
      { numRuns: 40 },
    );
  });
});

describe('[CASE-12] a pause', () => {
  it.each<[Opening['caseType'], string, boolean]>([
    ['subject-access', 'Waiting for proof of identity', true],
    ['subject-access', 'summer holidays', false],
    ['foi', 'clarification sought', true],
    ['foi', 'backlog', false],
    ['complaint', 'away with the complainant', true],
  ])('of %s for "%s" is allowed: %s', (caseType, reason, allowed) => {
    const decided = decideCase(play({ caseType, receivedDate: '2026-11-02' }), { type: 'case.clock-paused', data: { caseRef: 'C1', reason, from: '2026-11-04' } }, standardRules);
    expect('state' in decided).toBe(allowed);
    if (!('rejected' in decided)) return;
    expect(decided.rejected.map(({ path }) => path)).toEqual(['data.reason']);
    expect(decided.rejected[0]?.message).toMatch(/is not a ground/);
  });
});
