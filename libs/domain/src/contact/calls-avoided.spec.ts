import { callsAvoided } from './calls-avoided.js';
import type { RunFamily, TroubledRun } from './demand.js';

const minute = 60_000;
const t = Date.parse('2026-11-10T08:00:00Z');
const at = (minutes: number): number => t + minutes * minute;
const family = (guardianRef: string, toldAt?: number, hasTelephone = true): RunFamily => ({ guardianRefs: [guardianRef], toldAt, hasTelephone });
const run = (families: RunFamily[], endedAt?: number): TroubledRun => ({ runRef: 'r', routeRef: '412', trouble: 'late', since: at(0), endedAt, families });
const rang = (times: Record<string, number[]>) => (ref: string) => times[ref] ?? [];

describe('[CALL-89] calls avoided', () => {
  const families = [family('told-quiet', at(5)), family('told-rang', at(5)), family('untold-quiet'), family('untold-rang')];
  const rings = rang({ 'told-rang': [at(20)], 'untold-rang': [at(9)] });

  it('sets families told beside families not told, each with its own hour', () => {
    expect(callsAvoided([run(families)], rings, at(65))).toEqual({ told: { value: 50, numerator: 1, denominator: 2 }, untold: { value: 50, numerator: 1, denominator: 2 } });
  });

  it('does not know before the hour is over', () => {
    expect(callsAvoided([run(families)], rings, at(62))).toEqual({ told: { value: null, numerator: 0, denominator: 0, note: '2 not yet known' }, untold: { value: 50, numerator: 1, denominator: 2 } });
  });

  it('knows as soon as the run has ended', () => {
    expect(callsAvoided([run(families, at(30))], rings, at(31)).told).toEqual({ value: 50, numerator: 1, denominator: 2 });
  });

  it.each([
    ['rang after the hour', { 'told-quiet': [at(66)] }, 100, undefined],
    ['rang after the run ended', { 'told-quiet': [at(41)] }, 100, at(40)],
    ['rang at the last moment', { 'told-quiet': [at(65)] }, 0, undefined],
    ['rang before the trouble began', { 'told-quiet': [at(-3)] }, 100, undefined],
  ])('%s', (_, times: Record<string, number[]>, expected: number, endedAt: number | undefined) => expect(callsAvoided([run([family('told-quiet', at(5))], endedAt)], rang(times), at(120)).told.value).toBe(expected));

  it('leaves out who rang before being told: telling came too late for them', () => {
    const { told, untold } = callsAvoided([run([family('a', at(5)), family('b', at(5))])], rang({ a: [at(2)] }), at(120));
    expect(told).toEqual({ value: 100, numerator: 1, denominator: 1, note: '1 rang before they were told, left out' });
    expect(untold.denominator).toBe(0);
  });

  it('counts who was told when it was all over as not told', () => {
    expect(callsAvoided([run([family('a', at(50))], at(40))], rang({}), at(120))).toMatchObject({ told: { denominator: 0 }, untold: { value: 100, denominator: 1 } });
  });

  it('leaves out families without a telephone: nobody would know their call', () => {
    expect(callsAvoided([run([family('a', at(5), false)])], rang({}), at(120)).told.denominator).toBe(0);
  });

  it('knows nothing where no call brings a number', () => {
    expect(callsAvoided([run(families)], undefined, at(120)).told).toEqual({ value: null, note: 'no call of today brought a number' });
  });
});
