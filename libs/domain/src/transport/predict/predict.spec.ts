import * as fc from 'fast-check';
import { Fleet, FleetDraft } from '../fleet.js';
import { newRun } from '../run.js';
import type { Run } from '../run.js';
import { decideTransport } from '../decide.js';
import { fix, plan, scheduled, seconds, start } from '../transport.fixture.js';
import { planRun } from '../plan.js';
import { addToRecord, allRoutes, confidenceIn } from './record.js';
import { PredictionMemory, stretchKey, withObservation } from './history.js';
import type { Observation } from './history.js';
import { learnPassage } from './observe.js';
import { usualPercentiles, withError } from './percentiles.js';
import { predictCalls } from './predict.js';
import { toldAt, windowAt } from './public-windows.js';
import { compare, noTally } from './score.js';
import { timeOf } from './travel.js';

/** A run under way at a place, seen so many seconds after the start. */
function at(metres: number, after: number): Run {
  const planned = planRun(plan());
  if ('message' in planned) throw new Error(planned.message);
  const run = newRun(planned, start);
  const seen = { vehicleRef: 'bus', latitude: 52, longitude: -1, recordedAt: start + after * 1000, speed: 10 };
  return { ...run, state: 'running', arrived: Math.floor(metres / 1000) + 1, departed: Math.floor(metres / 1000) + 1, track: { fix: seen, metres, matchedAt: seen.recordedAt, bad: 0, interval: 10_000 } };
}
const observed = (values: readonly number[]): Observation[] => values.map((value, i) => ({ at: start - i * 600_000, seconds: value })).reverse();
const slow = (): PredictionMemory => {
  const history = new PredictionMemory();
  for (let i = 1; i < 5; i++) history.travel.set(stretchKey(`stop-${i}`, `stop-${i + 1}`), observed([200, 210, 190]));
  return history;
};

describe('[PRED-1] windows', () => {
  it('are in order, of the percentiles and of the stops, and never in the past, wherever a run is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3900 }), fc.integer({ min: -600, max: 3000 }), fc.integer({ min: 0, max: 590 }), fc.boolean(), (metres, after, age, learnt) => {
        const now = start + (after + age) * 1000;
        const windows = predictCalls(at(metres, after), now, learnt ? slow() : undefined);
        let before = { earliest: now, likely: now, latest: now };
        for (const window of windows) {
          expect(window.earliest).toBeLessThanOrEqual(window.likely);
          expect(window.likely).toBeLessThanOrEqual(window.latest);
          for (const key of ['earliest', 'likely', 'latest'] as const) expect(window[key]).toBeGreaterThanOrEqual(before[key]);
          before = window;
        }
      }),
    );
  });

  it('widen with the age of the last fix, then stop', () => {
    const run = at(2500, 250);
    const widths = [0, 60, 300].map((age) => predictCalls(run, start + (250 + age) * 1000).at(-1)).map((window) => (window ? window.latest - window.earliest : 0));
    expect(widths[1]).toBeGreaterThan(widths[0] ?? 0);
    expect(predictCalls(run, start + (250 + 601) * 1000)).toEqual([]);
  });
});

describe('[PRED-2] the road', () => {
  it('is as slow as others found it, rather than as it was planned', () => {
    const window = predictCalls(at(2500, 250), start + 250_000, slow()).at(-1);
    const planned = predictCalls(at(2500, 250), start + 250_000).at(-1);
    expect((window?.likely ?? 0) - (planned?.likely ?? 0)).toBeGreaterThan(60_000);
  });

  it('is not judged by one that broke down', () => {
    const usual = timeOf(observed([100, 110, 90, 100]), 100, start).seconds;
    const withOne = timeOf(observed([100, 110, 90, 100, 3600]), 100, start).seconds;
    expect(withOne - usual).toBeLessThan(40);
  });

  it('lies, at any time, between the least and the most that anybody took or was planned to take', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 900 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: 5, max: 900 }), fc.integer({ min: 0, max: 40 * 86_400 }), (values, planned, later) => {
        const { seconds: taken, unseen } = timeOf(observed(values), planned, start + later * 1000);
        expect(taken).toBeGreaterThanOrEqual(Math.min(planned, ...values) - 1e-6);
        expect(taken).toBeLessThanOrEqual(Math.max(planned, ...values) + 1e-6);
        expect(unseen).toBeGreaterThan(0);
      }),
    );
  });

  it('is not learnt from a vehicle that moves about before its time', () => {
    const history = new PredictionMemory();
    learnPassage(history, { fromStopRef: 'a', toStopRef: 'b', arrivedFromAt: start - 900_000, departedFromAt: start - 890_000, arrivedAt: start + 60_000, scheduled: 60, startsAt: start });
    expect(history.travel.size + history.running.size).toBe(0);
  });

  it('forgets the oldest, whatever the order in which passages become known', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 41, maxLength: 60 }), (moments) => {
        const kept = moments.reduce<readonly Observation[]>((known, at) => withObservation(known, { at, seconds: 1 }), []);
        expect(kept.map(({ at }) => at)).toEqual([...moments].sort((a, b) => a - b).slice(-40));
      }),
    );
  });
});

describe('[PRED-3] a run that has not left', () => {
  it('is expected as late as the runs before it left, and all of its stops are ahead', () => {
    const told = scheduled();
    told.see(-240, 0, { speedMetresPerSecond: 0 });
    const windows = predictCalls(told.run(), start - 240_000);
    expect(windows.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    expect(windows[0]?.likely).toBeGreaterThanOrEqual(start + 95_000);
    const history = new PredictionMemory();
    history.beginnings.set(stretchKey('stop-1', 'stop-2'), observed([600, 620, 580, 600, 610]));
    expect((predictCalls(told.run(), start - 240_000, history)[0]?.likely ?? 0) - start).toBeGreaterThan(500_000);
  });

  it('is not expected before a delay that was reported', () => {
    const told = scheduled();
    told.tell('run.delayed', { runRef: 'run', minutes: 20, cause: 'traffic' }, -600);
    for (const { index, likely } of predictCalls(told.run(), start - 600_000)) expect(likely).toBeGreaterThanOrEqual(start + (index * 100 + 1200) * 1000 - 45_000);
    expect(predictCalls(told.run(), start - 600_000)).toHaveLength(5);
  });
});

describe('[PRED-4] percentiles', () => {
  it('come to hold the share that they should, whatever the shape of the errors', () => {
    let known = usualPercentiles('moving:3-6');
    let inside = 0;
    const last = 20_000;
    let seed = 7;
    for (let i = 0; i < last; i++) {
      seed = (seed * 48_271) % 2_147_483_647;
      const error = 60 * (seed / 2_147_483_647) ** 3 - 5;
      if (i >= last / 2 && error >= known.low && error <= known.high) inside++;
      known = withError(known, error);
    }
    expect(inside / (last / 2)).toBeGreaterThan(0.75);
    expect(inside / (last / 2)).toBeLessThan(0.85);
  });
});

describe('[PRED-5] the record', () => {
  it('judges each prediction by the window of the time that was truly left', () => {
    expect([0, 179, 180, 600, 899, 900].map((after) => windowAt(after)?.horizon)).toEqual(['0-3', '0-3', '3-6', '10-15', '10-15', undefined]);
    const made = { index: 1, madeAt: start, earliest: start + 80_000, likely: start + 100_000, latest: start + 150_000, road: start + 100_000, spread: 1, kind: 'moving:0-3' };
    expect(compare(made, start + 158_000)).toEqual({ horizon: '0-3', tally: { compared: 1, likelyInside: 1, centredInside: 1, windowInside: 0, absoluteSeconds: 58 } });
    expect(compare(made, start + 65_000)?.tally).toMatchObject({ likelyInside: 0, centredInside: 1 });
    expect(compare(made, start)).toBeUndefined();
  });

  it('tells families the middle of the window, and never a time that is over', () => {
    expect(toldAt({ likely: start + 480_000 }, start)).toBe(start + 405_000);
    fc.assert(fc.property(fc.integer({ min: 0, max: 3600 }), (horizon) => toldAt({ likely: start + horizon * 1000 }, start) >= start));
  });

  it('is kept as stops are called at, and says eight of ten only when there is enough of it', () => {
    const told = scheduled();
    for (let after = -20; after <= 420; after += 10) told.see(after, Math.max(0, after * 10));
    told.commit();
    const { record, samples, travel } = told.fleet.predictions;
    expect(record.get('route')?.compared).toBeGreaterThan(0);
    expect(record.get(allRoutes)).toEqual(record.get('route'));
    expect(samples.size).toBe(0);
    expect(travel.get(stretchKey('stop-2', 'stop-3'))).toHaveLength(1);
    expect(confidenceIn(record, 'route')).toBeUndefined();
    const many = new Map([['route', noTally]]);
    addToRecord(many, [{ ...noTally, compared: 60, likelyInside: 48, windowInside: 50, serviceDate: '2026-11-10', routeRef: 'other', operatorRef: '', horizon: '0-3' }]);
    expect(confidenceIn(many, 'route')).toEqual({ inTen: 8, compared: 60, windowsInside: 50, of: 'all' });
    expect(confidenceIn(many, 'other')).toMatchObject({ of: 'route' });
  });
});

describe('[PRED-6] a draft', () => {
  it('that is dropped has taught nothing', () => {
    const fleet = new Fleet();
    const draft = new FleetDraft(fleet);
    decideTransport(draft, { type: 'run.scheduled', data: plan(), receivedAt: start }, { now: start });
    for (let after = 0; after <= 300; after += 10) decideTransport(draft, { type: 'vehicle.positioned', data: fix(after, after * 10), receivedAt: Date.parse(seconds(after)) }, { now: start });
    expect(draft.predictions.travel.changes.size).toBeGreaterThan(0);
    expect(fleet.predictions.travel.size).toBe(0);
  });
});
