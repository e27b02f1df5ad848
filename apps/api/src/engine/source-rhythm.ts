import type { SourceState } from '@sightline/contracts';

/** How often a source speaks, and how old its news may be before it counts as stale. Seconds. */
export interface Rhythm {
  readonly everySeconds: number | null;
  readonly staleSeconds: number;
}

/** Rhythms of sources that nobody configured, by how their names begin. A live feed is not a nightly file. */
const rhythms: readonly (readonly [prefix: string, rhythm: Rhythm])[] = [
  ['feed:', { everySeconds: 30, staleSeconds: 120 }],
  ['device:', { everySeconds: 10, staleSeconds: 300 }],
  ['gtfs', { everySeconds: 86_400, staleSeconds: 8 * 86_400 }],
];
const unknownRhythm: Rhythm = { everySeconds: null, staleSeconds: 900 };

export const rhythmOf = (source: string): Rhythm => rhythms.find(([prefix]) => source.startsWith(prefix))?.[1] ?? unknownRhythm;

/** What the state of a source follows from. Moments in epoch milliseconds, 0 for never. */
export interface SourceFacts {
  readonly enabled: boolean;
  readonly lastReceivedAt: number;
  /** The latest moment that it told of: a feed that repeats an old picture is heard, and stale all the same. */
  readonly newestFixAt: number;
  /** How the last attempt failed, where it did. */
  readonly failure?: 'down' | 'refused' | undefined;
  readonly staleSeconds: number;
}

/** How a source is doing at `now`: of several truths the one that an administrator must hear first. */
export function stateOf({ enabled, lastReceivedAt, newestFixAt, failure, staleSeconds }: SourceFacts, now: number): SourceState {
  if (!enabled) return 'off';
  if (failure !== undefined) return failure;
  if (lastReceivedAt === 0) return 'never-heard';
  return now - (newestFixAt === 0 ? lastReceivedAt : newestFixAt) > staleSeconds * 1000 ? 'stale' : 'live';
}
