import * as z from 'zod';
import { polledKinds, sourceKinds, sourceStates } from '../lists/sources.js';
import { count, ref } from '../primitives.js';
import { ingestReply } from './ingest.js';

/** Reply of the doors for vehicle feeds, sent after the commit. */
export const feedReply = ingestReply.extend({ ignored: count.describe('entities that are no positions, or are deleted') });
export type FeedReply = z.output<typeof feedReply>;

const seconds = (least: number, most: number) => z.int('must be a whole number of seconds').min(least, `must be at least ${least} s`).max(most, `must be at most ${most} s`);
/** Where a source is asked: http or https, no name and password in it, no key in its query. */
const sourceUrl = z
  .string()
  .max(2000, 'must be at most 2,000 characters')
  .regex(/^https?:\/\/[^\s/?#]+(?:[/?#]\S*)?$/i, 'must be an http or https address')
  .regex(/^[^/]*\/\/[^/?#@]*(?:[/?#]|$)/, 'must hold no name and password: give them apart, as the key')
  .refine((text) => !/[?&](?:api[_-]?key|key|token|access[_-]?token|secret|password|app[_-]?key|subscription-key)=/i.test(text), 'must hold no key: give it apart, so that it is never shown');

/** A key that is sent along with each poll. It is stored, never shown, and never logged. */
export const sourceKey = z.object({
  in: z.enum(['header', 'query']),
  name: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'must be letters, digits, - and _'),
  value: z.string().regex(/^[\x20-\x7e]{1,1000}$/, 'must be 1 to 1,000 visible ASCII characters'),
});
export type SourceKey = z.output<typeof sourceKey>;

/** What is told of a source that is polled. */
const polled = {
  url: sourceUrl,
  everySeconds: seconds(5, 86_400).describe('how often it is polled'),
  staleSeconds: seconds(10, 7 * 86_400).describe('its newest fix may be this old before it counts as stale'),
  allowPrivate: z.boolean().describe('its address may be one of our own network'),
};

/** Body of `POST /api/sources`: a source to poll, or the rhythm of one that speaks by itself (its whole event source as name). */
export const newSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(polledKinds), name: ref, ...polled, everySeconds: polled.everySeconds.default(30), staleSeconds: polled.staleSeconds.default(120), allowPrivate: polled.allowPrivate.default(false), key: sourceKey.optional() }),
  z.object({ kind: z.literal('pushed'), name: ref, everySeconds: polled.everySeconds, staleSeconds: polled.staleSeconds }),
]);
export type NewSource = z.output<typeof newSource>;

/** Body of `PATCH /api/sources/:name`: what is left out stays as it is; a `key` of null is forgotten. */
export const sourceChange = z
  .object({ ...polled, key: sourceKey.nullable(), enabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');
export type SourceChange = z.output<typeof sourceChange>;

/** A configured source, without its key. */
export const sourceView = z.object({
  name: z.string(),
  kind: z.enum(sourceKinds),
  url: z.string().nullable(),
  everySeconds: count,
  staleSeconds: count,
  allowPrivate: z.boolean(),
  enabled: z.boolean(),
  key: z.object({ in: z.enum(['header', 'query']), name: z.string() }).nullable().describe('that there is a key, and how it is sent; never the key'),
});
export type SourceView = z.output<typeof sourceView>;

/** Health of one source of events. */
export const feedHealth = z.object({
  source: z.string(),
  lastReceivedAt: z.string().nullable(),
  acceptedPerMinute: z.number(),
  accepted: count.describe('since it was first heard, like the two below'),
  duplicates: count,
  rejected: count,
  kind: z.enum(sourceKinds),
  /** The name it was configured under; absent where nobody did. */
  name: z.string().optional(),
  state: z.enum(sourceStates),
  newestFixAt: z.string().nullable().describe('the latest moment that anything it sent is about'),
  everySeconds: z.number().nullable().describe('how often it speaks; null where nobody knows'),
  staleSeconds: z.number(),
  lastError: z.object({ at: z.string(), words: z.string() }).nullable(),
  polledAt: z.string().nullable().describe('when it was last asked; null for a source that speaks by itself'),
  pollMilliseconds: z.number().nullable(),
});
export type FeedHealth = z.output<typeof feedHealth>;
