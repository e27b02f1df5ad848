import fc from 'fast-check';
import { encodePolyline } from '../geometry/index.js';
import type { Run } from './run.js';
import { fix, northwards, plan, scheduled, seconds, start } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

/** Drives at the schedule's pace, with fixes every ten seconds. */
const drive = (told: Told, from: number, until: number, late = 0): void => {
  for (let at = from; at <= until; at += 10) told.see(at, Math.max(0, (at - late) * 10));
};

describe('following a run', () => {
  it('[RUN-3] starts it when it is first seen moving along its path, and not before', () => {
    const told = scheduled();
    for (let at = -300; at <= 0; at += 30) told.see(at, 0, { speedMetresPerSecond: 0, bearing: undefined });
    expect(told.run().state).toBe('scheduled');
    drive(told, 10, 20);
    expect(told.run()).toMatchObject({ state: 'running', startedAt: start });
    expect(told.run().calls[0]).toMatchObject({ arrivedAt: start - 300_000 });
  });

  it('[RUN-3] does not start it when its vehicle comes the other way, or is on its way to the first stop', () => {
    const told = scheduled();
    for (let at = -600; at <= -400; at += 10) told.see(at, 3900 - (at + 600) * 10, { bearing: 180 });
    for (let at = -390; at <= -100; at += 10) told.see(at, 1900 - (at + 390) * 10, { bearing: 180 });
    expect(told.run().state).toBe('scheduled');
  });

  it.each([
    [12, 'scheduled'],
    [9, 'running'],
  ] as const)('[RUN-3] takes a vehicle whose crew has signed in and that passes its first stop %i minutes early for %s', (early, state) => {
    const told = scheduled();
    told.tell('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'driver', at: new Date(start - 30 * 60_000).toISOString() }, -30 * 60);
    for (let at = 0; at <= 60; at += 10) told.see(at - early * 60, at * 8);
    expect(told.run().state).toBe(state);
  });

  it('[RUN-3] does not start it while it waits, late, at a first stop that its path comes by again', () => {
    const call = (sequence: number, metres: number, after: number) => ({ sequence, stopRef: `stop-${sequence}`, ...northwards(metres), scheduledAt: seconds(after) });
    const told = scheduled({ stopCalls: [call(1, 0, 0), call(2, -400, 120), call(3, 2000, 600)] });
    for (let at = -300; at <= 900; at += 10) told.see(at, (at % 30) / 5, { speedMetresPerSecond: 0, bearing: undefined });
    expect(told.run().state).toBe('scheduled');
    for (let at = 910; at <= 950; at += 10) told.see(at, -(at - 900) * 8, { bearing: 180 });
    expect(told.run().state).toBe('running');
    expect(Math.abs((told.run().startedAt ?? 0) - (start + 900_000))).toBeLessThanOrEqual(10_000);
    for (let at = 960; at <= 1260; at += 10) told.see(at, -400 + (at - 950) * 8, { bearing: 0 });
    expect(told.run().state).toBe('completed');
    expect(told.arrivals()[1]).toBeGreaterThan(930);
  });

  it('[RUN-8] finds arrivals within seconds, completes at the last one, and tells the lateness', () => {
    const told = scheduled();
    drive(told, -20, 500, 60);
    const arrivals = told.arrivals();
    [160, 260, 360, 460].forEach((expected, i) => expect(Math.abs((arrivals[i + 1] ?? 0) - expected)).toBeLessThanOrEqual(3));
    expect(told.run().state).toBe('completed');
    expect(Math.abs((told.run().latenessSeconds ?? 0) - 60)).toBeLessThanOrEqual(3);
  });

  it('[RUN-8] does not make up when stops were passed before it was first seen', () => {
    const told = scheduled();
    told.see(260, 2600);
    expect(told.run()).toMatchObject({ state: 'running', arrived: 3 });
    expect(told.arrivals()).toEqual([undefined, undefined, undefined, undefined, undefined]);
    told.see(270, 2700);
    for (let at = 100; at <= 250; at += 10) told.tell('vehicle.positioned', fix(at, at * 10), 271);
    const [, , third] = told.arrivals();
    expect(Math.abs((third ?? 0) - 198)).toBeLessThanOrEqual(3);
  });

  it('[RUN-8] does not make them up either when only two fixes without a bearing show it moving', () => {
    const told = scheduled();
    const mute = { bearing: undefined, speedMetresPerSecond: undefined };
    told.see(260, 2600, mute);
    told.see(270, 2700, mute);
    told.see(305, 3050, mute);
    expect(told.run()).toMatchObject({ state: 'running', arrived: 4 });
    expect(told.arrivals()).toEqual([undefined, undefined, undefined, 299, undefined]);
  });

  it('[RUN-3] starts when its crew signed in for it and its vehicle leaves the first stop another way', () => {
    const told = scheduled();
    told.tell('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'driver', at: seconds(-300) }, -300);
    for (let at = -200; at <= 0; at += 20) told.see(at, 0, { speedMetresPerSecond: 0, bearing: undefined });
    told.see(20, -200, { bearing: 180 });
    expect(told.run().state).toBe('scheduled');
    told.see(40, -400, { bearing: 180 });
    expect(told.run()).toMatchObject({ state: 'running', startedAt: start + 20_000 });
  });

  it('[RUN-8] gives no time to the stop where a run is found that was lost and has skipped another', () => {
    const told = scheduled();
    drive(told, -20, 50);
    const beside = { longitude: -1.005 };
    for (let at = 60; at <= 190; at += 10) told.see(at, at * 10, beside);
    told.see(200, 2000);
    drive(told, 210, 400);
    expect(told.arrivals().slice(1, 3)).toEqual([undefined, undefined]);
    expect(Math.abs((told.arrivals()[3] ?? 0) - 298)).toBeLessThanOrEqual(3);
  });

  it('[RUN-11] keeps the fixes of a run that is half an hour late, though the next one is due', () => {
    const told = scheduled();
    told.tell('run.scheduled', plan({ runRef: 'back', stopCalls: plan().stopCalls.map((call, i) => ({ ...call, ...northwards(4000 - i * 1000), scheduledAt: seconds(600 + i * 100) })) }), -3600);
    told.tell('run.assigned', { runRef: 'back', vehicleRef: 'bus' }, -3600);
    for (let at = 1980; at <= 2500; at += 10) told.see(at, Math.min(4000, Math.max(0, (at - 2000) * 10)), { runRef: undefined });
    expect(told.run().state).toBe('completed');
  });

  it('[RUN-11] gives its fixes to the next run once it is over', () => {
    const told = scheduled();
    const back = plan({ runRef: 'back', stopCalls: plan().stopCalls.map((call, i) => ({ ...call, ...northwards(4000 - i * 1000), scheduledAt: seconds(600 + i * 100) })) });
    told.tell('run.scheduled', back, -3600);
    told.tell('run.assigned', { runRef: 'back', vehicleRef: 'bus' }, -3600);
    for (let at = -20; at <= 500; at += 10) told.see(at, Math.min(4000, Math.max(0, at * 10)), { runRef: undefined });
    for (let at = 610; at <= 800; at += 10) told.see(at, 4000 - (at - 600) * 10, { runRef: undefined, bearing: 180 });
    expect(told.run().state).toBe('completed');
    expect(told.run('back')).toMatchObject({ state: 'running', arrived: 3 });
  });

  it('[RUN-7] does not take a crossing of the path for progress', () => {
    // North a kilometre, a loop to the east, and back over the same crossing.
    const corner = (metresNorth: number, metresEast: number): readonly [number, number] => [52 + metresNorth / 111_195, -1 + metresEast / 68_460];
    const path = encodePolyline([corner(0, 0), corner(1500, 0), corner(1500, 500), corner(1000, 500), corner(1000, -1000)]);
    const told = scheduled({ path, stopCalls: plan().stopCalls.slice(0, 2).map((call, i) => ({ ...call, latitude: corner(i * 1000, -i * 1000)[0], longitude: corner(i * 1000, -i * 1000)[1], scheduledAt: seconds(i * 400) })) });
    drive(told, -20, 100);
    expect(told.run().track?.metres).toBeCloseTo(1000, -1);
    drive(told, 110, 120);
    expect(told.run().track?.metres).toBeCloseTo(1200, -1);
  });

  it('[RUN-9] knows no times of stops passed in silence, until a late upload tells them', () => {
    const told = scheduled();
    drive(told, -20, 90);
    drive(told, 340, 360);
    expect(told.arrivals().slice(1, 4)).toEqual([undefined, undefined, undefined]);
    const present = told.run();
    for (let at = 100; at < 340; at += 10) told.tell('vehicle.positioned', fix(at, at * 10), 365);
    const [, second, third, fourth] = told.arrivals();
    expect([second, third, fourth].map((arrival) => Math.round((arrival ?? 0) / 10))).toEqual([10, 20, 30]);
    expect(told.run()).toMatchObject({ track: present.track, state: present.state, arrived: present.arrived, conditions: present.conditions });
  });
});

const journeys = fc.array(
  fc.record({ step: fc.integer({ min: 1, max: 60 }), metres: fc.integer({ min: -80, max: 700 }), aside: fc.integer({ min: -120, max: 120 }), bearing: fc.option(fc.integer({ min: 0, max: 359 }), { nil: undefined }), speed: fc.integer({ min: 0, max: 30 }) }),
  { maxLength: 60 },
);
type Journey = typeof journeys extends fc.Arbitrary<infer J> ? J : never;

function fixesOf(journey: Journey): ReturnType<typeof fix>[] {
  let at = -60;
  let metres = 0;
  return journey.map((part) => {
    at += part.step;
    metres += part.metres;
    return fix(at, metres, { longitude: -1 + part.aside / 68_460, bearing: part.bearing, speedMetresPerSecond: part.speed });
  });
}
const secondsOf = (data: ReturnType<typeof fix>): number => (Date.parse(data.recordedAt) - start) / 1000;
const lasting = ({ track: _, ...run }: Run): object => run;

describe('whatever a vehicle does', () => {
  it('[RUN-6] progress never runs back, and no call is passed twice', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const told = scheduled();
        told.tell('run.started', { runRef: 'run', at: seconds(-60) }, -60);
        let before = told.run();
        for (const data of fixesOf(journey)) {
          told.tell('vehicle.positioned', data, secondsOf(data));
          const after = told.run();
          expect(after.track?.metres ?? 0).toBeGreaterThanOrEqual(before.track?.metres ?? 0);
          expect(after.arrived).toBeGreaterThanOrEqual(before.arrived);
          after.calls.forEach((call, i) => {
            const known = before.calls[i]?.arrivedAt;
            if (known !== undefined) expect(call.arrivedAt).toBe(known);
          });
          before = after;
        }
      }),
    );
  });

  it('[RUN-10] it is the same in one batch as in many, and the second time as the first', () => {
    fc.assert(
      fc.property(journeys, fc.array(fc.boolean()), (journey, ends) => {
        const one = scheduled();
        const many = scheduled();
        fixesOf(journey).forEach((data, i) => {
          one.tell('vehicle.positioned', data, secondsOf(data));
          many.tell('vehicle.positioned', data, secondsOf(data));
          if (ends[i] === true) many.commit();
        });
        expect(many.run()).toEqual(one.run());
      }),
    );
  });

  it('[RUN-9] fixes that come again, in any order, change nothing of the present', () => {
    fc.assert(
      fc.property(journeys, fc.infiniteStream(fc.nat()), (journey, order) => {
        const told = scheduled();
        const fixes = fixesOf(journey);
        for (const data of fixes) told.tell('vehicle.positioned', data, secondsOf(data));
        const before = told.run();
        const keys = [...order.take(fixes.length)];
        const shuffled = fixes.map((data, i) => ({ data, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
        for (const { data } of shuffled) told.tell('vehicle.positioned', data, 10_000);
        expect(told.run().track).toEqual(before.track);
        if (before.gaps.length === 0) expect(lasting(told.run())).toEqual(lasting(before));
      }),
    );
  });
});
