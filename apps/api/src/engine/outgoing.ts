import type { Audience, MessageKind } from '@sightline/contracts';
import type { Substance } from '@sightline/domain';
import type { Transaction } from '../database/transaction.js';
import type { Context } from './decider.js';

/** Somebody who is to be told, as the decider knows them. The address and the words are personal. */
export interface OutgoingRecipient {
  /** Who it is among those who can be told of this run: a guardian, the school, the operator. */
  readonly ref: string;
  readonly guardianRef?: string | undefined;
  readonly passengerRefs: readonly string[];
  readonly channel: 'sms' | 'email' | 'none';
  readonly address?: string | undefined;
  readonly substance: Substance;
  readonly words: string;
  /** A page that shows it live, for this recipient alone. */
  readonly link?: string | undefined;
}

/** Something to be told about a run, with whom resolved. */
export interface OutgoingMessage {
  readonly act: 'tell';
  /** As whoever wrote it named it; a message that rules make has none. */
  readonly messageRef?: string | undefined;
  readonly runRef: string;
  /** The run as people say it, such as `Route 12 to Beechwood School`. */
  readonly about: string;
  readonly audience: Audience;
  readonly kind: MessageKind;
  readonly at: number;
  /** When the run begins, and when what is said of it is of no use any more. Epoch milliseconds. */
  readonly startsAt: number;
  readonly expiresAt: number;
  /** The account that wrote it; absent where rules did. */
  readonly by?: string | undefined;
  readonly recipients: readonly OutgoingRecipient[];
}

/** Leave for a message that waits, with other words where someone changed them. */
export interface OutgoingLeave {
  readonly act: 'approve';
  readonly messageRef: string;
  readonly words?: string | undefined;
  readonly at: number;
  readonly by?: string | undefined;
}

export type Outgoing = OutgoingMessage | OutgoingLeave;

/** Takes messages from the engine's transactions. The engine knows no more of it. */
export interface Outbox {
  /** Writes them down, in the same transaction as the facts that they tell of. */
  write(tx: Transaction, messages: readonly Outgoing[], context: Context): Promise<void>;
  /** After the commit: there may be something to send. */
  committed(): void;
}
