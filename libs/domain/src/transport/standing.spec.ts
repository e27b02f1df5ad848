import type { EventData } from '@sightline/contracts';
import { decideTransport } from './decide.js';
import { Fleet, FleetDraft } from './fleet.js';
import type { Run } from './run.js';

const now = Date.parse('2026-11-10T06:00:00Z');
const plan = (serviceDate: string, direction: 'to-school' | 'from-school' = 'to-school'): EventData<'run.scheduled'> => ({
  runRef: `T:${serviceDate}`,
  routeRef: 'R',
  serviceDate,
  direction,
  stopCalls: [52, 52.01].map((latitude, sequence) => ({ sequence, stopRef: `S${sequence}`, latitude, longitude: -1.9, scheduledAt: `${serviceDate}T08:${10 + sequence}:00Z` })),
});
const crewAfter = (events: readonly Parameters<typeof decideTransport>[1][], runRef = 'T:2026-11-10'): (string | undefined)[] => {
  const draft = new FleetDraft(new Fleet());
  for (const event of events) decideTransport(draft, event, { now });
  const run: Run | undefined = draft.runs.get(runRef);
  return [run?.vehicleRef, run?.driverRef, run?.assistantRef];
};
const scheduled = (data: EventData<'run.scheduled'>) => ({ type: 'run.scheduled' as const, data, receivedAt: now });
const route = (data: Omit<EventData<'route.assigned'>, 'routeRef'>) => ({ type: 'route.assigned' as const, data: { routeRef: 'R', ...data }, receivedAt: now });
const one = (data: Omit<EventData<'run.assigned'>, 'runRef'>) => ({ type: 'run.assigned' as const, data: { runRef: 'T:2026-11-10', ...data }, receivedAt: now });

describe("[PLAN-20] a route's assignment", () => {
  const tuesday = scheduled(plan('2026-11-10'));
  it('works its runs, whichever is told first', () => {
    expect(crewAfter([tuesday, route({ vehicleRef: 'V' })])).toEqual(['V', undefined, undefined]);
    expect(crewAfter([route({ vehicleRef: 'V' }), tuesday])).toEqual(['V', undefined, undefined]);
  });
  it('speaks of its direction, weekdays and dates alone', () => {
    for (const scope of [{ direction: 'from-school' as const }, { weekdays: ['mon' as const] }, { from: '2026-11-11' }, { until: '2026-11-09' }]) expect(crewAfter([tuesday, route({ ...scope, vehicleRef: 'V' })])).toEqual([undefined, undefined, undefined]);
    expect(crewAfter([tuesday, route({ direction: 'to-school', weekdays: ['tue'], from: '2026-11-10', until: '2026-11-10', vehicleRef: 'V' })])).toEqual(['V', undefined, undefined]);
  });
  it('that says more precisely when goes before one that says less, role by role', () => {
    expect(crewAfter([route({ weekdays: ['tue'], vehicleRef: 'V2' }), route({ vehicleRef: 'V1', driverRef: 'D1' }), tuesday])).toEqual(['V2', 'D1', undefined]);
  });
  it('of the same scope again replaces the one before, and without anyone ends it', () => {
    expect(crewAfter([tuesday, route({ vehicleRef: 'V1' }), route({ driverRef: 'D' })])).toEqual([undefined, 'D', undefined]);
    expect(crewAfter([tuesday, route({ vehicleRef: 'V1' }), route({})])).toEqual([undefined, undefined, undefined]);
  });
  it('leaves what was said of the run itself, and a run that has begun', () => {
    expect(crewAfter([tuesday, one({ vehicleRef: 'own' }), route({ vehicleRef: 'V', driverRef: 'D' })])).toEqual(['own', 'D', undefined]);
    expect(crewAfter([tuesday, { type: 'run.started', data: { runRef: 'T:2026-11-10', at: '2026-11-10T06:00:00Z' }, receivedAt: now }, route({ vehicleRef: 'V' })])).toEqual([undefined, undefined, undefined]);
  });
});

describe('[PLAN-21] a run that the plan no longer has', () => {
  it('is taken away while it has not begun, and refused afterwards', () => {
    const draft = new FleetDraft(new Fleet());
    const withdrawn = { type: 'run.withdrawn' as const, data: { runRef: 'T:2026-11-10' }, receivedAt: now };
    decideTransport(draft, scheduled(plan('2026-11-10')), { now });
    expect(decideTransport(draft, withdrawn, { now })).toBeUndefined();
    expect(draft.runs.get('T:2026-11-10')).toBeUndefined();
    expect(draft.facts.at(-1)).toEqual({ kind: 'withdrawn', runRef: 'T:2026-11-10' });
    decideTransport(draft, scheduled(plan('2026-11-10')), { now });
    decideTransport(draft, { type: 'run.started', data: { runRef: 'T:2026-11-10', at: '2026-11-10T06:00:00Z' }, receivedAt: now }, { now });
    expect(decideTransport(draft, withdrawn, { now })).toEqual({ rejected: [{ path: 'type', message: 'a run that is running cannot be withdrawn' }] });
  });
});
