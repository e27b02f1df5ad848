import fc from 'fast-check';
import type { EventData } from '@sightline/contracts';
import { fix, plan, scheduled, seconds, start, Told } from './transport.fixture.js';

type Status = EventData<'passenger.corrected'>['status'];
const boarded = (told: Told, at: number, after = at): unknown => told.tell('passenger.boarded', { runRef: 'run', passengerRef: 'child', at: seconds(at) }, after);
const alighted = (told: Told, at: number, after = at): unknown => told.tell('passenger.alighted', { runRef: 'run', passengerRef: 'child', at: seconds(at) }, after);
const absent = (told: Told, at: number, after = at): unknown => told.tell('passenger.absent', { runRef: 'run', passengerRef: 'child', at: seconds(at) }, after);
const corrected = (told: Told, status: Status, at: number, after = at): unknown => told.tell('passenger.corrected', { runRef: 'run', passengerRef: 'child', status, at: seconds(at) }, after);
const status = (told: Told): string => told.run().children.get('child') ?? 'to-board';
const aboardSince = (told: Told): number | undefined => {
  const at = told.run().boardedAt.get('child');
  return at === undefined ? undefined : (at - start) / 1000;
};

describe('[CHILD-1] what happened last to a child stands', () => {
  it('whatever order it is told in', () => {
    const ticks = fc.array(fc.record({ at: fc.integer({ min: 0, max: 30 }), said: fc.constantFrom<Status>('to-board', 'aboard', 'alighted', 'absent') }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ticks, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (said, keys) => {
        const shuffled = said.map((each, i) => ({ ...each, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
        const [inOrder, inAnyOrder] = [said, shuffled].map((list) => {
          const told = scheduled();
          for (const each of list) corrected(told, each.said, each.at, 40);
          return { status: status(told), at: told.run().tickedAt.get('child') };
        });
        expect(inAnyOrder).toEqual(inOrder);
      }),
    );
  });

  it('also when a phone that was offline tells of the past after somebody saw the child get off', () => {
    const told = scheduled();
    alighted(told, 400);
    boarded(told, 100, 900);
    expect(status(told)).toBe('alighted');
    expect(aboardSince(told)).toBe(100);
  });

  it('and a child who got on again after it had got off is aboard', () => {
    const told = scheduled();
    boarded(told, 10);
    alighted(told, 20);
    boarded(told, 30);
    expect([status(told), aboardSince(told)]).toEqual(['aboard', 30]);
  });

  it('of one moment the later stage stands', () => {
    const told = scheduled();
    alighted(told, 10);
    boarded(told, 10);
    expect(status(told)).toBe('alighted');
  });
});

describe('[CHILD-2] a tick that was a mistake', () => {
  it.each([
    ['aboard', boarded],
    ['absent', absent],
  ] as const)('%s is taken back as if it had not been', (_, tick) => {
    const told = scheduled();
    tick(told, 10);
    corrected(told, 'to-board', 12);
    expect([status(told), aboardSince(told), told.run().children.size]).toEqual(['to-board', undefined, 0]);
  });

  it('is not told again by the late tick that it took back', () => {
    const told = scheduled();
    corrected(told, 'to-board', 12);
    boarded(told, 10, 20);
    expect(status(told)).toBe('to-board');
  });
});

it('[CHILD-3] a child who was ticked off too early is aboard since it truly got on', () => {
  const told = scheduled();
  boarded(told, 10);
  alighted(told, 60);
  corrected(told, 'aboard', 65);
  expect([status(told), aboardSince(told)]).toEqual(['aboard', 10]);
});

it('[CHILD-4] the same tick again changes nothing', () => {
  const told = scheduled();
  boarded(told, 10);
  const before = told.run();
  boarded(told, 10, 50);
  expect(told.run()).toBe(before);
});

describe('[CHILD-5] who has walked through the empty vehicle', () => {
  const walk = (told: Told, at: number): unknown => told.tell('crew.walked', { runRef: 'run', role: 'assistant', ref: 'guide', at: seconds(at) }, at);
  it('has ended a run under way', () => {
    const told = scheduled();
    told.tell('run.started', { runRef: 'run', at: seconds(0) });
    walk(told, 500);
    expect(told.run()).toMatchObject({ state: 'completed', completedAt: start + 500_000, walkedAt: start + 500_000 });
  });

  it.each(['scheduled', 'cancelled', 'completed'] as const)('is kept of one that is %s, and moves no state', (state) => {
    const told = scheduled();
    if (state === 'cancelled') told.tell('run.cancelled', { runRef: 'run', cause: 'Snow' });
    if (state === 'completed') {
      told.tell('run.started', { runRef: 'run', at: seconds(0) });
      told.tell('run.completed', { runRef: 'run', at: seconds(400) });
    }
    const { completedAt } = told.run();
    walk(told, 500);
    expect(told.run()).toMatchObject({ state, completedAt, walkedAt: start + 500_000 });
  });
});

describe('[CHILD-6] a phone with a crew page', () => {
  const phone = { vehicleRef: 'crew:link' };
  it('is the position of a run that has no vehicle, and becomes nobody\'s vehicle', () => {
    const told = new Told();
    told.tell('run.scheduled', plan(), -3600);
    for (let at = -20; at <= 430; at += 10) told.see(at, Math.max(0, at * 10), phone);
    expect(told.run()).toMatchObject({ state: 'completed', vehicleRef: undefined });
    expect(told.arrivals().every((at) => at !== undefined)).toBe(true);
  });

  it('is not believed while the tracker of the vehicle is heard', () => {
    const told = scheduled();
    for (let at = -20; at <= 100; at += 10) {
      told.see(at, Math.max(0, at * 10));
      told.tell('vehicle.positioned', fix(at + 1, Math.max(0, at * 10) + 300, phone), at + 1);
    }
    expect(told.run().track?.fix.vehicleRef).toBe('bus');
  });
});
