import fc from 'fast-check';
import type { Call, CallEvent } from './calls.js';
import { decideCall, isWaiting } from './calls.js';
import { firstContactResolution, tallyCalls, wallboardMetrics } from './wallboard.js';

const second = 1000;
const start = Date.parse('2026-11-10T09:00:00Z');
const at = (seconds: number): string => new Date(start + seconds * second).toISOString();

const many = (count: number, call: Partial<Call>): Call[] => Array.from({ length: count }, (_, index) => ({ callRef: `${index}`, queuedAt: start, ...call }));
const figure = (calls: Call[], name: string, now = start): number | null | undefined => wallboardMetrics.find((metric) => metric.name === name)?.of(tallyCalls(calls, now)).value;

describe('the wallboard', () => {
  // contact-centre.md: 1,000 answered, 60 abandoned, 860 answered and 20 abandoned within T.
  const day = [
    ...many(860, { answeredAt: start + 20 * second }),
    ...many(140, { answeredAt: start + 21 * second }),
    ...many(20, { abandonedAt: start + 20 * second }),
    ...many(40, { abandonedAt: start + 60 * second }),
  ];

  it.each([
    ['service-level', 82.7],
    ['service-level-d', 82.7],
    ['service-level-a', 83],
    ['service-level-b', 86],
    ['service-level-c', 81.1],
    ['abandonment', 5.7],
    ['abandonment-excluding-short', 3.8],
  ])('%s of the check day is %f %%', (name, expected) => expect(figure(day, name)).toBe(expected));

  it('has no share of nothing', () => expect(figure([], 'service-level')).toBeNull());

  it('counts who waits and the longest wait, and leaves the waiting out of every share', () => {
    const calls = [...many(2, {}), { callRef: 'x', queuedAt: start - 30 * second }];
    expect(figure(calls, 'calls-waiting')).toBe(3);
    expect(figure(calls, 'longest-wait', start + 72 * second)).toBe(102);
    expect(figure([...calls, ...many(1, { answeredAt: start + second })], 'service-level')).toBe(100);
  });

  it('averages waits over the answered and handling over the handled', () => {
    const calls = [...many(1, { answeredAt: start + 10 * second, handledSeconds: 100 }), ...many(1, { answeredAt: start + 20 * second })];
    expect(figure(calls, 'average-speed-of-answer')).toBe(15);
    expect(figure(calls, 'average-handling-time')).toBe(100);
  });
});

describe('a call', () => {
  const events: CallEvent[] = [
    { type: 'call.queued', data: { callRef: 'c', queue: 'transport', at: at(0) } },
    { type: 'call.answered', data: { callRef: 'c', adviserRef: 'a', at: at(12) } },
    { type: 'call.ended', data: { callRef: 'c', talkSeconds: 60, holdSeconds: 5, wrapSeconds: 20, at: at(100) } },
  ];
  const fold = (order: readonly CallEvent[]): Call | undefined =>
    order.reduce<Call | undefined>((call, event) => {
      const decision = decideCall(call, event);
      return 'state' in decision ? decision.state : call;
    }, undefined);

  it('comes out the same in whatever order its events arrive, and however often', () => {
    const expected = fold(events);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 3 }), fc.shuffledSubarray(events), (order, again) => {
        expect(fold([...order, ...again])).toEqual(expected);
      }),
    );
  });

  it('was either answered or given up, never both', () => {
    const gaveUp = decideCall({ callRef: 'c', queuedAt: start, abandonedAt: start + second }, { type: 'call.answered', data: { callRef: 'c', adviserRef: 'a', at: at(2) } });
    expect(gaveUp).toEqual({ rejected: [{ path: 'type', message: 'the caller gave up' }] });
  });

  it('cannot be answered before it was queued', () => {
    expect(decideCall({ callRef: 'c', queuedAt: start }, { type: 'call.answered', data: { callRef: 'c', adviserRef: 'a', at: at(-1) } })).toMatchObject({ rejected: [{ path: 'data.at' }] });
  });

  it('waits until it is answered or the caller gives up', () => {
    expect(isWaiting({ callRef: 'c', queuedAt: start })).toBe(true);
    expect(isWaiting({ callRef: 'c' })).toBe(false);
    expect(isWaiting({ callRef: 'c', queuedAt: start, abandonedAt: start })).toBe(false);
  });
});

describe('first-contact resolution', () => {
  const days = (count: number): number => start + count * 86_400_000;

  it('counts a contact as resolved when the same child and reason did not come again within 7 days', () => {
    const contacts = [
      { passengerRef: 'p', reason: 'late bus', at: days(0) },
      { passengerRef: 'p', reason: 'late bus', at: days(3) },
      { passengerRef: 'p', reason: 'guide', at: days(1) },
    ];
    expect(firstContactResolution(contacts, days(30))).toEqual({ value: 66.7, numerator: 2, denominator: 3 });
  });

  it('does not know the last 7 days yet', () => {
    expect(firstContactResolution([{ passengerRef: 'p', reason: 'late bus', at: days(0) }], days(6)).value).toBeNull();
  });
});
