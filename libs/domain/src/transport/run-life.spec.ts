import { checkRunMoves, runMoves } from './states.js';
import { Told, fix, plan, scheduled, seconds, start } from './transport.fixture.js';

describe("a run's life", () => {
  it('[RUN-1] is a table that is checked', () => {
    expect(() => checkRunMoves()).not.toThrow();
    expect(() => checkRunMoves({ ...runMoves, start: { from: ['completed'], to: 'running' } })).toThrow('no run can become running');
    expect(() => checkRunMoves({ ...runMoves, reinstate: { from: ['completed'], to: 'scheduled' } })).toThrow('must stay completed');
  });

  const moves = {
    'run.started': { runRef: 'run', at: seconds(0) },
    'run.completed': { runRef: 'run', at: seconds(500) },
    'run.cancelled': { runRef: 'run', cause: 'driver unavailable' },
    'run.reinstated': { runRef: 'run' },
  } as const;
  const steps = { scheduled: [], running: ['run.started'], completed: ['run.started', 'run.completed'], cancelled: ['run.cancelled'] } as const;
  it.each([
    ['scheduled', 'run.started', 'running'],
    ['scheduled', 'run.completed', 'refused'],
    ['scheduled', 'run.cancelled', 'cancelled'],
    ['scheduled', 'run.reinstated', 'refused'],
    ['running', 'run.started', 'running'],
    ['running', 'run.completed', 'completed'],
    ['running', 'run.cancelled', 'cancelled'],
    ['running', 'run.reinstated', 'refused'],
    ['completed', 'run.started', 'refused'],
    ['completed', 'run.completed', 'completed'],
    ['completed', 'run.cancelled', 'refused'],
    ['completed', 'run.reinstated', 'refused'],
    ['cancelled', 'run.started', 'refused'],
    ['cancelled', 'run.completed', 'refused'],
    ['cancelled', 'run.cancelled', 'cancelled'],
    ['cancelled', 'run.reinstated', 'scheduled'],
  ] as const)('%s, %s: %s', (from, type, outcome) => {
    const told = scheduled();
    for (const step of steps[from]) told.tell(step, moves[step]);
    const before = told.run();
    const refusal = told.tell(type, moves[type]);
    if (outcome === 'refused') {
      expect(refusal?.rejected.map(({ path }) => path)).toEqual(['type']);
      expect(told.run()).toBe(before);
    } else {
      expect(refusal).toBeUndefined();
      expect(told.run().state).toBe(outcome);
    }
  });

  it('[RUN-2] keeps what is told of a run before the run, and attaches it when it comes', () => {
    const told = new Told();
    expect(told.tell('run.assigned', { runRef: 'run', vehicleRef: 'bus' })).toBeUndefined();
    told.tell('run.cancelled', { runRef: 'run', cause: 'snow' });
    told.commit();
    told.tell('run.scheduled', plan());
    expect(told.run()).toMatchObject({ state: 'cancelled', vehicleRef: 'bus', cancellation: { cause: 'snow' } });
    told.commit();
    expect(told.fleet.waiting.size).toBe(0);
  });

  it('[RUN-3] begins with a first stop call, and ends with the last', () => {
    const told = scheduled();
    told.tell('stop.called', { runRef: 'run', sequence: 1, departedAt: seconds(30) }, 35);
    expect(told.run()).toMatchObject({ state: 'running', startedAt: start + 30_000, latenessSeconds: 30 });
    told.tell('stop.called', { runRef: 'run', sequence: 5, arrivedAt: seconds(480) }, 485);
    expect(told.run()).toMatchObject({ state: 'completed', completedAt: start + 480_000, latenessSeconds: 80 });
    expect(told.tell('stop.called', { runRef: 'run', sequence: 9, arrivedAt: seconds(480) })?.rejected[0]?.path).toBe('data.sequence');
  });

  it('[RUN-4] is planned again without losing what happened', () => {
    const told = scheduled();
    for (let at = -20; at <= 240; at += 10) told.see(at, Math.max(0, at) * 10);
    const [, , arrived] = told.arrivals();
    told.tell('run.scheduled', plan({ operatorRef: 'other' }));
    expect(told.run()).toMatchObject({ state: 'running', plan: { operatorRef: 'other' }, vehicleRef: 'bus' });
    expect(told.arrivals()[2]).toBe(arrived);
    const before = told.run();
    told.tell('run.scheduled', plan({ operatorRef: 'other' }));
    expect(told.run()).toBe(before);
  });

  it('[RUN-4] refuses a plan that cannot be', () => {
    const told = new Told();
    const calls = plan().stopCalls;
    expect(told.tell('run.scheduled', plan({ path: '~' }))?.rejected[0]?.path).toBe('data.path');
    expect(told.tell('run.scheduled', plan({ stopCalls: [...calls, { ...calls[0], sequence: 1, stopRef: 'again', latitude: 1, longitude: 1, scheduledAt: seconds(900) }] }))?.rejected[0]?.message).toContain('sequence 1');
    expect(told.tell('run.scheduled', plan({ stopCalls: calls.map((call, i) => ({ ...call, scheduledAt: seconds(-i) })) }))?.rejected[0]?.message).toContain('before');
  });
});

describe('a fix', () => {
  it.each([
    [{ recordedAt: seconds(25 * 3600) }, 'more than 24 hours'],
    [{ recordedAt: seconds(180) }, 'the clock of the device is wrong'],
    [{ latitude: Number.NaN }, 'between -90 and 90'],
  ])('[RUN-5] that cannot be is refused: %o', (more, words) => {
    const told = scheduled();
    expect(told.tell('vehicle.positioned', fix(0, 0, more))?.rejected[0]?.message).toContain(words);
  });

  it('[RUN-5] that is too rough, or came from nowhere, is kept and not used', () => {
    const told = scheduled();
    told.see(0, 0);
    told.see(10, 100, { accuracyMetres: 300 });
    told.see(20, 5000);
    expect(told.run().track?.fix.recordedAt).toBe(start);
  });

  it('[RUN-11] of another vehicle is not believed while its own is heard', () => {
    const told = scheduled();
    told.see(0, 0);
    told.see(10, 3000, { vehicleRef: 'impostor' });
    expect(told.run().track?.fix.vehicleRef).toBe('bus');
  });
});
