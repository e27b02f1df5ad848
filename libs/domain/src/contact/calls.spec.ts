import fc from 'fast-check';
import type { Call, CallEvent } from './calls.js';
import { decideCall, isWaiting } from './calls.js';

const second = 1000;
const start = Date.parse('2026-11-10T09:00:00Z');
const at = (seconds: number): string => new Date(start + seconds * second).toISOString();

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
