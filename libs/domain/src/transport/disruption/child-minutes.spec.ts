import type { EventData } from '@sightline/contracts';
import { Told, plan, seconds } from '../transport.fixture.js';
import { childMinutesLost } from './child-minutes.js';
import type { ChildMinutes } from './child-minutes.js';

const child = (passengerRef: string, more: Partial<EventData<'passenger.upserted'>> = {}): EventData<'passenger.upserted'> => ({ passengerRef, schoolRef: 'school', routeRef: 'route', needs: [], assistantRequired: false, ...more });

/** A run with three children, of whom one is absent; its calls are 100 seconds apart. */
function aRun(changes: Partial<EventData<'run.scheduled'>> = {}): Told {
  const told = new Told();
  told.tell('school.upserted', { schoolRef: 'school', name: 'School', latitude: 52, longitude: -1, bellTimes: { starts: '08:50', ends: '15:20' } }, -3600);
  told.tell('run.scheduled', plan({ schoolRef: 'school', ...changes }), -3600);
  told.tell('passenger.upserted', child('near', { boardingStopRef: 'stop-2' }));
  told.tell('passenger.upserted', child('far', { boardingStopRef: 'stop-4' }));
  told.tell('passenger.upserted', child('ill'));
  told.tell('passenger.absent', { runRef: 'run', passengerRef: 'ill', at: seconds(0) });
  return told;
}
const lost = (told: Told): ChildMinutes => {
  const run = told.run();
  told.commit();
  return childMinutesLost(run, told.fleet);
};
const arrive = (told: Told, sequence: number, after: number): void => void told.tell('stop.called', { runRef: 'run', sequence, arrivedAt: seconds(after) }, after);

describe('child-minutes lost', () => {
  it.each([[400, 0], [340, 0], [1000, 20], [430, 1]])('[LOST-1] to school, arriving after %i of 400 seconds: %i for two children', (after, minutes) => {
    const told = aRun();
    arrive(told, 5, after);
    expect(lost(told)).toEqual({ children: 2, childMinutes: minutes, basis: 'school' });
  });

  it('[LOST-2] home: each child by its own stop, and by the next that was seen where its own was not', () => {
    const told = aRun({ direction: 'from-school' });
    arrive(told, 2, 100 + 300);
    arrive(told, 5, 400 + 900);
    expect(lost(told)).toEqual({ children: 2, childMinutes: 5 + 15, basis: 'stops' });
  });

  it('[LOST-3] cancelled: until there was other transport; without any, the school day, or the journey home', () => {
    const covered = aRun();
    covered.tell('run.cancelled', { runRef: 'run', cause: 'defect' }, -600);
    covered.tell('run.covered', { runRef: 'run', how: 'taxi' }, 600);
    expect(lost(covered)).toEqual({ children: 2, childMinutes: 20, basis: 'covered' });
    const morning = aRun();
    morning.tell('run.cancelled', { runRef: 'run', cause: 'defect' }, -600);
    expect(lost(morning)).toEqual({ children: 2, childMinutes: 2 * 390, basis: 'uncovered' });
    const afternoon = aRun({ direction: 'from-school' });
    afternoon.tell('run.cancelled', { runRef: 'run', cause: 'defect' }, -600);
    expect(lost(afternoon).childMinutes).toBeCloseTo(2 * (400 / 60));
  });

  it('[LOST-4] a school that is closed costs none; what nobody saw is unknown, and what is under way is open', () => {
    const closed = aRun();
    closed.tell('school.closed', { schoolRef: 'school', date: '2026-11-10', cause: 'flood' }, -600);
    expect(lost(closed)).toEqual({ children: 2, childMinutes: 0, basis: 'school-closed' });
    const unseen = aRun();
    unseen.tell('run.started', { runRef: 'run', at: seconds(0) });
    expect(lost(unseen)).toEqual({ children: 2, childMinutes: undefined, basis: 'open' });
    unseen.tell('run.completed', { runRef: 'run', at: seconds(500) });
    expect(lost(unseen)).toEqual({ children: 2, childMinutes: undefined, basis: 'unseen' });
  });
});
