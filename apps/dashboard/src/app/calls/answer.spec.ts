import type { RunDetail } from '@sightline/contracts';
import { ahead, facts, spoken } from './answer';

const run: RunDetail = {
  runRef: '412:20261110',
  routeRef: '412',
  serviceDate: '2026-11-10',
  direction: 'from-school',
  state: 'running',
  conditions: [{ condition: 'signal-lost', since: '2026-11-10T15:30:00Z' }],
  startsAt: '2026-11-10T15:15:00Z',
  endsAt: '2026-11-10T16:00:00Z',
  sentence: 'A sentence.',
  stopCalls: [
    { sequence: 1, stopRef: 'A', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:15:00Z', arrivedAt: '2026-11-10T15:16:00Z' },
    { sequence: 2, stopRef: 'B', name: 'Mill Pool', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:40:00Z' },
  ],
};
const value = (of: RunDetail, label: string) => facts(of).find((fact) => fact.label === label)?.value;

describe('what stands under the sentence', () => {
  it('names the next stop that was not reached', () => {
    expect(ahead(run).map((call) => call.stopRef)).toEqual(['B']);
    expect(value(run, 'Next stop')).toBe('Mill Pool');
  });

  it('says in words what is wrong with the run', () => {
    expect(value(run, 'Run')).toBe('Running, signal lost, afternoon home');
  });

  it('says so when a guide is required and none is assigned', () => {
    expect(value({ ...run, assistantRequired: true }, 'Guide')).toBe('required, none assigned');
    expect(value({ ...run, assistantRequired: true, assistantRef: 'G1' }, 'Guide')).toBe('assigned');
  });

  it('gives a cancelled run its reason and no next stop', () => {
    const cancelled: RunDetail = { ...run, state: 'cancelled', cancellation: { cause: 'driver ill', at: '2026-11-10T15:00:00Z' } };
    expect(value(cancelled, 'Why cancelled')).toBe('driver ill');
    expect(value(cancelled, 'Next stop')).toBe('none');
  });
});

describe('the sentence that is read aloud', () => {
  const time = (at: string): string => at.slice(11, 16);
  const stop = { sequence: 2, stopRef: 'B', name: 'Mill Pool', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:40:00Z', expectedAt: { earliest: '2026-11-10T15:44:00Z', likely: '2026-11-10T15:46:00Z', latest: '2026-11-10T15:49:00Z' } };
  const first = { sequence: 1, stopRef: 'A', name: 'Beechwood School', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:15:00Z', arrivedAt: '2026-11-10T15:16:00Z', departedAt: '2026-11-10T15:18:00Z' };
  const between = { sequence: 3, stopRef: 'C', name: 'Tanner’s Row', latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:30:00Z' };
  const seen = { latitude: 52, longitude: -2, recordedAt: '2026-11-10T15:38:00Z', ageSeconds: 9 };
  const moving: RunDetail = { ...run, stopCalls: [first, between, stop], position: seen };
  const say = (of: RunDetail, age: 'fresh' | 'ageing' | 'stale' | 'lost' | 'unknown' = 'fresh', at: typeof stop | null = stop) => spoken(of, { stop: at, age, time });

  it.each([
    ['fresh', moving, 'fresh', 'Route 412 left Beechwood School at 15:18 and is 2 stops away; we expect it at Mill Pool between 15:44 and 15:49, about 6 minutes late.'],
    ['next', { ...moving, stopCalls: [first, stop] }, 'ageing', 'Route 412 left Beechwood School at 15:18 and is next at your stop; we expect it at Mill Pool between 15:44 and 15:49, about 6 minutes late.'],
    ['stale', moving, 'stale', 'Route 412 left Beechwood School at 15:18, but we last saw it at 15:38; it may reach Mill Pool between 15:44 and 15:49, and that may be wrong.'],
    ['lost', moving, 'lost', 'Route 412 left Beechwood School at 15:18, but we last saw it at 15:38 and cannot say when it will arrive.'],
    ['without a device', { ...moving, position: undefined }, 'unknown', 'Route 412 left Beechwood School at 15:18, but we have no position for it and cannot say when it will arrive.'],
    ['cancelled', { ...moving, state: 'cancelled', cancellation: { cause: 'driver ill', at: '' } }, 'fresh', 'Route 412 is cancelled: driver ill.'],
    ['not due yet', { ...moving, state: 'scheduled', conditions: [] }, 'unknown', 'Route 412 is due to leave Beechwood School at 15:15.'],
    ['not started', { ...moving, state: 'scheduled', conditions: [{ condition: 'not-started', since: '' }] }, 'unknown', 'Route 412 has not started: it was due to leave Beechwood School at 15:15.'],
    ['arrived', { ...moving, state: 'completed', stopCalls: [first, { ...stop, arrivedAt: '2026-11-10T15:47:00Z' }] }, 'fresh', 'Route 412 arrived at Mill Pool at 15:47.'],
  ] as const)('%s', (_, of, age, expected) => expect(say(of as RunDetail, age)).toBe(expected));

  it('says on time when it is', () => {
    expect(say(moving, 'fresh', { ...stop, scheduledAt: stop.expectedAt.likely })).toContain(', on time.');
  });
});
