import { watchedConditions } from '@sightline/contracts';
import { conditionTable } from './conditions.js';
import { countSessions, isActive } from './session.js';
import { scheduled, seconds, start } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

const driven = (until: number, late = 0): Told => {
  const told = scheduled();
  for (let at = -20; at <= until; at += 10) told.see(at, Math.max(0, (at - late) * 10));
  return told;
};
const since = (told: Told, condition: string): number | undefined => told.run().conditions.find((each) => each.condition === condition)?.since;
const child = { passengerRef: 'child', schoolRef: 'school', routeRef: 'route', needs: [], assistantRequired: true };

describe('[RUN-12] conditions', () => {
  it('late begins at ten minutes and ends below seven', () => {
    const told = scheduled();
    for (let at = 560; at <= 760; at += 10) told.see(at, Math.max(0, (at - 620) * 10));
    told.tick(760);
    expect(told.conditions()).toEqual(['late']);
    // Two stops are made up for: eight minutes late is still late, six and a half is not.
    told.see(790, 3100);
    told.tick(791);
    expect(told.conditions()).toEqual(['late']);
    expect(told.run().latenessSeconds).toBeGreaterThan(420);
    told.tell('stop.called', { runRef: 'run', sequence: 5, arrivedAt: seconds(795) }, 800);
    expect(told.conditions()).toEqual([]);
  });

  it('late begins where nothing arrives at the next stop in time', () => {
    const told = driven(150);
    for (let at = 160; at <= 850; at += 10) told.see(at, 1500, { speedMetresPerSecond: 0 });
    told.tick(790);
    expect(told.conditions()).toEqual(['stalled']);
    told.tick(810);
    expect(told.conditions()).toEqual(['late', 'stalled']);
  });

  it('signal-lost begins after two minutes of silence, and a fresh fix ends it', () => {
    const told = driven(150);
    told.tick(269);
    expect(told.conditions()).toEqual([]);
    told.tick(271);
    expect(since(told, 'signal-lost')).toBe(start + 270_000);
    told.see(280, 2800);
    expect(told.conditions()).toEqual([]);
  });

  it('signal-lost is not raised for a while after a silence of our own', () => {
    const told = driven(150);
    told.commit();
    told.fleet.awakeSince = start + 600_000;
    told.commit();
    told.tick(700);
    expect(told.conditions()).not.toContain('signal-lost');
    told.tick(721);
    expect(told.conditions()).toContain('signal-lost');
  });

  it('signal-lost waits for three intervals of a slow tracker', () => {
    const told = scheduled();
    for (let at = -180; at <= 180; at += 90) told.see(at, Math.max(0, at * 10));
    told.tick(180 + 260);
    expect(told.conditions()).toEqual([]);
    told.tick(180 + 280);
    expect(told.conditions()).toContain('signal-lost');
  });

  it('not-started begins five minutes after the first stop, and nothing else may have been seen', () => {
    const told = scheduled();
    told.tick(299);
    expect(told.conditions()).toEqual(['not-ready']);
    told.tick(301);
    expect(told.conditions()).toEqual(['not-started']);
    expect(since(told, 'not-started')).toBe(start + 300_000);
    told.tell('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'driver', at: seconds(310) }, 310);
    expect(told.conditions()).toEqual([]);
  });

  it.each([
    ['nothing was seen', (): void => undefined, ['not-ready']],
    ['its vehicle is far off', (told: Told): void => told.see(-650, -3000), ['not-ready']],
    ['its vehicle was near, an hour ago', (told: Told): void => told.see(-3500, -300), ['not-ready']],
    ['its vehicle is near', (told: Told): void => told.see(-650, -900), []],
    ['the crew has signed in', (told: Told): void => void told.tell('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'driver', at: seconds(-700) }, -700), []],
    ['it was cancelled and covered', (told: Told): void => void (told.tell('run.cancelled', { runRef: 'run', cause: 'snow' }, -700), told.tell('run.covered', { runRef: 'run', how: 'taxi' }, -650)), []],
  ] as const)('not-ready: ten minutes before the start, when %s', (_, before, expected) => {
    const told = scheduled();
    before(told);
    told.tick(-601);
    expect(told.conditions()).toEqual([]);
    told.tick(-600);
    expect(told.conditions()).toEqual(expected);
  });

  it('not-ready ends when the vehicle comes near', () => {
    const told = scheduled();
    told.tick(-500);
    expect(told.conditions()).toEqual(['not-ready']);
    told.see(-400, -800);
    told.tick(-399);
    expect(told.conditions()).toEqual([]);
  });

  it('not-started stands until it starts, whatever vehicle comes to the first stop meanwhile', () => {
    const told = scheduled();
    told.tick(301);
    expect(told.conditions()).toContain('not-started');
    told.see(310, 0, { speedMetresPerSecond: 0, bearing: undefined });
    told.tick(320);
    expect(told.conditions()).toContain('not-started');
    told.tell('run.started', { runRef: 'run', at: seconds(400) }, 400);
    expect(told.conditions()).not.toContain('not-started');
  });

  it('a vehicle that waits at its first stop has not gone missing', () => {
    const told = scheduled();
    for (let at = -400; at <= 320; at += 20) told.see(at, 0, { speedMetresPerSecond: 0, bearing: undefined });
    told.tick(320);
    expect(told.conditions()).toEqual([]);
  });

  it('a timetable that comes when its runs are long over raises nothing', () => {
    const told = scheduled();
    told.tick(400 + 31 * 60);
    expect(told.conditions()).toEqual([]);
  });

  it('no-guide holds while one is required and none can work', () => {
    const told = scheduled();
    told.tell('passenger.upserted', child, -3600);
    told.tick(-2 * 3600 - 60);
    expect(told.conditions()).toEqual([]);
    told.tick(-3000);
    expect(told.conditions()).toEqual(['no-guide']);
    told.tell('run.assigned', { runRef: 'run', assistantRef: 'guide' }, -2900);
    expect(told.conditions()).toEqual([]);
    told.tell('assistant.unavailable', { assistantRef: 'guide', from: seconds(-2800), until: seconds(3600) }, -2800);
    told.tick(-2799);
    expect(told.conditions()).toEqual(['no-guide']);
    told.tell('assistant.available', { assistantRef: 'guide', from: seconds(-2000) }, -2000);
    told.tick(-1999);
    expect(told.conditions()).toEqual([]);
  });

  it('uncovered begins at once when a run is cancelled, and ends when it is covered', () => {
    const told = scheduled();
    told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, -600);
    expect(told.conditions()).toEqual(['uncovered']);
    told.tell('run.covered', { runRef: 'run', how: 'taxi' }, -300);
    expect(told.conditions()).toEqual([]);
  });

  it('uncovered ends when the families have been told as well, where there are any to tell', () => {
    const told = scheduled();
    told.tell('passenger.upserted', { ...child, assistantRequired: false }, -3600);
    told.tell('guardian.upserted', { guardianRef: 'guardian', passengerRefs: ['child'], relationship: 'mother', telephones: [], messages: 'sms' }, -3600);
    told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, -600);
    told.tell('run.covered', { runRef: 'run', how: 'taxi' }, -300);
    expect(told.conditions()).toEqual(['uncovered']);
    told.tell('message.sent', { messageRef: 'message', runRef: 'run', audience: 'families', words: 'A taxi comes.' }, -200);
    expect(told.conditions()).toEqual([]);
  });

  it('uncovered ends when whoever covers it has told the families', () => {
    const told = scheduled();
    told.tell('passenger.upserted', { ...child, assistantRequired: false }, -3600);
    told.tell('guardian.upserted', { guardianRef: 'guardian', passengerRefs: ['child'], relationship: 'mother', telephones: [], messages: 'email' }, -3600);
    told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, -600);
    told.tell('run.covered', { runRef: 'run', how: 'taxi', familiesTold: true }, -300);
    expect(told.conditions()).toEqual([]);
  });

  it('an upload of old fixes raises no alert', () => {
    const told = scheduled();
    for (let at = -20; at <= 900; at += 10) told.tell('vehicle.positioned', { vehicleRef: 'bus', runRef: 'run', latitude: 52 + Math.max(0, at - 700) / 11_119.5, longitude: -1, recordedAt: seconds(at) }, 905);
    expect(told.conditions()).toEqual([]);
  });
});

it('a session counts its runs; an arrival that nobody saw is not on time', () => {
  const told = driven(420);
  told.commit();
  const [morning, afternoon] = countSessions(told.fleet.runs.values(), '2026-11-10', start + 500_000);
  expect(morning).toMatchObject({ scheduled: 1, due: 1, started: 1, arrived: 1, onTime: 1, lateNow: 0 });
  expect(afternoon).toMatchObject({ scheduled: 0 });
  const unseen = scheduled();
  unseen.tell('run.started', { runRef: 'run', at: seconds(0) });
  unseen.tell('run.completed', { runRef: 'run', at: seconds(380) });
  unseen.commit();
  expect(countSessions(unseen.fleet.runs.values(), '2026-11-10', start + 500_000)[0]).toMatchObject({ arrived: 1, onTime: 0 });
  expect(isActive(unseen.run(), start + 400_000)).toBe(true);
  expect(isActive(unseen.run(), start + 3_600_000)).toBe(false);
});

test('what screens may call none is just what is looked for', () => {
  expect(new Set(conditionTable.map(({ condition }) => condition))).toEqual(new Set(watchedConditions));
});
