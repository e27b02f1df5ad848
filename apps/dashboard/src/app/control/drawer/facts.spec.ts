import type { RunDetail } from '@sightline/contracts';
import { factsOf } from './facts';

const run = (more: Partial<RunDetail>): RunDetail => ({ runRef: 'R', routeRef: '412', serviceDate: '2026-11-10', state: 'running', conditions: [], startsAt: '', endsAt: '', sentence: '', stopCalls: [], ...more });
const of = (name: string, more: Partial<RunDetail>) => factsOf(run(more), (at) => at.slice(11, 16)).find((fact) => fact.name === name);

describe('the facts of a run', () => {
  it('say that a guide is missing only where one is required', () => {
    expect(of('Guide', {})).toEqual({ name: 'Guide', words: 'Not needed' });
    expect(of('Guide', { assistantRequired: true })).toEqual({ name: 'Guide', words: 'None assigned, one is required', warns: true });
  });

  it('show a substitute as one, signed in and trained', () => {
    const guide = { assistantRef: 'G', name: 'Ada Reed', training: ['harness'], substitute: true, away: false };
    expect(of('Guide', { assistantRef: 'G', guide, signIns: [{ role: 'assistant', at: '2026-11-10T07:12:00Z' }] })?.words).toBe('Ada Reed, substitute, signed in 07:12, harness');
    expect(of('Guide', { assistantRef: 'G', guide: { ...guide, away: true } })).toMatchObject({ warns: true });
  });

  it('warn of a vehicle that is too small', () => {
    expect(of('Vehicle', { vehicle: { vehicleRef: 'V', seats: 8, wheelchairPlaces: 1, substitute: true, warnings: ['2 seats too few'] } })).toMatchObject({ words: 'V, substitute, 8 seats, 1 wheelchair place, 2 seats too few', warns: true });
  });

  it('say when the crew had walked through the empty vehicle', () => {
    expect(of('Walked through', { walkedAt: '2026-11-10T08:52:00Z' })?.words).toBe('08:52, nobody left aboard');
    expect(of('Walked through', {})).toBeUndefined();
  });

  it('ask for children to be taken home from a school that has closed', () => {
    expect(of('School', { closure: { effect: 'return', cause: 'No heating', at: '' } })).toMatchObject({ words: 'is closed; take the children home (no heating)', warns: true });
    expect(of('School', { closure: { effect: 'cancelled', cause: 'No heating', at: '' } })).toBeUndefined();
  });
});
