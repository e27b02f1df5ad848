import fc from 'fast-check';
import { dateOf, dayOf } from '../calendar/day.js';
import type { CaseRecord, ClockFact } from './case.js';
import { clocksOf } from './clocks.js';
import { decideCase } from './decide.js';
import type { CaseEvent } from './decide.js';
import { naiveDueDate } from './naive.fixture.js';
import { policies } from './policies.js';
import { stageKey } from './policy.js';
import type { Policy } from './policy.js';
import { standardRules } from './rules.js';

const first = dayOf('2019-01-01');
const last = dayOf('2028-09-30');
/** Days on which counting goes wrong if it goes wrong at all. */
const delicate = ['2020-02-28', '2020-02-29', '2024-02-29', '2028-02-29', '2021-02-28', '2019-12-31', '2023-12-20', '2026-12-31', '2026-03-29', '2026-10-25', '2027-03-28', '2025-10-26', '2022-09-18', '2020-05-07', '2026-03-31', '2026-04-01', '2025-01-31', '2025-08-31'].map(dayOf);

const anyDay = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: first, max: last }) }, { weight: 1, arbitrary: fc.constantFrom(...delicate) });
const anyStep = fc.tuple(fc.constantFrom('pause', 'extend', 'wait'), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 30 }));
const anyCase = fc.record({
  policy: fc.constantFrom(...policies),
  received: anyDay,
  slaDays: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  acknowledgedAfter: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  dateAfter: fc.integer({ min: -800, max: 60 }),
  steps: fc.array(anyStep, { maxLength: 4 }),
  todayAfter: fc.integer({ min: 0, max: 400 }),
});

function opened(policy: Policy, received: number, more: { slaDays: number | undefined; acknowledgedAfter: number | undefined; dateAfter: number }): CaseRecord {
  const stage = policy.stages?.[0];
  const dates = { meeting: dateOf(received + Math.max(0, more.dateAfter)), plan: dateOf(received + Math.min(0, more.dateAfter)), performance: dateOf(received + 30), decision: dateOf(received + Math.min(0, more.dateAfter)) };
  return {
    caseRef: 'C1', caseType: policy.caseType, channel: 'email', serviceArea: 'SENAR', receivedDate: dateOf(received), state: 'open', facts: [], dates,
    ...(stage === undefined ? {} : { firstStage: stage, stage }),
    ...(more.slaDays === undefined ? {} : { slaDays: more.slaDays }),
    ...(more.acknowledgedAfter === undefined ? {} : { acknowledgedDate: dateOf(received + more.acknowledgedAfter) }),
  };
}

/** Plays a step that may be refused: what is refused did not happen. */
function told(record: CaseRecord, type: string, data: object): CaseRecord {
  const decided = decideCase(record, { type, data: { ...data, caseRef: 'C1' } } as unknown as CaseEvent, standardRules);
  return 'state' in decided ? decided.state : record;
}

function lived(record: CaseRecord, policy: Policy, received: number, steps: readonly (readonly [string, number, number])[]): CaseRecord {
  let [now, day] = [record, received];
  for (const [step, after, days] of steps) {
    day += after;
    const reason = policy.pauses[days % Math.max(1, policy.pauses.length)]?.reason ?? 'none';
    if (step === 'extend') now = told(now, 'case.clock-extended', { reason: 'complex', until: dateOf(day + days) });
    if (step !== 'pause') continue;
    const paused = told(now, 'case.clock-paused', { reason, from: dateOf(day) });
    if (paused === now) continue;
    // The last of them may still last.
    const isOpen = days === 30;
    now = isOpen ? paused : told(paused, 'case.clock-resumed', { at: dateOf(day + days) });
    if (isOpen) break;
    day += days;
  }
  return now;
}

describe('a second, naive implementation', () => {
  it('[CASE-1] agrees on every due date of 100,000 random cases between 2019 and 2028', () => {
    const seen = { clocks: 0, pauses: 0, extensions: 0 };
    fc.assert(
      fc.property(anyCase, ({ policy, received, steps, todayAfter, ...more }) => {
        const record = lived(opened(policy, received, more), policy, received, steps);
        const today = received + todayAfter;
        for (const clock of clocksOf(record, standardRules, today)) {
          if (typeof clock.start === 'object') continue;
          seen.clocks++;
          seen.pauses += record.facts.filter((fact: ClockFact) => fact.fact === 'paused').length;
          seen.extensions += record.facts.filter((fact: ClockFact) => fact.fact === 'extended').length;
          const naive = naiveDueDate(record, clock.policy, dateOf(today));
          if (naive !== dateOf(clock.dueDay)) throw new Error(`${clock.policy.id} of stage ${stageKey(record.stage)}: ${dateOf(clock.dueDay)}, by walking ${naive ?? 'none'}; ${JSON.stringify(record)}`);
        }
      }),
      { numRuns: 100_000 },
    );
    expect(seen.clocks).toBeGreaterThan(100_000);
    expect(seen.pauses).toBeGreaterThan(20_000);
    expect(seen.extensions).toBeGreaterThan(2_000);
  }, 300_000);
});
