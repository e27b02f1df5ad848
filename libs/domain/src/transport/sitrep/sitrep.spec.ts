import fc from 'fast-check';
import { northwards, plan, scheduled, seconds, start } from '../transport.fixture.js';
import type { Run } from '../run.js';
import { figuresOf, readTrace, runOutcomeOf, sameOutcome, sitrepMeasures, WeekTally, contractResults, coverageOf, datesOfWeek, fateOf, freezeDateOf, isToFreeze, weekAfter, weekOf, whereAt } from './index.js';
import type { OutcomeSurroundings, RunOutcome, TraceFix } from './index.js';

const minute = 60_000;
const end = start + 400_000;
const around: OutcomeSurroundings = { now: start + 3_600_000, neededGuide: false, hadGuide: false, children: 3, overlong: 0, childMinutes: 0 };
const outcome = (run: Run, more: Partial<OutcomeSurroundings> = {}): RunOutcome => {
  const made = runOutcomeOf(run, { ...around, ...more });
  if (made === undefined) throw new Error('does not count');
  return made;
};
/** A run to school that came so many seconds after its time, by word. */
function arriving(late: number): Run {
  const told = scheduled();
  told.tell('run.started', { runRef: 'run', at: seconds(0) }, 0);
  told.tell('stop.called', { runRef: 'run', sequence: 5, arrivedAt: seconds(400 + late) }, 400 + late);
  return told.run();
}
function leaving(late: number): Run {
  const told = scheduled({ direction: 'from-school' });
  told.tell('stop.called', { runRef: 'run', sequence: 1, departedAt: seconds(late) }, late);
  told.tell('run.completed', { runRef: 'run', at: seconds(500) }, 500);
  return told.run();
}

describe('on time at the school [SITREP-3]', () => {
  it.each([[0, 'on-time'], [300, 'on-time'], [301, 'late'], [-240, 'on-time'], [-241, 'early']])('%i s after its time at a gate that opens 4 min before: %s', (late, punctuality) => {
    expect(outcome(arriving(late), { gateOpensAt: end - 4 * minute })).toMatchObject({ punctuality, latenessSeconds: late, basis: 'word' });
  });
  it('asks nothing of the gate where a run is planned for another session', () => {
    expect(outcome(arriving(0), { gateOpensAt: end + 60 * minute }).punctuality).toBe('early');
    expect(outcome(arriving(0), { gateOpensAt: end + 61 * minute }).punctuality).toBe('on-time');
  });
  it('judges nobody early where nobody knows when the gate opens', () => {
    expect(outcome(arriving(-1800)).punctuality).toBe('on-time');
  });
  it.each([[-60, 'on-time'], [-61, 'early'], [359, 'on-time'], [360, 'late']])('leaving the school %i s after its time: %s', (late, punctuality) => {
    expect(outcome(leaving(late)).punctuality).toBe(punctuality);
  });
  it('never takes what nobody knows for on time', () => {
    const told = scheduled();
    told.tell('run.started', { runRef: 'run', at: seconds(0) });
    told.tell('run.completed', { runRef: 'run', at: seconds(400) }, 400);
    expect(outcome(told.run())).toMatchObject({ fate: 'operated', punctuality: 'unknown' });
  });
});

describe('when a run counts [SITREP-4]', () => {
  it('by its state and the time', () => {
    const told = scheduled();
    expect([start, end + 30 * minute, end + 31 * minute].map((now) => fateOf(told.run(), now))).toEqual([undefined, undefined, 'not-operated']);
    told.tell('run.cancelled', { runRef: 'run', cause: 'fault' }, -3600);
    expect([start - minute, start].map((now) => fateOf(told.run(), now))).toEqual([undefined, 'cancelled']);
    expect(outcome(told.run()).noticeMinutes).toBe(60);
    const running = scheduled();
    running.tell('run.started', { runRef: 'run', at: seconds(0) });
    expect([start, end + 240 * minute, end + 241 * minute].map((now) => fateOf(running.run(), now))).toEqual(['under-way', 'under-way', 'operated']);
  });
});

/** A drive of ten metres a second with a fix each ten seconds; `from` and `until` in seconds after the start. */
const drive = (from: number, until: number, lateBy = 0): TraceFix[] =>
  Array.from({ length: (until - from) / 10 + 1 }, (_, i) => ({ at: start + (from + i * 10) * 1000, ...northwards(Math.max(0, Math.min(4000, (from + i * 10 - lateBy) * 10))) }));

describe('a trace [SITREP-6]', () => {
  it('covers what lies between fixes at most two minutes apart', () => {
    expect(coverageOf(drive(0, 400), start, end)).toBe(1);
    expect(coverageOf([...drive(0, 100), ...drive(300, 400)], start, end)).toBe(0.5);
    expect(coverageOf([...drive(0, 100), ...drive(220, 400)], start, end)).toBe(1);
    expect(coverageOf([], start, end)).toBe(0);
  });
  it('is never more than all of it, nor less than nothing', () => {
    const moments = fc.array(fc.integer({ min: -3600, max: 7200 }), { maxLength: 40 });
    fc.assert(fc.property(moments, (at) => {
      const fixes = at.sort((a, b) => a - b).map((second) => ({ at: start + second * 1000, ...northwards(0) }));
      const share = coverageOf(fixes, start, end);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }));
  });
  it('says where the vehicle was only near its fixes', () => {
    expect(whereAt(drive(0, 400), start + 55_000)?.latitude).toBeCloseTo(northwards(550).latitude, 6);
    expect(whereAt([...drive(0, 100), ...drive(300, 400)], start + 200_000)).toBeUndefined();
    expect(whereAt(drive(60, 400), start)).toBeUndefined();
  });
});

describe('what an operator reports [SITREP-5]', () => {
  const verdicts = (run: Run, fixes: TraceFix[]): string[] => readTrace(run, fixes).claims.map(({ kind, verdict }) => `${kind} ${verdict}`);
  it('is borne out by a trace that agrees', () => {
    expect(verdicts(arriving(20), drive(-60, 500, 0))).toEqual(['started agrees', 'arrived agrees']);
  });
  it('is disputed by a vehicle that was elsewhere, and then counts as the trace has it', () => {
    const run = arriving(0);
    const fixes = drive(-60, 1400, 840);
    expect(verdicts(run, fixes)).toEqual(['started disputed', 'arrived disputed']);
    expect(outcome(run, { trace: readTrace(run, fixes) })).toMatchObject({ punctuality: 'late', basis: 'trace' });
  });
  it('is not evidenced without a trace', () => {
    expect(verdicts(arriving(0), [])).toEqual(['started not-evidenced', 'arrived not-evidenced']);
  });
  it('is no dispute when an end is only reported late', () => {
    const told = scheduled();
    told.tell('run.started', { runRef: 'run', at: seconds(0) });
    told.tell('run.completed', { runRef: 'run', at: seconds(1500) }, 1500);
    expect(verdicts(told.run(), [...drive(-60, 500), { at: start + 1_500_000, ...northwards(9000) }])).toEqual(['started agrees', 'completed agrees']);
  });
});

/** Any outcome that a run could have. */
const anyOutcome = fc.record({
  runRef: fc.uuid(),
  serviceDate: fc.constant('2026-11-10'),
  routeRef: fc.constantFrom('1', '2', '3'),
  operatorRef: fc.constantFrom('A', 'B', undefined),
  area: fc.constantFrom('North', undefined),
  startsAt: fc.constant(start),
  endsAt: fc.constant(end),
  fate: fc.constantFrom('operated', 'under-way', 'cancelled', 'not-operated'),
  punctuality: fc.constantFrom('on-time', 'late', 'early', 'unknown'),
  latenessSeconds: fc.integer({ min: -600, max: 3600 }),
  stopsTimed: fc.integer({ min: 0, max: 9 }),
  stopsOnTime: fc.constant(0),
  noticeMinutes: fc.integer({ min: -30, max: 3000 }),
  coverage: fc.option(fc.integer({ min: 0, max: 1000 }).map((share) => share / 1000), { nil: undefined }),
  neededGuide: fc.boolean(),
  hadGuide: fc.boolean(),
  children: fc.integer({ min: 0, max: 16 }),
  overlong: fc.integer({ min: 0, max: 3 }),
  childMinutes: fc.integer({ min: 0, max: 500 }),
  claimed: fc.constant(0),
  claims: fc.constant([]),
}) as fc.Arbitrary<RunOutcome>;

describe('the sums [SITREP-1]', () => {
  const values = (tally: WeekTally): unknown => figuresOf(tally, (_, ref) => ref, ['route', 'area']);
  it('are the same in any order, and after runs were told anew', () => {
    fc.assert(fc.property(fc.array(anyOutcome, { maxLength: 30 }), fc.array(anyOutcome, { maxLength: 10 }), (runs, others) => {
      const folded = new WeekTally(runs);
      const moved = new WeekTally([...others, ...runs.toReversed()]);
      for (const other of others) moved.replace(other, undefined);
      expect(values(moved)).toEqual(values(folded));
    }));
  });
  it('of groups make the whole', () => {
    fc.assert(fc.property(fc.array(anyOutcome, { maxLength: 30 }), (runs) => {
      for (const figure of figuresOf(new WeekTally(runs), (_, ref) => ref, ['route', 'area'])) {
        for (const groups of [figure.byOperator, figure.byRoute, figure.byArea]) {
          expect(groups?.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0)).toBe(figure.denominator);
        }
      }
    }));
  });
  it('have a formula each, and list what they count [SITREP-2]', () => {
    for (const { formula, unit, label } of sitrepMeasures) expect(formula.length > 15 && unit !== '' && label !== '').toBe(true);
    fc.assert(fc.property(fc.array(anyOutcome, { maxLength: 30 }), (runs) => {
      const tally = new WeekTally(runs);
      for (const measure of sitrepMeasures) {
        const listed = runs.filter((run) => (measure.weigh(run)?.[1] ?? 0) > 0).reduce((sum, run) => sum + (measure.weigh(run)?.[1] ?? 0), 0);
        expect(tally.whole.read(measure).denominator).toBe(listed);
      }
    }));
  });
  it('know an outcome again that was written down', () => {
    fc.assert(fc.property(anyOutcome, (run) => expect(sameOutcome(run, JSON.parse(JSON.stringify(run)) as RunOutcome)).toBe(true)));
    const run = outcome(arriving(0));
    expect(sameOutcome(run, { ...run, children: 4 })).toBe(false);
  });
});

describe('a contract [SITREP-8]', () => {
  const runs = Array.from({ length: 20 }, (_, i) => ({ ...outcome(arriving(i < 3 ? 900 : 0)), runRef: String(i), operatorRef: 'A' }));
  const punctuality = (terms: Parameters<typeof contractResults>[1]) => contractResults(runs, terms).find(({ measure }) => measure === 'punctuality');
  it('carries what fails beyond what its target allows', () => {
    expect(punctuality(new Map())).toMatchObject({ met: 17, of: 20, defaults: 2, points: 4, pounds: 40, agreed: false });
  });
  it("goes by the operator's own terms", () => {
    const own = new Map([['A', { operatorRef: 'A', measures: [{ measure: 'punctuality' as const, target: 1, pounds: 100 }] }]]);
    expect(punctuality(own)).toMatchObject({ defaults: 3, points: 6, pounds: 300, agreed: true });
  });
});

describe('a week [SITREP-7]', () => {
  it.each([['2026-11-21', '2026-W47'], ['2026-11-22', '2026-W47'], ['2026-11-23', '2026-W48'], ['2027-01-01', '2026-W53'], ['2024-12-30', '2025-W01'], ['2021-01-03', '2020-W53']])('%s is in %s', (date, week) => {
    expect(weekOf(date)).toBe(week);
    const dates = datesOfWeek(week);
    expect(date >= (dates?.from ?? '~') && date <= (dates?.until ?? '')).toBe(true);
  });
  it('is one of its year', () => {
    expect(datesOfWeek('2025-W53')).toBeUndefined();
    expect(weekAfter('2026-W53', 1)).toBe('2027-W01');
  });
  it('is frozen in the night after its Sunday, a history in the night after it came', () => {
    expect(freezeDateOf('2026-W47', '2026-11-16')).toBe('2026-11-23');
    expect(freezeDateOf('2026-W45', '2026-11-21')).toBe('2026-11-22');
    const frozen = [['2026-11-22', 23], ['2026-11-23', 2], ['2026-11-23', 3], ['2026-11-24', 0]].map(([today, hour]) => isToFreeze('2026-W47', '2026-11-16', String(today), Number(hour)));
    expect(frozen).toEqual([false, false, true, true]);
  });
});

it('tells nothing of a plan that is ahead', () => {
  expect(plan().stopCalls.length).toBe(5);
  expect(runOutcomeOf(scheduled().run(), { ...around, now: start - minute })).toBeUndefined();
});
