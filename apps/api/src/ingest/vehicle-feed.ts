import type { FieldProblem } from '@sightline/contracts';
import type { Incoming, Refused } from '../engine/decider.js';
import type { RunLookup } from '../engine/run-finder.js';
import { isStorable, readData } from './event-reader.js';

/** What a reader of a vehicle feed is told besides the bytes. */
export interface FeedContext {
  /** The event source that its fixes are kept under: `feed:<name>`. */
  readonly source: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** A run that a sender may mean: one that must be known, or whichever of a trip is under way at a moment (epoch milliseconds). */
export type RunHint = { readonly runRef: string } | { readonly tripRef: string; readonly at: number };

/** One entity of a feed as it was read: a reader knows no runs, so that it can work on a thread of its own. */
export interface FeedItem {
  readonly read: Incoming | Refused;
  readonly hint?: RunHint | undefined;
}

/** What a feed held, in its order: fixes, and entities that were refused with their reasons. */
export interface FeedContent {
  readonly items: readonly FeedItem[];
  /** Entities that are no positions, or are deleted: nothing is wrong with them, and nothing is done. */
  readonly ignored: number;
  /** When the sender says that it made the feed, epoch milliseconds. */
  readonly madeAt?: number | undefined;
}

/** A feed as a whole, or one sentence why nothing of it was taken. */
export type FeedReading = FeedContent | { readonly unreadable: string };

/** One vehicle of a feed, in our units: degrees, metres a second, epoch milliseconds. */
export interface FeedFix {
  readonly vehicleRef: string | undefined;
  readonly recordedAt: number | undefined;
  readonly latitude: unknown;
  readonly longitude: unknown;
  readonly bearing?: number | undefined;
  readonly speedMetresPerSecond?: number | undefined;
  readonly runRef?: string | undefined;
  readonly hint?: RunHint | undefined;
}

/** What the protocol calls each of our fields: a sender is told about its own names. */
export type FieldNames = Readonly<Record<'vehicleRef' | 'recordedAt' | 'latitude' | 'longitude' | 'bearing' | 'speedMetresPerSecond' | 'runRef', string>>;

const type = 'vehicle.positioned';
const longestId = 200;

/** A fix of a feed as an event: known by source, vehicle and moment, so that the same feed read twice has one effect. */
export const feedItem = (fix: FeedFix, label: string, names: FieldNames, context: FeedContext): FeedItem => ({ read: feedEvent(fix, label, names, context), hint: fix.hint });

/** What was read, with the run that its sender meant, where there is one. */
export function withRun({ read, hint }: FeedItem, runs: RunLookup): Incoming | Refused {
  if (hint === undefined || 'problems' in read) return read;
  const runRef = 'tripRef' in hint ? runs.ofTrip(hint.tripRef, hint.at) : runs.has(hint.runRef) ? hint.runRef : undefined;
  return runRef === undefined ? read : { ...read, data: { ...read.data, runRef } };
}

function feedEvent(fix: FeedFix, label: string, names: FieldNames, { source, receivedAt }: FeedContext): Incoming | Refused {
  const at = instantOf(fix.recordedAt);
  const refuse = (problems: readonly FieldProblem[]): Refused => ({ source, id: idOf(fix.vehicleRef ?? label, at), type, problems, receivedAt });
  const missing: FieldProblem[] = [];
  if (fix.vehicleRef === undefined) missing.push({ path: names.vehicleRef, message: 'is missing: nothing says which vehicle this is' });
  if (at === undefined) missing.push({ path: names.recordedAt, message: fix.recordedAt === undefined ? 'is missing' : 'is not a time' });
  if (missing.length > 0) return refuse(missing);
  const read = readData(type, {
    vehicleRef: fix.vehicleRef,
    recordedAt: at,
    latitude: fix.latitude,
    longitude: fix.longitude,
    ...(fix.runRef !== undefined && { runRef: fix.runRef }),
    ...(fix.bearing !== undefined && { bearing: fix.bearing }),
    ...(fix.speedMetresPerSecond !== undefined && { speedMetresPerSecond: fix.speedMetresPerSecond }),
  });
  if (read.problems) return refuse(read.problems.map(({ path, message }) => ({ path: nameOf(path, names), message })));
  return { source, id: idOf(fix.vehicleRef ?? '', at), type: read.type, data: read.data, receivedAt };
}

/** A feed of which nothing could be taken, for the quarantine: one entry a source, however often it is sent. */
export const unreadableFeed = (source: string, reason: string, receivedAt: number): Refused => ({ source, id: 'unreadable', type, problems: [{ path: '', message: reason }], receivedAt });

const nameOf = (path: string, names: FieldNames): string => {
  const field = path.replace(/^data\./, '');
  return Object.hasOwn(names, field) ? names[field as keyof FieldNames] : path;
};

function idOf(vehicle: string, at: string | undefined): string {
  const id = `${vehicle}:${at ?? 'no time'}`.slice(0, longestId);
  return isStorable(id) ? id : 'an id that cannot be stored';
}

function instantOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year > 9999 || year < 1970 ? undefined : date.toISOString();
}
