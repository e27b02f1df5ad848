import { personRule, Throttle } from './throttle.js';

describe('throttle [ID-6]', () => {
  const at = 1_000_000;

  it('lets three failures pass and then doubles the wait up to a quarter of an hour', () => {
    const throttle = new Throttle(personRule);
    const waits: number[] = [];
    for (let failure = 0; failure < 14; failure += 1) {
      waits.push(throttle.waitFor('a', at));
      throttle.failed('a', at);
    }
    expect(waits.slice(0, 6)).toEqual([0, 0, 0, 2000, 4000, 8000]);
    expect(throttle.waitFor('a', at)).toBe(15 * 60_000);
  });

  it('lets nobody wait for the failures of another', () => {
    const throttle = new Throttle(personRule);
    for (let failure = 0; failure < 9; failure += 1) throttle.failed('a', at);
    expect(throttle.waitFor('b', at)).toBe(0);
  });

  it('ends when the wait is over, when it succeeds, and when an hour has passed', () => {
    const throttle = new Throttle(personRule);
    for (let failure = 0; failure < 3; failure += 1) throttle.failed('a', at);
    expect(throttle.waitFor('a', at + 500)).toBe(1500);
    expect(throttle.waitFor('a', at + 2000)).toBe(0);
    throttle.failed('a', at + 3_700_000);
    expect(throttle.waitFor('a', at + 3_700_000)).toBe(0);
    for (let failure = 0; failure < 3; failure += 1) throttle.failed('a', at + 3_700_000);
    throttle.succeeded('a');
    expect(throttle.waitFor('a', at + 3_700_000)).toBe(0);
  });

  it('remembers a bounded number of people', () => {
    const throttle = new Throttle({ ...personRule, free: 0 }, 2);
    for (const key of ['a', 'b', 'c']) throttle.failed(key, at);
    expect(throttle.waitFor('a', at)).toBe(0);
    expect(throttle.waitFor('c', at)).toBeGreaterThan(0);
  });
});
