import type { SourceKind } from '@sightline/contracts';
import { readGtfsRealtime } from './gtfs-realtime.js';
import { readSiriVm } from './siri-vm.js';
import type { FeedContent, FeedContext, FeedItem, FeedReading } from './vehicle-feed.js';

export type FeedKind = Exclude<SourceKind, 'pushed'>;

/** The reader of each kind of vehicle feed: a pure function of the bytes. */
export const feedReaders: Readonly<Record<FeedKind, (bytes: Uint8Array, context: FeedContext) => FeedReading>> = { 'gtfs-realtime': readGtfsRealtime, 'siri-vm': readSiriVm };

export const feedThreadLimits = {
  /** A feed of so many bytes is read where it arrived, within some 20 ms; a larger one on a thread of its own. */
  inlineBytes: { 'gtfs-realtime': 16 * 1024, 'siri-vm': 32 * 1024 } satisfies Record<FeedKind, number>,
  /** Entities that are handed over at a time: a portion holds up nobody for more than a few milliseconds. */
  portion: 250,
  /** Large feeds that wait while another is read; whoever comes beyond that is told to come back. */
  waiting: 4,
  memoryMegabytes: 512,
} as const;

export interface FeedJob {
  readonly kind: FeedKind;
  readonly bytes: Uint8Array;
  readonly context: FeedContext;
}

/** The first entity of the next portion that is wanted. */
export interface FeedQuestion {
  readonly from: number;
}

export type FeedAnswer =
  | { readonly kind: 'unreadable'; readonly reason: string }
  | ({ readonly kind: 'read'; readonly count: number } & Omit<FeedContent, 'items'>)
  | { readonly kind: 'items'; readonly items: readonly FeedItem[] };
