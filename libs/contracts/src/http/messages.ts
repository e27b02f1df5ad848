import * as z from 'zod';
import { messagingRules } from '../events/messages.js';
import { carriers, deliveryStates, messageKinds } from '../lists/messages.js';
import { audiences } from '../lists/transport.js';
import { count } from '../primitives.js';

const at = z.string().describe('RFC 3339');

/** A message about a run, with what has become of it among its recipients. Nobody is named in it. */
export const outboxMessage = z.object({
  messageRef: z.string(),
  runRef: z.string(),
  about: z.string().describe('the run as people say it'),
  audience: z.enum(audiences),
  kind: z.enum(messageKinds),
  createdAt: at,
  decidedAt: at.optional(),
  decidedBy: z.string().optional().describe('who wrote or approved it; absent where rules sent it'),
  goesAt: at.optional().describe('when the next of it goes, where it waits for the end of quiet hours or for another attempt'),
  expiresAt: at.describe('what has not gone by then is not sent'),
  words: z.array(z.object({ words: z.string(), count })).describe('most used first; recipients at different stops read different times'),
  total: count.describe('recipients, those included who want no messages'),
  counts: z.record(z.enum(deliveryStates), count),
  reasons: z.record(z.string(), count).describe('why some were not sent or did not arrive'),
  carriers: z.array(z.enum(carriers)),
});
export type OutboxMessage = z.output<typeof outboxMessage>;

/** How messages leave. `outbox`: they do not, and are kept to be seen. */
export const carrierState = z.object({
  carrier: z.enum(carriers),
  state: z.enum(['working', 'waiting', 'stopped']).describe('waiting: it asked us to; stopped: it refuses us until someone acts'),
  reason: z.string().optional(),
  since: at.optional(),
  until: at.optional(),
});
export type CarrierState = z.output<typeof carrierState>;

export const rulesView = z.object({ rules: messagingRules, changedBy: z.string().optional(), changedAt: at.optional() });
export type RulesView = z.output<typeof rulesView>;

/** What the topic `outbox` holds: messages of the last day, how they leave, and the rules. */
export const outboxEntry = z.discriminatedUnion('entry', [
  z.object({ entry: z.literal('message'), message: outboxMessage }),
  z.object({ entry: z.literal('carrier'), carrier: carrierState }),
  z.object({ entry: z.literal('rules'), rules: rulesView }),
]);
export type OutboxEntry = z.output<typeof outboxEntry>;

/** One recipient of a message: initials of the children and where it is, never who is written to at which number. */
export const deliveryView = z.object({
  deliveryRef: z.string(),
  initials: z.array(z.string()).describe('of the children it is about'),
  channel: z.string(),
  carrier: z.enum(carriers).optional(),
  state: z.enum(deliveryStates),
  reason: z.string().optional(),
  attempts: count,
  createdAt: at,
  sentAt: at.optional(),
  endedAt: at.optional(),
});
export type DeliveryView = z.output<typeof deliveryView>;

/** A message as a line of a table: without words, and without anybody. */
export const outboxRow = z.object({ messageRef: z.string(), runRef: z.string(), about: z.string(), audience: z.enum(audiences), kind: z.enum(messageKinds), createdAt: at, decidedBy: z.string().optional(), recipients: count, held: count, queued: count, sending: count, sent: count, delivered: count, failed: count, suppressed: count });
export type OutboxRow = z.output<typeof outboxRow>;
