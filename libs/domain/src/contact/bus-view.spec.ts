import type { BusView, FamilyRun, LinkCouncil } from '@sightline/contracts';
import type { Fleet } from '../transport/fleet.js';
import { expectedCalls } from '../transport/expected.js';
import type { Run } from '../transport/run.js';
import { northwards, plan, scheduled, seconds, start } from '../transport/transport.fixture.js';
import type { Told } from '../transport/transport.fixture.js';
import { busViewOf } from './bus-view.js';
import type { OutsideContext } from './bus-view.js';

const council: LinkCouncil = { timeZone: 'Europe/London', telephone: '0121 496 0100' };
const day = '2026-11-10';
const subject = { passengerRef: 'child', guardianRef: 'mother' };

const contextAt = (fleet: Fleet, now: number, today = day): OutsideContext => ({
  fleet,
  now,
  today,
  council,
  runsOf: (routeRef) => [...fleet.runs.values()].filter((run) => run.plan.routeRef === routeRef),
  expected: (run: Run) => expectedCalls(run, now, fleet.predictions),
  initials: (name = '') => name.split(' ').map((part) => part.charAt(0)).join(''),
});

/** A run of five stops with a child at the third, and another at the fourth. */
function told(direction: 'to-school' | 'from-school' = 'from-school', child: object = {}): Told {
  const run = scheduled({ direction, schoolRef: 'school' });
  run.tell('school.upserted', { schoolRef: 'school', name: 'Beechwood School', ...northwards(0), bellTimes: { starts: '08:50', ends: '15:15' } });
  run.tell('passenger.upserted', { passengerRef: 'child', name: 'Tamsin Ott', schoolRef: 'school', routeRef: 'route', boardingStopRef: 'stop-3', needs: [], assistantRequired: false, ...child });
  run.tell('passenger.upserted', { passengerRef: 'other', name: 'Quentin Zander', schoolRef: 'school', routeRef: 'route', boardingStopRef: 'stop-4', needs: [], assistantRequired: false });
  run.tell('guardian.upserted', { guardianRef: 'mother', passengerRefs: ['child'], relationship: 'Mother', telephones: [], messages: 'sms' });
  return run;
}

/** Drives it on at its schedule until a moment, in seconds after its start. */
function drive(run: Told, until: number): void {
  run.tell('run.started', { runRef: 'run', at: seconds(0) });
  run.tell('stop.called', { runRef: 'run', sequence: 1, arrivedAt: seconds(-60), departedAt: seconds(0) }, 0);
  for (let after = 5; after <= until; after += 5) run.see(after, after * 10);
}

const viewAt = (run: Told, after: number, who: object = subject): BusView => {
  run.commit();
  return busViewOf(who, contextAt(run.fleet, start + after * 1000));
};
const runIn = (view: BusView): FamilyRun => {
  if (view.shows !== 'run') throw new Error(`shows ${view.shows}`);
  return view.run;
};

describe('what a family may see of its bus', () => {
  it('[LINK-31] before the run begins: when it is due, and no position, even where the vehicle is known to be about', () => {
    const run = told();
    run.see(-300, -200);
    const seen = runIn(viewAt(run, -200));
    expect(seen).toMatchObject({ state: 'scheduled', isOver: false, yours: { index: 2, name: 'Stop 3' } });
    expect(seen.position).toBeUndefined();
    expect(seen.way).toBeUndefined();
  });

  it('[LINK-30] under way: where it is, how many stops lie between, and of those neither name nor place', () => {
    const run = told();
    drive(run, 120);
    const view = viewAt(run, 122);
    expect(runIn(view)).toMatchObject({ state: 'running', next: 2, stops: 5, yours: { index: 2 }, school: { index: 0, name: 'Beechwood School' } });
    expect(runIn(view).position?.recordedAt).toBe(seconds(120));
    expect(JSON.stringify(view)).not.toMatch(/Stop [245]|stop-\d|Quentin|QZ|"other"/);
  });

  it('[LINK-32] shows no position once the bus has left the stop of a child who got off', () => {
    const run = told();
    drive(run, 260);
    const seen = runIn(viewAt(run, 262));
    expect(seen).toMatchObject({ isOver: true, state: 'running' });
    expect([seen.position, seen.way, seen.lastCall, seen.yours?.expectedAt]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('[LINK-32] goes on showing the bus past the stop while the child is still aboard', () => {
    const run = told();
    run.tell('passenger.boarded', { runRef: 'run', passengerRef: 'child', at: seconds(-30) });
    drive(run, 260);
    expect(runIn(viewAt(run, 262))).toMatchObject({ isOver: false, child: { status: 'aboard' }, position: { recordedAt: expect.any(String) as string } });
  });

  it('[LINK-32] on the way to school it shows the bus until the school', () => {
    const run = told('to-school');
    drive(run, 260);
    expect(runIn(viewAt(run, 262)).position).toBeDefined();
    drive(run, 410);
    expect(runIn(viewAt(run, 412))).toMatchObject({ isOver: true });
    expect(runIn(viewAt(run, 412)).position).toBeUndefined();
  });

  it('[LINK-32] shows no position of the bus of a child who is not travelling', () => {
    const run = told();
    drive(run, 120);
    run.tell('passenger.absent', { runRef: 'run', passengerRef: 'child', at: seconds(100) }, 120);
    expect(runIn(viewAt(run, 122))).toMatchObject({ isOver: true, child: { status: 'absent' } });
    expect(runIn(viewAt(run, 122)).position).toBeUndefined();
  });

  it('[LINK-32] a cancelled run carries its cause and no position', () => {
    const run = told();
    drive(run, 120);
    run.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' }, 121);
    const seen = runIn(viewAt(run, 122));
    expect(seen).toMatchObject({ state: 'cancelled', cancellation: { cause: 'Vehicle fault', covered: false } });
    expect(seen.position).toBeUndefined();
  });

  it.each([{ banner: 'court-order' }, { banner: 'shielded' }])('[LINK-33] shows nothing of a child with %p', (child) => {
    const run = told('from-school', child);
    drive(run, 120);
    expect(viewAt(run, 122)).toEqual({ shows: 'withheld', council });
  });

  it('[LINK-33] shows nothing to who does not answer for the child, or no longer does', () => {
    const run = told();
    drive(run, 120);
    expect(viewAt(run, 122, { passengerRef: 'child', guardianRef: 'stranger' })).toEqual({ shows: 'withheld', council });
    expect(viewAt(run, 122, { passengerRef: 'nobody', guardianRef: 'mother' })).toEqual({ shows: 'withheld', council });
    run.tell('guardian.upserted', { guardianRef: 'mother', passengerRefs: [], relationship: 'Mother', telephones: [], messages: 'sms' });
    expect(viewAt(run, 123)).toEqual({ shows: 'withheld', council });
  });

  it('[LINK-34] says that there is something to ring about, and not what', () => {
    const run = told();
    drive(run, 120);
    run.commit();
    const known = run.fleet.runs.get('run');
    if (!known) throw new Error('no run');
    run.fleet.runs.set('run', { ...known, conditions: [{ condition: 'wrong-school', since: start }] });
    const view = busViewOf(subject, contextAt(run.fleet, start + 122_000));
    expect(runIn(view)).toMatchObject({ ring: true, conditions: [] });
    expect(JSON.stringify(view)).not.toContain('wrong-school');
  });

  it('[LINK-31] after the day it names the next run and nothing of the last one', () => {
    const run = told();
    run.tell('run.scheduled', { ...plan({ direction: 'from-school', schoolRef: 'school' }), runRef: 'tomorrow', serviceDate: '2026-11-11', stopCalls: plan().stopCalls.map((call) => ({ ...call, scheduledAt: new Date(Date.parse(call.scheduledAt) + 86_400_000).toISOString() })) });
    drive(run, 120);
    const view = viewAt(run, 6 * 3600);
    expect(view).toMatchObject({ shows: 'none', upcoming: { serviceDate: '2026-11-11' } });
    expect(JSON.stringify(view)).not.toMatch(/latitude|position/);
  });
});
