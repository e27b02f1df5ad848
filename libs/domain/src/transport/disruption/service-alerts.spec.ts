import { Told, scheduled, seconds, start } from '../transport.fixture.js';
import { causeOf } from './causes.js';
import { activeServiceAlerts } from './service-alerts.js';
import type { ServiceAlert } from './service-alerts.js';

const standing = (told: Told, after: number): ServiceAlert[] => {
  told.commit();
  return activeServiceAlerts(told.fleet.serviceAlerts.values(), start + after * 1000);
};

describe('service alerts', () => {
  it('[SERVICE-1] a delay makes one, a longer one replaces it, none takes it back', () => {
    const told = scheduled();
    told.tell('run.delayed', { runRef: 'run', minutes: 5, cause: 'traffic' }, -60);
    expect(standing(told, 0)).toMatchObject([{ alertRef: 'run:run', effect: 'other-effect', origin: 'run', affected: { runRefs: ['run'] } }]);
    told.tell('run.delayed', { runRef: 'run', minutes: 15, cause: 'roadworks', message: 'Diverted' }, 60);
    const [alert] = standing(told, 60);
    expect(alert).toMatchObject({ cause: 'construction', effect: 'significant-delays', message: 'Diverted', publishedAt: start - 60_000 });
    told.tell('run.delayed', { runRef: 'run', minutes: 0, cause: 'over' }, 120);
    expect(standing(told, 120)).toEqual([]);
  });

  it('[SERVICE-2] a cancellation makes one from now or the start until the end of the run, gone when it is reinstated', () => {
    const told = scheduled();
    told.tell('run.cancelled', { runRef: 'run', cause: 'vehicle defect' }, -600);
    expect(standing(told, -600)).toMatchObject([{ cause: 'technical-problem', effect: 'no-service', activePeriods: [{ from: start - 600_000, until: start + 400_000 }] }]);
    expect(standing(told, 401)).toEqual([]);
    told.tell('run.reinstated', { runRef: 'run' }, -500);
    expect(standing(told, -500)).toEqual([]);
  });

  it('[SERVICE-2] says what its sender says of effect and end', () => {
    const told = scheduled();
    told.tell('run.delayed', { runRef: 'run', minutes: 30, cause: 'snow', effect: 'detour', until: seconds(7200) }, 0);
    expect(standing(told, 7199)).toMatchObject([{ cause: 'weather', effect: 'detour' }]);
    expect(standing(told, 7200)).toEqual([]);
  });

  it('[SERVICE-3] ends with its run', () => {
    const told = scheduled();
    told.tell('run.delayed', { runRef: 'run', minutes: 15, cause: 'traffic' }, 0);
    told.tell('run.started', { runRef: 'run', at: seconds(1) }, 1);
    told.tell('run.completed', { runRef: 'run', at: seconds(600) }, 600);
    told.tick(601);
    expect(standing(told, 601)).toEqual([]);
  });

  it('[SERVICE-4] by hand: stands in its periods until it is withdrawn, and cannot take the place of a run’s', () => {
    const told = new Told();
    const said = { alertRef: 'bridge', cause: 'construction', effect: 'detour', activePeriods: [{ from: seconds(0), until: seconds(60) }, { from: seconds(120) }], affected: { routeRefs: ['route'] }, header: 'Bridge shut' } as const;
    told.tell('service-alert.published', { ...said, activePeriods: [...said.activePeriods], affected: { routeRefs: ['route'] } });
    expect([0, 59, 60, 119, 120, 99_999].map((after) => standing(told, after).length)).toEqual([1, 1, 0, 0, 1, 1]);
    told.tell('service-alert.withdrawn', { alertRef: 'bridge' }, 130);
    expect(standing(told, 131)).toEqual([]);
    expect(told.tell('service-alert.withdrawn', { alertRef: 'nobody' })).toEqual({ rejected: [{ path: 'data.alertRef', message: 'is no service alert' }] });
    expect(told.tell('service-alert.published', { ...said, alertRef: 'run:run', activePeriods: [], affected: {} })).toHaveProperty('rejected');
  });

  it.each([
    ['Roadworks', 'construction'], ['Traffic', 'other-cause'], ['Weather', 'weather'], ['Vehicle fault', 'technical-problem'], ['driver reported sick', 'medical-emergency'],
    ['accident ahead', 'accident'], ['INSET day', 'holiday'], ['drivers on strike', 'strike'], ['police cordon', 'police-activity'], ['no heating', 'technical-problem'], ['', 'unknown-cause'], ['Driver unavailable', 'other-cause'],
  ])('[SERVICE-5] someone who writes %j means %s', (words, cause) => {
    expect(causeOf(words)).toBe(cause);
  });
});
