import { scheduled, start } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

/** Degrees east of the road, in metres. */
const aside = (metres: number): { readonly longitude: number } => ({ longitude: -1 + metres / 68_460 });
const school = (schoolRef: string, metresNorth: number, metresEast = 0) => ({ schoolRef, name: schoolRef, latitude: 52 + metresNorth / 111_195, ...aside(metresEast), bellTimes: { starts: '08:50', ends: '15:20' } });
const child = { passengerRef: 'child', schoolRef: 'own', routeRef: 'route', needs: [], assistantRequired: false };
const since = (told: Told, condition: string): number | undefined => told.run().conditions.find((each) => each.condition === condition)?.since;

/** On time until `until`, with a tick at each fix. */
function driven(until: number): Told {
  const told = scheduled();
  for (let at = -20; at <= until; at += 10) see(told, at, Math.max(0, at * 10));
  return told;
}

function see(told: Told, at: number, metres: number, east = 0, more: object = {}): void {
  told.see(at, metres, { ...aside(east), ...more });
  told.tick(at);
}
const stand = (told: Told, from: number, until: number, metres: number, east = 0): void => {
  for (let at = from; at <= until; at += 10) see(told, at, metres, east, { speedMetresPerSecond: 0, bearing: undefined });
};

describe('[RUN-18] off-route', () => {
  it('begins with the second fix in a row beside the path, and ends with the second back on it', () => {
    const told = driven(150);
    see(told, 160, 1500, 70);
    expect(told.conditions()).toEqual([]);
    see(told, 170, 1500, 170);
    expect(since(told, 'off-route')).toBe(start + 160_000);
    see(told, 180, 1600, 30);
    expect(told.conditions()).toEqual(['off-route']);
    see(told, 190, 1700, 0);
    expect(told.conditions()).toEqual([]);
  });

  it.each([
    ['is as far off as its accuracy allows', 95, 40],
    ['has come back between them', 0, 5],
  ])('does not begin where the second fix %s', (_, east, accuracyMetres) => {
    const told = driven(150);
    see(told, 160, 1500, 90);
    see(told, 170, 1600, east, { accuracyMetres });
    expect(told.conditions()).toEqual([]);
    see(told, 180, 1700, 90);
    expect(told.conditions()).toEqual([]);
  });

  it('does not begin on the path further on, or on the way back along it', () => {
    const told = driven(150);
    for (const [at, metres] of [[160, 3300], [170, 3200], [180, 3100]] as const) see(told, at, metres, 0, { bearing: 180 });
    expect(told.conditions()).toEqual([]);
  });

  it('does not begin on the way to the first stop, whoever has pressed a button', () => {
    const told = scheduled();
    told.tell('run.started', { runRef: 'run', at: new Date(start - 300_000).toISOString() }, -300);
    for (let at = -290; at <= -100; at += 10) see(told, at, -200, 2000 + at * 5);
    expect(told.conditions()).toEqual([]);
  });

  it('does not begin by an upload', () => {
    const told = driven(150);
    told.tell('vehicle.positioned', { vehicleRef: 'bus', runRef: 'run', latitude: 52.013, longitude: -0.99, recordedAt: new Date(start + 160_000).toISOString() }, 600);
    told.tell('vehicle.positioned', { vehicleRef: 'bus', runRef: 'run', latitude: 52.013, longitude: -0.99, recordedAt: new Date(start + 170_000).toISOString() }, 600);
    told.tick(600);
    expect(told.conditions()).not.toContain('off-route');
  });
});

describe('[RUN-18] stalled', () => {
  it('begins after eight minutes without progress, and ends with it', () => {
    const told = driven(150);
    stand(told, 160, 620, 1530);
    expect(told.conditions()).toEqual([]);
    stand(told, 630, 640, 1530);
    expect(told.conditions()).toEqual(['stalled']);
    see(told, 650, 1550);
    expect(told.conditions()).toEqual(['stalled']);
    see(told, 660, 1650);
    expect(told.conditions()).toEqual([]);
  });

  it.each([
    ['at a stop of its own', 2000, 0],
    ['at a school', 1530, 0],
  ])('does not begin %s', (where, metres) => {
    const told = driven(150);
    if (where === 'at a school') told.tell('school.upserted', school('other', 1540));
    for (let at = 160; at <= 150 + (metres - 1500) / 10; at += 10) see(told, at, at * 10);
    stand(told, 210, 770, metres);
    expect(told.conditions()).toEqual([]);
  });

  it('has nothing to go by while the signal is lost', () => {
    const told = driven(150);
    for (let at = 160; at <= 700; at += 10) told.tick(at);
    expect(told.conditions()).toEqual(['signal-lost']);
  });
});

describe('[RUN-18] wrong-school', () => {
  const visiting = (passengers: boolean, ref: string, metresNorth = 1520, metresEast = 40): Told => {
    const told = scheduled({ schoolRef: 'own' });
    told.tell('school.upserted', school(ref, metresNorth, metresEast));
    if (passengers) told.tell('passenger.upserted', child);
    for (let at = -20; at <= 150; at += 10) see(told, at, Math.max(0, at * 10));
    return told;
  };

  it('begins when the vehicle dwells at a school that is not on its run, and ends when it leaves', () => {
    const told = visiting(true, 'other');
    stand(told, 160, 230, 1520);
    expect(told.conditions()).toEqual([]);
    stand(told, 240, 270, 1520);
    expect(told.conditions()).toEqual(['wrong-school']);
    see(told, 280, 1600);
    expect(told.conditions()).toEqual(['wrong-school']);
    see(told, 290, 1700);
    expect(told.conditions()).toEqual([]);
  });

  it.each([
    ['the school is its own', visiting(true, 'own')],
    ['nobody is aboard', visiting(false, 'other')],
    ['the school is beside one of its stops', visiting(true, 'other', 2010, 0)],
    ['the school is across the fields', visiting(true, 'other', 1520, 300)],
  ])('does not begin where %s', (_, told) => {
    stand(told, 160, 400, 1520);
    expect(told.conditions()).toEqual([]);
  });

  it('does not begin where the children have been ticked off', () => {
    const told = visiting(true, 'other');
    told.tell('passenger.absent', { runRef: 'run', passengerRef: 'child', at: new Date(start).toISOString() });
    stand(told, 160, 400, 1520);
    expect(told.conditions()).toEqual([]);
  });
});
