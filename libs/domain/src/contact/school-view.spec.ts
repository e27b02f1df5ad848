import type { LinkCouncil, SchoolBus, SchoolEntry } from '@sightline/contracts';
import { expectedCalls } from '../transport/expected.js';
import { northwards, plan, scheduled, seconds, start } from '../transport/transport.fixture.js';
import type { Told } from '../transport/transport.fixture.js';
import { schoolEntriesOf } from './school-view.js';

const council: LinkCouncil = { timeZone: 'Europe/London' };

function told(direction: 'to-school' | 'from-school'): Told {
  const run = scheduled({ direction, schoolRef: 'school' });
  run.tell('school.upserted', { schoolRef: 'school', name: 'Beechwood School', ...northwards(4000), bellTimes: { starts: '08:50', ends: '15:15' } });
  run.tell('passenger.upserted', { passengerRef: 'child', name: 'Tamsin Ott', schoolRef: 'school', routeRef: 'route', boardingStopRef: 'stop-3', needs: [], assistantRequired: false });
  run.tell('run.scheduled', { ...plan({ direction, schoolRef: 'other' }), runRef: 'elsewhere', routeRef: 'elsewhere' });
  return run;
}
const drive = (run: Told, until: number): void => {
  for (let after = 0; after <= until; after += 5) run.see(after, after * 10);
};
function entriesAt(run: Told, after: number, schoolRef = 'school'): Record<string, SchoolEntry> | undefined {
  run.commit();
  const now = start + after * 1000;
  const { fleet } = run;
  return schoolEntriesOf(schoolRef, [...fleet.runs.values()], { fleet, now, today: '2026-11-10', council, runsOf: () => [], expected: (each) => expectedCalls(each, now, fleet.predictions), initials: () => '' });
}
const busAt = (run: Told, after: number): SchoolBus | undefined => entriesAt(run, after)?.['bus:run'] as SchoolBus | undefined;

describe("a school's board", () => {
  it('[LINK-37] in the morning a bus is due, coming with a range, and in', () => {
    const run = told('to-school');
    expect(busAt(run, -600)).toMatchObject({ standing: 'due', children: 1 });
    drive(run, 200);
    expect(busAt(run, 202)).toMatchObject({ standing: 'coming', stopsAway: 2, expectedAt: { earliest: expect.any(String) as string } });
    drive(run, 420);
    expect(busAt(run, 422)).toMatchObject({ standing: 'in', arrivedAt: expect.any(String) as string });
    expect(busAt(run, 422)?.expectedAt).toBeUndefined();
  });

  it('[LINK-37] of a bus that was not seen for more than ten minutes no time is expected', () => {
    const run = told('to-school');
    drive(run, 200);
    expect(busAt(run, 200 + 700)).toMatchObject({ standing: 'coming', expectedAt: undefined, seenAt: seconds(200) });
  });

  it('[LINK-37] a cancelled bus says so, and shows no child, place or other school', () => {
    const run = told('to-school');
    run.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' });
    expect(busAt(run, 60)).toMatchObject({ standing: 'cancelled', cancellation: { cause: 'Vehicle fault', covered: false } });
    expect(JSON.stringify(entriesAt(run, 60))).not.toMatch(/latitude|Tamsin|child"|stop-|elsewhere|Stop 2/);
  });

  it('[LINK-37] in the afternoon a bus has left once its run is under way', () => {
    const run = told('from-school');
    expect(busAt(run, -60)).toMatchObject({ standing: 'due' });
    drive(run, 100);
    expect(busAt(run, 102)).toMatchObject({ standing: 'left' });
  });

  it('[LINK-38] a session begins an hour before its first bus, ends half an hour after its last, and then names the next', () => {
    const run = told('to-school');
    run.tell('run.scheduled', { ...plan({ direction: 'from-school', schoolRef: 'school' }), runRef: 'home', stopCalls: plan().stopCalls.map((call) => ({ ...call, scheduledAt: new Date(Date.parse(call.scheduledAt) + 7 * 3_600_000).toISOString() })) });
    const early = entriesAt(run, -3700);
    expect(Object.keys(early ?? {})).toEqual(['session']);
    expect(early?.['session']).toMatchObject({ direction: null, upcoming: { direction: 'to-school', runs: 1 } });
    expect(entriesAt(run, -3500)?.['session']).toMatchObject({ direction: 'to-school' });
    drive(run, 420);
    run.tell('run.completed', { runRef: 'run', at: seconds(430) }, 430);
    expect(Object.keys(entriesAt(run, 420 + 1700) ?? {})).toContain('bus:run');
    expect(entriesAt(run, 420 + 1900)?.['session']).toMatchObject({ direction: null, upcoming: { direction: 'from-school' } });
  });

  it('[LINK-37] knows no school that is not known', () => {
    expect(entriesAt(told('to-school'), 0, 'nowhere')).toBeUndefined();
  });
});
