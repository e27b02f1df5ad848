import { expectedCalls } from './expected.js';
import { sentenceOf } from './sentence.js';
import { scheduled, seconds, start } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
const say = (told: Told, after: number, children: { childrenCount: number; aboard?: number } = { childrenCount: 0 }): string => sentenceOf(told.run(), { now: start + after * 1000, clock, ...children });

const driven = (until: number, late = 0): Told => {
  const told = scheduled();
  for (let at = -20; at <= until; at += 10) told.see(at, Math.max(0, (at - late) * 10));
  return told;
};

describe('[RUN-14] the sentence of a run', () => {
  it.each([
    ['late', () => say(driven(700, 480), 700, { childrenCount: 9, aboard: 6 }), '8 min late, two stops to Beechwood, 6 children aboard'],
    ['on time, nobody ticks', () => say(driven(250), 255, { childrenCount: 1 }), 'On time, two stops to Beechwood, 1 child expected'],
    ['last stop', () => say(driven(350), 350), 'On time, next stop Beechwood'],
    ['stale', () => say(driven(250), 490), 'Last seen 4 min ago, two stops to Beechwood, then on time; may be wrong by now'],
    ['lost', () => say(driven(250), 1090), 'Last seen 14 min ago, two stops to Beechwood; nobody knows where it is now'],
    ['scheduled', () => say(scheduled(), -600), 'Due to leave Stop 1 at 08:30'],
    ['not started', () => say(scheduled(), 420), 'Not started: was due to leave Stop 1 at 08:30, 7 min ago'],
    ['arrived', () => say(driven(600, 180), 900), 'Arrived at Beechwood at 08:39, 3 min late'],
  ])('%s', (_, sentence, words) => expect(sentence()).toBe(words));

  it('says that a run was cancelled, and whether the children have transport', () => {
    const told = scheduled();
    told.tell('run.cancelled', { runRef: 'run', cause: 'driver unavailable' });
    expect(say(told, 0)).toBe('Cancelled: driver unavailable. No other transport yet');
    told.tell('run.covered', { runRef: 'run', how: 'taxi' });
    expect(say(told, 0)).toBe('Cancelled: driver unavailable. Other transport is arranged');
  });

  it('says that a tracker was never heard, and when a run ended unseen', () => {
    const told = scheduled();
    told.tell('run.started', { runRef: 'run', at: seconds(0) });
    expect(say(told, 60)).toBe('Started, never seen by its tracker; four stops to Beechwood');
    told.tell('run.completed', { runRef: 'run', at: seconds(420) });
    expect(say(told, 500)).toBe('Completed at 08:37; the arrival at Beechwood was not seen');
  });
});

describe('[RUN-15] expected times', () => {
  it('carry the lateness of now to the stops ahead, in order, each within its window', () => {
    const windows = [...expectedCalls(driven(250, 60).run(), start + 250_000).values()];
    expect(windows).toHaveLength(3);
    windows.forEach((window, i) => {
      expect(window.earliest).toBeLessThanOrEqual(window.likely);
      expect(window.likely).toBeLessThan(window.latest);
      expect(Math.abs(window.likely - (start + (260 + i * 100) * 1000))).toBeLessThan(25_000);
    });
  });

  it('widen as the last fix ages, then stop', () => {
    const run = driven(250).run();
    const width = (after: number): number => {
      const window = expectedCalls(run, start + after * 1000).get(4);
      return window ? window.latest - window.earliest : -1;
    };
    expect(width(360)).toBeGreaterThan(width(255));
    expect(width(900)).toBe(-1);
  });
});
