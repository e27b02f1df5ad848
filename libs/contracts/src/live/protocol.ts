import * as z from 'zod';
import type { TopicChange, TopicItems, TopicName, TopicParams } from '../topics/index.js';

/** Where a subscriber stands in a topic. A new epoch means that counting began anew: ask for a snapshot. */
export const place = z.object({ epoch: z.string().max(64), seq: z.int().min(0) });
export type Place = z.output<typeof place>;

export const subscribeRequest = z.object({
  topic: z.string().max(64),
  params: z.record(z.string(), z.unknown()).optional(),
  since: place.optional(),
});
export type SubscribeRequest<N extends TopicName = TopicName> = { topic: N; params?: TopicParams<N>; since?: Place };
export const unsubscribeRequest = subscribeRequest.omit({ since: true });
export type UnsubscribeRequest<N extends TopicName = TopicName> = Omit<SubscribeRequest<N>, 'since'>;

export type LiveProblem = { code: 'bad-request' | 'unknown-topic' | 'forbidden' | 'not-found' | 'unavailable' | 'too-many'; message: string };
export type SubscribeReply<N extends TopicName = TopicName> =
  | ({ ok: true; snapshot: { items: TopicItems<N> } } & Place)
  | ({ ok: true; resumed: true } & Place)
  | { ok: false; problem: LiveProblem };
export type UnsubscribeReply = { ok: true } | { ok: false; problem: LiveProblem };

type Addressed<N extends TopicName> = { topic: N; params?: TopicParams<N> } & Place;
/** `seq` grows by one a message per topic and parameters; a gap means: subscribe again with `since`. */
export type DeltaMessage<N extends TopicName = TopicName> = Addressed<N> & { at: string; changes: TopicChange<N>[] };
/** Sent unasked when the server resets a subscriber that could not keep up. */
export type SnapshotMessage<N extends TopicName = TopicName> = Addressed<N> & { at: string; items: TopicItems<N> };
export type HeartbeatMessage = { at: string; topics: Addressed<TopicName>[] };
/**
 * Sent before the server closes a socket, so that the page can say why. After `renewed` (the same person has a new session, as
 * after a change of password), `unchecked` (whether the session still holds could not be looked up for too long) and
 * `shutting-down` the page comes back by itself.
 */
export type GoodbyeMessage = { reason: 'signed-out' | 'expired' | 'revoked' | 'renewed' | 'unchecked' | 'shutting-down' };

/** The socket's event map, typed once and used by both ends. */
export interface ServerToClient {
  delta: (message: DeltaMessage, acknowledge?: () => void) => void;
  snapshot: (message: SnapshotMessage, acknowledge?: () => void) => void;
  heartbeat: (message: HeartbeatMessage) => void;
  goodbye: (message: GoodbyeMessage) => void;
}
export interface ClientToServer {
  subscribe: (request: SubscribeRequest, acknowledge: (reply: SubscribeReply) => void) => void;
  unsubscribe: (request: UnsubscribeRequest, acknowledge: (reply: UnsubscribeReply) => void) => void;
}
