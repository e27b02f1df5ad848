import { caseTypes } from '@sightline/contracts';
import type { CaseType } from '@sightline/contracts';
import fc from 'fast-check';
import { dateOf, dayOf } from '../../calendar/day.js';
import type { CaseRecord } from '../case.js';
import { decideCase } from '../decide.js';
import type { CaseEvent } from '../decide.js';
import { policies } from '../policies.js';
import { standardRules } from '../rules.js';
import { timingOf } from '../timing.js';
import { Figures } from './figures.js';
import { isDueSoon, isOverdue, liveCase } from './live-case.js';
import type { LiveCase } from './live-case.js';
import { tableOf } from './tables.js';
import { yearDays } from './type-figures.js';

const begin = dayOf('2026-11-20');
const anyDate = fc.oneof(fc.integer({ min: begin - 60, max: begin }), fc.integer({ min: begin - 800, max: begin }), fc.integer({ min: begin - 366, max: begin - 362 })).map(dateOf);
const reasons = [...new Set(policies.flatMap(({ pauses }) => pauses.map(({ reason }) => reason)))];
const opening = fc.record({
  caseType: fc.constantFrom(...caseTypes),
  receivedDate: anyDate,
  serviceArea: fc.constantFrom('SENAR', 'Admissions'),
  reason: fc.option(fc.constantFrom('buses', 'delay'), { nil: undefined }),
  slaDays: fc.option(fc.constantFrom(5, 10), { nil: undefined }),
});
const step = fc.oneof(
  fc.record({ type: fc.constant('case.closed'), data: fc.record({ closedDate: anyDate, outcome: fc.constantFrom('upheld', 'not-upheld') }) }),
  fc.record({ type: fc.constant('case.reopened'), data: fc.record({ date: anyDate, clock: fc.constantFrom('same', 'new') }) }),
  fc.record({ type: fc.constant('case.clock-paused'), data: fc.record({ from: anyDate, reason: fc.constantFrom(...reasons) }) }),
  fc.record({ type: fc.constant('case.clock-resumed'), data: fc.record({ at: anyDate }) }),
  fc.record({ type: fc.constant('case.clock-extended'), data: fc.record({ until: anyDate, reason: fc.constant('complex') }) }),
  fc.record({ type: fc.constant('case.stage-changed'), data: fc.record({ stage: fc.constantFrom('2', 'panel'), date: anyDate }) }),
);
const anyLife = fc.tuple(opening, fc.array(step, { maxLength: 4 }));

let serial = 0;
function lived([{ reason, slaDays, ...rest }, steps]: readonly [{ caseType: CaseType; receivedDate: string; serviceArea: string; reason: string | undefined; slaDays: number | undefined }, readonly object[]]): CaseRecord {
  const record: CaseRecord = { caseRef: `C${++serial}`, channel: 'email', state: 'open', facts: [], ...rest, ...(reason === undefined ? {} : { reason }), ...(slaDays === undefined ? {} : { slaDays }) };
  return steps.reduce<CaseRecord>((now, each) => {
    const event = each as { data: object };
    const decided = decideCase(now, { ...event, data: { ...event.data, caseRef: now.caseRef } } as unknown as CaseEvent, standardRules);
    return 'state' in decided ? decided.state : now;
  }, record);
}

const told = (figures: Figures): unknown => [
  caseTypes.map((type) => figures.row(type)),
  (['sla', 'outcomes', 'reasons', 'volumes', 'flow'] as const).map((table) => caseTypes.map((type) => tableOf(table, figures, [], type))),
];
const figuresOf = (cases: Iterable<LiveCase>, today: number): Figures => new Figures(today, standardRules, cases);

describe('a new day', () => {
  it('[CASE-60] leaves counters that equal counters made anew, whatever happens to the cases between the days', () => {
    fc.assert(
      fc.property(fc.array(anyLife, { maxLength: 12 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat(), anyLife), { maxLength: 6 }), (lives, days) => {
        let today = begin;
        const cases = lives.map((life) => liveCase(lived(life), 0, standardRules, today));
        const figures = figuresOf(cases, today);
        for (const [later, which, [opened, steps]] of days) {
          figures.advance((today += later));
          const place = which % Math.max(1, cases.length);
          const before = cases[place];
          if (before) {
            const now = liveCase(lived([{ ...opened, caseType: before.record.caseType }, steps]), 0, standardRules, today);
            figures.replace(before, now);
            cases[place] = now;
          }
          expect(told(figures)).toEqual(told(figuresOf(cases, today)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('[CASE-61] changes as much as moves: the cases that turn due soon or overdue, and those that leave the year', () => {
    fc.assert(
      fc.property(fc.array(anyLife, { maxLength: 40 }), (lives) => {
        const cases = lives.map((life) => liveCase(lived(life), 0, standardRules, begin));
        const turns = cases.filter((live) => isDueSoon(live, begin) !== isDueSoon(live, begin + 1) || isOverdue(live, begin) !== isOverdue(live, begin + 1)).length;
        const first = begin + 1 - yearDays;
        const leave = cases.filter(({ receivedDay, record }) => record.reason !== undefined && receivedDay === first).length + cases.filter(({ closedDay }) => closedDay === first).length;
        expect(figuresOf(cases, begin).advance(begin + 1)).toBe(turns + leave);
      }),
      { numRuns: 300 },
    );
  });

  it('[CASE-61] needs no case to be reckoned anew: what follows from its clocks holds until it changes', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 1, max: 500 }), (life, later) => {
        const record = lived(life);
        expect(timingOf(record, standardRules, begin + later)).toEqual(timingOf(record, standardRules, begin));
      }),
      { numRuns: 2000 },
    );
  });

  it('[CASE-61] counts what moved among 100,000 cases, and nothing else', () => {
    const cases = Array.from({ length: 100_000 }, (_, index) => liveCase({ caseRef: `N${index}`, caseType: caseTypes[index % caseTypes.length] ?? 'foi', channel: 'email', serviceArea: 'SENAR', receivedDate: dateOf(begin - (index % 121)), state: 'open', facts: [] }, 0, standardRules, begin));
    const figures = figuresOf(cases, begin);
    const changes = figures.advance(begin + 1);
    expect(changes).toBeGreaterThan(100);
    expect(changes).toBeLessThan(cases.length / 20);
    expect(told(figures)).toEqual(told(figuresOf(cases, begin + 1)));
  });
});
