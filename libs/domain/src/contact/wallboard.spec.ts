import fc from 'fast-check';
import type { Call } from './calls.js';
import type { CallDay } from './wallboard.js';
import { forgottenAfter, tallyCalls, wallboardMetrics } from './wallboard.js';

const second = 1000;
const hour = 3_600_000;
const start = Date.parse('2026-11-10T09:00:00Z');
const midnight = Date.parse('2026-11-10T00:00:00Z');

const many = (count: number, call: Partial<Call>): Call[] => Array.from({ length: count }, (_, index) => ({ callRef: `${index}`, queuedAt: start, ...call }));
const figure = (calls: readonly Call[], name: string, { now = start, since = midnight, target = 20 }: Partial<CallDay> = {}) => wallboardMetrics(target).find((metric) => metric.name === name)?.of(tallyCalls(calls, { now, since, target }));
const value = (calls: readonly Call[], name: string, day?: Partial<CallDay>): number | null | undefined => figure(calls, name, day)?.value;

describe('the wallboard', () => {
  // contact-centre.md: 1,000 answered, 60 abandoned, 860 answered and 20 abandoned within T.
  const day = [
    ...many(860, { answeredAt: start + 20 * second }),
    ...many(140, { answeredAt: start + 21 * second }),
    ...many(20, { abandonedAt: start + 20 * second }),
    ...many(40, { abandonedAt: start + 60 * second }),
  ];

  it.each([
    ['service-level', 82.7, 860, 1040],
    ['service-level-d', 82.7, 860, 1040],
    ['service-level-a', 83, 880, 1060],
    ['service-level-b', 86, 860, 1000],
    ['service-level-c', 81.1, 860, 1060],
    ['abandonment', 5.7, 60, 1060],
    ['abandonment-excluding-short', 3.8, 40, 1040],
  ])('[CALL-80] %s of the check day is %f %%, %i of %i', (name, expected, numerator, denominator) => expect(figure(day, name)).toEqual({ value: expected, numerator, denominator }));

  it('[CALL-80] has no share of nothing', () => expect(value([], 'service-level')).toBeNull());

  it('[CALL-81] says T in every formula that has it, and counts by it', () => {
    for (const { name, formula } of wallboardMetrics(45)) if (/service-level|excluding/.test(name)) expect(formula).toContain('45 s');
    expect(value(day, 'service-level', { target: 45 })).toBe(96.2);
  });

  it('[CALL-82] counts who waits, says since when the longest does, and leaves the waiting out of every share', () => {
    const calls = [...many(2, {}), { callRef: 'x', queuedAt: start - 30 * second }];
    expect(value(calls, 'calls-waiting')).toBe(3);
    expect(figure(calls, 'longest-wait', { now: start + 72 * second })).toEqual({ value: 102, since: start - 30 * second });
    expect(figure([], 'longest-wait')).toEqual({ value: 0 });
    expect(value([...calls, ...many(1, { answeredAt: start + second })], 'service-level')).toBe(100);
  });

  it('[CALL-83] lets a call that nothing is heard of for four hours wait no more, and says so', () => {
    const calls = [...many(1, {}), ...many(2, { queuedAt: start - forgottenAfter - second })];
    expect(figure(calls, 'calls-waiting')).toEqual({ value: 1, note: '2 not heard of for 4 hours left out' });
    expect(value(calls, 'longest-wait')).toBe(0);
  });

  it('[CALL-84] counts a call to the day in which it was queued: from before midnight only who waits', () => {
    const yesterday = midnight - 60 * second;
    const calls: Call[] = [
      { callRef: 'waits', queuedAt: yesterday },
      { callRef: 'answered', queuedAt: yesterday, answeredAt: midnight + second, handledSeconds: 50 },
      { callRef: 'gone', queuedAt: yesterday, abandonedAt: midnight + second },
    ];
    expect(tallyCalls(calls, { since: midnight, now: midnight + 30 * second, target: 20 })).toMatchObject({ waiting: 1, longestWait: 90, answered: 0, abandoned: 0, handled: 0 });
  });

  it('averages waits over the answered and handling over the handled', () => {
    const calls = [...many(1, { answeredAt: start + 10 * second, handledSeconds: 100 }), ...many(1, { answeredAt: start + 20 * second })];
    expect(value(calls, 'average-speed-of-answer')).toBe(15);
    expect(value(calls, 'average-handling-time')).toBe(100);
  });

  it('[CALL-85] agrees with a naive count of any history, by each of the four formulas', () => {
    const moment = fc.integer({ min: 0, max: 120 });
    const life = fc.oneof(
      fc.constant({}),
      moment.map((waited) => ({ answered: waited })),
      moment.map((waited) => ({ abandoned: waited })),
    );
    const history = fc.array(fc.record({ queuedBefore: fc.integer({ min: -hour, max: 10 * hour }), life }), { maxLength: 60 });
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 90 }), (calls, target) => {
        const now = midnight + 9 * hour;
        const made = calls.map(({ queuedBefore, life: { answered, abandoned } }: { queuedBefore: number; life: { answered?: number; abandoned?: number } }, index): Call => {
          const queuedAt = now - Math.round(queuedBefore);
          return { callRef: `${index}`, queuedAt, ...(answered !== undefined && { answeredAt: queuedAt + answered * second }), ...(abandoned !== undefined && { abandonedAt: queuedAt + abandoned * second }) };
        });
        const today = made.filter(({ queuedAt = 0 }) => queuedAt >= midnight);
        const waits = (until: 'answeredAt' | 'abandonedAt') => today.flatMap((call) => { const end = call[until]; return end === undefined ? [] : [(end - (call.queuedAt ?? 0)) / second]; });
        const [answered, abandoned] = [waits('answeredAt'), waits('abandonedAt')];
        const within = (all: number[]) => all.filter((seconds) => seconds <= target).length;
        const percent = (part: number, whole: number) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);
        const offered = answered.length + abandoned.length;
        const expected = {
          a: percent(within(answered) + within(abandoned), offered),
          b: percent(within(answered), answered.length),
          c: percent(within(answered), offered),
          d: percent(within(answered), answered.length + abandoned.filter((seconds) => seconds > target).length),
        };
        const day = { now, since: midnight, target };
        expect({ a: value(made, 'service-level-a', day), b: value(made, 'service-level-b', day), c: value(made, 'service-level-c', day), d: value(made, 'service-level-d', day) }).toEqual(expected);
      }),
    );
  });
});
