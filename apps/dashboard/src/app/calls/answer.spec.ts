import type { RunDetail } from '@sightline/contracts';
import { ahead, facts } from './answer';

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
