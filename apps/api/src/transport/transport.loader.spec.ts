import { FleetDraft, newRun, planRun } from '@sightline/domain';
import type { Run, RunEvent } from '@sightline/domain';
import type { OutboxQueries } from '../notify/outbox.queries.js';
import type { AlertRepository } from './alert/alert.repository.js';
import type { DisruptionRepository } from './disruption/disruption.repository.js';
import { FleetMemory } from './fleet.memory.js';
import type { PositionQueries } from './positions.queries.js';
import type { PredictionLoader } from './prediction.loader.js';
import type { ReferenceRepository } from './reference.repository.js';
import type { RunRepository } from './run.repository.js';
import { TransportLoader } from './transport.loader.js';

function runOn(serviceDate: string): Run {
  const plan = planRun({
    runRef: `run of ${serviceDate}`,
    routeRef: 'route',
    serviceDate,
    stopCalls: [0, 1].map((place) => ({ sequence: place + 1, stopRef: `stop-${place}`, latitude: 52 + place, longitude: -1, scheduledAt: `${serviceDate}T08:0${place}:00Z` })),
  });
  if ('message' in plan) throw new Error(plan.message);
  return { ...newRun(plan, 0), vehicleRef: 'bus' };
}

const days = ['08', '09', '10', '11', '12', '13'].map((day) => `2026-11-${day}`);
const contextOf = (today: string): { now: number; today: string } => ({ now: Date.parse(`${today}T06:00:00Z`), today });
const refsIn = (memory: FleetMemory): string[] => [...memory.fleet.runs.keys()].sort();

describe('the days that are held', () => {
  const runs = { ofDates: (from: string, until: string) => Promise.resolve(days.filter((day) => day >= from && day <= until).map(runOn)), ofRefs: () => Promise.resolve([]) } as unknown as RunRepository;
  const references = { load: () => Promise.resolve() } as unknown as ReferenceRepository;
  const positions = { since: () => Promise.resolve([]) } as unknown as PositionQueries;
  const disruptions = { load: () => Promise.resolve() } as unknown as DisruptionRepository;
  const alerts = { ofRuns: () => Promise.resolve([]), unseenSafeguarding: () => Promise.resolve([]) } as unknown as AlertRepository;
  const outbox = { runsSince: () => Promise.resolve([]) } as unknown as OutboxQueries;
  const predictions = { load: () => Promise.resolve() } as unknown as PredictionLoader;
  const opened = async (): Promise<{ memory: FleetMemory; loader: TransportLoader }> => {
    const memory = new FleetMemory();
    const loader = new TransportLoader(memory, runs, references, positions, disruptions, alerts, predictions, outbox);
    await loader.load(contextOf('2026-11-10'));
    return { memory, loader };
  };
  const turned = async ({ memory, loader }: Awaited<ReturnType<typeof opened>>, today: string): Promise<void> => {
    loader.prepare(today);
    await new Promise((resolve) => setImmediate(resolve));
    const draft = new FleetDraft(memory.fleet);
    loader.turn(draft, contextOf(today));
    draft.merge();
  };

  it('are yesterday, today and tomorrow', async () => {
    const { memory } = await opened();
    expect(refsIn(memory)).toEqual(['run of 2026-11-09', 'run of 2026-11-10', 'run of 2026-11-11']);
    expect(['2026-11-08', '2026-11-09', '2026-11-11', '2026-11-12'].map((day) => memory.holds(day))).toEqual([false, true, true, false]);
  });

  it('move on at the turn of the day: a day comes near with what waits for it, and one goes', async () => {
    const both = await opened();
    const cancelled: RunEvent = { type: 'run.cancelled', data: { runRef: 'run of 2026-11-12', cause: 'snow' }, receivedAt: 0 };
    both.memory.fleet.waiting.set('run of 2026-11-12', [cancelled]);
    await turned(both, '2026-11-11');
    expect(refsIn(both.memory)).toEqual(['run of 2026-11-10', 'run of 2026-11-11', 'run of 2026-11-12']);
    expect(both.memory.fleet.runs.get('run of 2026-11-12')?.state).toBe('cancelled');
    expect(both.memory.fleet.waiting.size).toBe(0);
    expect(both.memory.fleet.vehicleRuns.get('bus')).toHaveLength(3);
  });

  it('move on once, however often the clock asks', async () => {
    const both = await opened();
    both.loader.prepare('2026-11-10');
    await turned(both, '2026-11-10');
    expect(both.memory.arriving).toBeUndefined();
    expect(refsIn(both.memory)).toHaveLength(3);
  });
});
