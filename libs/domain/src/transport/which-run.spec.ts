import { fix, northwards, plan, scheduled, seconds, start, Told } from './transport.fixture.js';

const aside = (metres: number): { readonly longitude: number } => ({ longitude: -1 + metres / 68_460 });
const stray = { runRef: undefined, vehicleRef: 'stray' } as const;

/** Two runs of an operator that nobody has given a vehicle: one northwards, one on a road beside it. */
function unassigned(eastOfOther: number): Told {
  const told = new Told();
  told.tell('vehicle.upserted', { vehicleRef: 'stray', operatorRef: 'operator' }, -3600);
  told.tell('run.scheduled', plan({ operatorRef: 'operator' }), -3600);
  told.tell('run.scheduled', plan({ runRef: 'other', operatorRef: 'operator', stopCalls: plan().stopCalls.map((call) => ({ ...call, ...aside(eastOfOther) })) }), -3600);
  told.commit();
  return told;
}

describe('[RUN-11] fixes that a tracker kept while a run was driven and sends when it is over', () => {
  it('are none of the next run, which has not begun', () => {
    const told = scheduled();
    for (let at = -20; at <= 200; at += 10) told.see(at, Math.max(0, at * 10));
    // The next run of the vehicle is the way back over the same road, due when this one ends.
    told.tell('run.scheduled', plan({ runRef: 'next', stopCalls: plan().stopCalls.map((call, place) => ({ ...call, scheduledAt: seconds(440 + place * 100) })) }), 0);
    told.tell('run.assigned', { runRef: 'next', vehicleRef: 'bus' }, 0);
    told.tell('run.completed', { runRef: 'run', at: seconds(420) }, 430);
    for (let at = 210; at <= 400; at += 10) told.tell('vehicle.positioned', fix(at, at * 10, { runRef: undefined }), 440);
    expect(told.run('next')).toMatchObject({ state: 'scheduled', arrived: 0 });
    expect(told.run('next').track).toBeUndefined();
    for (let at = 450; at <= 500; at += 10) told.see(at, (at - 440) * 10, { runRef: undefined });
    expect(told.run('next').state).toBe('running');
  });
});

describe('[RUN-19] a vehicle of which nobody has said what it works', () => {
  it('is taken to be on the run that its fixes fit, with how sure that is', () => {
    const told = unassigned(400);
    for (let at = 20; at <= 100; at += 10) told.see(at, at * 10, stray);
    expect(told.run()).toMatchObject({ vehicleRef: 'stray', state: 'running' });
    expect(told.run().vehicleConfidence).toBeGreaterThanOrEqual(0.75);
    expect(told.run('other').vehicleRef).toBeUndefined();
    told.tell('run.assigned', { runRef: 'run', vehicleRef: 'stray' }, 110);
    expect(told.run().vehicleConfidence).toBeUndefined();
  });

  it.each([
    ['fits two runs alike', 0, {}, 100],
    ['drives the other way', 400, { bearing: 180 }, 100],
    ['was seen too few times', 400, {}, 50],
    ['stands at the first stop', 400, { ...northwards(0), speedMetresPerSecond: 0 }, 100],
    ['is on another road', 400, aside(-300), 100],
    ['is of no known operator', 400, { vehicleRef: 'foreign' }, 100],
  ])('is on none where it %s', (_, east, more, until) => {
    const told = unassigned(east);
    for (let at = 20; at <= until; at += 10) told.see(at, at * 10, { ...stray, ...more });
    expect([told.run().vehicleRef, told.run('other').vehicleRef]).toEqual([undefined, undefined]);
  });
});

describe("[RUN-20] a guide's phone", () => {
  const phone = { runRef: undefined, vehicleRef: 'assistant:guide' } as const;
  const guided = (): Told => {
    const told = new Told();
    told.tell('run.scheduled', plan(), -3600);
    told.tell('run.assigned', { runRef: 'run', assistantRef: 'guide' }, -3600);
    return told;
  };

  it('shows where the run is that the guide works', () => {
    const told = guided();
    for (let at = -20; at <= 150; at += 10) told.see(at, Math.max(0, at * 10), phone);
    expect(told.run()).toMatchObject({ state: 'running', arrived: 2, vehicleRef: undefined });
  });

  it("gives way to the vehicle's own tracker, and comes back when that falls silent", () => {
    const told = guided();
    told.tell('run.assigned', { runRef: 'run', vehicleRef: 'bus' }, -3600);
    for (let at = -20; at <= 100; at += 10) told.see(at, Math.max(0, at * 10), phone);
    told.see(105, 1050, { runRef: undefined });
    told.see(110, 1100, phone);
    expect(told.run().track?.fix.vehicleRef).toBe('bus');
    told.see(260, 2600, phone);
    expect(told.run().track?.fix.vehicleRef).toBe('assistant:guide');
  });
});

describe('[RUN-5] a leap', () => {
  it('is not believed, and the next fix is', () => {
    const told = scheduled();
    told.see(0, 0);
    told.see(10, 90_000);
    told.see(20, 200);
    expect(told.run().track?.fix.recordedAt).toBe(start + 20_000);
  });

  it('that the next fix confirms is believed: a first wrong fix does not spoil all that follow', () => {
    const told = scheduled();
    told.see(-20, 900_000);
    for (let at = -10; at <= 60; at += 10) told.see(at, Math.max(0, at * 10));
    expect(told.run()).toMatchObject({ state: 'running', track: { fix: { recordedAt: start + 60_000 } } });
  });

  it('to a different place each time is never believed', () => {
    const told = scheduled();
    told.see(0, 0);
    for (let at = 10; at <= 50; at += 10) told.tell('vehicle.positioned', fix(at, at * at * 1000, { recordedAt: seconds(at) }), at);
    expect(told.run().track?.fix.recordedAt).toBe(start);
  });
});
