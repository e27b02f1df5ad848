import type { EventData } from '@sightline/contracts';
import { Told, northwards, plan, seconds, start } from '../transport.fixture.js';
import { absenceEffects, standInsFor } from './stand-ins.js';
import type { StandIn } from './stand-ins.js';
import { substitutesFor } from './substitutes.js';
import { trainingMatch } from './training.js';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
const hour = 3600;

/** A run from its first stop at half past eight, whose child needs a harness and a guide; the guide is away. */
function aRun(): Told {
  const told = new Told();
  told.tell('run.scheduled', plan({ operatorRef: 'ours' }), -hour);
  told.tell('passenger.upserted', { passengerRef: 'child', schoolRef: 'school', routeRef: 'route', needs: ['harness'], assistantRequired: true });
  told.tell('run.assigned', { runRef: 'run', assistantRef: 'usual', vehicleRef: 'bus' });
  told.tell('assistant.unavailable', { assistantRef: 'usual', from: seconds(-hour), until: seconds(5 * hour) });
  return told;
}
const guide = (told: Told, assistantRef: string, metres: number, more: Partial<EventData<'assistant.upserted'>> = {}): void =>
  void told.tell('assistant.upserted', { assistantRef, name: assistantRef, operatorRef: 'ours', training: ['harness'], ...northwards(metres), ...more });
const elsewhere = (told: Told, runRef: string, startsIn: number, more: Partial<EventData<'run.assigned'>>, metres = 0): void => {
  const stopCalls = plan().stopCalls.map((call, i) => ({ ...call, ...northwards(metres + i * 1000), scheduledAt: seconds(startsIn + i * 100) }));
  told.tell('run.scheduled', plan({ runRef, routeRef: `route of ${runRef}`, stopCalls }), -hour);
  told.tell('run.assigned', { runRef, ...more });
};
const ranked = (told: Told, now = -hour): readonly StandIn[] => {
  const run = told.run();
  told.commit();
  return standInsFor(run, told.fleet, { now: start + now * 1000, clock });
};
const refs = (told: Told): string[] => ranked(told).map(({ assistantRef }) => assistantRef);

describe('stand-ins for a guide', () => {
  it('[CREW-1] the nearest of the trained come first, and each says why', () => {
    const told = aRun();
    guide(told, 'far', 6000);
    guide(told, 'untrained', 300, { training: ['first aid'] });
    guide(told, 'near', 2100);
    elsewhere(told, 'later', 2 * hour, { assistantRef: 'near' });
    expect(refs(told)).toEqual(['near', 'far', 'untrained']);
    expect(ranked(told)[0]?.reasons).toEqual(['2.1 km away', 'harness trained', 'free until 10:30', 'same operator']);
    expect(ranked(told)[2]).toMatchObject({ fits: false, untrained: ['harness'] });
  });

  it('[CREW-2] nobody who is away or on another run at that time, nor the one who is missing', () => {
    const told = aRun();
    for (const ref of ['usual', 'ill', 'busy', 'free']) guide(told, ref, 500);
    told.tell('assistant.unavailable', { assistantRef: 'ill', from: seconds(100), until: seconds(200) });
    elsewhere(told, 'same time', 200, { assistantRef: 'busy' });
    expect(refs(told)).toEqual(['free']);
    told.tell('run.cancelled', { runRef: 'same time', cause: 'defect' });
    expect(refs(told).sort()).toEqual(['busy', 'free']);
  });

  it('[CREW-3] counts the way from the run before, and to the next', () => {
    const told = aRun();
    guide(told, 'coming', 0);
    guide(told, 'leaving', 0);
    elsewhere(told, 'before', -1000, { assistantRef: 'coming' }, 20_000);
    elsewhere(told, 'after', 500, { assistantRef: 'leaving' }, 20_000);
    const [first, second] = ranked(told);
    expect([first?.fits, second?.fits]).toEqual([false, false]);
    expect(ranked(told).find(({ assistantRef }) => assistantRef === 'coming')?.reasons.join()).toMatch(/24.0 km away at the end of another run.*there \d+ min late/);
    expect(ranked(told).find(({ assistantRef }) => assistantRef === 'leaving')?.reasons.join()).toMatch(/min late for their own next run/);
  });

  it('[CREW-4] who knows the route comes before who does not', () => {
    const told = aRun();
    guide(told, 'a stranger', 1000);
    guide(told, 'knows it', 1000);
    told.tell('run.scheduled', plan({ runRef: 'afternoon', direction: 'from-school', stopCalls: plan().stopCalls.map((call, i) => ({ ...call, scheduledAt: seconds(7 * hour + i * 100) })) }), -hour);
    told.tell('run.assigned', { runRef: 'afternoon', assistantRef: 'knows it' });
    expect(refs(told)).toEqual(['knows it', 'a stranger']);
  });

  it('[CREW-5] a person is refused a guide who is away or busy; what a machine says stands', () => {
    const told = aRun();
    elsewhere(told, 'other', 100, { assistantRef: 'busy', vehicleRef: 'elsewhere' });
    told.commit();
    const assign = (data: object, actor?: { username: string }): unknown => told.tellAs('run.assigned', { runRef: 'run', ...data }, actor);
    expect(assign({ assistantRef: 'busy' }, { username: 'control' })).toEqual({ rejected: [{ path: 'data.assistantRef', message: 'is on route route of other at that time' }] });
    expect(assign({ vehicleRef: 'elsewhere' }, { username: 'control' })).toEqual({ rejected: [{ path: 'data.vehicleRef', message: 'is on route route of other at that time' }] });
    told.tell('assistant.unavailable', { assistantRef: 'ill', from: seconds(0) });
    expect(assign({ assistantRef: 'ill' }, { username: 'control' })).toEqual({ rejected: [{ path: 'data.assistantRef', message: 'is away at that time' }] });
    expect(assign({ assistantRef: 'busy' })).toBeUndefined();
  });

  it('[CREW-6] an absence is one thing over all the runs that it leaves without a guide', () => {
    const told = aRun();
    elsewhere(told, 'next', hour, { assistantRef: 'usual' });
    elsewhere(told, 'after it', 6 * hour, { assistantRef: 'usual' });
    told.commit();
    const effects = absenceEffects(told.fleet.absences, told.fleet.runs.values(), start - 60_000);
    expect(effects.map(({ assistantRef, runs }) => [assistantRef, runs.map(({ plan: { runRef } }) => runRef)])).toEqual([['usual', ['run', 'next']]]);
  });

  it.each([
    [['harness', 'wheelchair clamps'], ['harness', 'wheelchair'], []],
    [['Buccal midazolam'], ['medication'], []],
    [['first aid'], [], ['medication']],
    [[], [], []],
  ] as const)('[CREW-7] training %j meets %j and lacks %j; a booster needs none', (training, has, missing) => {
    expect(trainingMatch([...has, ...missing, 'booster'], training)).toEqual({ has, missing });
  });
});

describe('substitute vehicles', () => {
  it('[CREW-8] large enough, free and near come first, and what is lacking is said', () => {
    const told = aRun();
    for (const ref of ['w1', 'w2']) told.tell('passenger.upserted', { passengerRef: ref, schoolRef: 'school', routeRef: 'route', needs: ['wheelchair'], assistantRequired: false });
    const vehicle = (vehicleRef: string, seats: number, wheelchairPlaces: number, operatorRef = 'ours'): void => void told.tell('vehicle.upserted', { vehicleRef, seats, wheelchairPlaces, operatorRef });
    vehicle('bus', 16, 2);
    vehicle('small', 8, 0);
    vehicle('theirs', 8, 2, 'other');
    vehicle('ours', 8, 2);
    vehicle('busy', 8, 2);
    elsewhere(told, 'other', 0, { vehicleRef: 'busy' });
    const run = told.run();
    told.commit();
    const found = substitutesFor(run, told.fleet, true, { now: start - 600_000, clock });
    expect(found.map(({ vehicleRef, fits }) => [vehicleRef, fits])).toEqual([['ours', true], ['theirs', true], ['small', false]]);
    expect(found[2]?.reasons).toContain('2 wheelchair places too few');
    expect(found[0]?.reasons).toContain('8 seats for 2');
  });

  it('[CREW-9] a substitute takes its run over at once, and the vehicle it stands in for is followed no longer', () => {
    const told = aRun();
    told.see(0, 0);
    told.see(20, 200);
    told.tell('run.assigned', { runRef: 'run', vehicleRef: 'spare', substitute: true }, 30);
    told.see(40, 400);
    expect(told.run().track?.fix.recordedAt).toBe(start + 20_000);
    told.see(50, 250, { vehicleRef: 'spare' });
    expect(told.run()).toMatchObject({ vehicleRef: 'spare', substituted: ['vehicle'] });
    expect(told.run().track?.fix).toMatchObject({ vehicleRef: 'spare', recordedAt: start + 50_000 });
  });
});
