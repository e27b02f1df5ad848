import type { EventData } from '@sightline/contracts';
import type { Handover } from './alerts-decide.js';
import type { AlertEntry, AlertLife } from './alerts-life.js';
import { decideTransport, passTime } from './decide.js';
import type { TransportEvent } from './events.js';
import { Fleet, FleetDraft } from './fleet.js';
import type { Run } from './run.js';

/** For specs: half past eight on a school day. */
export const start = Date.parse('2026-11-10T08:30:00Z');
export const seconds = (after: number): string => new Date(start + after * 1000).toISOString();

/** A road due north, in metres from its first stop. */
export const northwards = (metres: number): { readonly latitude: number; readonly longitude: number } => ({ latitude: 52 + metres / 111_195, longitude: -1 });

/** Stops every 1,000 metres, 100 seconds apart: 10 metres a second. */
export function plan(changes: Partial<EventData<'run.scheduled'>> = {}, stops = 5): EventData<'run.scheduled'> {
  return {
    runRef: 'run',
    routeRef: 'route',
    serviceDate: '2026-11-10',
    direction: 'to-school',
    stopCalls: Array.from({ length: stops }, (_, i) => ({ sequence: i + 1, stopRef: `stop-${i + 1}`, name: i === stops - 1 ? 'Beechwood' : `Stop ${i + 1}`, ...northwards(i * 1000), scheduledAt: seconds(i * 100) })),
    ...changes,
  };
}

export const fix = (after: number, metres: number, more: Partial<EventData<'vehicle.positioned'>> = {}): EventData<'vehicle.positioned'> => ({
  vehicleRef: 'bus',
  runRef: 'run',
  ...northwards(metres),
  recordedAt: seconds(after),
  bearing: 0,
  speedMetresPerSecond: 10,
  accuracyMetres: 5,
  ...more,
});

/** A fleet that events are told to, a draft each or many in one. Times in seconds after {@link start}. */
export class Told {
  readonly fleet = new Fleet();
  private draft = new FleetDraft(this.fleet);

  tell<T extends TransportEvent['type']>(type: T, data: EventData<T>, after = 0, username?: string): ReturnType<typeof decideTransport> {
    const at = start + after * 1000;
    return decideTransport(this.draft, { type, data, receivedAt: at, actor: username && { username } } as unknown as TransportEvent, { now: at });
  }

  /** As a person on a page tells it, or a machine where there is none. */
  tellAs<T extends TransportEvent['type']>(type: T, data: EventData<T>, actor: { readonly username: string } | undefined): ReturnType<typeof decideTransport> {
    return decideTransport(this.draft, { type, data, receivedAt: start, actor } as unknown as TransportEvent, { now: start });
  }

  /** A fix, received as it is recorded. */
  see(after: number, metres: number, more: Partial<EventData<'vehicle.positioned'>> = {}): void {
    this.tell('vehicle.positioned', fix(after, metres, more), after);
  }

  tick(after: number): void {
    passTime(this.draft, { now: start + after * 1000 });
  }

  /** The end of a batch. */
  commit(): void {
    this.draft.merge();
    this.draft = new FleetDraft(this.fleet);
  }

  run(ref = 'run'): Run {
    const run = this.draft.runs.get(ref);
    if (!run) throw new Error(`no run ${ref}`);
    return run;
  }

  alert(alertRef: string): AlertLife | undefined {
    return this.draft.alerts.get(alertRef);
  }

  /** What happened to alerts since the last commit. */
  entries(): readonly AlertEntry[] {
    return this.draft.alertEntries;
  }

  handovers(): readonly Handover[] {
    return this.draft.handovers;
  }

  conditions(ref = 'run'): string[] {
    return this.run(ref).conditions.map(({ condition }) => condition).sort();
  }

  /** Arrivals in seconds after {@link start}. */
  arrivals(ref = 'run'): (number | undefined)[] {
    return this.run(ref).calls.map(({ arrivedAt }) => (arrivedAt === undefined ? undefined : Math.round((arrivedAt - start) / 1000)));
  }
}

/** A run that was told of in good time, with its vehicle. */
export function scheduled(changes: Partial<EventData<'run.scheduled'>> = {}): Told {
  const told = new Told();
  told.tell('run.scheduled', plan(changes), -3600);
  told.tell('run.assigned', { runRef: 'run', vehicleRef: 'bus' }, -3600);
  return told;
}
