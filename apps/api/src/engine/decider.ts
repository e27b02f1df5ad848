import type { EventData, EventType, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Outgoing } from './outgoing.js';

/** An event that has passed its contract, with where it came from. `receivedAt` is in epoch milliseconds. */
export interface Incoming<T extends EventType = EventType> {
  readonly source: string;
  readonly id: string;
  readonly type: T;
  readonly data: EventData<T>;
  readonly receivedAt: number;
  /** When it happened, by its sender: the `time` of a cloud event, epoch milliseconds. */
  readonly occurredAt?: number;
  /** The account behind a command from a page; absent for machines. */
  readonly actor?: { readonly accountId: string; readonly username: string; readonly role: string };
  /** Id of the event that the person saw last of what this one is about, `null` for none; absent where nobody asks. */
  readonly basedOn?: string | null;
}

/** What an event is about, as it stands: the id of the event that was last (`null` for none), and its data. */
export interface Standing {
  readonly version: string | null;
  readonly data: unknown;
}

/** The path of the problem with which a decider rejects an event whose `basedOn` is not the last any more. */
export const basedOnPath = 'basedOn';

/** What a door refused before the engine saw it: kept in quarantine with its reasons, never with its values. */
export interface Refused {
  readonly source?: string;
  readonly id?: string;
  readonly type?: string;
  readonly problems: readonly FieldProblem[];
  readonly receivedAt: number;
}

/** What became of one event. Told to its sender only after the commit. */
export type Outcome =
  | { readonly status: 'accepted' }
  | { readonly status: 'duplicate' }
  | { readonly status: 'rejected'; readonly problems: readonly FieldProblem[] };

export interface Context {
  /** The moment of the batch, epoch milliseconds. Deciders have no clock of their own. */
  readonly now: number;
  /** The same moment as a civil date in the council's time zone, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * How a feature takes part in the engine. The engine knows no feature: each registers one of these.
 * The order of calls in a batch: `admit` (only where the feature keeps its own history), `begin`, `decide` for every
 * new event and `tick` when the clock asks, `write` in the same transaction, then after the commit `swap` and `publish`.
 * When anything before the commit fails the draft is dropped and live memory is as it was.
 */
export interface Decider {
  readonly feature: string;
  /** The event types it decides. A type that nobody decides is journaled all the same. */
  readonly types: readonly EventType[];
  /** Types whose history the feature keeps itself instead of the journal (latest values, such as positions). */
  readonly history?: History;
  /** Loads live state from the database. Called once before the first batch, and again after a failed commit of unknown outcome. */
  load(context: Context): Promise<void>;
  /** What stands of the record that an event is about, where the feature keeps versions of such. */
  standing?(event: Pick<Incoming, 'type' | 'data'>): Standing | undefined;
  /** Opens a draft over the live state. */
  begin(context: Context): Draft;
}

export interface Draft {
  /** Applies one new event to the draft; what cannot be comes back as problems, and then nothing of it is applied. */
  decide(event: Incoming): readonly FieldProblem[] | undefined;
  /** Applies the passing of time. */
  tick(): void;
  /** Whether there is anything to write or publish. */
  readonly changed: boolean;
  /** Writes facts and state, in a few set-based statements. */
  write(tx: Transaction): Promise<void>;
  /** What people are to be told of it. Asked after `write`; goes to the outbox in the same transaction. */
  readonly messages?: readonly Outgoing[];
  /** Makes the draft live. Called after the commit; must not fail. */
  swap(): void;
  /** Publishes what viewers may want to know. Called after `swap`. */
  publish(): void;
}

/** A store that remembers which events were seen: the journal, or a feature's own history. */
export interface History {
  readonly types: readonly EventType[];
  /** Stores the events and tells, in their order, which were new. No two of them have the same source and id. */
  admit(tx: Transaction, events: readonly Incoming[]): Promise<readonly boolean[]>;
  /** Takes back, in the same transaction, what `admit` stored: events that were new and then rejected by a decider. */
  withdraw(tx: Transaction, events: readonly Incoming[]): Promise<void>;
}
