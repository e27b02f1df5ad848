import type { GtfsProblem, TripStub } from '@sightline/domain';

/** What the reader's thread is asked: rows as JSON, ready for the database, so that the engine's thread need not make them. */
export interface ReaderQuestion {
  readonly rows: 'trips' | 'shapes' | 'stubs';
  readonly from: number;
  readonly count: number;
}

/** What a feed is, as the thread tells it once it was read. `services` and `stops` as JSON. */
export interface ReadPlan {
  readonly timeZone: string;
  readonly services: string;
  readonly stops: string;
  readonly counts: { readonly routes: number; readonly trips: number; readonly stops: number; readonly shapes: number };
  readonly warnings: readonly string[];
}

export type ReaderAnswer =
  | { readonly kind: 'refused'; readonly problems: readonly GtfsProblem[]; readonly problemCount: number }
  | { readonly kind: 'read'; readonly plan: ReadPlan }
  | { readonly kind: 'rows'; readonly json: string }
  | { readonly kind: 'stubs'; readonly stubs: readonly TripStub[] };
