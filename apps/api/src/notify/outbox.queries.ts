import { Injectable } from '@nestjs/common';
import type { Audience, Carrier, DeliveryState, MessageKind, MessagingRules, OutboxMessage } from '@sightline/contracts';
import { Database } from '../database/database.js';
import { RulesMemory } from './messaging-rules.js';
import { OutboxMemory } from './outbox.memory.js';

/** That someone was told, or why not. `at`: when it was sent, else when it was made; epoch milliseconds. */
export interface Told {
  readonly deliveryRef: string;
  readonly messageRef: string;
  readonly runRef: string;
  readonly kind: MessageKind;
  readonly guardianRef: string;
  readonly passengerRef: string;
  readonly at: number;
  /** Absent where the words have been erased. */
  readonly words?: string | undefined;
  readonly channel: 'sms' | 'email' | 'none';
  /** `outbox`: it was kept to be seen, nothing left. Absent until it is on its way. */
  readonly carrier?: Carrier | undefined;
  readonly state: DeliveryState;
  readonly reason?: string | undefined;
}

interface ToldRow {
  readonly delivery_ref: string;
  readonly message_ref: string;
  readonly run_ref: string;
  readonly kind: MessageKind;
  readonly guardian_ref: string;
  readonly passenger_ref: string;
  readonly at: Date;
  readonly words: string | null;
  readonly channel: Told['channel'];
  readonly carrier: Carrier | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
}

/** One recipient of a message. Times in epoch milliseconds. */
export interface Delivery {
  readonly deliveryRef: string;
  readonly passengerRefs: readonly string[];
  readonly channel: string;
  readonly carrier: Carrier | null;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
}

const told = `
  SELECT delivery_ref, message_ref, run_ref, kind, guardian_ref, passenger_ref, COALESCE(sent_at, created_at) AS at, words, channel, carrier, state, reason
    FROM outgoing_message, unnest(passenger_refs) AS passenger_ref
   WHERE guardian_ref IS NOT NULL AND reason IS DISTINCT FROM 'superseded'`;

const aggregate = `
  SELECT message_ref, min(run_ref) AS run_ref, min(about) AS about, min(audience) AS audience, min(kind) AS kind, min(created_at) AS created_at, max(decided_at) AS decided_at,
         max(decided_by) AS decided_by, min(next_attempt_at) FILTER (WHERE state = 'queued') AS goes_at, max(expires_at) AS expires_at, sum(n)::int AS total,
         (SELECT jsonb_object_agg(state, n) FROM (SELECT state, sum(n)::int AS n FROM jsonb_to_recordset(jsonb_agg(jsonb_build_object('state', state, 'n', n))) AS r (state text, n int) GROUP BY state) AS s) AS counts,
         (SELECT COALESCE(jsonb_object_agg(reason, n), '{}') FROM (SELECT reason, sum(n)::int AS n FROM jsonb_to_recordset(jsonb_agg(jsonb_build_object('reason', reason, 'n', n))) AS r (reason text, n int) WHERE reason IS NOT NULL GROUP BY reason) AS s) AS reasons,
         (SELECT COALESCE(jsonb_agg(jsonb_build_object('words', words, 'count', n) ORDER BY n DESC, words), '[]') FROM (SELECT words, sum(n)::int AS n FROM jsonb_to_recordset(jsonb_agg(jsonb_build_object('words', words, 'n', n))) AS r (words text, n int) WHERE words IS NOT NULL GROUP BY words) AS s) AS words,
         COALESCE(array_agg(DISTINCT carrier) FILTER (WHERE carrier IS NOT NULL), '{}') AS carriers
    FROM (SELECT message_ref, run_ref, about, audience, kind, words, state, reason, carrier, min(created_at) AS created_at, max(decided_at) AS decided_at, max(decided_by) AS decided_by,
                 min(next_attempt_at) AS next_attempt_at, max(expires_at) AS expires_at, count(*)::int AS n
            FROM outgoing_message WHERE $$ GROUP BY message_ref, run_ref, about, audience, kind, words, state, reason, carrier) AS grouped
   GROUP BY message_ref`;

interface MessageRow extends Pick<OutboxMessage, 'about' | 'audience' | 'kind' | 'words' | 'total' | 'reasons' | 'carriers'> {
  readonly message_ref: string;
  readonly run_ref: string;
  readonly created_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
  readonly goes_at: Date | null;
  readonly expires_at: Date;
  readonly counts: Partial<OutboxMessage['counts']>;
}

const none = { held: 0, queued: 0, sending: 0, sent: 0, delivered: 0, failed: 0, suppressed: 0 };
const mostWordings = 6;

/** What other parts may read of the outbox. */
@Injectable()
export class OutboxQueries {
  constructor(
    private readonly database: Database,
    private readonly memory: RulesMemory,
    private readonly board: OutboxMemory,
  ) {}

  /** The rules in force: what transport asks before it makes a message. */
  get rules(): MessagingRules {
    return this.memory.inForce.rules;
  }

  /** A message of which something waits for leave, with its words. Of memory: what viewers have been shown. */
  waiting(messageRef: string): { readonly runRef: string; readonly audience: Audience; readonly words: string } | undefined {
    const message = this.board.messages.get(messageRef);
    return message === undefined || message.counts.held === 0 ? undefined : { runRef: message.runRef, audience: message.audience, words: message.words[0]?.words ?? '' };
  }

  /** Runs of which anybody was to be told anything since then (epoch milliseconds). */
  async runsSince(since: number): Promise<string[]> {
    const rows = await this.database.query<{ run_ref: string }>('SELECT DISTINCT run_ref FROM outgoing_message WHERE created_at >= $1', [new Date(since)]);
    return rows.map(({ run_ref }) => run_ref);
  }

  /** Which families were told of a run and what, the newest first; with those who were not, and why. */
  async toldAbout(runRef: string): Promise<Told[]> {
    return (await this.database.query<ToldRow>(`${told} AND run_ref = $1 ORDER BY at DESC, delivery_ref`, [runRef])).map(toldOf);
  }

  /** Who was told of a run's trouble since then (epoch milliseconds), and by whom it was carried: what has gone, not what waits or failed. */
  async toldSince(since: number): Promise<{ readonly runRef: string; readonly guardianRef: string; readonly carrier: Carrier; readonly at: number }[]> {
    const rows = await this.database.query<{ run_ref: string; guardian_ref: string; carrier: Carrier; at: Date }>(
      `SELECT run_ref, guardian_ref, carrier, min(sent_at) AS at FROM outgoing_message
        WHERE created_at >= $2 AND sent_at >= $1 AND guardian_ref IS NOT NULL AND state IN ('sent', 'delivered') AND kind NOT IN ('resumed', 'arrived')
        GROUP BY run_ref, guardian_ref, carrier`,
      [new Date(since), new Date(since - 86_400_000)],
    );
    return rows.map((row) => ({ runRef: row.run_ref, guardianRef: row.guardian_ref, carrier: row.carrier, at: row.at.getTime() }));
  }

  /** What the guardians of a child were told since then (epoch milliseconds), the newest first. */
  async messagesTo(passengerRef: string, since: number): Promise<Told[]> {
    const rows = await this.database.query<ToldRow>(`${told} AND passenger_refs @> ARRAY[$1] AND passenger_ref = $1 AND created_at >= $2 ORDER BY at DESC, delivery_ref`, [passengerRef, new Date(since)]);
    return rows.map(toldOf);
  }

  /** Whether a guardian has said that they want none, or that they want them; `undefined` where they have said nothing to us. */
  async preferenceOf(guardianRef: string): Promise<{ readonly optedOut: boolean; readonly arrivals: boolean } | undefined> {
    const [row] = await this.database.query<{ optedOut: boolean; arrivals: boolean }>('SELECT opted_out AS "optedOut", arrivals FROM message_preference WHERE guardian_ref = $1', [guardianRef]);
    return row;
  }

  /** Messages made since then (epoch milliseconds) or still waiting, as the outbox shows them. */
  messagesSince(since: number): Promise<OutboxMessage[]> {
    return this.messages(`message_ref IN (SELECT message_ref FROM outgoing_message WHERE created_at >= $1 OR state = 'held')`, new Date(since));
  }

  messagesOf(messageRefs: readonly string[]): Promise<OutboxMessage[]> {
    return this.messages('message_ref = ANY ($1)', messageRefs);
  }

  /** Which messages have changed since then: those that were made, decided, claimed, sent or ended. */
  async touchedSince(since: number): Promise<string[]> {
    const rows = await this.database.query<{ message_ref: string }>(
      'SELECT DISTINCT message_ref FROM outgoing_message WHERE greatest(created_at, decided_at, claimed_at, sent_at, ended_at) >= $1 AND created_at >= $2',
      [new Date(since), new Date(since - 3 * 86_400_000)],
    );
    return rows.map(({ message_ref }) => message_ref);
  }

  deliveries(messageRef: string, limit: number): Promise<Delivery[]> {
    return this.database.query<Delivery>(
      `SELECT delivery_ref AS "deliveryRef", passenger_refs AS "passengerRefs", channel, carrier, state, reason, attempts, created_at AS "createdAt", sent_at AS "sentAt", ended_at AS "endedAt"
         FROM outgoing_message WHERE message_ref = $1 ORDER BY CASE state WHEN 'failed' THEN 0 WHEN 'suppressed' THEN 1 ELSE 2 END, delivery_ref LIMIT $2`,
      [messageRef, limit],
    );
  }

  private async messages(where: string, parameter: unknown): Promise<OutboxMessage[]> {
    return (await this.database.query<MessageRow>(aggregate.replace('$$', () => where), [parameter])).map(messageOf);
  }
}

const toldOf = (row: ToldRow): Told => ({
  deliveryRef: row.delivery_ref,
  messageRef: row.message_ref,
  runRef: row.run_ref,
  kind: row.kind,
  guardianRef: row.guardian_ref,
  passengerRef: row.passenger_ref,
  at: row.at.getTime(),
  words: row.words ?? undefined,
  channel: row.channel,
  carrier: row.carrier ?? undefined,
  state: row.state,
  reason: row.reason ?? undefined,
});

const iso = (at: Date | null): string | undefined => at?.toISOString();

const messageOf = (row: MessageRow): OutboxMessage => ({
  messageRef: row.message_ref,
  runRef: row.run_ref,
  about: row.about,
  audience: row.audience,
  kind: row.kind,
  createdAt: row.created_at.toISOString(),
  decidedAt: iso(row.decided_at),
  decidedBy: row.decided_by ?? undefined,
  goesAt: iso(row.goes_at),
  expiresAt: row.expires_at.toISOString(),
  words: row.words.slice(0, mostWordings),
  total: row.total,
  counts: { ...none, ...row.counts },
  reasons: row.reasons,
  carriers: row.carriers,
});
