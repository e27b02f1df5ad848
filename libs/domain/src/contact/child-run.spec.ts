import type { Passenger } from '../transport/fleet.js';
import { newRun } from '../transport/run.js';
import type { Run, RunPlan } from '../transport/run.js';
import { childOnRun, childsCall } from './child-run.js';

const call = (sequence: number, stopRef: string) => ({ sequence, stopRef, latitude: 0, longitude: 0, scheduledAt: sequence });
const morning = { runRef: 'r', direction: 'to-school', calls: [call(1, 'home'), call(2, 'next'), call(3, 'gate')] } as unknown as RunPlan;
const evening = { ...morning, direction: 'from-school' as const, calls: [call(1, 'gate'), call(2, 'next'), call(3, 'home')] };
const child = { passengerRef: 'p', schoolRef: 's', routeRef: '4', needs: [], assistantRequired: true } as Passenger;
const run = (more: Partial<Run> = {}): Run => ({ ...newRun(morning, 0), ...more });

describe('the child on its run', () => {
  it.each([
    ['to school where it gets on', morning, { boardingStopRef: 'next', alightingStopRef: 'gate' }, 'next'],
    ['homeward where it gets off', evening, { boardingStopRef: 'next', alightingStopRef: 'home' }, 'home'],
    ['homeward, of a record of the morning alone, where it gets on then', evening, { boardingStopRef: 'next', alightingStopRef: 'gate' }, 'next'],
    ['nowhere on a run that does not call there', evening, { boardingStopRef: 'elsewhere' }, undefined],
    ['never the school', morning, { boardingStopRef: 'gate' }, undefined],
    ['nowhere where none is held', morning, {}, undefined],
  ])('[CALL-28] its stop is %s', (_, plan, stops, found) => expect(childsCall(plan, stops)?.stopRef).toBe(found));

  it('[CALL-28] says when it was ticked off, and nothing where nobody did', () => {
    expect(childOnRun(run(), child).boarded).toBeNull();
    expect(childOnRun(run({ children: new Map([['p', 'aboard']]), tickedAt: new Map([['p', 7]]) }), child).boarded).toEqual({ status: 'aboard', at: 7 });
    expect(childOnRun(run({ children: new Map([['p', 'absent']]) }), child).boarded).toEqual({ status: 'absent', at: undefined });
  });

  const signedIn = [{ role: 'assistant' as const, ref: 'g', at: 1 }];
  it.each<[Partial<Run>, boolean, string | undefined]>([
    [{}, false, undefined],
    [{}, true, 'None yet, although one is needed'],
    [{ assistantRef: 'g' }, true, 'Assigned, has not signed in'],
    [{ assistantRef: 'g', signIns: [{ role: 'driver', ref: 'g', at: 1 }] }, true, 'Assigned, has not signed in'],
    [{ assistantRef: 'g', signIns: signedIn }, true, 'Signed in'],
    [{ assistantRef: 'g', signIns: signedIn, state: 'running', substituted: ['assistant'] }, true, 'On board, substitute today'],
  ])('[CALL-28] of %j (needed: %s) says of the guide: %s', (more, assistantRequired, words) => expect(childOnRun(run(more), { ...child, assistantRequired }).guide).toBe(words));
});
