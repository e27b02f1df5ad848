import fc from 'fast-check';
import { Told, plan, seconds, start } from '../transport.fixture.js';
import { activeServiceAlerts } from './service-alerts.js';

const date = '2026-11-10';
const school = { schoolRef: 'beechwood', name: 'Beechwood', latitude: 52, longitude: -1, bellTimes: { starts: '08:50', ends: '15:20' } };
const hour = 3600;

/** A school with a morning and an afternoon run of each route, told an hour before the first. */
function aSchool(routes: number): Told {
  const told = new Told();
  told.tell('school.upserted', school, -hour);
  for (let route = 1; route <= routes; route++) {
    told.tell('run.scheduled', plan({ runRef: `am-${route}`, routeRef: `route-${route}`, schoolRef: 'beechwood' }), -hour);
    const calls = plan().stopCalls.map((call, i) => ({ ...call, scheduledAt: seconds(7 * hour + i * 100) }));
    told.tell('run.scheduled', plan({ runRef: `pm-${route}`, routeRef: `route-${route}`, schoolRef: 'beechwood', direction: 'from-school', stopCalls: calls }), -hour);
  }
  return told;
}
const states = (told: Told, refs: readonly string[]): string[] => refs.map((ref) => told.run(ref).state);
const alerts = (told: Told): string[] => {
  told.commit();
  return activeServiceAlerts(told.fleet.serviceAlerts.values(), start).map(({ header }) => header);
};

describe('a school that closes', () => {
  it('[CLOSE-1] cancels every run that has not begun, with the cause, and its children stay at home', () => {
    const told = aSchool(2);
    told.tell('school.closed', { schoolRef: 'beechwood', date, cause: 'no heating' }, -1800);
    expect(states(told, ['am-1', 'pm-1', 'am-2', 'pm-2'])).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    expect(told.run('am-1').cancellation?.cause).toBe('no heating');
    told.tick(-900);
    expect(told.conditions('am-1')).toEqual([]);
    expect(alerts(told)).toEqual(['Beechwood is closed: no heating']);
  });

  it('[CLOSE-2] never cancels a run with children aboard: it is to take them home, and none is fetched in the afternoon', () => {
    const told = aSchool(2);
    told.tell('run.started', { runRef: 'am-1', at: seconds(0) }, 0);
    told.tell('school.closed', { schoolRef: 'beechwood', date, cause: 'no heating' }, 60);
    expect(states(told, ['am-1', 'pm-1', 'am-2'])).toEqual(['running', 'cancelled', 'cancelled']);
    expect(told.run('am-1').closure?.effect).toBe('return');
  });

  it('[CLOSE-3] fetches the children whom a run has taken there, and lets a run home go on', () => {
    const told = aSchool(2);
    for (const runRef of ['am-1', 'am-2']) {
      told.tell('run.started', { runRef, at: seconds(0) }, 0);
      told.tell('run.completed', { runRef, at: seconds(500) }, 500);
    }
    told.tell('run.started', { runRef: 'pm-2', at: seconds(600) }, 600);
    told.tell('school.closed', { schoolRef: 'beechwood', date, cause: 'no heating' }, 700);
    expect(states(told, ['am-1', 'pm-1', 'pm-2'])).toEqual(['completed', 'scheduled', 'running']);
    expect(told.run('pm-1').closure?.effect).toBe('collect');
    expect(told.run('pm-2').closure).toBeUndefined();
  });

  it('[CLOSE-4] early: moves the runs home by the difference to the bell, and leaves the morning', () => {
    const told = aSchool(1);
    const before = told.run('pm-1').plan;
    told.tell('school.closing-early', { schoolRef: 'beechwood', date, at: '13:00', cause: 'snow' }, 0);
    const after = told.run('pm-1').plan;
    expect(after.calls.map(({ scheduledAt }, i) => scheduledAt - (before.calls[i]?.scheduledAt ?? 0))).toEqual(Array(5).fill(-140 * 60_000));
    expect([after.startsAt, after.endsAt]).toEqual([before.startsAt - 140 * 60_000, before.endsAt - 140 * 60_000]);
    expect(told.run('am-1').closure).toBeUndefined();
    expect(told.tell('school.closing-early', { schoolRef: 'beechwood', date, at: '15:20', cause: 'snow' })).toEqual({ rejected: [{ path: 'data.at', message: 'is not before the bell at 15:20' }] });
  });

  it('[CLOSE-4] a plan that is sent again stays moved, and a bell that becomes known later moves it then', () => {
    const told = aSchool(1);
    told.tell('school.closing-early', { schoolRef: 'beechwood', date, at: '15:00', cause: 'snow' }, 0);
    const moved = told.run('pm-1').plan.startsAt;
    const { stopCalls } = plan();
    told.tell('run.scheduled', plan({ runRef: 'pm-1', routeRef: 'route-1', schoolRef: 'beechwood', direction: 'from-school', stopCalls: stopCalls.map((call, i) => ({ ...call, scheduledAt: seconds(7 * hour + i * 100) })) }), 10);
    expect(told.run('pm-1').plan.startsAt).toBe(moved);
    const stranger = new Told();
    stranger.tell('run.scheduled', plan({ runRef: 'pm', schoolRef: 'beechwood', direction: 'from-school' }), -hour);
    stranger.tell('school.closing-early', { schoolRef: 'beechwood', date, at: '15:00', cause: 'snow' }, -hour);
    expect(stranger.run('pm').closure?.effect).toBe('collect');
    stranger.tell('school.upserted', school, -hour);
    expect(stranger.run('pm').plan.startsAt).toBe(start - 20 * 60_000);
  });

  it('[CLOSE-5] holds for a run that becomes known afterwards, but not for one that was reinstated by hand', () => {
    const told = aSchool(1);
    told.tell('school.closed', { schoolRef: 'beechwood', date, cause: 'no heating' }, -1800);
    told.tell('run.scheduled', plan({ runRef: 'extra', schoolRef: 'beechwood' }), -1700);
    told.tell('run.reinstated', { runRef: 'am-1' }, -1600);
    told.tell('run.scheduled', plan({ runRef: 'am-1', routeRef: 'route-1', schoolRef: 'beechwood', operatorRef: 'new' }), -1500);
    expect(states(told, ['extra', 'am-1', 'pm-1'])).toEqual(['cancelled', 'scheduled', 'cancelled']);
  });

  it('[CLOSE-6] reopened, every run is as it was: whatever had happened to them, and however often', () => {
    const happened = fc.array(fc.tuple(fc.constantFrom('am-1', 'pm-1', 'am-2', 'pm-2'), fc.constantFrom('run.started', 'run.completed', 'run.cancelled', 'run.covered', 'run.delayed')), { maxLength: 12 });
    fc.assert(
      fc.property(happened, fc.constantFrom(undefined, '12:30'), (events, at) => {
        const told = aSchool(2);
        for (const [runRef, type] of events) {
          if (type === 'run.cancelled') told.tell(type, { runRef, cause: 'defect' });
          else if (type === 'run.covered') told.tell(type, { runRef, how: 'taxi' });
          else if (type === 'run.delayed') told.tell(type, { runRef, minutes: 5, cause: 'traffic' });
          else told.tell(type, { runRef, at: seconds(0) });
        }
        const refs = ['am-1', 'pm-1', 'am-2', 'pm-2'];
        const before = refs.map((ref) => told.run(ref));
        if (at === undefined) told.tell('school.closed', { schoolRef: 'beechwood', date, cause: 'flood' });
        else told.tell('school.closing-early', { schoolRef: 'beechwood', date, at, cause: 'flood' });
        told.tell('school.reopened', { schoolRef: 'beechwood', date }, 60);
        const lasting = ({ state, plan: { startsAt, endsAt }, cancellation, delay, closure }: (typeof before)[number]): object => ({ state, startsAt, endsAt, cancellation, delay, closure });
        expect(refs.map((ref) => lasting(told.run(ref)))).toEqual(before.map(lasting));
      }),
    );
  });
});
