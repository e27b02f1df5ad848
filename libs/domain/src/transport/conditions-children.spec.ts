import type { EventData } from '@sightline/contracts';
import { journeyLimit } from './journeys.js';
import { plan, scheduled, seconds } from './transport.fixture.js';
import type { Told } from './transport.fixture.js';

const minutes = (count: number): number => count * 60_000;
const child = (passengerRef: string, more: Partial<EventData<'passenger.upserted'>> = {}): EventData<'passenger.upserted'> => ({
  passengerRef, schoolRef: 'school', routeRef: 'route', boardingStopRef: 'stop-1', alightingStopRef: 'stop-5', needs: [], assistantRequired: false, ...more,
});
const tick = (told: Told, type: 'passenger.boarded' | 'passenger.alighted' | 'passenger.absent', passengerRef: string, at: number): void => {
  told.tell(type, { runRef: 'run', passengerRef, at: seconds(at) }, at);
};

describe('how long a child may be on its way', () => {
  it.each([
    ['eleven the day before the school year', { birthDate: '2015-08-31' }, 75],
    ['eleven on its first day', { birthDate: '2015-09-01' }, 45],
    ['of an age, whatever the school', { birthDate: '2010-01-05', schoolRef: 'primary' }, 75],
    ['of unknown age, at a primary school', { schoolRef: 'primary' }, 45],
    ['of unknown age, at a secondary school', { schoolRef: 'secondary' }, 75],
    ['of unknown age, at a school for all', {}, 75],
  ])('one that is %s', (_, more, limit) => {
    const told = scheduled();
    for (const phase of ['primary', 'secondary'] as const) told.tell('school.upserted', { schoolRef: phase, name: phase, latitude: 52, longitude: -1, bellTimes: { starts: '08:50', ends: '15:20' }, phase });
    told.commit();
    expect(journeyLimit(child('child', more), '2026-11-10', told.fleet.schools)).toBe(minutes(limit));
  });
});

/** Four stops to school: 36, or some more, minutes from the first to the last. */
function journey(lastAfter: number, more: Partial<EventData<'passenger.upserted'>> = {}): Told {
  const calls = plan().stopCalls;
  const told = scheduled({ stopCalls: calls.map((call, i) => ({ ...call, scheduledAt: seconds((i * lastAfter * 60) / 4) })) });
  told.tell('passenger.upserted', child('child', { birthDate: '2018-03-01', ...more }), -3600);
  return told;
}
function drive(told: Told, from: number, until: number, metresASecond: number): void {
  for (let at = from; at <= until; at += 30) {
    told.see(at, Math.max(0, at * metresASecond));
    told.tick(at);
  }
}

describe('[RUN-18] overlong', () => {
  it('does not begin where the journey is within the limit', () => {
    const told = journey(40);
    drive(told, -30, 1200, 4000 / 2400);
    expect(told.conditions()).toEqual([]);
  });

  it('begins when a child is going to be aboard too long, and ends when it alights', () => {
    const told = journey(50);
    drive(told, -30, 300, 4000 / 3000);
    expect(told.conditions()).toEqual(['overlong']);
    tick(told, 'passenger.boarded', 'child', 200);
    told.tick(311);
    expect(told.conditions()).toEqual(['overlong']);
    tick(told, 'passenger.alighted', 'child', 400);
    told.tick(401);
    expect(told.conditions()).toEqual([]);
  });

  it('counts from where the child boards, not from where the run starts', () => {
    const told = journey(50, { boardingStopRef: 'stop-2' });
    drive(told, -30, 1500, 4000 / 3000);
    expect(told.conditions()).toEqual([]);
  });

  it('begins when a child has been aboard too long, though nobody can say when it arrives', () => {
    const told = journey(40);
    tick(told, 'passenger.boarded', 'child', -60);
    drive(told, -30, 300, 4000 / 2400);
    told.tick(45 * 60 - 60);
    expect(told.conditions()).not.toContain('overlong');
    told.tick(45 * 60 - 58);
    expect(told.conditions()).toContain('overlong');
  });
});

describe('[RUN-18] unaccounted', () => {
  const ended = (ticks: (told: Told) => void): Told => {
    const told = journey(40);
    told.tell('passenger.upserted', child('other', { birthDate: '2018-03-01' }), -3600);
    told.tell('run.started', { runRef: 'run', at: seconds(0) }, 0);
    ticks(told);
    told.tell('run.completed', { runRef: 'run', at: seconds(1000) }, 1000);
    told.tick(1299);
    expect(told.conditions()).toEqual([]);
    told.tick(1300);
    return told;
  };

  it.each([
    ['all alighted or were absent', (told: Told): void => (tick(told, 'passenger.boarded', 'child', 10), tick(told, 'passenger.alighted', 'child', 990), tick(told, 'passenger.absent', 'other', 10)), []],
    ['nobody ticks children off', (): void => undefined, []],
    ['one is still aboard', (told: Told): void => (tick(told, 'passenger.boarded', 'child', 10), tick(told, 'passenger.absent', 'other', 10)), ['unaccounted']],
    ['one was never mentioned', (told: Told): void => (tick(told, 'passenger.boarded', 'child', 10), tick(told, 'passenger.alighted', 'child', 990)), ['unaccounted']],
  ] as const)('five minutes after the end, where %s', (_, ticks, expected) => {
    expect(ended(ticks).conditions()).toEqual(expected);
  });

  it('ends when somebody says where the child is', () => {
    const told = ended((early) => (tick(early, 'passenger.boarded', 'child', 10), tick(early, 'passenger.absent', 'other', 10)));
    tick(told, 'passenger.alighted', 'child', 1350);
    expect(told.conditions()).toEqual([]);
  });
});
