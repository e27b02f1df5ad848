import fc from 'fast-check';
import { usualRules } from './rules.js';
import { differs, kindOfChange, tellingOf } from './substance.js';
import type { Earlier, Substance } from './substance.js';

const planned: Substance = { is: 'planned' };
const late = (minutes: number): Substance => ({ is: 'late', minutes });
const cancelled = (since = 1): Substance => ({ is: 'cancelled', since });
const covered = (since = 1): Substance => ({ is: 'covered', since });
const row = (substance: Substance, state: Earlier['state'] = 'sent', reason?: string): Earlier => ({ deliveryRef: `${substance.is} ${state}`, substance, state, reason });

describe('whether a change deserves a message', () => {
  it.each([
    ['late by nine minutes', planned, late(9), false],
    ['late by ten', planned, late(10), true],
    ['five more', late(12), late(17), false],
    ['ten more', late(12), late(22), true],
    ['ten fewer: who comes late to the stop misses the bus', late(25), late(14), true],
    ['to time again after twelve', late(12), planned, true],
    ['cancelled', planned, cancelled(), true],
    ['cancelled, said again', cancelled(1), cancelled(1), false],
    ['cancelled anew', cancelled(1), cancelled(2), true],
    ['covered', cancelled(), covered(), true],
    ['it runs after all', covered(), planned, true],
    ['late after a cancellation', cancelled(), late(3), true],
    ['arrived', late(12), { is: 'arrived' } as const, true],
    ['arrived, said again', { is: 'arrived' } as const, { is: 'arrived' } as const, false],
  ])('[MSG-1] %s', (_, believed, now, deserves) => {
    expect(differs(believed, now, usualRules)).toBe(deserves);
  });

  it('[MSG-2] what waits and is true no longer is taken back, and needs no correction', () => {
    expect(tellingOf([row(cancelled(), 'held')], planned, usualRules)).toEqual({ superseded: ['cancelled held'], tell: false });
    expect(tellingOf([row(late(12), 'held')], late(4), usualRules)).toEqual({ superseded: ['late held'], tell: false });
    expect(tellingOf([row(late(12)), row(late(25), 'held')], late(12), usualRules)).toEqual({ superseded: ['late held'], tell: false });
    expect(tellingOf([row(late(12), 'held')], cancelled(), usualRules)).toEqual({ superseded: ['late held'], tell: true });
  });

  it('[MSG-3] what is on its way counts as told: it is corrected', () => {
    expect(tellingOf([row(cancelled(), 'sending')], planned, usualRules)).toEqual({ superseded: [], tell: true });
    expect(kindOfChange(planned)).toBe('resumed');
  });

  it('[MSG-4] what was dropped, refused or not wanted does not come again by itself, and is not corrected', () => {
    for (const [state, reason] of [['suppressed', 'dropped'], ['suppressed', 'opted-out'], ['failed', 'bad-address']] as const) {
      expect(tellingOf([row(cancelled(), state, reason)], cancelled(), usualRules)).toEqual({ superseded: [], tell: false });
      expect(tellingOf([row(cancelled(), state, reason)], planned, usualRules)).toEqual({ superseded: [], tell: false });
      expect(tellingOf([row(cancelled(), state, reason)], covered(), usualRules).tell).toBe(true);
    }
  });

  it('[MSG-5] whatever changes in whatever order and however often: nobody hears the same twice running, and everyone ends with what is true', () => {
    const anySubstance = fc.oneof(fc.constant(planned), fc.integer({ min: 1, max: 60 }).map(late), fc.integer({ min: 1, max: 3 }).map(cancelled), fc.integer({ min: 1, max: 3 }).map(covered));
    const anyStep = fc.record({ now: anySubstance, times: fc.integer({ min: 1, max: 3 }), sends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        let rows: Earlier[] = [];
        const heard: Substance[] = [planned];
        for (const { now, times, sends } of steps) {
          for (let time = 0; time < times; time++) {
            const { superseded, tell } = tellingOf(rows, now, usualRules);
            if (time > 0) expect(tell).toBe(false);
            rows = rows.map((one) => (superseded.includes(one.deliveryRef) ? { ...one, state: 'suppressed', reason: 'superseded' } : one));
            if (tell) rows.push({ deliveryRef: `${rows.length}`, state: 'queued', substance: now });
          }
          // Never more than one waits for a recipient.
          expect(rows.filter(({ state }) => state === 'queued').length).toBeLessThanOrEqual(1);
          if (sends) {
            rows = rows.map((one) => {
              if (one.state !== 'queued') return one;
              heard.push(one.substance);
              return { ...one, state: 'sent' };
            });
            expect(differs(heard.at(-1) ?? planned, now, usualRules)).toBe(false);
          }
        }
        heard.slice(1).forEach((substance, place) => expect(differs(heard[place] ?? planned, substance, usualRules)).toBe(true));
      }),
      { numRuns: 500 },
    );
  });
});
