import { isOutOfTerm, planDay, schoolOf } from './index.js';
import type { DayPlan, DayQuestion, KnownRun, TripStub } from './index.js';

const stub = (tripId: string, more: Partial<TripStub> = {}): TripStub => ({ tripId, routeId: 'R', serviceId: 'S', digest: `of ${tripId}`, firstStop: 'A', lastStop: 'B', startSeconds: 28_800, ...more });
const service = { weekdays: [true, true, true, true, true, false, false], from: '20261101', until: '20261130', added: new Set<string>(), removed: new Set(['20261111']) };
const school = { schoolRef: 'SCH', name: 'Beechwood', latitude: 52.48, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:20' }, terms: [{ from: '2026-09-02', until: '2026-10-23' }] };
const now = Date.parse('2026-11-10T12:00:00Z');
const run = (tripId: string, more: Partial<KnownRun> = {}): KnownRun => ({ runRef: `${tripId}:20261112`, digest: `of ${tripId}//`, ofFeed: true, state: 'scheduled', startsAt: now + 1000, ...more });
const plan = (stubs: readonly TripStub[], known: readonly KnownRun[], more: Partial<DayQuestion> = {}): DayPlan =>
  planDay({ date: '20261112', stubs, services: new Map([['S', service]]), known: new Map(known.map((each) => [each.runRef, each])), tieOf: () => undefined, schools: new Map(), applyTerms: false, now, ...more });
const made = ({ make }: DayPlan): string[] => make.map(({ stub: { tripId }, isNew }) => `${tripId}${isNew ? ' new' : ''}`);

describe('[PLAN-4] the runs of a service date', () => {
  it('are made where they are not there, changed where their trip has, and left where it has not', () => {
    const day = plan([stub('T1'), stub('T2'), stub('T3')], [run('T1'), run('T2', { digest: 'another' })]);
    expect(made(day)).toEqual(['T2', 'T3 new']);
    expect([day.unchanged, day.kept, day.withdraw]).toEqual([1, 0, []]);
  });
  it('are none on a day that is taken out, or on which the service does not run', () => {
    expect(made(plan([stub('T1')], [], { date: '20261111' }))).toEqual([]);
    expect(made(plan([stub('T1')], [], { date: '20261114' }))).toEqual([]);
  });
  it('are withdrawn where the timetable no longer has them; never what has begun, is over, or came another way', () => {
    const day = plan([], [run('T1'), run('T2', { state: 'running' }), run('T3', { startsAt: now - 1 }), run('T4', { state: 'cancelled' }), run('T5', { ofFeed: false })]);
    expect(day.withdraw).toEqual(['T1:20261112']);
    expect(day.kept).toBe(3);
  });
  it('are not touched once they have begun, however their trip changed', () => {
    const day = plan([stub('T1'), stub('T2')], [run('T1', { digest: 'another', state: 'running' }), run('T2', { digest: 'another', startsAt: now - 1 })]);
    expect([made(day), day.kept]).toEqual([[], 2]);
  });
  it('belong to the school at one of their ends: by the ref of the stop, or by its place', () => {
    const schools = new Map([['SCH', school]]);
    const stops = new Map([['A', { name: '', latitude: 52.4, longitude: -1.9 }], ['B', { name: '', latitude: 52.4801, longitude: -1.9 }]]);
    expect(schoolOf(stub('T1'), stops, schools)).toEqual({ schoolRef: 'SCH', direction: 'to-school' });
    expect(schoolOf(stub('T1', { firstStop: 'SCH', lastStop: 'A' }), stops, schools)).toEqual({ schoolRef: 'SCH', direction: 'from-school' });
    expect(schoolOf(stub('T1', { firstStop: 'A', lastStop: 'A' }), stops, schools)).toBeUndefined();
    expect(schoolOf(stub('T1', { firstStop: 'B', lastStop: 'B' }), stops, schools)).toBeUndefined();
  });
  it('to a school that is out of term are told of, and left out only where the terms are to apply', () => {
    const more = { tieOf: () => ({ schoolRef: 'SCH', direction: 'to-school' as const }), schools: new Map([['SCH', school]]) };
    expect(made(plan([stub('T1')], [], more))).toEqual(['T1 new']);
    expect(plan([stub('T1')], [], more).outOfTerm).toEqual(new Map([['SCH', 1]]));
    expect(made(plan([stub('T1')], [], { ...more, applyTerms: true }))).toEqual([]);
    expect(plan([], [run('T1')], { ...more, applyTerms: true }).withdraw).toEqual(['T1:20261112']);
    expect([isOutOfTerm(school, '2026-10-23'), isOutOfTerm(school, '2026-10-24'), isOutOfTerm({}, '2026-10-24')]).toEqual([false, true, false]);
  });
});
