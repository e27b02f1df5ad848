import type { Direction, EventData, EventType } from '@sightline/contracts';
import { iso } from './clock.ts';

/** Where an event says that it comes from: one per system that a council would connect. */
export const sources = {
  trackers: 'demonstration/trackers',
  operators: 'demonstration/operators',
  crews: 'demonstration/crew-pages',
  transport: 'demonstration/transport-office',
  casework: 'demonstration/casework',
  programme: 'demonstration/programme-office',
  telephones: 'demonstration/telephones',
} as const;
export type Source = keyof typeof sources;

/** A CloudEvent as it goes to the door; `time` is when it was sent, in the simulated world. */
export type FeedEvent = {
  [T in EventType]: { specversion: '1.0'; id: string; source: string; type: T; time: string; data: EventData<T> };
}[EventType];

export function feedEvent<T extends EventType>(source: Source, type: T, id: string, at: number, data: EventData<T>): FeedEvent {
  return { specversion: '1.0', id, source: sources[source], type, time: iso(at), data } as FeedEvent;
}

/** An event that is still to come. */
export interface Due {
  readonly at: number;
  readonly event: FeedEvent;
}

/** A line of the truth file: what really happened, which the doors are not told. */
export type Truth =
  | {
      kind: 'run'; runRef: string; routeRef: string; vehicleRef: string; direction: Direction; serviceDate: string; cancelled: boolean;
      stops: { sequence: number; stopRef: string; scheduledAt: string; arrivedAt?: string; departedAt?: string }[];
      /** When its vehicle is at the first stop with its tracker on, and when it came there at the end of the run before; when somebody signs in, and tells its end; the longest delay that is told. */
      readyAt?: string; backAt?: string; signedInAt?: string; endToldAt?: string; delayToldMinutes?: number;
      /** By how much the longest journey of a child was beyond what it may be; negative is within. */
      childrenBeyondSeconds?: number;
    }
  | {
      kind: 'incident'; runRef: string; incident: string; from: string; until?: string; cause?: string;
      /** For a hold: how far from the run's nearest stop, and from any school. For a detour: seconds clearly beside the way. */
      stopMetres?: number; schoolMetres?: number; clearSeconds?: number;
    }
  | { kind: 'position'; runRef: string; vehicleRef: string; at: string; latitude: number; longitude: number };
