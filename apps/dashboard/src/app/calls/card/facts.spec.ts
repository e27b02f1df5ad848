import type { RunDetail, StopCallView } from '@sightline/contracts';
import type { AskedChild } from './asked-child';
import { ahead, factsOf } from './facts';

const call = (sequence: number, more: Partial<StopCallView> = {}): StopCallView => ({ sequence, stopRef: `S${sequence}`, name: `Stop ${sequence}`, latitude: 52, longitude: -2, scheduledAt: '2026-11-10T15:40:00Z', ...more });
const run = (more: Partial<RunDetail> = {}): RunDetail => ({ runRef: 'R', routeRef: '412', serviceDate: '2026-11-10', direction: 'from-school', state: 'running', conditions: [], startsAt: '', endsAt: '', sentence: '', stopCalls: [call(1, { departedAt: 'x' }), call(2), call(3)], ...more });
const child: AskedChild = { lookUpRef: 'L', initials: 'TO', runRef: 'R', sequence: 3, boarded: { status: 'aboard', at: '2026-11-10T15:16:00Z' }, told: [], openCases: [], earlier: [] };
const of = (label: string, more: Partial<RunDetail> = {}, about: AskedChild | null = null) => factsOf(run(more), { child: about, asked: about?.sequence ?? null, time: (at) => at.slice(11, 16) }).find((fact) => fact.label === label);

describe('what a caller asks next', () => {
  it('names the stops ahead, also where one was passed unseen, and marks the one asked about', () => {
    expect(ahead(run()).map(({ sequence }) => sequence)).toEqual([2, 3]);
    expect(ahead(run({ nextSequence: 3 })).map(({ sequence }) => sequence)).toEqual([3]);
    expect(of('Next stop', {}, child)?.words).toBe('Stop 2, then Stop 3 (this stop)');
    expect(of('Next stop', { state: 'cancelled' })).toBeUndefined();
  });

  it('says of a child only what a verified caller may hear, and nothing without one', () => {
    expect(of('Boarded', {}, child)).toMatchObject({ strong: 'Yes', words: '15:16, by the crew' });
    expect(of('Boarded', {}, { ...child, boarded: null })?.words).toBe('Nobody has ticked the child off yet');
    expect(of('Boarded')).toBeUndefined();
  });

  it('gives the operator with its telephone, and the guide by whether one is needed', () => {
    expect(of('Operator', { operatorName: 'Ridgeway Travel', operatorTelephone: '0121 496 0412' })).toMatchObject({ words: 'Ridgeway Travel', telephone: '0121 496 0412' });
    expect(of('Guide', { assistantRef: 'G', substitute: true, signIns: [{ role: 'assistant', at: '' }] })).toMatchObject({ strong: 'Substitute today', words: 'signed in' });
    expect(of('Guide', { assistantRequired: true })).toMatchObject({ strong: 'None yet', warns: true });
    expect(of('Guide')?.words).toBe('Not needed on this run');
  });

  it('says what the family was told last, and how it went', () => {
    const told = [{ at: '2026-11-10T15:24:00Z', channel: 'text', words: 'about 10 minutes late', state: 'delivered' }, { at: '2026-11-10T15:04:00Z', channel: 'text', words: 'old', state: 'delivered' }];
    expect(of('Family told', {}, { ...child, told })?.words).toBe('Text at 15:24: “about 10 minutes late”, delivered');
    expect(of('Families told')?.words).toBe('Nothing yet');
  });

  it('says why it is late or cancelled', () => {
    expect(of('Why late', { delay: { minutes: 9, cause: 'traffic', message: 'queue at the gate', at: '2026-11-10T15:20:00Z' } })?.words).toBe('queue at the gate, reported 15:20');
    expect(of('Why cancelled', { state: 'cancelled', cancellation: { cause: 'Vehicle fault', at: '2026-11-10T15:00:00Z' } })?.words).toBe('Vehicle fault, at 15:00');
  });
});
