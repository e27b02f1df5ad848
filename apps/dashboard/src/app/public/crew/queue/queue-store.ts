import type { EventData } from '@sightline/contracts';

/** What a crew page tells. */
export type CrewEventType = 'crew.signed-in' | 'crew.walked' | 'passenger.boarded' | 'passenger.alighted' | 'passenger.absent' | 'passenger.corrected' | 'run.started' | 'run.delayed' | 'stop.called' | 'note.added' | 'vehicle.positioned';

/** An event as it was made on this phone: its id is the phone's, so that sending it twice tells it once. `time`: when it happened, RFC 3339. */
export type CrewEvent = { readonly [T in CrewEventType]: { readonly id: string; readonly type: T; readonly data: EventData<T>; readonly time: string } }[CrewEventType];

/** An event on this phone; `seq` is its place in the order in which they were made. */
export type Waiting = CrewEvent & { readonly seq: number };

/** An event that the server would not take, and why. */
export type Refused = Waiting & { readonly reasons: readonly string[] };

export const isPosition = ({ type }: Pick<CrewEvent, 'type'>): boolean => type === 'vehicle.positioned';

/**
 * Where events wait until the server has them. Every call is one transaction: it happens whole or not at all, and what
 * a resolved call did is there after the page was killed.
 */
export interface QueueStore {
  /** Whether what waits outlives the page. */
  readonly lasts: boolean;
  append(event: CrewEvent): Promise<Waiting>;
  /** The oldest, in order. */
  oldest(limit: number): Promise<Waiting[]>;
  /** All that waits but positions, in order. */
  ticks(): Promise<Waiting[]>;
  refused(): Promise<Refused[]>;
  /** How many wait. */
  count(): Promise<{ readonly ticks: number; readonly positions: number }>;
  /** Takes away what the server has, and puts aside what it refused. */
  settle(taken: readonly number[], refused: readonly Refused[]): Promise<void>;
  /** Somebody has read of a refused event. */
  dismiss(seq: number): Promise<void>;
  /** Takes away positions only, by their place. */
  thin(positions: readonly number[]): Promise<void>;
  positions(): Promise<number[]>;
}
