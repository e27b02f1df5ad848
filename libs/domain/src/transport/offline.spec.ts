import fc from 'fast-check';
import { fix, scheduled } from './transport.fixture.js';

/** A bus on time whose phone is silent from `from` until `until` seconds, and then sends what it has kept in some order. */
const outage = fc.record({ from: fc.integer({ min: 3, max: 15 }), lasts: fc.integer({ min: 3, max: 25 }), order: fc.array(fc.nat(), { minLength: 80, maxLength: 80 }), twice: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }) });

describe('[RUN-22] a phone that was offline and sends all that it has kept, in any order, some of it twice', () => {
  it('takes nothing back, leaves no stop without its time, and raises no alert', () => {
    fc.assert(
      fc.property(outage, ({ from, lasts, order, twice }) => {
        const told = scheduled();
        const until = Math.min(39, from + lasts);
        for (let at = -20; at < from * 10; at += 10) told.see(at, Math.max(0, at * 10));
        told.tick(until * 10);
        const before = told.conditions();
        expect(before.filter((condition) => condition !== 'signal-lost')).toEqual([]);
        const kept = Array.from({ length: until - from + 1 }, (_, i) => (from + i) * 10).flatMap((at, i) => (twice[i] === true ? [at, at] : [at]));
        const shuffled = kept.map((at, i) => ({ at, key: order[i] ?? 0 })).sort((a, b) => a.key - b.key);
        let last = told.run();
        for (const { at } of shuffled) {
          told.tell('vehicle.positioned', fix(at, at * 10), until * 10 + 1);
          told.tick(until * 10 + 1);
          const run = told.run();
          expect(run.track?.fix.recordedAt ?? 0).toBeGreaterThanOrEqual(last.track?.fix.recordedAt ?? 0);
          expect(run.track?.metres ?? 0).toBeGreaterThanOrEqual(last.track?.metres ?? 0);
          expect(run.arrived).toBeGreaterThanOrEqual(last.arrived);
          expect(told.conditions().filter((condition) => !before.includes(condition))).toEqual([]);
          last = run;
        }
        for (let at = until * 10 + 10; at <= 420; at += 10) told.see(at, at * 10);
        told.tick(421);
        expect(told.conditions()).toEqual([]);
        expect(told.run().state).toBe('completed');
        told.arrivals().slice(1).forEach((arrivedAt, i) => expect(Math.abs((arrivedAt ?? 0) - (i + 1) * 100)).toBeLessThanOrEqual(10));
      }),
    );
  });
});
